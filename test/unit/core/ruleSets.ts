import { compileRuleSet } from '../../../src/core/compile.ts';
import type { CompiledRuleSet } from '../../../src/core/compile.ts';
import type { InvitingRule, RuleSet } from '../../../src/core/ruleSet.ts';

/** A rule that holds on /pricing after 20 engaged seconds, unless a test says otherwise. */
export function rule(change: Partial<InvitingRule> = {}): InvitingRule {
  return {
    id: 'pricing',
    conditions: {
      all: [
        { fact: 'page.path', operator: 'equal', value: '/pricing' },
        { fact: 'engagement.engagedSeconds', operator: 'greaterThanInclusive', value: 20 },
      ],
    },
    invitation: { message: 'Need a hand?' },
    ...change,
  };
}

export function ruleSet(change: Partial<RuleSet> = {}): RuleSet {
  return { formatVersion: 1, id: 'shop', version: '1', rules: [rule()], ...change };
}

export function compiled(change: Partial<RuleSet> = {}): CompiledRuleSet {
  return compileRuleSet(ruleSet(change));
}
