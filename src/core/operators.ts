import type { FactType } from './facts.ts';

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
  'matchesRegex',
  'doesNotMatchRegex',
  'between',
  'notBetween',
  'isKnown',
] as const;
export type OperatorName = (typeof operatorNames)[number];

/**
 * What a condition's `value` has to be: `same` (the type of the fact), `number`, `text`, `list` (of values of the
 * fact's type), `range` (`[from, to]`, both included), `pattern` (a path pattern), `regex` (a regular expression) or `boolean`.
 */
export type OperatorValueType =
  'same' | 'number' | 'text' | 'list' | 'range' | 'pattern' | 'regex' | 'boolean';

export interface OperatorDefinition {
  /** The operator that says the opposite for every known value of a fitting type; `self`: the value is turned round. */
  readonly complement: OperatorName | 'self';
  /** Types of the facts it can be used on. */
  readonly factTypes: readonly FactType[];
  readonly valueType: OperatorValueType;
}

const define = (
  complement: OperatorDefinition['complement'],
  factTypes: readonly FactType[],
  valueType: OperatorValueType,
): OperatorDefinition => ({ complement, factTypes, valueType });

const scalars: readonly FactType[] = ['text', 'number', 'boolean'];
const number: readonly FactType[] = ['number'];
const text: readonly FactType[] = ['text'];
const textOrNumber: readonly FactType[] = ['text', 'number'];
const textOrList: readonly FactType[] = ['text', 'list'];
const every: readonly FactType[] = ['text', 'number', 'boolean', 'list', 'record'];

/** The operator table: checks, schema and documentation come from it; operatorTests.ts says what each operator asks. */
export const operators: Readonly<Record<OperatorName, OperatorDefinition>> = {
  equal: define('notEqual', scalars, 'same'),
  notEqual: define('equal', scalars, 'same'),
  lessThan: define('greaterThanInclusive', number, 'number'),
  lessThanInclusive: define('greaterThan', number, 'number'),
  greaterThan: define('lessThanInclusive', number, 'number'),
  greaterThanInclusive: define('lessThan', number, 'number'),
  in: define('notIn', textOrNumber, 'list'),
  notIn: define('in', textOrNumber, 'list'),
  contains: define('doesNotContain', textOrList, 'text'),
  doesNotContain: define('contains', textOrList, 'text'),
  startsWith: define('doesNotStartWith', text, 'text'),
  doesNotStartWith: define('startsWith', text, 'text'),
  endsWith: define('doesNotEndWith', text, 'text'),
  doesNotEndWith: define('endsWith', text, 'text'),
  matchesPath: define('doesNotMatchPath', text, 'pattern'),
  doesNotMatchPath: define('matchesPath', text, 'pattern'),
  matchesRegex: define('doesNotMatchRegex', text, 'regex'),
  doesNotMatchRegex: define('matchesRegex', text, 'regex'),
  between: define('notBetween', number, 'range'),
  notBetween: define('between', number, 'range'),
  isKnown: define('self', every, 'boolean'),
};

export function isOperatorName(name: string): name is OperatorName {
  return Object.hasOwn(operators, name);
}

/** Whether an operator can be used on facts of a type; what may be anything is asked for by any. */
export function fitsOperator(type: FactType, operator: OperatorName): boolean {
  return type === 'any' || operators[operator].factTypes.includes(type);
}
