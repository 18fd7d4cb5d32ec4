import { guarded } from './guard.ts';
import type { Report } from './guard.ts';

/** Time, so that tests can bring their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `run` once after `ms`; the returned function prevents it. */
  after(ms: number, run: () => void): () => void;
}

/** The longest delay a browser timer keeps; more would fire at once. */
const LONGEST_DELAY_MS = 2_147_483_647;

export function createClock(window: Window, report: Report): Clock {
  return {
    now: () => Date.now(),
    after: (ms, run) => {
      const delay = Math.min(ms, LONGEST_DELAY_MS);
      const timer = window.setTimeout(guarded('timer', run, report), delay);
      return () => window.clearTimeout(timer);
    },
  };
}
