import { factTable } from '../../../src/core/factTable.ts';
import { askForAll, paramsOf } from '../../../src/emulator/shop/factRules.ts';
import type { ShownFact } from '../../../src/emulator/shop/factRules.ts';
import { compileRuleSet } from '../../../src/core/compile.ts';
import { factKey } from '../../../src/core/facts.ts';
import { parseRuleSet } from '../../../src/rules/parse.ts';

it('the rule set of the facts page is sound and asks for every fact there is', () => {
  const facts = Object.entries(factTable) as unknown as readonly (readonly [string, ShownFact])[];
  const { ruleSet, issues } = parseRuleSet(askForAll(facts));
  expect(issues).toEqual([]);
  const needs = ruleSet === null ? [] : [...compileRuleSet(ruleSet).needs.keys()];
  expect(facts.map(([name]) => factKey(name, paramsOf(name))).filter((key) => !needs.includes(key))).toEqual(
    [],
  );
});

it('the facts page is told of every second and of every percent, so that what it shows goes on', () => {
  const facts = Object.entries(factTable) as unknown as readonly (readonly [string, ShownFact])[];
  const { ruleSet } = parseRuleSet(askForAll(facts));
  const needs = ruleSet === null ? null : compileRuleSet(ruleSet).needs;
  for (const [name, { unit }] of facts.filter(([, fact]) => /^(seconds|percent)$/.test(fact.unit ?? ''))) {
    const { thresholds = [] } = needs?.get(factKey(name, paramsOf(name))) ?? {};
    expect([name, unit, thresholds.includes(1), thresholds.includes(100)]).toEqual([name, unit, true, true]);
  }
});
