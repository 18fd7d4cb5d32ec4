import { createRecord, isFunction } from './values.ts';

/** Whether an object, not an array, is no instance of a class: of whatever frame. */
export const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  // A plain object of another frame has that frame's Object.prototype, which again has none above it.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

type Seen = Map<object, unknown>;

const copy = (
  value: unknown,
  createObject: () => Record<string, unknown>,
  wrap: (call: (...args: unknown[]) => unknown) => unknown,
  seen: Seen,
): unknown => {
  if (isFunction(value)) return wrap(value);
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'symbol' || typeof value === 'bigint' ? undefined : value;
  }
  const done = seen.get(value);
  if (done !== undefined) return done;
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    seen.set(value, list);
    for (const item of value as unknown[]) list.push(copy(item, createObject, wrap, seen));
    return list;
  }
  if (!isPlain(value)) return undefined;
  const target = createObject();
  seen.set(value, target);
  for (const [key, item] of Object.entries(value)) {
    Object.defineProperty(target, key, {
      value: copy(item, createObject, wrap, seen),
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }
  return target;
};

/**
 * Copies a page's value into the sandbox: deeply, cycles kept, identity lost. Only primitives, arrays, plain objects
 * and functions survive, the last as wrappers that copy arguments and results; anything else becomes undefined.
 */
export const toSandbox = (value: unknown): unknown =>
  copy(
    value,
    createRecord,
    (call) =>
      (...args: unknown[]) =>
        toSandbox(call(...args.map(toPage))),
    new Map(),
  );

/** Copies a value of the sandbox for the page, by the same rules. */
export const toPage = (value: unknown): unknown =>
  copy(
    value,
    () => ({}),
    (call) =>
      (...args: unknown[]) =>
        toPage(call(...args.map(toSandbox))),
    new Map(),
  );
