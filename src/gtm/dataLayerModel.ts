import { isPlain } from './boundary.ts';
import { isRecord } from './json.ts';

type Members = Record<string, unknown>;

const isArguments = (entry: unknown): entry is ArrayLike<unknown> =>
  Object.prototype.toString.call(entry) === '[object Arguments]';

/** What is merged; instances of classes stay the page's own. */
const isPlainObject = (value: unknown): value is Members => isRecord(value) && isPlain(value);

/** `user.plan` and its value as `{ user: { plan: value } }`. */
const expanded = (key: string, value: unknown): Members =>
  key.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as Members;

/** Lists and objects are merged member by member, unless the new one is to clear; all else takes the place of what was there. */
const merge = (target: object, from: object, clears: unknown): void => {
  for (const [key, value] of Object.entries(from)) {
    const before: unknown = Object.hasOwn(target, key) ? Reflect.get(target, key) : undefined;
    let next = value as unknown;
    if (Array.isArray(value) || isPlainObject(value)) {
      const isSame = Array.isArray(value) ? Array.isArray(before) : isPlainObject(before);
      const kept = isSame && !clears ? (before as object) : Array.isArray(value) ? [] : {};
      merge(kept, value, isRecord(value) && value['_clear']);
      next = kept;
    }
    Object.defineProperty(target, key, {
      value: next,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }
  if (isRecord(target)) Reflect.deleteProperty(target, '_clear');
};

/** What an entry sets: its own members, or those of `gtag('set', …)`; nothing for other commands and for functions. */
const membersSetBy = (entry: unknown): Readonly<Members> => {
  if (!isArguments(entry)) return isRecord(entry) ? entry : {};
  const [command, first, second] = Array.from(entry);
  if (command !== 'set') return {};
  if (typeof first === 'string') return { [first]: second };
  return isRecord(first) ? first : {};
};

/**
 * Version 2 of Tag Manager's data layer model, after these entries: keys with dots are paths, objects and lists are
 * merged, `_clear` prevents that. The entries stay as they are.
 */
export const dataLayerModel = (entries: readonly unknown[]): Readonly<Members> => {
  const model: Members = {};
  for (const entry of entries) {
    const members = membersSetBy(entry);
    for (const [key, value] of Object.entries(members)) merge(model, expanded(key, value), members['_clear']);
  }
  return model;
};

/** The value at a dotted path of the model, also of an item or the `length` of a list; undefined where there is none. */
export const valueAt = (model: Readonly<Members>, key: string): unknown =>
  key
    .split('.')
    .reduce<unknown>(
      (at, step) =>
        at !== undefined && at !== null && Object.hasOwn(Object(at) as object, step)
          ? (Reflect.get(Object(at) as object, step) as unknown)
          : undefined,
      model,
    );
