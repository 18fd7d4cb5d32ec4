import type { OperatorName } from './operators.ts';

/** What each operator says, between "The fact" and "the value": for the schema, which no visitor loads. */
export const operatorPhrases: Readonly<Record<OperatorName, string>> = {
  equal: 'is',
  notEqual: 'is not',
  lessThan: 'is less than',
  lessThanInclusive: 'is at most',
  greaterThan: 'is more than',
  greaterThanInclusive: 'is at least',
  in: 'is one of',
  notIn: 'is none of',
  contains: 'contains',
  doesNotContain: 'does not contain',
  startsWith: 'starts with',
  doesNotStartWith: 'does not start with',
  endsWith: 'ends with',
  doesNotEndWith: 'does not end with',
  matchesPath: 'matches',
  doesNotMatchPath: 'does not match',
  matchesRegex: 'matches the expression',
  doesNotMatchRegex: 'does not match the expression',
  between: 'is between',
  notBetween: 'is not between',
  isKnown: 'is known:',
};
