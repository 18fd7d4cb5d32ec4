import type { FactType, FactValue } from './facts.ts';
import { matchesPathPattern } from './pathPattern.ts';

export const operatorNames = [
  'equal',
  'notEqual',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
  'in',
  'notIn',
  'contains',
  'doesNotContain',
  'startsWith',
  'doesNotStartWith',
  'endsWith',
  'doesNotEndWith',
  'matchesPath',
  'doesNotMatchPath',
  'between',
  'notBetween',
  'isKnown',
] as const;
export type OperatorName = (typeof operatorNames)[number];

/**
 * What a condition's `value` has to be: `same` (the type of the fact), `number`, `text`, `list` (of values of the
 * fact's type), `range` (`[from, to]`, both included), `pattern` (a path pattern) or `boolean`.
 */
export type OperatorValueType = 'same' | 'number' | 'text' | 'list' | 'range' | 'pattern' | 'boolean';

export interface OperatorDefinition {
  /** The operator that says the opposite for every known value of a fitting type; `self`: the value is turned round. */
  readonly complement: OperatorName | 'self';
  /** Types of the facts it can be used on. */
  readonly factTypes: readonly FactType[];
  readonly valueType: OperatorValueType;
  /**
   * Never throws. An unknown fact, and a fact or value of another type than the operator compares, is false, for
   * the complement too: the text "5" is neither equal nor unequal to the number 5.
   */
  readonly test: (fact: FactValue | undefined, value: unknown) => boolean;
  /** Words between the fact and the value in a sentence. */
  readonly phrase: string;
}

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

type Test = OperatorDefinition['test'];
type Scalar = string | number | boolean;

const scalars: readonly FactType[] = ['text', 'number', 'boolean'];

const isScalar = (value: unknown): value is Scalar => {
  const type = typeOfValue(value);
  return type !== undefined && scalars.includes(type);
};

const whenSameType =
  (compare: (fact: Scalar, value: Scalar) => boolean): Test =>
  (fact, value) =>
    isScalar(fact) && typeof fact === typeof value && isScalar(value) && compare(fact, value);

const whenNumbers =
  (compare: (fact: number, value: number) => boolean): Test =>
  (fact, value) =>
    typeof fact === 'number' && typeof value === 'number' && compare(fact, value);

const whenTexts =
  (compare: (fact: string, value: string) => boolean): Test =>
  (fact, value) =>
    typeof fact === 'string' && typeof value === 'string' && compare(fact, value);

const whenListed =
  (expected: boolean): Test =>
  (fact, value) =>
    (typeof fact === 'string' || (typeof fact === 'number' && !Number.isNaN(fact))) &&
    Array.isArray(value) &&
    value.includes(fact) === expected;

const whenHolding =
  (expected: boolean): Test =>
  (fact, value) =>
    typeof value === 'string' &&
    (typeof fact === 'string' || Array.isArray(fact)) &&
    fact.includes(value) === expected;

const whenRange =
  (expected: boolean): Test =>
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

const define = (
  complement: OperatorDefinition['complement'],
  factTypes: readonly FactType[],
  valueType: OperatorValueType,
  phrase: string,
  test: Test,
): OperatorDefinition => ({ complement, factTypes, valueType, test, phrase });

const number: readonly FactType[] = ['number'];
const text: readonly FactType[] = ['text'];
const textOrNumber: readonly FactType[] = ['text', 'number'];
const textOrList: readonly FactType[] = ['text', 'list'];
const every: readonly FactType[] = ['text', 'number', 'boolean', 'list', 'record'];

/** The operator table: conditions, rules engine, checks, schema and documentation all come from it. */
export const operators: Readonly<Record<OperatorName, OperatorDefinition>> = {
  equal: define(
    'notEqual',
    scalars,
    'same',
    'is',
    whenSameType((fact, value) => fact === value),
  ),
  notEqual: define(
    'equal',
    scalars,
    'same',
    'is not',
    whenSameType((fact, value) => fact !== value),
  ),
  lessThan: define(
    'greaterThanInclusive',
    number,
    'number',
    'is less than',
    whenNumbers((fact, value) => fact < value),
  ),
  lessThanInclusive: define(
    'greaterThan',
    number,
    'number',
    'is at most',
    whenNumbers((fact, value) => fact <= value),
  ),
  greaterThan: define(
    'lessThanInclusive',
    number,
    'number',
    'is more than',
    whenNumbers((fact, value) => fact > value),
  ),
  greaterThanInclusive: define(
    'lessThan',
    number,
    'number',
    'is at least',
    whenNumbers((fact, value) => fact >= value),
  ),
  in: define('notIn', textOrNumber, 'list', 'is one of', whenListed(true)),
  notIn: define('in', textOrNumber, 'list', 'is none of', whenListed(false)),
  contains: define('doesNotContain', textOrList, 'text', 'contains', whenHolding(true)),
  doesNotContain: define('contains', textOrList, 'text', 'does not contain', whenHolding(false)),
  startsWith: define(
    'doesNotStartWith',
    text,
    'text',
    'starts with',
    whenTexts((fact, value) => fact.startsWith(value)),
  ),
  doesNotStartWith: define(
    'startsWith',
    text,
    'text',
    'does not start with',
    whenTexts((fact, value) => !fact.startsWith(value)),
  ),
  endsWith: define(
    'doesNotEndWith',
    text,
    'text',
    'ends with',
    whenTexts((fact, value) => fact.endsWith(value)),
  ),
  doesNotEndWith: define(
    'endsWith',
    text,
    'text',
    'does not end with',
    whenTexts((fact, value) => !fact.endsWith(value)),
  ),
  matchesPath: define('doesNotMatchPath', text, 'pattern', 'matches', whenTexts(matchesPathPattern)),
  doesNotMatchPath: define(
    'matchesPath',
    text,
    'pattern',
    'does not match',
    whenTexts((fact, value) => !matchesPathPattern(fact, value)),
  ),
  between: define('notBetween', number, 'range', 'is between', whenRange(true)),
  notBetween: define('between', number, 'range', 'is not between', whenRange(false)),
  isKnown: define(
    'self',
    every,
    'boolean',
    'is known:',
    (fact, value) => (typeOfValue(fact) !== undefined) === value,
  ),
};

export function isOperatorName(name: string): name is OperatorName {
  return Object.hasOwn(operators, name);
}
