import type { Availability, UnknownCause } from './availability.ts';

/**
 * Whether a service may be asked, by what became of the last questions. While it is open nobody asks; after that one
 * question goes out, and its answer closes the circuit or opens it for twice as long.
 */
export interface Circuit {
  /** Questions in a row that had no clear answer. */
  readonly failures: number;
  /** Milliseconds since 1970; 0: closed. */
  readonly openUntil: number;
  /** Why the last question had no clear answer. */
  readonly cause: UnknownCause;
}

export const closedCircuit: Circuit = { failures: 0, openUntil: 0, cause: 'not_ready' };

/** The service may have missed one or two questions for reasons of their own. */
const FAILURES_TO_OPEN = 3;
export const SHORTEST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 960_000;
/** The longest a circuit can be open. */
export const LONGEST_OPEN_MS = 2 * LONGEST_PAUSE_MS;

/** The circuit after an answer at `now`; `random` gives numbers from 0 to 1, so that visitors do not come back together. */
export function afterAnswer(
  { failures: before }: Circuit,
  availability: Availability,
  now: number,
  random: () => number,
): Circuit {
  if (availability.status !== 'unknown') return closedCircuit;
  const { cause } = availability;
  // Whoever is told that it asks too much stops at once.
  const failures = Math.max(before + 1, cause === 'rate_limited' ? FAILURES_TO_OPEN : 0);
  if (failures < FAILURES_TO_OPEN) return { failures, openUntil: 0, cause };
  const pause = Math.min(SHORTEST_PAUSE_MS * 2 ** (failures - FAILURES_TO_OPEN), LONGEST_PAUSE_MS);
  return { failures, openUntil: now + pause * (1 + random()), cause };
}
