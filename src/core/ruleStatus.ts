import { byPriority } from './compile.ts';
import type { CompiledRule } from './compile.ts';
import { matches, wayToMatch } from './conditions.ts';
import type { MissingFact } from './conditions.ts';
import { checkEligibility, consentReason } from './eligibility.ts';
import type { Eligibility } from './eligibility.ts';
import type { FactKey, FactName } from './facts.ts';
import type { FlowState } from './flowState.ts';
import type { SuppressingRule } from './ruleSet.ts';
import type { Outcome, Reason } from './reasons.ts';

/** Facts that are open until availability has been asked: some value of theirs would make the condition true. */
export const openFacts = [
  'agent.available',
  'agent.queueOpen',
  'agent.waitMinutes',
  'agent.positionInQueue',
] as const satisfies readonly FactName[];

/** How a rule stands, in the words of decisions. */
export interface RuleStatus {
  readonly outcome: Outcome;
  readonly reason: Reason | null;
  /** When time alone may change it, in milliseconds since 1970. */
  readonly until?: number | undefined;
  readonly nearMiss?: readonly MissingFact[];
}

const allOpen: ReadonlySet<FactName> = new Set(openFacts);

/** The agent facts that nobody has answered yet. */
export function stillOpen({ facts }: FlowState): ReadonlySet<FactName> {
  const isOpen = (fact: FactName): boolean => !facts.has(fact);
  return openFacts.every(isOpen) ? allOpen : new Set(openFacts.filter(isOpen));
}

/** The rules that may answer otherwise when these facts have changed, in their order. */
export function rulesAskingFor(changed: Iterable<FactKey>, { program }: FlowState): readonly CompiledRule[] {
  const lists: (readonly CompiledRule[])[] = [];
  for (const key of changed) lists.push(program?.compiled?.rulesByFact.get(key) ?? []);
  const [only = []] = lists;
  return lists.length < 2 ? only : [...new Set(lists.flat())].sort(byPriority);
}

/** `null`: the rule set that was read last does not have it. */
export function ruleOf(ruleId: string, { program }: FlowState): CompiledRule | null {
  return program?.compiled?.rules.find(({ rule }) => rule.id === ruleId) ?? null;
}

/** Which rules hold now. Only `affected` are looked at again; `null` = all. The same set if nothing is different. */
export function matchedRuleIds(
  state: FlowState,
  affected: readonly CompiledRule[] | null,
): ReadonlySet<string> {
  const before = affected === null ? new Set<string>() : state.matched;
  const open = stillOpen(state);
  let matched: Set<string> | null = affected === null ? new Set() : null;
  for (const { rule, condition } of affected ?? state.program?.compiled?.rules ?? []) {
    const holds = matches(condition, state.facts, open);
    if (holds === before.has(rule.id)) continue;
    matched ??= new Set(before);
    if (holds) matched.add(rule.id);
    else matched.delete(rule.id);
  }
  return matched ?? before;
}

/**
 * Which rules of kind `suppress` hold now. What is not known yet silences nobody; facts about agents are known only
 * once they have been asked for.
 */
export function suppressingRules({ program, facts }: FlowState): readonly SuppressingRule[] {
  const rules = program?.compiled?.suppressing ?? [];
  return rules.filter(({ condition }) => matches(condition, facts)).map(({ rule }) => rule);
}

/** May this rule interrupt now? An invitation that would have to be withdrawn at once is not made. */
export function ruleEligibility(rule: CompiledRule, state: FlowState, at: number): Eligibility {
  const targeting = state.program?.targeting ?? null;
  const answer = checkEligibility({ ...state, ...rule, targeting, at });
  return answer.eligible && rule.withdrawWhen !== null && matches(rule.withdrawWhen, state.facts)
    ? { eligible: false, reason: 'withdrawn_by_condition' }
    : answer;
}

export function statusOf(rule: CompiledRule, state: FlowState, at: number): RuleStatus {
  const { stage, gates } = state;
  const ruleId = rule.rule.id;
  const isCurrent = stage.name !== 'watching' && stage.ruleId === ruleId;
  if (isCurrent && stage.name === 'invited') {
    return { outcome: 'invited', reason: null, until: gates.tabVisible ? stage.askAgainAt : Infinity };
  }
  if (isCurrent && stage.name === 'inviting') return { outcome: 'waiting', reason: null };
  if (rule.rule.enabled === false) return { outcome: 'suppressed', reason: 'disabled' };
  if (!state.matched.has(ruleId)) {
    const way = wayToMatch(rule.condition, state.facts, stillOpen(state));
    if (way !== null && [...way.keys()].every((key) => !whyUnknown(key, state))) {
      return { outcome: 'waiting', reason: 'needs_more', nearMiss: [...way.values()] };
    }
    const refusal = whyFactsAreMissing(rule, state);
    return refusal === null
      ? { outcome: 'waiting', reason: 'not_matched' }
      : { outcome: 'suppressed', reason: refusal };
  }
  const eligibility = ruleEligibility(rule, state, at);
  if (!eligibility.eligible) {
    const { reason, until } = eligibility;
    const outcome = reason === 'sdk_not_ready' && gates.sdk === 'loading' ? 'waiting' : 'suppressed';
    return { outcome, reason, until };
  }
  const hold = state.holds.get(ruleId);
  if (hold !== undefined && hold.until > at) return { outcome: 'suppressed', ...hold };
  if (!gates.tabVisible) return { outcome: 'waiting', reason: 'tab_hidden' };
  if (isCurrent) {
    // Until the lock is ours, what was said last of the other tab still stands.
    if (stage.name === 'locking' && hold && state.told.get(ruleId) === `suppressed ${hold.reason}`) {
      return { outcome: 'suppressed', reason: hold.reason };
    }
    const isBusy = stage.name === 'settling' && gates.visitorBusy;
    return { outcome: 'waiting', reason: isBusy ? 'visitor_busy' : null };
  }
  return stage.name === 'watching'
    ? { outcome: 'waiting', reason: null }
    : { outcome: 'suppressed', reason: 'lower_priority' };
}

/** Why this fact may not, or cannot, be known; `null` if nothing stands against it. */
function whyUnknown(key: FactKey, { program, gates, facts }: FlowState): Reason | null {
  if (facts.has(key)) return null;
  const purpose = program?.compiled?.needs.get(key)?.purpose ?? 'none';
  const refusal = purpose === 'none' ? null : consentReason(gates.consent[purpose]);
  return refusal ?? (gates.unobserved.includes(key) ? 'assets_unavailable' : null);
}

/**
 * Whether the rule does not match only for want of facts that may not, or cannot, be known: it could, if they were what
 * it asks for.
 */
function whyFactsAreMissing(rule: CompiledRule, state: FlowState): Reason | null {
  let reason: Reason | null = null;
  let open: Set<FactName> | undefined;
  for (const { fact, key } of rule.operands) {
    const refusal = whyUnknown(key, state);
    if (!refusal) continue;
    reason ??= refusal;
    (open ??= new Set(stillOpen(state))).add(fact);
  }
  return open && wayToMatch(rule.condition, state.facts, open) ? reason : null;
}

/** The variant that this visitor gets. */
export function variantIdOf({ rule }: CompiledRule, { program, visitorId }: FlowState): string | null {
  return program?.targeting?.variantOf(rule, visitorId)?.id ?? null;
}
