import type { AnyNode, Expression, Identifier, Program, VariableDeclaration } from 'acorn';
import type { Problem } from './problem.ts';
import { childrenOf, isFunctionNode, lineOf, varDeclarationsIn } from './syntaxTree.ts';
import type { FunctionNode } from './syntaxTree.ts';

export interface Declaration {
  readonly name: string;
  readonly kind: 'var' | 'let' | 'const' | 'function' | 'parameter' | 'global';
  /** The value given where it is declared; for a const the only one it ever has. */
  readonly init?: Expression;
}

export interface Scopes {
  /** What each identifier that is read or written refers to; absent for undeclared ones. */
  readonly references: ReadonlyMap<Identifier, Declaration>;
  /** Undeclared names, assignments to constants, names declared twice. */
  readonly problems: readonly Problem[];
}

interface Scope {
  readonly names: Map<string, Declaration>;
  readonly parent: Scope | undefined;
}

const lookUp = (scope: Scope | undefined, name: string): Declaration | undefined =>
  scope && (scope.names.get(name) ?? lookUp(scope.parent, name));

/** Says for every identifier of a program which declaration it means. Every node has passed the dialect's whitelist. */
export const resolveScopes = (program: Program, globals: readonly string[]): Scopes => {
  const references = new Map<Identifier, Declaration>();
  const problems: Problem[] = [];

  const declare = (scope: Scope, declaration: Declaration, node: AnyNode): void => {
    const earlier = scope.names.get(declaration.name);
    // The parser refuses a second let or const; the rest it allows, and it is always a slip.
    if (earlier && earlier.kind !== 'global') {
      const message = `${declaration.name} is declared twice`;
      problems.push({ rule: 'dialect-redeclared', message, line: lineOf(node) });
    }
    scope.names.set(declaration.name, declaration);
  };

  const declareVariables = (scope: Scope, node: VariableDeclaration): void => {
    for (const { id, init } of node.declarations) {
      if (id.type !== 'Identifier') continue;
      const kind = node.kind === 'const' || node.kind === 'let' ? node.kind : 'var';
      declare(scope, { name: id.name, kind, ...(init ? { init } : {}) }, id);
    }
  };

  const refer = (scope: Scope, node: Identifier, isWritten: boolean): void => {
    const declaration = lookUp(scope, node.name);
    if (!declaration) {
      const message = `${node.name} is not declared${isWritten ? '' : '; at run time it is undefined'}`;
      problems.push({ rule: 'dialect-undeclared', message, line: lineOf(node) });
      return;
    }
    references.set(node, declaration);
    if (isWritten && declaration.kind === 'const') {
      const message = `${node.name} is a constant; the assignment has no effect`;
      problems.push({ rule: 'dialect-const', message, line: lineOf(node) });
    }
  };

  const enterBlock = (parent: Scope, statements: readonly AnyNode[]): Scope => {
    const scope: Scope = { names: new Map(), parent };
    for (const statement of statements) {
      if (statement.type === 'VariableDeclaration' && statement.kind !== 'var')
        declareVariables(scope, statement);
      if (statement.type === 'FunctionDeclaration' && statement.id) {
        declare(scope, { name: statement.id.name, kind: 'function' }, statement);
      }
    }
    return scope;
  };

  const visitFunction = (parent: Scope, node: FunctionNode): void => {
    const scope: Scope = { names: new Map(), parent };
    if (node.type === 'FunctionExpression' && node.id) {
      scope.names.set(node.id.name, { name: node.id.name, kind: 'function' });
    }
    if (node.type !== 'ArrowFunctionExpression') {
      scope.names.set('arguments', { name: 'arguments', kind: 'global' });
    }
    for (const parameter of node.params) {
      if (parameter.type === 'Identifier')
        declare(scope, { name: parameter.name, kind: 'parameter' }, parameter);
    }
    varDeclarationsIn(node.body).forEach((declaration) => declareVariables(scope, declaration));
    visit(scope, node.body);
  };

  const visitTarget = (scope: Scope, node: AnyNode): void => {
    if (node.type === 'Identifier') refer(scope, node, true);
    else visit(scope, node);
  };

  const visitAll = (scope: Scope, nodes: readonly AnyNode[]): void =>
    nodes.forEach((node) => visit(scope, node));

  const visit = (scope: Scope, node: AnyNode): void => {
    if (isFunctionNode(node)) return visitFunction(scope, node as FunctionNode);
    switch (node.type) {
      case 'Identifier':
        return refer(scope, node, false);
      case 'BlockStatement':
        return visitAll(enterBlock(scope, node.body), node.body);
      case 'SwitchStatement': {
        visit(scope, node.discriminant);
        const statements = node.cases.flatMap(({ consequent }) => consequent);
        return visitAll(enterBlock(scope, statements), node.cases);
      }
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement': {
        const head = node.type === 'ForStatement' ? node.init : node.left;
        const inner = head ? enterBlock(scope, [head]) : scope;
        if (head && node.type !== 'ForStatement' && head.type !== 'VariableDeclaration')
          visitTarget(inner, head);
        return visitAll(
          inner,
          childrenOf(node).filter((child) => child.type !== 'Identifier' || child !== head),
        );
      }
      case 'VariableDeclarator':
        if (node.init) visit(scope, node.init);
        return;
      case 'AssignmentExpression':
        visitTarget(scope, node.left);
        return visit(scope, node.right);
      case 'UpdateExpression':
        return visitTarget(scope, node.argument);
      case 'MemberExpression':
        visit(scope, node.object);
        if (node.computed) visit(scope, node.property);
        return;
      case 'Property':
        return visit(scope, node.value);
      default:
        return visitAll(scope, childrenOf(node));
    }
  };

  const world: Scope = {
    names: new Map(globals.map((name) => [name, { name, kind: 'global' as const }])),
    parent: undefined,
  };
  const top = enterBlock(world, program.body);
  varDeclarationsIn(program).forEach((declaration) => declareVariables(top, declaration));
  visitAll(top, program.body);
  return { references, problems };
};
