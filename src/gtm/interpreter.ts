import type { AnyNode, AssignmentExpression, CallExpression, Expression, Program, Statement } from 'acorn';
import type { ForInStatement, ForOfStatement, ForStatement, MemberExpression } from 'acorn';
import type { SwitchStatement, UpdateExpression } from 'acorn';
import { describeUndeclared } from './apiCatalogue.ts';
import {
  assign,
  createEnvironment,
  declaredNames,
  define,
  hoistedNames,
  isDeclared,
  read,
} from './environment.ts';
import type { Environment } from './environment.ts';
import { enumerableKeys, iterableItems, readMember, writeMember } from './members.ts';
import { applyBinary, applyUnary } from './operators.ts';
import { lineOf } from './syntaxTree.ts';
import type { FunctionNode } from './syntaxTree.ts';
import { createRecord, isFunction, toNumber, toText } from './values.ts';
import type { SandboxFunction } from './values.ts';

export interface InterpreterOptions {
  /** What the code is called in error messages: `template`, `scenario`. */
  readonly name: string;
  /** Names that exist without a declaration. */
  readonly globals: Readonly<Record<string, unknown>>;
  /** Steps after which a run is stopped; default one million. */
  readonly stepLimit?: number;
}

type Signal =
  | { readonly type: 'return'; readonly value: unknown }
  | { readonly type: 'break' }
  | { readonly type: 'continue' };

const breakSignal: Signal = { type: 'break' };
const continueSignal: Signal = { type: 'continue' };
const maxDepth = 400;

/**
 * Runs code that has passed the dialect gate and returns what its top level returns. An error that reaches the top, also
 * of a function called later from outside, is rethrown with `name line n:` before its message.
 */
