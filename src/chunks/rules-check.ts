import { compileRuleSet } from '../core/compile.ts';
import type { Program } from '../core/flowState.ts';
import { needsTargeting } from '../core/targeting.ts';
import type { CheckRegex } from '../rules/checkRegex.ts';
import type { Issue } from '../rules/issue.ts';
import { parseRuleSet } from '../rules/parse.ts';

export interface RulesCheck {
  /**
   * Checks a rule set, as a value or as JSON text, and makes it ready for the flow. Never throws. Without `checkRegex` no
   * regular expression is taken.
   */
  prepare(
    document: unknown,
    checkRegex?: CheckRegex,
  ): {
    readonly program: Program;
    readonly issues: readonly Issue[];
    /** Whether the program has to be given its targeting before it may run. */
    readonly needsTargeting: boolean;
  };
}

/** Entry of the chunk that checks and compiles rule sets: done once a page load, so the tag need not carry it. */
export function install(): RulesCheck {
  return {
    prepare: (document, checkRegex) => {
      const { ruleSet, issues, invalid } = parseRuleSet(document, undefined, checkRegex);
      const program: Program = {
        compiled: ruleSet === null ? null : compileRuleSet(ruleSet),
        ruleSetId: ruleSet?.id ?? '',
        invalidRuleIds: invalid.map(({ ruleId }) => ruleId),
        failure: ruleSet === null ? 'invalid_rule' : null,
      };
      return { program, issues, needsTargeting: ruleSet !== null && needsTargeting(ruleSet) };
    },
  };
}
