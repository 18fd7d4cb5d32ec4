import { reasons } from '../core/reasons.ts';
import type { Reason } from '../core/reasons.ts';
import type { Step, StepEvent } from './event.ts';
import { createVisitorTable, hashVisitor } from './visitorTable.ts';

/**
 * What a visitor has come to in one row: every step an event has told of, and `qualified`, which follows from them.
 * `suppressed` only although the conditions held; the reasons have the others too.
 */
export type Mark = Step | 'qualified';

const marks = [
  'qualified',
  'suppressed',
  'held_out',
  'invited',
  'accepted',
  'declined',
  'dismissed',
  'expired',
  'withdrawn',
  'failed',
  'queued',
  'message',
  'goal',
] as const satisfies readonly Mark[];

/** Reasons that also come while the conditions do not hold, or nobody can say whether they do. */
export const reasonsBeforeConditions: readonly Reason[] = [
  'no_consent',
  'privacy_signal',
  'disabled',
  'invalid_rule',
];

/** The row of one rule, or of a whole rule set, where every visitor counts once whatever the rule. */
export interface Row {
  readonly ruleSetId: string;
  /** `null`: the whole rule set. */
  readonly ruleId: string | null;
}

/** One visitor in one row. */
export interface VisitorInRow {
  has(mark: Mark): boolean;
  /** Those the visitor was suppressed for. */
  reasons(): readonly Reason[];
}

/** Adds events up by visitor, in any order and however often one is told. Its memory grows with visitors, not with events. */
export interface Tally {
  add(event: StepEvent): void;
  /** Rule sets and rules in the order they were first told of. */
  readonly rows: readonly Row[];
  forEachVisitor(visit: (row: number, visitor: VisitorInRow) => void): void;
  /** Pairs of row and visitor. */
  readonly size: number;
}

/** More rules than a site can have; what lies above is a wrong column. */
const MOST_ROWS = 10_000;
const BITS = 32;

/** `add` throws an `Error` with a sentence if the events name more than 10,000 rules. */
export function createTally(): Tally {
  const rows: Row[] = [];
  /** By rule set and rule. */
  const indexes = new Map<string, Map<string | null, number>>();
  const table = createVisitorTable();

  const rowOf = (ruleSetId: string, ruleId: string | null): number => {
    const ofSet = indexes.get(ruleSetId) ?? new Map<string | null, number>();
    const known = ofSet.get(ruleId);
    if (known !== undefined) return known;
    if (rows.length >= MOST_ROWS) {
      throw new Error(
        `The events name more than ${MOST_ROWS} rules. Is "proactive_rule_id" the right column?`,
      );
    }
    indexes.set(ruleSetId, ofSet.set(ruleId, rows.length));
    return rows.push({ ruleSetId, ruleId }) - 1;
  };

  return {
    add: ({ step, ruleSetId, ruleId, reason, visitor }) => {
      const hash = hashVisitor(visitor);
      const isQualified = provesConditions(step, ruleId, reason);
      const bits =
        (step === 'suppressed' && !isQualified ? 0 : bitOf(step)) | (isQualified ? bitOf('qualified') : 0);
      for (const row of [rowOf(ruleSetId, null), ...(ruleId === null ? [] : [rowOf(ruleSetId, ruleId)])]) {
        table.mark(row, hash, 0, bits);
        if (reason === null) continue;
        const index = reasons.indexOf(reason);
        table.mark(row, hash, 1 + Math.floor(index / BITS), 1 << (index % BITS));
      }
    },
    rows,
    forEachVisitor: (visit) => {
      table.forEach((row, words) => {
        visit(row, {
          has: (mark) => ((words[0] ?? 0) & bitOf(mark)) !== 0,
          reasons: () =>
            reasons.filter(
              (_, index) => ((words[1 + Math.floor(index / BITS)] ?? 0) & (1 << (index % BITS))) !== 0,
            ),
        });
      });
    },
    get size() {
      return table.size;
    },
  };
}

function bitOf(mark: Mark): number {
  return 1 << marks.indexOf(mark);
}

/** Whether the event shows that the conditions of a rule held. What a chat comes to says nothing of them. */
function provesConditions(step: Step, ruleId: string | null, reason: Reason | null): boolean {
  if (step === 'queued' || step === 'message' || step === 'goal') return false;
  return ruleId !== null && (reason === null || !reasonsBeforeConditions.includes(reason));
}
