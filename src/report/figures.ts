import { reasons } from '../core/reasons.ts';
import type { Reason } from '../core/reasons.ts';
import { CHI_SQUARE_LIMIT, chiSquareOf, differenceOf, liftOf, shareOf } from './statistics.ts';
import type { Estimate, Group } from './statistics.ts';
import type { Tally, VisitorInRow } from './tally.ts';

/** Visitors by how far they came; from `accepted` on, only those who took every step before. */
export interface Funnel {
  /** The conditions of the rule held. */
  readonly qualified: number;
  /** Something spoke against the invitation at least once, although the conditions held. */
  readonly suppressed: number;
  readonly heldOut: number;
  readonly invited: number;
  readonly accepted: number;
  /** A conversation was created. */
  readonly queued: number;
  /** The visitor wrote a first message. */
  readonly firstMessage: number;
  /** Of those invited; of those held out `lift` tells. */
  readonly goal: number;
}

/** Visitors by what became of an invitation; one who was invited twice may count under two. */
export interface Answers {
  readonly declined: number;
  readonly dismissed: number;
  readonly expired: number;
  readonly withdrawn: number;
  readonly failed: number;
}

export interface SilenceReason {
  readonly reason: Reason;
  /** Visitors whom a rule did not invite for this reason at least once. */
  readonly visitors: number;
  /** Those of them who were never invited, nor held out, later or earlier. */
  readonly neverInvited: number;
}

/** A group of the comparison: its share that reached the goal, with the limits of the 95 % interval. */
export interface ComparedGroup extends Group {
  readonly rate: Estimate | null;
}

export interface Lift {
  readonly invited: ComparedGroup;
  readonly heldOut: ComparedGroup;
  /** Visitors who were invited and held out, with another id; they are in neither group. */
  readonly inBoth: number;
  /** As a share: 0.01 is one percentage point. `null` without visitors in both groups. */
  readonly difference: Estimate | null;
  /** As a part of the held-out group's share: 0.2 is 20 % more. `null` if that group has no goal. */
  readonly lift: Estimate | null;
  /** What the interval of the difference allows to say. */
  readonly verdict: 'higher' | 'lower' | 'undecided' | 'nothing_to_compare';
}

/** Whether as many were held out as the rule set wants; if not, something went wrong on the way and no lift is to be trusted. */
export interface Split {
  readonly plannedPercent: number;
  readonly heldOutPercent: number;
  /** Pearson's chi-square, one degree of freedom. */
  readonly chiSquare: number;
  /** Further off than chance would bring in one of a thousand comparisons. */
  readonly isBroken: boolean;
}

export interface RowFigures {
  readonly ruleSetId: string;
  /** `null`: the whole rule set, where every visitor counts once. */
  readonly ruleId: string | null;
  readonly funnel: Funnel;
  readonly answers: Answers;
  /** Most often silent first. */
  readonly silence: readonly SilenceReason[];
  readonly lift: Lift;
  /** `null`: nobody has said what was planned, or there is no group to compare. */
  readonly split: Split | null;
}

/**
 * The figures of every rule set, each followed by its rules, in the order of their ids.
 *
 * @param plannedPercent - the hold-out a rule set wants, above 0 and below 100; `null` = not known.
 */
export function figuresOf(
  tally: Tally,
  plannedPercent: (ruleSetId: string) => number | null,
): readonly RowFigures[] {
  const counts = tally.rows.map(createCounts);
  tally.forEachVisitor((row, visitor) => counts[row]?.add(visitor));
  return tally.rows
    .map(({ ruleSetId, ruleId }, row): RowFigures => {
      const { funnel, answers, invited, heldOut, inBoth, seen, silent } = counts[row] ?? createCounts();
      return {
        ruleSetId,
        ruleId,
        funnel,
        answers,
        silence: silenceOf(seen, silent),
        lift: compare(invited, heldOut, inBoth),
        split: splitOf(invited.visitors, heldOut.visitors, plannedPercent(ruleSetId)),
      };
    })
    .sort((a, b) => inOrder(a.ruleSetId, b.ruleSetId) || inOrder(a.ruleId ?? '', b.ruleId ?? ''));
}

