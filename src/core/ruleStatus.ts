import type { CompiledRule } from './compile.ts';
import { evaluateCondition, leavesOf, matches, nearMiss } from './conditions.ts';
import type { Decision } from './decision.ts';
import { checkEligibility, consentReason } from './eligibility.ts';
import type { ConsentAnswer, Eligibility } from './eligibility.ts';
import { factKey } from './facts.ts';
import type { FactKey, FactName } from './facts.ts';
import type { FlowState } from './flowState.ts';
import type { Outcome, Reason } from './reasons.ts';

/** Facts that are open until availability has been asked: some value of theirs would make the condition true. */
export const openFacts = [
  'agent.available',
  'agent.queueOpen',
  'agent.waitMinutes',
  'agent.positionInQueue',
] as const satisfies readonly FactName[];

interface RuleStatus {
  readonly outcome: Outcome;
  readonly reason: Reason | null;
  readonly until?: number;
}

/** The agent facts that nobody has answered yet. */
function stillOpen(state: FlowState): ReadonlySet<FactName> {
  return new Set(openFacts.filter((fact) => !state.facts.has(fact)));
}

/** Which rules hold now. Only rules that mention a changed fact are looked at again; `null` = all. */
export function matchedRuleIds(state: FlowState, changed: Iterable<FactKey> | null): ReadonlySet<string> {
  const compiled = state.program?.compiled;
  if (compiled == null) return new Set();
  let affected: Iterable<CompiledRule> = compiled.rules;
  let matched = new Set<string>();
  if (changed !== null) {
    const rules = new Set<CompiledRule>();
    for (const key of changed) for (const rule of compiled.rulesByFact.get(key) ?? []) rules.add(rule);
    if (rules.size === 0) return state.matched;
    affected = rules;
    matched = new Set(state.matched);
  }
  const open = stillOpen(state);
  for (const rule of affected) {
    if (matches(rule.condition, state.facts, open)) matched.add(rule.rule.id);
    else matched.delete(rule.rule.id);
  }
  return matched;
}

/** May this rule interrupt now? An invitation that would have to be withdrawn at once is not made. */
export function ruleEligibility(rule: CompiledRule, state: FlowState, at: number): Eligibility {
  const { program, facts, gates, history, pageViewId, visitId } = state;
  const ruleSet = program?.compiled?.ruleSet;
  if (ruleSet === undefined) return { eligible: false, reason: 'assets_unavailable' };
  const answer = checkEligibility({ rule: rule.rule, ruleSet, gates, history, pageViewId, visitId, at });
  return answer.eligible && rule.withdrawWhen !== null && matches(rule.withdrawWhen, facts)
    ? { eligible: false, reason: 'withdrawn_by_condition' }
    : answer;
}

function statusOf(rule: CompiledRule, state: FlowState, at: number): RuleStatus {
  const { stage, gates } = state;
  const ruleId = rule.rule.id;
  const isCurrent = stage.name !== 'watching' && stage.ruleId === ruleId;
  if (isCurrent && stage.name === 'invited') return { outcome: 'invited', reason: null };
  if (isCurrent && stage.name === 'inviting') return { outcome: 'waiting', reason: null };
  if (rule.rule.enabled === false) return { outcome: 'suppressed', reason: 'disabled' };
  const hold = state.holds.get(ruleId);
  const held: RuleStatus | null =
    hold !== undefined && hold.until > at
      ? { outcome: 'suppressed', reason: hold.reason, until: hold.until }
      : null;
  if (!state.matched.has(ruleId)) {
    const missing = nearMiss(rule.condition, state.facts, stillOpen(state));
    const canGrow = missing?.every(
      ({ fact, params }) => answerFor(factKey(fact, params), state) === 'granted',
    );
    if (canGrow === true) return { outcome: 'waiting', reason: 'needs_more' };
    const refusal = refusedPurpose(rule, state);
    return refusal === null
      ? { outcome: 'waiting', reason: 'not_matched' }
      : { outcome: 'suppressed', reason: refusal };
  }
  const eligibility = ruleEligibility(rule, state, at);
  if (!eligibility.eligible) {
    const { reason, until } = eligibility;
    const outcome = reason === 'sdk_not_ready' && gates.sdk === 'loading' ? 'waiting' : 'suppressed';
    return until === undefined ? { outcome, reason } : { outcome, reason, until };
  }
  if (held !== null) return held;
  if (!gates.tabVisible) return { outcome: 'waiting', reason: 'tab_hidden' };
  if (isCurrent) {
    // Until the lock is ours, what was said of the other tab still stands.
    if (stage.name === 'locking' && hold?.reason === 'other_tab') {
      return { outcome: 'suppressed', reason: 'other_tab' };
    }
    if (stage.name !== 'settling') return { outcome: 'waiting', reason: null };
    return { outcome: 'waiting', reason: gates.visitorBusy ? 'visitor_busy' : null };
  }
  return stage.name === 'watching'
    ? { outcome: 'waiting', reason: null }
    : { outcome: 'suppressed', reason: 'lower_priority' };
}

