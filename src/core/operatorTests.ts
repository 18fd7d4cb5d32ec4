import type { FactValue } from './facts.ts';
import type { OperatorName } from './operators.ts';
import { matchesPathPattern } from './pathPattern.ts';

/**
 * Never throws. An unknown fact, and a fact or value of another type than the operator compares, is false, for
 * the complement too: the text "5" is neither equal nor unequal to the number 5.
 */
export type OperatorTest = (fact: FactValue | undefined, value: unknown) => boolean;

/** Whether a value is one that a fact could have; false for everything that counts as unknown, such as NaN. */
export function isFactValue(value: unknown): value is FactValue {
  return (
    ['string', 'number', 'boolean', 'object'].includes(typeof value) && value !== null && !Number.isNaN(value)
  );
}

type Scalar = string | number | boolean;

const isScalar = (value: unknown): value is Scalar => typeof value !== 'object' && isFactValue(value);

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
    isScalar(fact) && typeof fact !== 'boolean' && Array.isArray(value) && value.includes(fact) === expected;

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
    const [from, to] = Array.isArray(value) ? (value as readonly unknown[]) : [];
    if (typeof fact !== 'number' || typeof from !== 'number' || typeof to !== 'number') return false;
    return expected ? fact >= from && fact <= to : fact < from || fact > to;
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
  isKnown: (fact, value) => isFactValue(fact) === value,
};
