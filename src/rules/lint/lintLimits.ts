import type { Limit, Limits } from '../../core/ruleSet.ts';
import { quote } from './warning.ts';
import type { Linted, Warn } from './warning.ts';

const DAY_SECONDS = 86_400;
/** Invitations and days the history holds (core/eligibility.ts). */
const KEPT_RECORDS = 100;
const KEPT_DAYS = 90;

/** Limits that are never reached, that outlive what is stored, or that are missing. */
export function lintLimits({ ruleSet, compiled, active }: Linted, warn: Warn): void {
  const forAll = ruleSet.limits;
  if (forAll !== undefined) {
    lintList(forAll, undefined, '/limits', warn);
    for (const [index, limit] of (forAll.max ?? []).entries()) {
      if (!('per' in limit) || limit.per !== 'page' || limit.count < active.length) continue;
      warn(
        'cap_never_bites',
        `/limits/max/${index}`,
        `Each rule invites at most once a page view, and there ${active.length === 1 ? 'is only one' : `are only ${active.length}`}, so ${limit.count} are never reached.`,
        'Lower "count", or count per visit.',
      );
    }
    lintQuietDays(
      forAll,
      '/limits',
      longestGoal(active.map(({ rule }) => rule.goal)),
      'No rule has a "goal"',
      warn,
    );
  }
  for (const { rule, index } of compiled.rules) {
    const pointer = `/rules/${index}/limits`;
    const { limits, goal } = rule;
    if (limits !== undefined) {
      lintList(limits, forAll, pointer, warn);
      for (const [place, limit] of (limits.max ?? []).entries()) {
        if (!('per' in limit) || limit.per !== 'page') continue;
        warn(
          'cap_never_bites',
          `${pointer}/max/${place}`,
          'A rule invites at most once a page view anyway.',
          'Count per visit, per visitor or over days, or remove the limit.',
        );
      }
      lintQuietDays(limits, pointer, longestGoal([goal]), 'The rule has no "goal"', warn);
    }
    const quietDays = limits?.quietDaysAfter?.goal ?? forAll?.quietDaysAfter?.goal ?? 0;
    if (goal !== undefined && quietDays === 0) {
      warn(
        'goal_without_quiet_days',
        `/rules/${index}/goal`,
        `Who has reached the goal ${quote(goal.event)} is invited again all the same.`,
        'Add "goal" to "quietDaysAfter", here or over all rules.',
      );
    }
    if (isBoundless(limits) && isBoundless(forAll)) {
      warn(
        'no_limits',
        `/rules/${index}`,
        `Nothing keeps ${quote(rule.id)} from inviting the same visitor on every page.`,
        'Add "limits", here or over all rules, such as one per visit and quiet days after a no.',
      );
    }
  }
}

function isBoundless(limits: Limits | undefined): boolean {
  const { max = [], secondsBetween = 0 } = limits ?? {};
  return secondsBetween === 0 && max.every((limit) => 'per' in limit && limit.per === 'page');
}

function longestGoal(goals: readonly ({ readonly withinDays: number } | undefined)[]): number | null {
  const days = goals.flatMap((goal) => (goal === undefined ? [] : [goal.withinDays]));
  return days.length === 0 ? null : Math.max(...days);
}

function lintList(limits: Limits, outer: Limits | undefined, pointer: string, warn: Warn): void {
  const max = limits.max ?? [];
  for (const [index, limit] of max.entries()) {
    const place = `${pointer}/max/${index}`;
    const stricter =
      max.find(
        (other, at) =>
          at !== index && coversLimit(other, limit) && (at < index || !coversLimit(limit, other)),
      ) ?? outer?.max?.find((other) => coversLimit(other, limit));
    if (stricter !== undefined) {
      warn(
        'cap_never_bites',
        place,
        `${describe(limit)} are never reached, because there are at most ${describe(stricter)}.`,
        'Lower "count", or remove the limit.',
      );
    } else if ('perDays' in limit) {
      const apart = Math.max(limits.secondsBetween ?? 0, outer?.secondsBetween ?? 0);
      if (apart > 0 && Math.floor((limit.perDays * DAY_SECONDS) / apart) + 1 <= limit.count) {
        warn(
          'cap_never_bites',
          place,
          `${describe(limit)} are never exceeded, because ${apart} seconds lie between two.`,
          'Lower "count", or remove the limit.',
        );
      }
    }
    if (limit.count >= KEPT_RECORDS) {
      warn(
        'outlives_storage',
        `${place}/count`,
        `Only the last ${KEPT_RECORDS} invitations are remembered, so ${limit.count} are never counted.`,
        'Lower "count".',
      );
    }
  }
}

/** Whether the first limit is always reached before the second can be. */
function coversLimit(first: Limit, second: Limit): boolean {
  return first.count <= second.count && isSpanWithin(second, first);
}

function isSpanWithin(inner: Limit, outer: Limit): boolean {
  if ('perDays' in outer) return 'perDays' in inner && inner.perDays <= outer.perDays;
  if (outer.per === 'visitor') return true;
  if (!('per' in inner)) return false;
  return inner.per === 'page' || inner.per === outer.per;
}

function describe(limit: Limit): string {
  return `${limit.count} ${'per' in limit ? `per ${limit.per}` : `in ${limit.perDays} ${limit.perDays === 1 ? 'day' : 'days'}`}`;
}

function lintQuietDays(
  { quietDaysAfter = {} }: Limits,
  pointer: string,
  goalDays: number | null,
  noGoal: string,
  warn: Warn,
): void {
  for (const [outcome, days] of Object.entries(quietDaysAfter)) {
    const place = `${pointer}/quietDaysAfter/${outcome}`;
    if (days === 0) {
      warn('limit_without_effect', place, 'Zero days are no days.', 'Write how many, or remove it.');
    } else if (outcome === 'goal' && goalDays === null) {
      warn(
        'quiet_days_without_goal',
        place,
        `${noGoal}, so none is ever reached.`,
        'Add "goal" to the rule, or remove this.',
      );
    } else if (outcome === 'goal' && goalDays !== null && goalDays + days > KEPT_DAYS) {
      warn(
        'outlives_storage',
        place,
        `An invitation is remembered for ${KEPT_DAYS} days. A goal reached ${goalDays} days after it leaves fewer than ${days}.`,
        `Write ${Math.max(1, Math.floor(KEPT_DAYS - goalDays))} days at most.`,
      );
    }
  }
}
