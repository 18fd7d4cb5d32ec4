import { compileRuleSet } from '../../../src/core/compile.ts';
import { factKey } from '../../../src/core/facts.ts';
import type { Condition, LeafCondition, Rule, RuleSet } from '../../../src/core/ruleSet.ts';

const leaf = (operator: LeafCondition['operator'], value: LeafCondition['value']): LeafCondition => ({
  fact: 'engagement.scrollPercent',
  operator,
  value,
});
const onPath: LeafCondition = { fact: 'page.path', operator: 'equal', value: '/' };
const rule = (id: string, conditions: Condition = onPath, more: Partial<Rule> = {}): Rule => ({
  id,
  conditions,
  invitation: { message: 'Hello' },
  ...more,
});
const setOf = (...rules: readonly Rule[]): RuleSet => ({ formatVersion: 1, id: 'set', version: '1', rules });

describe('compiled rule sets', () => {
  it('order rules by priority, then as they stand in the document', () => {
    const { rules } = compileRuleSet(
      setOf(
        rule('a'),
        rule('b', onPath, { priority: 5 }),
        rule('c', onPath, { priority: 1 }),
        rule('d', onPath, { priority: 5 }),
      ),
    );
    expect(rules.map((compiled) => [compiled.rule.id, compiled.index])).toEqual([
      ['b', 1],
      ['d', 3],
      ['a', 0],
      ['c', 2],
    ]);
  });

  it.each([
    [leaf('greaterThanInclusive', 60), [60]],
    [leaf('lessThan', 60), [60]],
    [leaf('greaterThan', 60), [61]],
    [leaf('lessThanInclusive', 60), [61]],
    [leaf('between', [20, 40]), [20, 41]],
    [leaf('equal', 50), [50, 51]],
    [leaf('in', [10, 20]), [10, 11, 20, 21]],
    [{ not: leaf('greaterThan', 60) }, [61]],
    [
      { any: [leaf('greaterThanInclusive', 90), leaf('lessThan', 10), leaf('greaterThanInclusive', 90)] },
      [10, 90],
    ],
    [leaf('greaterThan', { fact: 'visit.pageViews' }), []],
  ] as const)('find the values at which %j may change its answer', (condition, thresholds) => {
    const { needs } = compileRuleSet(setOf(rule('a', condition)));
    expect(needs.get('engagement.scrollPercent')?.thresholds).toEqual(thresholds);
  });

  it('gather the thresholds of all rules, withdrawal included', () => {
    const { needs } = compileRuleSet(
      setOf(
        rule('a', leaf('greaterThanInclusive', 60)),
        rule('b', leaf('greaterThanInclusive', 30), { withdrawWhen: leaf('greaterThanInclusive', 95) }),
      ),
    );
    expect(needs.get('engagement.scrollPercent')?.thresholds).toEqual([30, 60, 95]);
  });

  it('need the facts of context and texts, though no condition depends on them', () => {
    const { needs, rulesByFact, rules } = compileRuleSet(
      setOf(
        rule('a', onPath, {
          invitation: {
            message: { en: 'About {page.title|it}?', nl: 'Over {page.host}?' },
            title: '{visit.pageViews}',
          },
          context: {
            Url: { fact: 'page.url' },
            Cart: { template: '{cart.value:currency}' },
            Bought: { fact: 'event.count', params: { name: 'purchase' } },
            Fixed: { value: 'page.hash' },
          },
        }),
      ),
    );
    const expected = [
      'page.url',
      'cart.value',
      factKey('event.count', { name: 'purchase' }),
      'page.title',
      'page.host',
      'visit.pageViews',
    ];
    expect(rules[0]?.contextFacts.map(({ fact, params }) => factKey(fact, params))).toEqual(expected);
    expect([...needs.keys()].sort()).toEqual([...expected, 'page.path'].sort());
    expect([...rulesByFact.keys()]).toEqual(['page.path']);
  });

  it('lead from a changed fact to the rules it may change, highest priority first', () => {
    const purchase: LeafCondition = {
      fact: 'event.count',
      params: { name: 'purchase' },
      operator: 'greaterThan',
      value: 0,
    };
    const { rulesByFact } = compileRuleSet(
      setOf(
        rule('a', { any: [onPath, { not: onPath }] }),
        rule('b', leaf('lessThan', 50), { withdrawWhen: purchase }),
        rule('c', { all: [onPath, leaf('lessThan', 9)] }, { priority: 9 }),
      ),
    );
    const ids = (key: string): readonly string[] | undefined =>
      rulesByFact.get(key)?.map((found) => found.rule.id);
    expect(ids('page.path')).toEqual(['c', 'a']);
    expect(ids('engagement.scrollPercent')).toEqual(['c', 'b']);
    expect(ids('event.count?name=purchase')).toEqual(['b']);
    expect(ids('page.title')).toBeUndefined();
  });
});
