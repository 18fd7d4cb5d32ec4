import type { AnyNode, Program } from 'acorn';
import { absentMethods } from './methods.ts';
import type { Problem } from './problem.ts';
import { resolveScopes } from './scopes.ts';
import type { Scopes } from './scopes.ts';
import { findApi } from './apiCatalogue.ts';
import { isFunctionNode, lineOf, parseCode, walk } from './syntaxTree.ts';

/** Names that test code has besides `require`. */
export const testFunctions = ['runCode', 'mock', 'mockObject', 'assertApi', 'assertThat', 'fail'] as const;

export interface DialectResult {
  readonly problems: readonly Problem[];
  /** Absent when the code does not parse. */
  readonly program?: Program;
  readonly scopes?: Scopes;
}

const plainNodes: ReadonlySet<AnyNode['type']> = new Set([
  'Program',
  'BlockStatement',
  'ExpressionStatement',
  'EmptyStatement',
  'IfStatement',
  'ForStatement',
  'ForInStatement',
  'WhileStatement',
  'DoWhileStatement',
  'SwitchStatement',
  'SwitchCase',
  'ReturnStatement',
  'SequenceExpression',
  'ConditionalExpression',
  'UpdateExpression',
  'Identifier',
]);

const comparisons = ['==', '!=', '===', '!==', '<', '<=', '>', '>='];
const binaryOperators = new Set([...comparisons, '<<', '>>', '>>>', '+', '-', '*', '/', '%', '|', '^', '&']);
const assignments = new Set(['=', '+=', '-=', '*=', '/=', '%=', '<<=', '>>=', '>>>=', '|=', '^=', '&=']);
const unaryOperators = new Set(['!', '-', '+', '~', 'typeof']);

/** Why the sandbox does not know a node, or undefined if it does. */
const objectionTo = (node: AnyNode): string | undefined => {
  if (isFunctionNode(node)) {
    if (node.async || node.generator) return 'async functions and generators do not exist';
    if (node.params.some(({ type }) => type !== 'Identifier')) return 'parameters are plain names';
    return undefined;
  }
  switch (node.type) {
    case 'VariableDeclaration':
      return ['var', 'let', 'const'].includes(node.kind) ? undefined : `${node.kind} does not exist`;
    case 'VariableDeclarator':
      return node.id.type === 'Identifier' ? undefined : 'destructuring does not exist';
    case 'ForOfStatement':
      if (node.await) return 'for await does not exist';
      return node.left.type === 'VariableDeclaration' ? undefined : 'for-of declares its variable';
    case 'BreakStatement':
    case 'ContinueStatement':
      return node.label ? 'labels are not used' : undefined;
    case 'LogicalExpression':
      return node.operator === '??' ? 'the operator ?? does not exist' : undefined;
    case 'BinaryExpression':
      return binaryOperators.has(node.operator) ? undefined : `the operator ${node.operator} does not exist`;
    case 'UnaryExpression':
      return unaryOperators.has(node.operator) ? undefined : `the operator ${node.operator} does not exist`;
    case 'AssignmentExpression':
      if (!assignments.has(node.operator)) return `the operator ${node.operator} does not exist`;
      return node.left.type === 'Identifier' || node.left.type === 'MemberExpression'
        ? undefined
        : 'destructuring does not exist';
    case 'CallExpression':
    case 'MemberExpression':
      return node.optional ? 'optional chaining does not exist' : undefined;
    case 'ArrayExpression':
      return node.elements.includes(null) ? 'arrays have no holes' : undefined;
    case 'ObjectExpression':
      return undefined;
    case 'Property':
      if (node.kind !== 'init' || node.method) return 'objects have no methods, getters or setters';
      if (node.shorthand) return 'write { name: name }';
      return node.computed ? 'computed keys do not exist' : undefined;
    case 'Literal':
      if (node.regex) return 'regular expressions do not exist; match takes the pattern as text';
      return typeof node.value === 'bigint' ? 'BigInt does not exist' : undefined;
    default:
      return plainNodes.has(node.type) ? undefined : `${node.type} does not exist`;
  }
};

const requiredName = (node: AnyNode): string | undefined => {
  if (node.type !== 'CallExpression') return undefined;
  if (node.callee.type !== 'Identifier' || node.callee.name !== 'require') return undefined;
  const [first] = node.arguments;
  return node.arguments.length === 1 && first?.type === 'Literal' && typeof first.value === 'string'
    ? first.value
    : '';
};

const checkRequire = (node: AnyNode): string | undefined => {
  const name = requiredName(node);
  if (name === undefined || findApi(name)) return undefined;
  return name === '' ? 'require takes one name in quotes' : `require does not know ${name}`;
};

const checkMethod = (node: AnyNode): string | undefined => {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const { property, computed } = node.callee;
  return !computed && property.type === 'Identifier' && absentMethods.has(property.name)
    ? `no value has a method ${property.name}`
    : undefined;
};

/**
 * Checks code against the dialect of the sandbox: a whitelist of syntax, no name that is not declared, no assignment to
 * a constant, only names that `require` knows, no call of a method that ordinary JavaScript has and the sandbox lacks.
 * Lines in problems count from the first line of the code.
 *
 * @param globals - names that exist besides `require` and `undefined`; template code has `data`.
 */
export const checkDialect = (source: string, globals: readonly string[] = ['data']): DialectResult => {
  let program: Program;
  try {
    program = parseCode(source);
  } catch (error) {
    const [, said = String(error), line = '1', column = '0'] =
      /^(?:SyntaxError: )?(.*) \((\d+):(\d+)\)$/.exec(String(error)) ?? [];
    const message = `${said} at column ${Number(column) + 1}`;
    return { problems: [{ rule: 'dialect-syntax', message, line: Number(line) }] };
  }

  const problems: Problem[] = [];
  const report = (rule: string, node: AnyNode, message: string | undefined): boolean => {
    if (message !== undefined) problems.push({ rule, message, line: lineOf(node) });
    return message === undefined;
  };
  walk(program, (node) => {
    if (!report('dialect-syntax', node, objectionTo(node))) return false;
    report('dialect-require', node, checkRequire(node));
    report('dialect-method', node, checkMethod(node));
    return true;
  });
  // Scopes of syntax that does not exist would only repeat the objection in other words.
  if (problems.some(({ rule }) => rule === 'dialect-syntax')) return { problems, program };

  const scopes = resolveScopes(program, ['require', 'undefined', ...globals]);
  problems.push(...scopes.problems);
  return { problems, program, scopes };
};