type Writable<Counts> = { -readonly [Key in keyof Counts]: Counts[Key] };

function createCounts() {
  const funnel: Writable<Funnel> = {
    qualified: 0,
    suppressed: 0,
    heldOut: 0,
    invited: 0,
    accepted: 0,
    queued: 0,
    firstMessage: 0,
    goal: 0,
  };
  const answers: Writable<Answers> = { declined: 0, dismissed: 0, expired: 0, withdrawn: 0, failed: 0 };
  const invited: Writable<Group> = { visitors: 0, goals: 0 };
  const heldOut: Writable<Group> = { visitors: 0, goals: 0 };
  const seen = new Map<Reason, number>();
  const silent = new Map<Reason, number>();
  const counts = { funnel, answers, invited, heldOut, inBoth: 0, seen, silent, add };

  function add(visitor: VisitorInRow): void {
    const isInvited = visitor.has('invited');
    const isHeldOut = visitor.has('held_out');
    const hasAccepted = isInvited && visitor.has('accepted');
    const hasQueued = hasAccepted && visitor.has('queued');
    funnel.qualified += Number(visitor.has('qualified'));
    funnel.suppressed += Number(visitor.has('suppressed'));
    funnel.heldOut += Number(isHeldOut);
    funnel.invited += Number(isInvited);
    funnel.accepted += Number(hasAccepted);
    funnel.queued += Number(hasQueued);
    funnel.firstMessage += Number(hasQueued && visitor.has('message'));
    funnel.goal += Number(isInvited && visitor.has('goal'));
    for (const answer of ['declined', 'dismissed', 'expired', 'withdrawn', 'failed'] as const) {
      answers[answer] += Number(visitor.has(answer));
    }
    for (const reason of visitor.reasons()) {
      seen.set(reason, (seen.get(reason) ?? 0) + 1);
      if (!isInvited && !isHeldOut) silent.set(reason, (silent.get(reason) ?? 0) + 1);
    }
    if (isInvited && isHeldOut) {
      counts.inBoth += 1;
    } else if (isInvited || isHeldOut) {
      const group = isInvited ? invited : heldOut;
      group.visitors += 1;
      group.goals += Number(visitor.has('goal'));
    }
  }

  return counts;
}

function silenceOf(
  seen: ReadonlyMap<Reason, number>,
  silent: ReadonlyMap<Reason, number>,
): readonly SilenceReason[] {
  return reasons
    .filter((reason) => seen.has(reason))
    .map((reason) => ({ reason, visitors: seen.get(reason) ?? 0, neverInvited: silent.get(reason) ?? 0 }))
    .sort(
      (a, b) => b.neverInvited - a.neverInvited || b.visitors - a.visitors || inOrder(a.reason, b.reason),
    );
}

function compare(invited: Group, heldOut: Group, inBoth: number): Lift {
  const first = shareOf(invited);
  const second = shareOf(heldOut);
  const difference = first === null || second === null ? null : differenceOf(first, second);
  return {
    invited: { ...invited, rate: first },
    heldOut: { ...heldOut, rate: second },
    inBoth,
    difference,
    lift: first === null || second === null ? null : liftOf(first, second),
    verdict: invited.goals + heldOut.goals === 0 ? 'nothing_to_compare' : verdictOf(difference),
  };
}

function verdictOf(difference: Estimate | null): Lift['verdict'] {
  if (difference === null) return 'nothing_to_compare';
  if (difference.low > 0) return 'higher';
  return difference.high < 0 ? 'lower' : 'undecided';
}

function splitOf(invited: number, heldOut: number, plannedPercent: number | null): Split | null {
  if (plannedPercent === null || invited + heldOut === 0) return null;
  const chiSquare = chiSquareOf(invited, heldOut, plannedPercent);
  return {
    plannedPercent,
    heldOutPercent: (heldOut * 100) / (invited + heldOut),
    chiSquare,
    isBroken: chiSquare > CHI_SQUARE_LIMIT,
  };
}

/** By code unit, which is the same in every place and language. */
function inOrder(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
