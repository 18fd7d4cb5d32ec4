import { parseRuleSet } from '../rules/parse.ts';

export interface RulesCheck {
  readonly parseRuleSet: typeof parseRuleSet;
}

/** Entry of the chunk that reads and checks rule sets. */
export function install(): RulesCheck {
  return { parseRuleSet };
}
