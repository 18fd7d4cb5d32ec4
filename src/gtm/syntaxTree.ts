import { parse } from 'acorn';
import type { AnyNode, FunctionExpression, Node, Program, VariableDeclaration } from 'acorn';

/**
 * Parses template or test code into a tree with line numbers. A `return` outside functions is legal: the code is the
 * body of an invisible function. Throws a SyntaxError whose message ends with `(line:column)`.
 */
export const parseCode = (source: string): Program =>
  parse(source, {
    ecmaVersion: 'latest',
    sourceType: 'script',
    allowReturnOutsideFunction: true,
    locations: true,
  });

/** Line of a node in the source, from 1. */
export const lineOf = (node: Node): number => node.loc?.start.line ?? 0;

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** The nodes directly below a node, in source order. */
export const childrenOf = (node: AnyNode): readonly AnyNode[] =>
  Object.values(node)
    .flatMap((value: unknown) => (Array.isArray(value) ? (value as unknown[]) : [value]))
    .filter(isNode);

/** Calls `visit` for a node and everything below it; no descent below a node for which it returns false. */
export const walk = (node: AnyNode, visit: (node: AnyNode) => boolean | void): void => {
  if (visit(node) === false) return;
  childrenOf(node).forEach((child) => walk(child, visit));
};

export type FunctionNode = Extract<
  AnyNode,
  { type: 'FunctionExpression' | 'ArrowFunctionExpression' | 'FunctionDeclaration' }
>;

export const isFunctionNode = (node: AnyNode): node is FunctionNode | FunctionExpression =>
  node.type === 'FunctionExpression' ||
  node.type === 'ArrowFunctionExpression' ||
  node.type === 'FunctionDeclaration';

/** The `var` declarations of a function body or program, wherever they stand; not those of functions inside it. */
export const varDeclarationsIn = (body: AnyNode): readonly VariableDeclaration[] => {
  const found: VariableDeclaration[] = [];
  walk(body, (node) => {
    if (node !== body && isFunctionNode(node)) return false;
    if (node.type === 'VariableDeclaration' && node.kind === 'var') found.push(node);
    return true;
  });
  return found;
};
