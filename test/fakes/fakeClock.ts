import type { Clock } from '../../src/page/clock.ts';

/** A clock that moves only when told, and then fires what is due in order. */
export interface FakeClock extends Clock {
  advance(ms: number): void;
  /** Sets the time on without letting anything fire in between, as when the machine sleeps. */
  jump(ms: number): void;
  /** Timers that are still set. */
  pending(): number;
}

export function createFakeClock(start = Date.parse('2026-11-23T12:00:00Z')): FakeClock {
  let now = start;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  const fireUntil = (end: number, keepTime: boolean): void => {
    for (;;) {
      const due = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) return;
      timers = timers.filter((timer) => timer !== due);
      if (!keepTime) now = Math.max(now, due.at);
      due.run();
    }
  };
  return {
    now: () => now,
    after: (ms, run) => {
      const timer = { at: now + Math.max(0, ms), run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance: (ms) => {
      const end = now + ms;
      fireUntil(end, false);
      now = end;
    },
    jump: (ms) => {
      now += ms;
      fireUntil(now, true);
    },
    pending: () => timers.length,
  };
}
