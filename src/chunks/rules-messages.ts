import { describeConfigProblems } from '../tag/configProblems.ts';
import { locate } from '../rules/locate.ts';
import { describeIssue } from '../rules/messages.ts';

export interface RulesMessages {
  readonly describeIssue: typeof describeIssue;
  readonly locate: typeof locate;
  readonly describeConfigProblems: typeof describeConfigProblems;
}

/** Entry of the chunk that puts mistakes in a rule set or a configuration into words. */
export function install(): RulesMessages {
  return { describeIssue, locate, describeConfigProblems };
}
