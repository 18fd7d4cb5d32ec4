import { arrayMethods, stringMethods } from './methods.ts';
import { createRecord, isFunction, isObject, joinTexts, toNumber, toText, typeName } from './values.ts';
import type { SandboxFunction, SandboxRecord } from './values.ts';

/** Properties that code has put on functions; the host's own properties of functions stay out of reach. */
const functionProperties = new WeakMap<SandboxFunction, SandboxRecord>();

const arrayMethodNames: ReadonlySet<string> = new Set(arrayMethods);
const stringMethodNames: ReadonlySet<string> = new Set(stringMethods);

const compareAsText = (left: unknown, right: unknown): number => {
  const a = toText(left);
  const b = toText(right);
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

const arrayMethod = (list: unknown[], name: string): SandboxFunction => {
  switch (name) {
    case 'join':
      return (separator) => joinTexts(list, separator === undefined ? ',' : toText(separator));
    case 'toString':
      return () => joinTexts(list, ',');
    case 'hasOwnProperty':
      return (key) => Object.hasOwn(list, toText(key));
    case 'sort':
      return (compare) => list.sort(isFunction(compare) ? (a, b) => toNumber(compare(a, b)) : compareAsText);
    default: {
      const method = Reflect.get(Array.prototype, name) as SandboxFunction;
      return (...args) => Reflect.apply(method, list, args) as unknown;
    }
  }
};

const stringMethod = (text: string, name: string): SandboxFunction => {
  const method = Reflect.get(String.prototype, name) as SandboxFunction;
  return (...args) => {
    // A separator or pattern that is no text is read as text; a replacement may be a function.
    const texts = args.map((arg) => (typeof arg === 'object' && arg !== null ? toText(arg) : arg));
    const result = Reflect.apply(method, text, texts) as unknown;
    return Array.isArray(result) ? Array.from(result as unknown[]) : result;
  };
};

const ownMember = (own: SandboxRecord, key: string, text: string): unknown => {
  if (Object.hasOwn(own, key)) return own[key];
  if (key === 'hasOwnProperty') return (name: unknown) => Object.hasOwn(own, toText(name));
  return key === 'toString' ? () => text : undefined;
};

/** Reads a member as the sandbox does: own properties and the methods of its tables. Throws on null and undefined. */
export const readMember = (owner: unknown, key: unknown): unknown => {
  const name = toText(key);
  if (owner === null || owner === undefined) throw new Error(`cannot read ${name} of ${String(owner)}`);
  if (typeof owner === 'string') {
    if (name === 'length') return owner.length;
    if (stringMethodNames.has(name)) return stringMethod(owner, name);
    return /^\d+$/.test(name) ? owner[Number(name)] : undefined;
  }
  if (Array.isArray(owner)) {
    const list = owner as unknown[];
    if (arrayMethodNames.has(name)) return arrayMethod(list, name);
    return Object.hasOwn(list, name) ? (Reflect.get(list, name) as unknown) : undefined;
  }
  if (isFunction(owner)) return ownMember(functionProperties.get(owner) ?? createRecord(), name, 'function');
  if (isObject(owner)) return ownMember(owner, name, '[object Object]');
  if (name !== 'toString') return undefined;
  return typeof owner === 'number'
    ? (radix: unknown) => owner.toString(radix === undefined ? 10 : toNumber(radix))
    : () => String(owner);
};

/** Writes a member. Throws on null and undefined; on a primitive or a frozen value nothing happens. */
export const writeMember = (owner: unknown, key: unknown, value: unknown): void => {
  const name = toText(key);
  if (owner === null || owner === undefined) throw new Error(`cannot set ${name} of ${String(owner)}`);
  if (isFunction(owner)) {
    const own = functionProperties.get(owner) ?? createRecord();
    functionProperties.set(owner, own);
    own[name] = value;
  } else if (typeof owner === 'object') {
    if (Array.isArray(owner) && name === '__proto__') return;
    Reflect.set(owner, name, value);
  }
};

/** Names that `for-in` visits. */
export const enumerableKeys = (owner: unknown): readonly string[] => {
  if (isFunction(owner)) return Object.keys(functionProperties.get(owner) ?? {});
  return typeof owner === 'object' && owner !== null ? Object.keys(owner) : [];
};

/** What `for-of` visits. Throws for anything but arrays and strings. */
export const iterableItems = (owner: unknown): Iterable<unknown> => {
  if (typeof owner === 'string' || Array.isArray(owner)) return owner as Iterable<unknown>;
  throw new Error(`for-of takes arrays and strings, not ${typeName(owner)}`);
};
