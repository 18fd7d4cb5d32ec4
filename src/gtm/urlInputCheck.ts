import type { AnyNode, CallExpression, Program } from 'acorn';
import { findApi } from './apiCatalogue.ts';
import type { Problem } from './problem.ts';
import type { Declaration, Scopes } from './scopes.ts';
import { childrenOf, isFunctionNode, lineOf, walk } from './syntaxTree.ts';

/** What comes out of these is harmless in an address, or is a number. */
const cleaners = new Set([
  'encodeUri',
  'encodeUriComponent',
  'generateRandom',
  'getTimestamp',
  'getTimestampMillis',
  'getType',
  'makeInteger',
  'makeNumber',
  'toBase64',
]);

/**
 * Finds addresses given to `injectScript`, `injectHiddenIframe` and `sendPixel` that hold what a user of the template has
 * entered, as it is. Reviewers of the gallery refuse that: it belongs into `encodeUriComponent`, a whole path into
 * `encodeUri`. Follows constants, variables and what is assigned to them; what goes through a function's parameters is
 * not seen.
 */
export const checkUrlInput = (program: Program, { references }: Scopes): readonly Problem[] => {
  const assigned = new Map<Declaration, AnyNode[]>();
  const note = (declaration: Declaration | undefined, value: AnyNode): void => {
    if (declaration) assigned.set(declaration, [...(assigned.get(declaration) ?? []), value]);
  };
  walk(program, (node) => {
    if (node.type !== 'AssignmentExpression') return;
    if (node.left.type === 'Identifier') note(references.get(node.left), node.right);
  });

  const requiredName = (callee: AnyNode): string | undefined => {
    const init = callee.type === 'Identifier' ? references.get(callee)?.init : callee;
    if (init?.type !== 'CallExpression' || init.callee.type !== 'Identifier') return undefined;
    const [name] = init.arguments;
    return init.callee.name === 'require' && name?.type === 'Literal' ? String(name.value) : undefined;
  };

  const seen = new Set<Declaration>();
  const holdsInput = (node: AnyNode): boolean => {
    if (node.type === 'Identifier') {
      const declaration = references.get(node);
      if (!declaration) return false;
      if (declaration.kind === 'global') return node.name === 'data';
      if (seen.has(declaration)) return false;
      seen.add(declaration);
      const values = [...(declaration.init ? [declaration.init] : []), ...(assigned.get(declaration) ?? [])];
      const found = values.some(holdsInput);
      seen.delete(declaration);
      return found;
    }
    if (isFunctionNode(node)) return false;
    switch (node.type) {
      case 'CallExpression':
        if (cleaners.has(requiredName(node.callee) ?? '')) return false;
        return [node.callee, ...node.arguments].some(holdsInput);
      case 'MemberExpression':
        return holdsInput(node.object);
      case 'ConditionalExpression':
        return holdsInput(node.consequent) || holdsInput(node.alternate);
      case 'Property':
        return holdsInput(node.value);
      default:
        return childrenOf(node).some(holdsInput);
    }
  };

  const problems: Problem[] = [];
  const checkCall = ({ callee, arguments: [url], loc }: CallExpression): void => {
    const api = requiredName(callee);
    if (api === undefined || url === undefined || findApi(api)?.argument !== 'url' || !holdsInput(url))
      return;
    const message = `${api} gets an address with a field's value as it is; encodeUriComponent makes it harmless`;
    problems.push({ rule: 'url-input', message, line: loc?.start.line ?? lineOf(url) });
  };
  walk(program, (node) => {
    if (node.type === 'CallExpression') checkCall(node);
  });
  return problems;
};
