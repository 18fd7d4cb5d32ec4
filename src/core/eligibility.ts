import type { ConsentPurpose, FactKey } from './facts.ts';
import type { Outcome, Reason } from './reasons.ts';
import type { InvitingRule, Limits, RuleSet, SuppressingRule } from './ruleSet.ts';
import type { ChatState } from './sdkPort.ts';
import type { Targeting } from './targeting.ts';

const DAY = 86_400_000;

/** One invitation of the past, or one that a hold-out has kept back. It counts from the moment it was shown, whatever became of it. */
export interface InvitationRecord {
  readonly invitationId: string;
  readonly ruleId: string;
  /** `invited` until it is answered; `held_out`: it would have been shown, and counts as if it had. */
  readonly outcome: Outcome;
  /** Milliseconds since 1970, when shown. */
  readonly at: number;
  /** Milliseconds since 1970, when answered; quiet days count from here. */
  readonly answeredAt?: number;
  readonly pageViewId: string;
  readonly visitId: string;
  readonly variantId?: string;
  /** Milliseconds since 1970, when the visitor reached the goal of the rule. */
  readonly goalAt?: number;
}

/** A purpose under which something may be stored. */
export type StoredPurpose = Exclude<ConsentPurpose, 'none'>;

/** `missing`: denied, or not asked yet. `privacy_signal`: the browser sends Global Privacy Control. */
export type ConsentAnswer = 'granted' | 'missing' | 'privacy_signal';

/** The reason a refused purpose gives; `null` if it is not refused. */
export function consentReason(answer: ConsentAnswer): Reason | null {
  return answer === 'granted' ? null : answer === 'missing' ? 'no_consent' : 'privacy_signal';
}

/** Everything outside the rules that may forbid an invitation now. */
export interface Gates {
  /** By purpose. Without `functionality` nobody is invited; without the others the facts under them stay unknown. */
  readonly consent: Readonly<Record<StoredPurpose, ConsentAnswer>>;
  readonly chat: ChatState;
  readonly sdk: 'loading' | 'ready' | 'failed';
  readonly assets: 'loaded' | 'failed';
  /** Facts that nobody observes, since the file with their signal did not come. */
  readonly unobserved: readonly FactKey[];
  readonly tabVisible: boolean;
  readonly visitorBusy: boolean;
  readonly paused: boolean;
  readonly pageExcluded: boolean;
}

export const openGates: Gates = {
  consent: { functionality: 'granted', personalization: 'granted', analytics: 'granted' },
  chat: 'closed',
  sdk: 'ready',
  assets: 'loaded',
  unobserved: [],
  tabVisible: true,
  visitorBusy: false,
  paused: false,
  pageExcluded: false,
};

export interface EligibilityInput {
  readonly rule: InvitingRule;
  readonly ruleSet: RuleSet;
  /** `null`: the rule set asks nothing of it. */
  readonly targeting: Targeting | null;
  /** `null`: the visitor cannot be told apart, for want of consent. */
  readonly visitorId: string | null;
  /** The rules of kind `suppress` whose conditions hold. */
  readonly suppressing: readonly SuppressingRule[];
  readonly gates: Gates;
  readonly history: readonly InvitationRecord[];
  readonly pageViewId: string;
  readonly visitId: string;
  readonly at: number;
}

/** `until` is when time alone may change the answer, in milliseconds since 1970. */
export type Eligibility =
  | { readonly eligible: true }
  | { readonly eligible: false; readonly reason: Reason; readonly until?: number | undefined };

const eligible: Eligibility = { eligible: true };

function refuse(reason: Reason, until?: number): Eligibility {
  return { eligible: false, reason, until };
}

/** May this visitor be interrupted by this rule now? Free of effects; asks nobody. */
export function checkEligibility(input: EligibilityInput): Eligibility {
  const { rule, ruleSet, targeting, gates } = input;
  if (rule.enabled === false) return refuse('disabled');
  if (gates.pageExcluded) return refuse('excluded_page');
  if (gates.paused || ruleSet.paused === true) return refuse('paused');
  const withoutConsent = consentReason(gates.consent.functionality);
  if (withoutConsent !== null) return refuse(withoutConsent);
  const targeted = targeting?.check(input) ?? eligible;
  if (!targeted.eligible) return targeted;
  if (gates.chat === 'proactive') return refuse('invitation_open');
  if (gates.chat !== 'closed') return refuse('chat_in_progress');
  const forAll = checkLimits(ruleSet.limits, input, input.history);
  if (!forAll.eligible) return forAll;
  const ownHistory = input.history.filter((record) => record.ruleId === rule.id);
  const forRule = checkLimits(rule.limits, input, ownHistory);
  if (!forRule.eligible) return forRule;
  if (gates.assets === 'failed') return refuse('assets_unavailable');
  if (gates.sdk !== 'ready') return refuse('sdk_not_ready');
  return eligible;
}

/**
 * Quiet days come first, since they are the visitor's own word; then the counts; then the shortest time between
 * two invitations.
 */
function checkLimits(
  limits: Limits | undefined,
  input: EligibilityInput,
  history: readonly InvitationRecord[],
): Eligibility {
  if (limits === undefined) return eligible;
  const { at } = input;
  let quietUntil = 0;
  let lastShown = -Infinity;
  for (const record of history) {
    const days = limits.quietDaysAfter?.[record.outcome as 'declined'] ?? 0;
    quietUntil = Math.max(quietUntil, days > 0 ? (record.answeredAt ?? record.at) + days * DAY : 0);
    const goalDays = limits.quietDaysAfter?.goal ?? 0;
    if (record.goalAt !== undefined) quietUntil = Math.max(quietUntil, record.goalAt + goalDays * DAY);
    lastShown = Math.max(lastShown, record.at);
  }
  if (quietUntil > at) return refuse('quiet_period', quietUntil);
  for (const limit of limits.max ?? []) {
    const counted = history.filter((record) => {
      if ('perDays' in limit) return record.at > at - limit.perDays * DAY;
      if (limit.per === 'page') return record.pageViewId === input.pageViewId;
      if (limit.per === 'visit') return record.visitId === input.visitId;
      return true;
    });
    if (counted.length >= limit.count) {
      if (!('perDays' in limit)) return refuse('limit_reached');
      const freed = counted.map((record) => record.at).sort((a, b) => a - b)[counted.length - limit.count];
      return refuse('limit_reached', (freed ?? at) + limit.perDays * DAY);
    }
  }
  const secondsBetween = limits.secondsBetween ?? 0;
  if (lastShown + secondsBetween * 1000 > at) return refuse('too_soon', lastShown + secondsBetween * 1000);
  return eligible;
}

/** Days a record is worth keeping: nothing in a rule set looks further back. */
export const HISTORY_DAYS = 90;

/** Drops what no limit can ask for any more, and what a clock that was wrong has dated ahead. */
export function pruneHistory(history: readonly InvitationRecord[], at: number): readonly InvitationRecord[] {
  return history.filter((record) => record.at > at - HISTORY_DAYS * DAY && record.at < at + DAY).slice(-100);
}
