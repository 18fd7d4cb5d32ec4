import type { CompiledRule } from './compile.ts';
import { evaluateCondition } from './conditions.ts';
import type { Draft } from './flowDraft.ts';
import { statusOf, stillOpen, variantIdOf } from './ruleStatus.ts';
import type { RuleStatus } from './ruleStatus.ts';

/**
 * Tells of every rule whose outcome or reason is not the one told last.
 *
 * @param affected the only rules that may have changed; `null` = all
 * @returns when to look again, in milliseconds since 1970; `null` if time alone changes nothing
 */
export function tellStatuses(draft: Draft, affected: readonly CompiledRule[] | null): number | null {
  const { at, state } = draft;
  const { program, told } = state;
  if (program === null || state.pageViewId === '') return null;
  // The others may still be waiting for their time.
  let wakeAt = affected === null ? Infinity : (state.wakeAt ?? Infinity);
  const tell = (ruleId: string, status: RuleStatus, rule: CompiledRule | null): void => {
    if (status.until !== undefined) wakeAt = Math.min(wakeAt, status.until);
    if (told.get(ruleId) !== lineOf(status)) decide(draft, ruleId, status, rule);
  };
  if (affected === null) {
    if (program.failure !== null) tell('', { outcome: 'suppressed', reason: program.failure }, null);
    for (const ruleId of program.invalidRuleIds) {
      tell(ruleId, { outcome: 'suppressed', reason: 'invalid_rule' }, null);
    }
  }
  for (const rule of affected ?? program.compiled?.rules ?? []) {
    tell(rule.rule.id, statusOf(rule, state, at), rule);
  }
  return wakeAt === Infinity ? null : wakeAt;
}

/** Tells what has become of a rule; `rule` if its conditions are worth telling too. */
export function decide(
  { at, state, set, emit }: Draft,
  ruleId: string,
  status: RuleStatus,
  rule: CompiledRule | null,
): void {
  const { program, stage, pageViewId, facts } = state;
  if (program === null) return;
  const decisions = state.decisions + 1;
  const isInvitation = 'invitationId' in stage && stage.ruleId === ruleId;
  set({ decisions });
  state.told.set(ruleId, lineOf(status));
  emit({
    type: 'decide',
    decision: {
      decisionId: `${pageViewId}-d${decisions}`,
      ruleSetId: program.compiled?.ruleSet.id ?? program.ruleSetId,
      ruleSetVersion: program.compiled?.ruleSet.version ?? '',
      ruleId,
      variantId: isInvitation ? stage.variantId : rule && variantIdOf(rule, state),
      invitationId: isInvitation ? stage.invitationId : null,
      outcome: status.outcome,
      reason: status.reason,
      inferred: isInvitation && stage.inferred,
      at,
      trace: rule && evaluateCondition(rule.condition, facts, stillOpen(state)),
      nearMiss: status.nearMiss ?? null,
    },
  });
}

function lineOf({ outcome, reason }: RuleStatus): string {
  return `${outcome} ${reason ?? ''}`;
}
