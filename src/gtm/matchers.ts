import type { Calls } from './sandboxRun.ts';
import { createRecord, describeValue, isDeepEqual, isFunction, isObject, typeName } from './values.ts';
import type { SandboxFunction, SandboxRecord } from './values.ts';

type Matcher = (actual: unknown, expected: readonly unknown[]) => boolean;

const includes = (actual: unknown, item: unknown): boolean => {
  if (typeof actual === 'string') return typeof item === 'string' && actual.includes(item);
  return Array.isArray(actual) && (actual as unknown[]).some((member) => isDeepEqual(member, item));
};

const includesExactly: Matcher = (actual, expected) => {
  if (!Array.isArray(actual)) return false;
  const left = [...(actual as unknown[])];
  for (const item of expected) {
    const at = left.findIndex((member) => isDeepEqual(member, item));
    if (at < 0) return false;
    left.splice(at, 1);
  }
  return left.length === 0;
};

const sizeOf = (value: unknown): number | undefined => {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : undefined;
};

const both =
  (compare: (left: number | string, right: number | string) => boolean): Matcher =>
  (actual, [expected]) =>
    (typeof actual === 'number' && typeof expected === 'number' && compare(actual, expected)) ||
    (typeof actual === 'string' && typeof expected === 'string' && compare(actual, expected));

const not =
  (matcher: Matcher): Matcher =>
  (actual, expected) =>
    !matcher(actual, expected);

const isEqualTo: Matcher = (actual, [expected]) => isDeepEqual(actual, expected);
const isAnyOf: Matcher = (actual, expected) => expected.some((item) => isDeepEqual(actual, item));
const isInfinity: Matcher = (actual) => actual === Infinity || actual === -Infinity;
const contains: Matcher = (actual, expected) => expected.every((item) => includes(actual, item));
const isEmpty: Matcher = (actual) => sizeOf(actual) === 0;

const matchers: Readonly<Record<string, Matcher>> = {
  isUndefined: (actual) => actual === undefined,
  isDefined: (actual) => actual !== undefined,
  isNull: (actual) => actual === null,
  isNotNull: (actual) => actual !== null,
  isTrue: (actual) => actual === true,
  isFalse: (actual) => actual === false,
  isTruthy: (actual) => Boolean(actual),
  isFalsy: (actual) => !actual,
  isNaN: (actual) => Number.isNaN(actual),
  isNotNaN: (actual) => !Number.isNaN(actual),
  isInfinity,
  isNotInfinity: not(isInfinity),
  isEqualTo,
  isNotEqualTo: not(isEqualTo),
  isAnyOf,
  isNoneOf: not(isAnyOf),
  isStrictlyEqualTo: (actual, [expected]) => actual === expected,
  isNotStrictlyEqualTo: (actual, [expected]) => actual !== expected,
  isGreaterThan: both((left, right) => left > right),
  isGreaterThanOrEqualTo: both((left, right) => left >= right),
  isLessThan: both((left, right) => left < right),
  isLessThanOrEqualTo: both((left, right) => left <= right),
  contains,
  doesNotContain: (actual, expected) => !expected.some((item) => includes(actual, item)),
  containsExactly: includesExactly,
  doesNotContainExactly: not(includesExactly),
  hasLength: (actual, [expected]) => sizeOf(actual) === expected,
  isEmpty,
  isNotEmpty: (actual) => (sizeOf(actual) ?? 0) > 0,
  isArray: (actual) => Array.isArray(actual),
  isBoolean: (actual) => typeof actual === 'boolean',
  isFunction,
  isNumber: (actual) => typeof actual === 'number',
  isObject: (actual) => typeName(actual) === 'object',
  isString: (actual) => typeof actual === 'string',
};

/** `isNotEqualTo` as `is not equal to`. */
const inWords = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const prefixed = (message: unknown, text: string): string =>
  typeof message === 'string' ? `${message}: ${text}` : text;

/** The members of a list or an object by their keys; `undefined` for anything else. */
const membersOf = (value: unknown): ReadonlyMap<string, unknown> | undefined =>
  Array.isArray(value) || isObject(value) ? new Map(Object.entries(value)) : undefined;

/** Where inside two values the first difference is, as in `config.urls.0`; empty where they differ as a whole. */
const firstDifference = (actual: unknown, expected: unknown): string => {
  const [left, right] = [membersOf(actual), membersOf(expected)];
  if (!left || !right || Array.isArray(actual) !== Array.isArray(expected)) return '';
  const key = [...left.keys(), ...right.keys()].find(
    (one) => left.has(one) !== right.has(one) || !isDeepEqual(left.get(one), right.get(one)),
  );
  if (key === undefined) return '';
  return [key, firstDifference(left.get(key), right.get(key))].filter((step) => step !== '').join('.');
};

/** What `assertThat` gives: every matcher as a function that throws when it does not hold. */
export const assertThat: SandboxFunction = (actual, message): SandboxRecord => {
  const assertions = Object.entries(matchers).map(([name, matcher]): [string, SandboxFunction] => [
    name,
    (...expected) => {
      if (matcher(actual, expected)) return;
      const wanted = expected.map(describeValue).join(', ');
      const where = name === 'isEqualTo' ? firstDifference(actual, expected[0]) : '';
      const found = `expected that ${describeValue(actual)} ${inWords(name)} ${wanted}`.trim();
      throw new Error(prefixed(message, where === '' ? found : `${found}; they differ in ${where}`));
    },
  ]);
  return createRecord(Object.fromEntries(assertions));
};

/** What `assertApi` gives, over the calls of one function. */
export const assertCalls = (name: string, calls: () => Calls): SandboxRecord => {
  const describeCalls = (): string =>
    calls()
      .map((args) => `(${args.map(describeValue).join(', ')})`)
      .join(' ') || 'none';
  const wasCalledWith = (expected: readonly unknown[]): boolean =>
    calls().some((args) => isDeepEqual(args, expected));
  const check = (holds: boolean, text: string): void => {
    if (!holds) throw new Error(`expected that ${name} ${text}; its calls: ${describeCalls()}`);
  };
  return createRecord({
    wasCalled: () => check(calls().length > 0, 'was called'),
    wasNotCalled: () => check(calls().length === 0, 'was not called'),
    wasCalledWith: (...args: unknown[]) =>
      check(wasCalledWith(args), `was called with (${args.map(describeValue).join(', ')})`),
    wasNotCalledWith: (...args: unknown[]) =>
      check(!wasCalledWith(args), `was not called with (${args.map(describeValue).join(', ')})`),
  });
};