export const runProgram = (program: Program, options: InterpreterOptions): unknown => {
  let steps = options.stepLimit ?? 1_000_000;
  let depth = 0;
  let line = 0;

  const step = (node: AnyNode): void => {
    line = lineOf(node) || line;
    steps -= 1;
    if (steps < 0) throw new Error('the code runs too long and was stopped');
  };

  /** Runs something one level deeper; at the outermost level an error gets its place. */
  const enter = (run: () => unknown): unknown => {
    if (depth >= maxDepth) throw new Error('functions call each other too deeply');
    depth += 1;
    const outer = line;
    try {
      const result = run();
      line = outer;
      return result;
    } catch (error) {
      if (depth > 1) throw error;
      const message = error instanceof Error ? error.message : String(error);
      throw new Error(`${options.name} line ${line}: ${message}`, { cause: error });
    } finally {
      depth -= 1;
    }
  };

  const createFunction = (node: FunctionNode, outer: Environment): SandboxFunction => {
    const call: SandboxFunction = (...args) =>
      enter(() => {
        const environment = createEnvironment(outer);
        if (node.type === 'FunctionExpression' && node.id) define(environment, node.id.name, call);
        if (node.type !== 'ArrowFunctionExpression') define(environment, 'arguments', args);
        hoistedNames(node.body).forEach((name) => define(environment, name, undefined));
        node.params.forEach((parameter, index) => {
          if (parameter.type === 'Identifier') define(environment, parameter.name, args[index]);
        });
        if (node.body.type !== 'BlockStatement') return evaluate(node.body, environment);
        const signal = executeBlock(node.body.body, environment);
        return signal?.type === 'return' ? signal.value : undefined;
      });
    return call;
  };

  const hoist = (statements: readonly AnyNode[], environment: Environment): void => {
    for (const statement of statements) {
      if (statement.type === 'VariableDeclaration' && statement.kind !== 'var') {
        declaredNames(statement).forEach((name) => define(environment, name, undefined));
      } else if (statement.type === 'FunctionDeclaration' && statement.id) {
        define(environment, statement.id.name, createFunction(statement as FunctionNode, environment));
      }
    }
  };

  const executeAll = (statements: readonly AnyNode[], environment: Environment): Signal | undefined => {
    for (const statement of statements) {
      const signal = execute(statement as Statement, environment);
      if (signal) return signal;
    }
    return undefined;
  };

  const executeBlock = (statements: readonly AnyNode[], outer: Environment): Signal | undefined => {
    const environment = createEnvironment(outer);
    hoist(statements, environment);
    return executeAll(statements, environment);
  };

  const assignTo = (target: AnyNode, value: unknown, environment: Environment): void => {
    if (target.type === 'Identifier') return assign(environment, target.name, value);
    if (target.type !== 'MemberExpression') throw new Error(`cannot assign to ${target.type}`);
    const owner = evaluate(target.object as Expression, environment);
    writeMember(owner, memberKey(target, environment), value);
  };

  /** Runs a loop's body once; true when the loop ends. */
  const loopOnce = (
    body: Statement,
    environment: Environment,
  ): { ends: boolean; signal?: Signal | undefined } => {
    const signal = execute(body, environment);
    if (signal?.type === 'break') return { ends: true };
    return signal?.type === 'return' ? { ends: true, signal } : { ends: false };
  };

  const executeFor = (node: ForStatement, outer: Environment): Signal | undefined => {
    const head = node.init?.type === 'VariableDeclaration' ? node.init : undefined;
    let environment = createEnvironment(outer);
    if (head) hoist([head], environment);
    if (head) execute(head, environment);
    else if (node.init) evaluate(node.init as Expression, environment);
    while (!node.test || evaluate(node.test, environment)) {
      step(node);
      const { ends, signal } = loopOnce(node.body, environment);
      if (ends) return signal;
      // Functions made in the body keep the variables of their own round.
      const next = createEnvironment(outer);
      environment.bindings.forEach(({ value, isConstant }, name) => define(next, name, value, isConstant));
      environment = next;
      if (node.update) evaluate(node.update, environment);
    }
    return undefined;
  };

  const executeForEach = (node: ForInStatement | ForOfStatement, outer: Environment): Signal | undefined => {
    const owner = evaluate(node.right, outer);
    const items = node.type === 'ForInStatement' ? enumerableKeys(owner) : iterableItems(owner);
    for (const item of items) {
      step(node);
      const environment = createEnvironment(outer);
      if (node.left.type !== 'VariableDeclaration') assignTo(node.left, item, environment);
      else {
        const { kind } = node.left;
        for (const name of declaredNames(node.left)) {
          if (kind === 'var') assign(environment, name, item);
          else define(environment, name, item, kind === 'const');
        }
      }
      const { ends, signal } = loopOnce(node.body, environment);
      if (ends) return signal;
    }
    return undefined;
  };

  const executeSwitch = (node: SwitchStatement, outer: Environment): Signal | undefined => {
    const value = evaluate(node.discriminant, outer);
    const environment = createEnvironment(outer);
    hoist(
      node.cases.flatMap(({ consequent }) => consequent),
      environment,
    );
    const matching = node.cases.findIndex(({ test }) => test && evaluate(test, environment) === value);
    const start = matching >= 0 ? matching : node.cases.findIndex(({ test }) => !test);
    if (start < 0) return undefined;
    const signal = executeAll(
      node.cases.slice(start).flatMap(({ consequent }) => consequent),
      environment,
    );
    return signal?.type === 'break' ? undefined : signal;
  };

  const execute = (node: Statement, environment: Environment): Signal | undefined => {
    step(node);
    switch (node.type) {
      case 'ExpressionStatement':
        evaluate(node.expression, environment);
        return undefined;
      case 'VariableDeclaration':
        for (const { id, init } of node.declarations) {
          if (id.type !== 'Identifier') continue;
          if (node.kind !== 'var') {
            define(
              environment,
              id.name,
              init ? evaluate(init, environment) : undefined,
              node.kind === 'const',
            );
          } else if (init) assign(environment, id.name, evaluate(init, environment));
        }
        return undefined;
      case 'ReturnStatement':
        return { type: 'return', value: node.argument ? evaluate(node.argument, environment) : undefined };
      case 'IfStatement':
        if (evaluate(node.test, environment)) return execute(node.consequent, environment);
        return node.alternate ? execute(node.alternate, environment) : undefined;
      case 'BlockStatement':
        return executeBlock(node.body, environment);
      case 'ForStatement':
        return executeFor(node, environment);
      case 'ForInStatement':
      case 'ForOfStatement':
        return executeForEach(node, environment);
      case 'WhileStatement':
      case 'DoWhileStatement': {
        let isFirst = node.type === 'DoWhileStatement';
        while (isFirst || evaluate(node.test, environment)) {
          isFirst = false;
          step(node);
          const { ends, signal } = loopOnce(node.body, environment);
          if (ends) return signal;
        }
        return undefined;
      }
      case 'SwitchStatement':
        return executeSwitch(node, environment);
      case 'BreakStatement':
        return breakSignal;
      case 'ContinueStatement':
        return continueSignal;
      case 'FunctionDeclaration':
      case 'EmptyStatement':
        return undefined;
      default:
        throw new Error(`${node.type} does not exist`);
    }
  };

  const memberKey = (node: AnyNode, environment: Environment): unknown => {
    if (node.type !== 'MemberExpression') return undefined;
    if (node.computed) return evaluate(node.property as Expression, environment);
    return node.property.type === 'Identifier' ? node.property.name : undefined;
  };

  const call = (node: CallExpression, environment: Environment): unknown => {
    const callee = evaluate(node.callee as Expression, environment);
    const args = node.arguments.map((argument) => evaluate(argument as Expression, environment));
    step(node);
    if (isFunction(callee)) return callee(...args);
    const name = describeCallee(node.callee);
    const isMissing = node.callee.type === 'Identifier' && !isDeclared(environment, name);
    throw new Error(isMissing ? `cannot call ${describeUndeclared(name)}` : `${name} is not a function`);
  };

  const member = (node: MemberExpression, environment: Environment): unknown => {
    const owner = evaluate(node.object as Expression, environment);
    const key = memberKey(node, environment);
    const { object } = node;
    if (owner === undefined && object.type === 'Identifier' && !isDeclared(environment, object.name)) {
      throw new Error(`cannot read ${toText(key)} of ${describeUndeclared(object.name)}`);
    }
    return readMember(owner, key);
  };

  const assignExpression = (node: AssignmentExpression, environment: Environment): unknown => {
    const operator = node.operator.slice(0, -1);
    const current = operator === '' ? undefined : evaluate(node.left as Expression, environment);
    const right = evaluate(node.right, environment);
    const value = operator === '' ? right : applyBinary(operator, current, right);
    assignTo(node.left, value, environment);
    return value;
  };

  const update = (node: UpdateExpression, environment: Environment): unknown => {
    const before = toNumber(evaluate(node.argument, environment));
    const after = node.operator === '++' ? before + 1 : before - 1;
    assignTo(node.argument, after, environment);
    return node.prefix ? after : before;
  };

  const evaluate = (node: Expression, environment: Environment): unknown => {
    switch (node.type) {
      case 'Literal':
        return node.value;
      case 'Identifier':
        return read(environment, node.name);
      case 'MemberExpression':
        return member(node, environment);
      case 'CallExpression':
        return call(node, environment);
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
        return createFunction(node, environment);
      case 'ObjectExpression': {
        const record = createRecord();
        for (const property of node.properties) {
          if (property.type !== 'Property') throw new Error('spread does not exist');
          const { key } = property;
          record[key.type === 'Identifier' ? key.name : String((key as { value?: unknown }).value)] =
            evaluate(property.value, environment);
        }
        return record;
      }
      case 'ArrayExpression':
        return node.elements.map((element) => evaluate(element as Expression, environment));
      case 'ConditionalExpression':
        return evaluate(evaluate(node.test, environment) ? node.consequent : node.alternate, environment);
      case 'LogicalExpression': {
        const left = evaluate(node.left, environment);
        return (node.operator === '&&') === Boolean(left) ? evaluate(node.right, environment) : left;
      }
      case 'BinaryExpression':
        return applyBinary(
          node.operator,
          evaluate(node.left as Expression, environment),
          evaluate(node.right, environment),
        );
      case 'UnaryExpression':
        return applyUnary(node.operator, evaluate(node.argument, environment));
      case 'AssignmentExpression':
        return assignExpression(node, environment);
      case 'UpdateExpression':
        return update(node, environment);
      case 'SequenceExpression':
        return node.expressions.reduce<unknown>((_, item) => evaluate(item, environment), undefined);
      default:
        throw new Error(`${node.type} does not exist`);
    }
  };

  return enter(() => {
    const world = createEnvironment();
    Object.entries(options.globals).forEach(([name, value]) => define(world, name, value));
    const environment = createEnvironment(world);
    hoistedNames(program).forEach((name) => define(environment, name, undefined));
    hoist(program.body, environment);
    const signal = executeAll(program.body, environment);
    return signal?.type === 'return' ? signal.value : undefined;
  });
};

const describeCallee = (node: AnyNode): string => {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression') return 'the value';
  const name = node.property.type === 'Identifier' && !node.computed ? node.property.name : '[…]';
  return `${describeCallee(node.object)}.${name}`;
};
