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
