import type { Issue } from '../rules/issue.ts';
import { locate } from '../rules/locate.ts';
import { describeIssue } from '../rules/messages.ts';

/**
 * What is wrong with a rule set and where, one line each.
 *
 * @param source - where the rule set came from; with line and column behind it, if the rule set came as text.
 */
export function describeRuleSetProblems(
  document: unknown,
  issues: readonly Issue[],
  source: string,
): readonly string[] {
  const text = typeof document === 'string' ? document : undefined;
  return issues.map((issue) => {
    const { pointer } = issue;
    const place = text === undefined ? null : locate(text, pointer);
    const where = place === null ? source : `${source}:${place.line}:${place.column}`;
    return `${where} ${pointer === '' ? '' : `${pointer} `}${describeIssue(issue, text)}`;
  });
}
