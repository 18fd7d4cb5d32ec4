import type { FactKey, FactValue } from '../core/facts.ts';
import { membersOf } from '../page/members.ts';
import { readDataLayer } from './dataLayerEntries.ts';
import type { Signal } from './signal.ts';

/** What is known on the way to a key: the value at its end, or an object or a list and what is known inside of it. */
type Known = string | number | boolean | undefined | Container;

interface Container {
  readonly isList: boolean;
  readonly inner: Known;
}

/** Values go on over page views of one tag, as they do in Tag Manager. */
const models = new WeakMap<object, Map<FactKey, Known>>();

/** Entries that an earlier page view has told. */
const old = new WeakSet<object>();

/**
 * The value of a key in the model that Tag Manager makes of the data layer; what is no text, number or truth value is
 * unknown.
 */
export const valuesSignal: Signal = {
  start: (host) => {
    const model = models.get(host.told) ?? new Map<FactKey, Known>();
    models.set(host.told, model);
    const publish = (key: FactKey): void => host.publish(new Map([[key, valueOf(model.get(key))]]));
    [...model.keys()].forEach(publish);
    const entries = readDataLayer(host, old, (entry) => {
      for (const { key, params } of host.needs) {
        const before = model.get(key);
        const known = after(before, entry, String(params?.['key']).split('.'));
        model.set(key, known);
        if (valueOf(known) !== valueOf(before)) publish(key);
      }
    });
    return { refresh: entries.look, stop: entries.stop };
  },
};

function valueOf(known: Known): FactValue | undefined {
  const isFound = typeof known !== 'object';
  return isFound ? known : valueOf(known.inner);
}

/** What is known after an entry: the members of an object, a command, or a function that gets the model as `this`. */
function after(before: Known, entry: object, names: readonly string[]): Known {
  // What it does to the model nobody else can see.
  if (typeof entry === 'function') return /\.(re)?set\b/.test(String(entry)) ? undefined : before;
  const { 0: command, 1: first, 2: second, _clear: clears } = membersOf(entry);
  if (Array.isArray(entry)) {
    // A method of what is at a path, as in ['user.roles.push', 'admin'].
    const path = String(command).split('.').slice(0, -1);
    return path.length > 0 ? merged(before, expanded(path, undefined), names) : before;
  }
  const set = typeof first === 'string' ? { [first]: second } : first;
  const given = membersOf(command === 'set' ? set : entry);
  let known = before;
  for (const key of Object.keys(given)) {
    const path = key.split('.');
    if (path[0] === names[0]) known = merged(known, expanded(path, given[key]), names, clears);
  }
  return known;
}

/** Objects are merged, and so are lists; everything else takes the place of what was there. */
function merged(
  before: Known,
  from: object,
  [name = '', ...rest]: readonly string[],
  clears: unknown = membersOf(from)['_clear'],
): Known {
  if (!Object.hasOwn(from, name)) return before;
  const value = membersOf(from)[name];
  if (rest.length === 0 || typeof value !== 'object' || value === null) {
    return rest.length === 0 && isValue(value) ? value : undefined;
  }
  const isList = Array.isArray(value);
  const goesOn = !clears && isPlain(value) && typeof before === 'object' && before.isList === isList;
  return { isList, inner: merged(goesOn ? before.inner : undefined, value, rest) };
}

/** `user.plan` and its value as `{ user: { plan: value } }`. */
function expanded(path: readonly string[], value: unknown): object {
  return path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as object;
}

function isValue(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** Also if it is from a frame; elements, dates and instances of classes are not. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (
    Array.isArray(value) || prototype === null || Object.hasOwn(Object(prototype) as object, 'isPrototypeOf')
  );
}
