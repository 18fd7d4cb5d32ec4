import { escapePointer } from '../core/conditions.ts';
import type { Report } from './issue.ts';
import { limits } from './limits.ts';

/** An object of a parsed document, its members still unchecked. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The type of a JSON value in the words of JSON Schema. */
export function jsonTypeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** The pointer of a member. */
export function at(pointer: string, name: string | number): string {
  return `${pointer}/${typeof name === 'number' ? name : escapePointer(name)}`;
}

/** The value a JSON pointer leads to, by own members only; `undefined` if it leads nowhere. */
export function valueAt(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, step) => {
      const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
      return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as JsonObject)[name]
        : undefined;
    }, document);
}

/** A frozen copy of an object that inherits nothing. */
export function bare(members: JsonObject): JsonObject {
  return Object.freeze(Object.assign(Object.create(null) as Record<string, unknown>, members));
}

/**
 * A frozen copy of a JSON value whose objects inherit nothing, so that neither the caller nor a page that has
 * changed `Object.prototype` can change what the checks have seen. `undefined` members are left out, as JSON does.
 * Reports what JSON cannot hold, what Tag Manager would read as one of its variables, and documents that are too
 * large or too deep; after one of the last two the copy is `undefined`.
 */
export function copyJson(input: unknown, report: Report): unknown {
  let room: number = limits.characters;
  const stop = (): never => {
    throw new RangeError('too_large');
  };
  const take = (characters: number): void => {
    room -= characters;
    if (room < 0) stop();
  };
  const checkText = (text: string, pointer: string): void => {
    take(text.length + 3);
    if (text.includes('{{')) report('double_brace', pointer);
  };

  const copy = (value: unknown, pointer: string, depth: number): unknown => {
    if (depth > limits.nesting) throw new RangeError('too_deep');
    if (typeof value === 'string') {
      checkText(value, pointer);
      return value;
    }
    take(1);
    if (typeof value === 'boolean' || value === null || Number.isFinite(value)) return value;
    if (Array.isArray(value)) {
      return Object.freeze(value.map((entry, index) => copy(entry, at(pointer, index), depth + 1)));
    }
    if (!isObject(value)) {
      report('not_json', pointer, { type: Number.isNaN(value) ? 'NaN' : typeof value });
      return null;
    }
    const members: [string, unknown][] = [];
    for (const [name, member] of Object.entries(value)) {
      if (member === undefined) continue;
      checkText(name, at(pointer, name));
      if (name === '__proto__') report('unsafe_key', at(pointer, name), { key: name });
      else members.push([name, copy(member, at(pointer, name), depth + 1)]);
    }
    return bare(Object.fromEntries(members));
  };

  try {
    return copy(input, '', 0);
  } catch (error) {
    // Besides the two limits this is an accessor or proxy of the page that throws when it is read.
    const reason = error instanceof RangeError ? error.message : '';
    if (reason === 'too_deep') report('too_deep', '', { limit: limits.nesting });
    else if (reason === 'too_large') report('too_large', '', { limit: limits.characters });
    else report('not_json', '', { type: 'object' });
    return undefined;
  }
}