/** May this fact be known? */
function answerFor(key: FactKey, { program, gates, facts }: FlowState): ConsentAnswer {
  const purpose = program?.compiled?.needs.get(key)?.purpose ?? 'none';
  return purpose === 'none' || facts.has(key) ? 'granted' : gates.consent[purpose];
}

/**
 * Whether it is for want of consent that the rule does not match: it could, if the facts that may not be known were
 * what it asks for.
 */
function refusedPurpose(rule: CompiledRule, state: FlowState): Reason | null {
  const { facts } = state;
  const open = new Set(stillOpen(state));
  let reason: Reason | null = null;
  for (const { fact, key } of leavesOf(rule.condition)) {
    const answer = answerFor(key, state);
    if (answer === 'granted') continue;
    reason ??= consentReason(answer);
    open.add(fact);
  }
  const couldMatch = reason !== null && nearMiss(rule.condition, facts, open) !== null;
  return couldMatch ? reason : null;
}

/** What has to be told: a decision for every rule whose outcome or reason is not the one told last. */
export function statusDecisions(
  state: FlowState,
  at: number,
): {
  readonly decisions: readonly Decision[];
  readonly told: ReadonlyMap<string, string>;
  readonly wakeAt: number | null;
} {
  const { program } = state;
  if (program === null || state.pageViewId === '') return { decisions: [], told: state.told, wakeAt: null };
  const decisions: Decision[] = [];
  const told = new Map(state.told);
  let wakeAt = Infinity;
  const tell = (ruleId: string, status: RuleStatus, rule: CompiledRule | null): void => {
    if (status.until !== undefined) wakeAt = Math.min(wakeAt, status.until);
    const line = `${status.outcome} ${status.reason ?? ''}`;
    if (told.get(ruleId) === line) return;
    told.set(ruleId, line);
    const { stage } = state;
    const isInvitation = 'invitationId' in stage && stage.ruleId === ruleId;
    decisions.push({
      decisionId: `${state.pageViewId}-d${state.decisions + decisions.length + 1}`,
      ruleSetId: program.compiled?.ruleSet.id ?? program.ruleSetId,
      ruleSetVersion: program.compiled?.ruleSet.version ?? '',
      ruleId,
      variantId: null,
      invitationId: isInvitation ? stage.invitationId : null,
      outcome: status.outcome,
      reason: status.reason,
      at,
      trace: rule === null ? null : evaluateCondition(rule.condition, state.facts, stillOpen(state)),
      nearMiss:
        status.reason === 'needs_more' && rule !== null
          ? nearMiss(rule.condition, state.facts, stillOpen(state))
          : null,
    });
  };
  if (program.failure !== null) tell('', { outcome: 'suppressed', reason: program.failure }, null);
  for (const ruleId of program.invalidRuleIds) {
    tell(ruleId, { outcome: 'suppressed', reason: 'invalid_rule' }, null);
  }
  for (const rule of program.compiled?.rules ?? []) tell(rule.rule.id, statusOf(rule, state, at), rule);
  return { decisions, told, wakeAt: wakeAt === Infinity ? null : wakeAt };
}
