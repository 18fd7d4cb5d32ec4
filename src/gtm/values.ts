/**
 * Values inside the sandbox: primitives, arrays, records without a prototype, and functions. Nothing else gets in, so
 * no prototype of the host can be reached from template code.
 */
export type SandboxFunction = (...args: unknown[]) => unknown;
export type SandboxRecord = Record<string, unknown>;

export type TypeName =
  'undefined' | 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object' | 'function';

/** A new record, with these own properties. */
export const createRecord = (properties: Readonly<Record<string, unknown>> = {}): SandboxRecord =>
  Object.assign(Object.create(null) as SandboxRecord, properties);

export const isFunction = (value: unknown): value is SandboxFunction => typeof value === 'function';

export const isObject = (value: unknown): value is SandboxRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What `getType` says of a value. */
export const typeName = (value: unknown): TypeName => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'bigint' || type === 'symbol' ? 'undefined' : type;
};

/** The primitive that operators work with when they are given an array, a record or a function. */
export const toPrimitive = (value: unknown): string | number | boolean | null | undefined => {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'undefined':
      return value;
    case 'function':
      return 'function';
    default:
      if (value === null) return null;
      return Array.isArray(value) ? joinTexts(value, ',') : '[object Object]';
  }
};

export const toText = (value: unknown): string => String(toPrimitive(value));

export const toNumber = (value: unknown): number => Number(toPrimitive(value));

/** `join` of an array; empty places and nothing give an empty text. */
export const joinTexts = (list: readonly unknown[], separator: string): string =>
  list.map((item) => (item === null || item === undefined ? '' : toText(item))).join(separator);

/** Equality by content; functions are equal to themselves only. */
export const isDeepEqual = (left: unknown, right: unknown): boolean => {
  if (Object.is(left, right)) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    const other = right as unknown[];
    return left.length === other.length && left.every((item, index) => isDeepEqual(item, other[index]));
  }
  if (!isObject(left) || !isObject(right)) return left === right;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && isDeepEqual(left[key], right[key]))
  );
};

const nameHidden = (_key: string, value: unknown): unknown => {
  if (value === undefined) return '(undefined)';
  return typeof value === 'function' ? '(function)' : value;
};

/** A value as a person would write it, for messages; what JSON leaves out is named. */
export const describeValue = (value: unknown): string => {
  if (typeof value === 'function') return 'a function';
  if (value === undefined || typeof value === 'number') return String(value);
  try {
    return JSON.stringify(value, nameHidden);
  } catch {
    return typeName(value);
  }
};
