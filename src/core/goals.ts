import type { CompiledRule } from './compile.ts';
import type { InvitationRecord } from './eligibility.ts';
import type { FactKey, FactValue } from './facts.ts';
import type { FlowState, ReachedGoal } from './flowState.ts';

const DAY_MS = 86_400_000;

/**
 * The goals that facts, about to change, say are reached: an event that a rule is there for counts once, for the
 * latest invitation or hold-out before it that is recent enough. Gives the history with the goals noted.
 */
export function noteGoals(
  { program, facts, history }: FlowState,
  changes: ReadonlyMap<FactKey, FactValue | undefined>,
  at: number,
): { readonly history: readonly InvitationRecord[]; readonly goals: readonly ReachedGoal[] } {
  const goals: ReachedGoal[] = [];
  let noted = history;
  const rulesByGoal = program?.compiled?.rulesByGoal;
  if (rulesByGoal === undefined || rulesByGoal.size === 0) return { history, goals };
  const isMore = ([key, value]: [FactKey, FactValue | undefined]): boolean =>
    Number(value ?? 0) > Number(facts.get(key) ?? 0);
  const rulesOf = ([key]: [FactKey, unknown]): readonly CompiledRule[] => rulesByGoal.get(key) ?? [];
  for (const { rule, ruleSet } of [...changes].filter(isMore).flatMap(rulesOf)) {
    if (rule.goal === undefined) continue;
    const earliest = at - rule.goal.withinDays * DAY_MS;
    const record = history.filter((past) => past.ruleId === rule.id && past.at >= earliest).at(-1);
    if (record === undefined || record.goalAt !== undefined) continue;
    noted = noted.map((past) => (past === record ? { ...record, goalAt: at } : past));
    goals.push({
      ruleSetId: ruleSet.id,
      ruleSetVersion: ruleSet.version,
      ruleId: rule.id,
      variantId: record.variantId ?? null,
      invitationId: record.invitationId,
      reason: record.outcome === 'held_out' ? 'held_out' : null,
    });
  }
  return { history: noted, goals };
}
