import { describeRuleSetProblems } from '../tag/ruleSetProblems.ts';

export interface RulesMessages {
  readonly describeRuleSetProblems: typeof describeRuleSetProblems;
}

/** Entry of the chunk that puts mistakes in a rule set into words. */
export function install(): RulesMessages {
  return { describeRuleSetProblems };
}
