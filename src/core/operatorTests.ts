import type { FactType, FactValue } from './facts.ts';
import type { OperatorName } from './operators.ts';
import { matchesPathPattern } from './pathPattern.ts';

/**
 * Never throws. An unknown fact, and a fact or value of another type than the operator compares, is false, for
 * the complement too: the text "5" is neither equal nor unequal to the number 5.
 */
export type OperatorTest = (fact: FactValue | undefined, value: unknown) => boolean;

/** The type of a value as a fact could have it; `undefined` for everything that counts as unknown, such as NaN. */
export function typeOfValue(value: unknown): FactType | undefined {
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
      return Number.isNaN(value) ? undefined : 'number';
    case 'boolean':
      return 'boolean';
    case 'object':
      return value === null ? undefined : Array.isArray(value) ? 'list' : 'record';
    default:
      return undefined;
  }
}

type Scalar = string | number | boolean;

const isScalar = (value: unknown): value is Scalar =>
  typeof value !== 'object' && typeOfValue(value) !== undefined;

const whenSameType =
  (compare: (fact: Scalar, value: Scalar) => boolean): OperatorTest =>
  (fact, value) =>
    isScalar(fact) && typeof fact === typeof value && isScalar(value) && compare(fact, value);

const whenNumbers =
  (compare: (fact: number, value: number) => boolean): OperatorTest =>
  (fact, value) =>
    typeof fact === 'number' && typeof value === 'number' && compare(fact, value);

const whenTexts =
  (compare: (fact: string, value: string) => boolean): OperatorTest =>
  (fact, value) =>
    typeof fact === 'string' && typeof value === 'string' && compare(fact, value);

const whenListed =
  (expected: boolean): OperatorTest =>
  (fact, value) =>
    (typeof fact === 'string' || (typeof fact === 'number' && !Number.isNaN(fact))) &&
    Array.isArray(value) &&
    value.includes(fact) === expected;

const whenHolding =
  (expected: boolean): OperatorTest =>
  (fact, value) =>
    typeof value === 'string' &&
    (typeof fact === 'string' || Array.isArray(fact)) &&
    fact.includes(value) === expected;

const longestInput = 10_000;

/** The checks have seen to it that an expression takes time in proportion to the text. */
const whenExpression =
  (expected: boolean): OperatorTest =>
  (fact, value) => {
    try {
      return (
        typeof fact === 'string' &&
        typeof value === 'string' &&
        new RegExp(value, 'u').test(fact.slice(0, longestInput)) === expected
      );
    } catch {
      return false;
    }
  };

const whenRange =
  (expected: boolean): OperatorTest =>
  (fact, value) => {
    if (typeOfValue(fact) !== 'number' || !Array.isArray(value)) return false;
    const [from, to] = value as readonly unknown[];
    return (
      typeof from === 'number' &&
      typeof to === 'number' &&
      typeof fact === 'number' &&
      (fact >= from && fact <= to) === expected
    );
  };

/** What each operator asks. */
export const operatorTests: Readonly<Record<OperatorName, OperatorTest>> = {
  equal: whenSameType((fact, value) => fact === value),
  notEqual: whenSameType((fact, value) => fact !== value),
  lessThan: whenNumbers((fact, value) => fact < value),
  lessThanInclusive: whenNumbers((fact, value) => fact <= value),
  greaterThan: whenNumbers((fact, value) => fact > value),
  greaterThanInclusive: whenNumbers((fact, value) => fact >= value),
  in: whenListed(true),
  notIn: whenListed(false),
  contains: whenHolding(true),
  doesNotContain: whenHolding(false),
  startsWith: whenTexts((fact, value) => fact.startsWith(value)),
  doesNotStartWith: whenTexts((fact, value) => !fact.startsWith(value)),
  endsWith: whenTexts((fact, value) => fact.endsWith(value)),
  doesNotEndWith: whenTexts((fact, value) => !fact.endsWith(value)),
  matchesPath: whenTexts(matchesPathPattern),
  doesNotMatchPath: whenTexts((fact, value) => !matchesPathPattern(fact, value)),
  matchesRegex: whenExpression(true),
  doesNotMatchRegex: whenExpression(false),
  between: whenRange(true),
  notBetween: whenRange(false),
  isKnown: (fact, value) => (typeOfValue(fact) !== undefined) === value,
};
