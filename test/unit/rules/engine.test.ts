import { compileRuleSet } from '../../../src/core/compile.ts';
import type { CompiledRule } from '../../../src/core/compile.ts';
import type { FactKey, FactValue } from '../../../src/core/facts.ts';
import type { Condition, RuleSet } from '../../../src/core/ruleSet.ts';
import { createRulesEngine } from '../../../src/rules/engine.ts';

const ruleOf = (conditions: Condition): CompiledRule => {
  const ruleSet: RuleSet = {
    formatVersion: 1,
    id: 'set',
    version: '1',
    rules: [{ id: 'rule', conditions, invitation: { message: 'Hello' } }],
  };
  const rule = compileRuleSet(ruleSet).rules[0];
  if (rule === undefined) throw new Error('no rule');
  return rule;
};
const snapshot = (facts: Record<FactKey, FactValue>): Map<FactKey, FactValue> =>
  new Map(Object.entries(facts));
const onPath = (value: string): Condition => ({ fact: 'page.path', operator: 'matchesPath', value });

describe('rules engine', () => {
  it('confirms a rule whose conditions hold, and denies one whose conditions do not', async () => {
    const engine = createRulesEngine();
    const rule = ruleOf(onPath('/pricing/**'));
    expect(await engine.confirm(rule, snapshot({ 'page.path': '/pricing/eu' }))).toBe(true);
    expect(await engine.confirm(rule, snapshot({ 'page.path': '/home' }))).toBe(false);
  });
});
