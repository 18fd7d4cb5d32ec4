import { toPage, toSandbox } from './boundary.ts';
import type { Apis, Demand, SandboxPage } from './sandboxPage.ts';
import { isFunction, toText } from './values.ts';

interface Place {
  readonly owner: object;
  readonly key: string;
}

const isOwner = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** Where a dotted path ends; undefined when an object on the way is missing. */
const locate = (window: object, path: string): Place | undefined => {
  const keys = path.split('.');
  const key = keys.pop() ?? '';
  let owner: unknown = window;
  for (const step of keys) {
    if (!isOwner(owner)) return undefined;
    owner = Reflect.get(owner, step);
  }
  return isOwner(owner) ? { owner, key } : undefined;
};

const readPlace = (place: Place | undefined): unknown =>
  place && (Reflect.get(place.owner, place.key) as unknown);

/** Functions on the page's globals; each needs the exact path among the template's `access_globals` grants. */
export const createWindowApis = ({ window }: SandboxPage, demand: Demand): Apis => {
  const demandRight = (right: string, path: string): void =>
    demand('access_globals', `prohibited ${right} on global variable ${path}`, right, path);

  const required = (path: string): Place => {
    const place = locate(window, path);
    if (!place) throw new Error(`the path to window.${path} does not exist`);
    return place;
  };

  const requiredArray = (path: string): unknown[] => {
    const place = required(path);
    if (readPlace(place) === undefined) Reflect.set(place.owner, place.key, []);
    const list = readPlace(place);
    if (!Array.isArray(list)) throw new Error(`window.${path} is not an array`);
    return list as unknown[];
  };

  return {
    setInWindow: (rawPath, value, override = false) => {
      const path = toText(rawPath);
      demandRight('readwrite', path);
      const place = locate(window, path);
      if (!place) return false;
      if (readPlace(place) !== undefined && !override) return false;
      return Reflect.set(place.owner, place.key, toPage(value));
    },
    copyFromWindow: (rawPath) => {
      const path = toText(rawPath);
      demandRight('read', path);
      return toSandbox(readPlace(locate(window, path)));
    },
    callInWindow: (rawPath, ...args) => {
      const path = toText(rawPath);
      demandRight('execute', path);
      const place = locate(window, path);
      const callee = readPlace(place);
      if (!place || !isFunction(callee)) return undefined;
      return toSandbox(Reflect.apply(callee, place.owner, args.map(toPage)));
    },
    aliasInWindow: (rawTarget, rawSource) => {
      const target = toText(rawTarget);
      const source = toText(rawSource);
      demandRight('write', target);
      demandRight('read', source);
      const value = readPlace(locate(window, source));
      const place = locate(window, target);
      return place !== undefined && value !== undefined && Reflect.set(place.owner, place.key, value);
    },
    createQueue: (rawPath) => {
      const path = toText(rawPath);
      demandRight('readwrite', path);
      // Bound to the array of this moment; its push may be replaced later, by whoever drains the queue.
      const list = requiredArray(path);
      return (...args: unknown[]) => toSandbox(list.push(...args.map(toPage)));
    },
    createArgumentsQueue: (rawFunction, rawArray) => {
      const functionPath = toText(rawFunction);
      const arrayPath = toText(rawArray);
      demandRight('readwrite', functionPath);
      demandRight('readwrite', arrayPath);
      const place = required(functionPath);
      const existing = readPlace(place);
      if (isFunction(existing)) return toSandbox(existing);
      const queue = function (..._args: unknown[]): void {
        // The receiving scripts look for an arguments object, not for an array.
        // eslint-disable-next-line prefer-rest-params
        list.push(arguments);
      };
      // First, since the array is often a member of the function: `clarity` and `clarity.q`.
      Reflect.set(place.owner, place.key, queue);
      const list = requiredArray(arrayPath);
      return toSandbox(queue);
    },
  };
};
