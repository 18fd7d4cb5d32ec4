import { operatorNames, operators } from '../../../src/core/operators.ts';
import { isFactValue, operatorTests } from '../../../src/core/operatorTests.ts';
import type { OperatorName } from '../../../src/core/operators.ts';
import type { FactType, FactValue } from '../../../src/core/facts.ts';

/** One value of every type a page could ever put into a fact, unknown ones included. */
const facts: Readonly<Record<string, FactValue | undefined>> = {
  unknown: undefined,
  NaN: Number.NaN,
  'empty text': '',
  'text "5"': '5',
  'text "/pricing"': '/pricing',
  'number 0': 0,
  'number 5': 5,
  true: true,
  false: false,
  'empty list': [],
  'list of "5"': ['5'],
  record: { plan: 'pro' },
  null: null as unknown as FactValue,
};

/** For every operator one value and the facts it is true of; for everything else it is false. */
const table: Readonly<
  Record<OperatorName, readonly (readonly [value: unknown, trueOf: readonly string[]])[]>
> = {
  equal: [
    [5, ['number 5']],
    ['5', ['text "5"']],
    [true, ['true']],
    [Number.NaN, []],
    [['5'], []],
  ],
  notEqual: [
    [5, ['number 0']],
    ['5', ['empty text', 'text "/pricing"']],
    [true, ['false']],
    [Number.NaN, []],
    [['5'], []],
  ],
  lessThan: [
    [5, ['number 0']],
    ['9', []],
  ],
  lessThanInclusive: [
    [5, ['number 0', 'number 5']],
    ['9', []],
  ],
  greaterThan: [
    [0, ['number 5']],
    ['10', []],
  ],
  greaterThanInclusive: [
    [0, ['number 0', 'number 5']],
    ['10', []],
  ],
  in: [
    [
      [5, '/pricing'],
      ['text "/pricing"', 'number 5'],
    ],
    ['5', []],
    [[], []],
    [[Number.NaN], []],
  ],
  notIn: [
    [
      [5, '/pricing'],
      ['empty text', 'text "5"', 'number 0'],
    ],
    ['5', []],
    [[], ['empty text', 'text "5"', 'text "/pricing"', 'number 0', 'number 5']],
  ],
  contains: [
    ['5', ['text "5"', 'list of "5"']],
    [5, []],
  ],
  doesNotContain: [
    ['5', ['empty text', 'text "/pricing"', 'empty list']],
    [5, []],
  ],
  startsWith: [
    ['/', ['text "/pricing"']],
    [5, []],
  ],
  doesNotStartWith: [
    ['/', ['empty text', 'text "5"']],
    [5, []],
  ],
  endsWith: [
    ['ing', ['text "/pricing"']],
    [5, []],
  ],
  doesNotEndWith: [
    ['ing', ['empty text', 'text "5"']],
    [5, []],
  ],
  matchesPath: [
    ['/pricing/**', ['text "/pricing"']],
    [5, []],
  ],
  doesNotMatchPath: [
    ['/pricing/**', ['empty text', 'text "5"']],
    [5, []],
  ],
  matchesRegex: [
    ['^/?[a-z]{7}$', ['text "/pricing"']],
    ['', ['empty text', 'text "5"', 'text "/pricing"']],
    ['[', []],
    [5, []],
  ],
  doesNotMatchRegex: [
    ['^/?[a-z]{7}$', ['empty text', 'text "5"']],
    ['[', []],
    [5, []],
  ],
  between: [
    [[5, 9], ['number 5']],
    [
      [0, 5],
      ['number 0', 'number 5'],
    ],
    [5, []],
    [['0', '9'], []],
    [[1], []],
  ],
  notBetween: [
    [[5, 9], ['number 0']],
    [[0, 5], []],
    [5, []],
    [['0', '9'], []],
  ],
  isKnown: [
    [true, Object.keys(facts).filter((name) => !['unknown', 'NaN', 'null'].includes(name))],
    [false, ['unknown', 'NaN', 'null']],
    ['yes', []],
  ],
};

/** `undefined`: unknown. */
function typeOf(fact: FactValue | undefined): FactType | undefined {
  if (!isFactValue(fact)) return undefined;
  if (typeof fact === 'string') return 'text';
  if (typeof fact === 'object') return Array.isArray(fact) ? 'list' : 'record';
  return typeof fact === 'number' ? 'number' : 'boolean';
}

describe('operators', () => {
  it.each(
    operatorNames.flatMap((operator) =>
      table[operator].flatMap(([value, trueOf]) =>
        Object.keys(facts).map((name) => [operator, name, value, trueOf.includes(name)] as const),
      ),
    ),
  )('%s on %s with %j is %s', (operator, name, value, expected) => {
    expect(operatorTests[operator](facts[name], value)).toBe(expected);
  });

  it.each(operatorNames)(
    '%s and its complement are never both true, and never both false where they apply',
    (operator) => {
      const { complement, factTypes } = operators[operator];
      const test = operatorTests[operator];
      if (complement === 'self') return;
      expect(operators[complement].complement).toBe(operator);
      expect(operators[complement].factTypes).toEqual(factTypes);
      for (const [value, trueOf] of table[operator]) {
        const complementTrue = Object.keys(facts).filter((name) =>
          operatorTests[complement](facts[name], value),
        );
        expect(complementTrue.filter((name) => trueOf.includes(name))).toEqual([]);
        const applies = trueOf.length + complementTrue.length > 0;
        for (const fact of Object.values(facts)) {
          const type = typeOf(fact);
          const isOfValueType =
            type === 'list' ? false : typeof fact === typeof (Array.isArray(value) ? value[0] : value);
          if (!applies || type === undefined || !factTypes.includes(type) || !isOfValueType) continue;
          expect([test(fact, value), operatorTests[complement](fact, value)].sort()).toEqual([false, true]);
        }
      }
    },
  );
});
