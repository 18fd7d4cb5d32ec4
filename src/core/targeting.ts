import type { Eligibility, EligibilityInput } from './eligibility.ts';
import { noteGoals } from './goals.ts';
import type { InvitingRule, Rule, RuleSet, Variant } from './ruleSet.ts';
import { checkSchedule } from './schedule.ts';
import type { ScheduleAnswer } from './schedule.ts';
import { createShares } from './shares.ts';
import type { Shares } from './shares.ts';

/** What only some rule sets ask: for which visitors, at which times, in which words, beside which rules, to which end. */
export interface Targeting {
  /** Whether the schedule of the rule is open at a time, in milliseconds since 1970. */
  schedule(rule: Rule, at: number): ScheduleAnswer;
  /** Schedule, shares of the visitors, rules of kind `suppress`, groups. */
  check(input: EligibilityInput): Eligibility;
  /** A visitor who cannot be told apart is never held out. */
  isHeldOut(visitorId: string | null): boolean;
  /** `null` for a rule without variants; the first one for a visitor who cannot be told apart. */
  variantOf(rule: InvitingRule, visitorId: string | null): Variant | null;
  readonly noteGoals: typeof noteGoals;
}

/**
 * @param visitorZone IANA name of the visitor's time zone; `undefined`: that of the runtime
 * @param shares who belongs to which share of the visitors; by default that follows from the visitor id
 */
export function createTargeting(
  ruleSet: RuleSet,
  visitorZone?: string,
  shares: Shares = createShares(ruleSet),
): Targeting {
  const schedule = ({ schedule: given }: Rule, at: number): ScheduleAnswer =>
    given === undefined ? { isOpen: true, until: Infinity } : checkSchedule(given, at, visitorZone);

  const check = (input: EligibilityInput): Eligibility => {
    const { rule, visitorId, at } = input;
    const { isOpen, until } = schedule(rule, at);
    if (!isOpen) return { eligible: false, reason: 'outside_schedule', until };
    if (!shares.isRolledOut(visitorId)) return { eligible: false, reason: 'not_rolled_out' };
    if (!shares.isInSample(rule, visitorId)) return { eligible: false, reason: 'not_in_sample' };
    for (const other of input.suppressing) {
      if (other.enabled === false || (other.group !== undefined && other.group !== rule.group)) continue;
      const acts = schedule(other, at);
      if (acts.isOpen) return { eligible: false, reason: 'suppressed_by_rule', until: acts.until };
    }
    return hasGroupInvited(input) ? { eligible: false, reason: 'excluded_by_group' } : { eligible: true };
  };

  return { schedule, check, isHeldOut: shares.isHeldOut, variantOf: shares.variantOf, noteGoals };
}

function hasGroupInvited({ rule, ruleSet, history, visitId }: EligibilityInput): boolean {
  const others = ruleSet.rules.filter(({ id, group }) => id !== rule.id && group === rule.group);
  return (
    rule.group !== undefined &&
    history.some((record) => record.visitId === visitId && others.some(({ id }) => id === record.ruleId))
  );
}

/** Whether a rule set asks any of this. */
export function needsTargeting({ rules, holdoutPercent, rolloutPercent }: RuleSet): boolean {
  return (
    (holdoutPercent ?? rolloutPercent) !== undefined ||
    rules.some(
      (rule) =>
        rule.kind === 'suppress' ||
        (rule.schedule ?? rule.group ?? rule.samplePercent ?? rule.goal ?? rule.invitation.variants) !==
          undefined,
    )
  );
}
