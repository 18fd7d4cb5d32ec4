import type { AnyNode, CallExpression, Expression, Program } from 'acorn';
import { findApi } from './apiCatalogue.ts';
import type { Scopes } from './scopes.ts';
import { lineOf, walk } from './syntaxTree.ts';

/** A call of one of the sandbox's functions. */
export interface ApiCall {
  /** `injectScript`, `templateStorage`. */
  readonly api: string;
  /** Arguments known without running the code; undefined where one is computed. */
  readonly args: readonly (string | undefined)[];
  readonly line: number;
}

/** What template code does, as far as it can be read off the text. */
export interface CodeUse {
  /** Required names with the line of the first `require`. */
  readonly required: ReadonlyMap<string, number>;
  /** Required names that the code then uses. */
  readonly used: ReadonlySet<string>;
  readonly calls: readonly ApiCall[];
  /** Fields read as `data.name`, with the line of the first. */
  readonly fieldsRead: ReadonlyMap<string, number>;
  /** Whether `data` is also handed on whole or read by a computed name, so that any field may be read. */
  readonly readsAnyField: boolean;
  /** Every text in quotes. */
  readonly texts: ReadonlySet<string>;
}

const requiredBy = (node: Expression | undefined): string | undefined => {
  if (node?.type !== 'CallExpression' || node.callee.type !== 'Identifier') return undefined;
  const [name] = node.arguments;
  if (node.callee.name !== 'require' || name?.type !== 'Literal') return undefined;
  return typeof name.value === 'string' ? name.value : undefined;
};

/** Reads off the code what it requires, calls and reads. */
export const readCodeUse = (program: Program, { references }: Scopes): CodeUse => {
  const required = new Map<string, number>();
  const used = new Set<string>();
  const calls: ApiCall[] = [];
  const fieldsRead = new Map<string, number>();
  const texts = new Set<string>();
  let dataMentions = 0;
  let dataReads = 0;

  const initOf = (node: AnyNode): Expression | undefined => {
    const declaration = node.type === 'Identifier' ? references.get(node) : undefined;
    return declaration?.kind === 'const' ? declaration.init : undefined;
  };

  const textOf = (node: AnyNode | undefined): string | undefined => {
    if (node?.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
    if (node?.type === 'Identifier') return textOf(initOf(node));
    if (node?.type !== 'BinaryExpression' || node.operator !== '+') return undefined;
    const left = textOf(node.left);
    const right = textOf(node.right);
    return left === undefined || right === undefined ? undefined : left + right;
  };

  /** The required name that an expression stands for: a constant made by `require`, or the call itself. */
  const apiOf = (node: AnyNode): string | undefined =>
    requiredBy(initOf(node) ?? (node.type === 'CallExpression' ? node : undefined));

  const noteCall = (node: CallExpression): void => {
    const { callee } = node;
    const api = apiOf(callee.type === 'MemberExpression' ? callee.object : callee);
    if (api === undefined || !findApi(api)) return;
    calls.push({ api, args: node.arguments.map(textOf), line: lineOf(node) });
  };

  const noteField = (node: AnyNode): void => {
    if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier') return;
    if (references.get(node.object)?.kind !== 'global' || node.object.name !== 'data') return;
    const { property, computed } = node;
    const name = !computed && property.type === 'Identifier' ? property.name : textOf(property);
    if (name === undefined) return;
    dataReads += 1;
    if (!fieldsRead.has(name)) fieldsRead.set(name, lineOf(node));
  };

  walk(program, (node) => {
    if (node.type === 'Literal' && typeof node.value === 'string') texts.add(node.value);
    if (node.type === 'CallExpression') {
      const name = requiredBy(node);
      if (name !== undefined && !required.has(name)) required.set(name, lineOf(node));
      noteCall(node);
    }
    if (node.type === 'Identifier') {
      const api = apiOf(node);
      if (api !== undefined) used.add(api);
      if (node.name === 'data' && references.get(node)?.kind === 'global') dataMentions += 1;
    }
    if (node.type === 'MemberExpression' || node.type === 'CallExpression') {
      const inner = node.type === 'MemberExpression' ? node.object : node.callee;
      const api = requiredBy(inner.type === 'CallExpression' ? inner : undefined);
      if (api !== undefined) used.add(api);
    }
    noteField(node);
  });
  return { required, used, calls, fieldsRead, readsAnyField: dataMentions > dataReads, texts };
};
