import type { FactKey } from '../core/facts.ts';
import type { RunningSignal, SignalHost } from './signal.ts';

/** Seconds that count only some of the time. */
export interface Stopwatch extends RunningSignal {
  /** Looks again whether time counts now. */
  update(): void;
}

/**
 * Sleep and a clock set forward must not count. Time is counted in spans with a timer at the end of each: one that ends
 * much too late was not lived through.
 */
const SPAN_MS = 30_000;
const LATE_MS = 5000;

/**
 * Publishes a number of seconds under `key` when it reaches one of the thresholds, not in between: there is one timer,
 * for the next threshold or the end of half a minute. `counts` says whether time counts at the moment.
 */
export function startStopwatch(
  host: SignalHost,
  key: FactKey,
  thresholds: readonly number[],
  counts: () => boolean,
): Stopwatch {
  const { clock } = host;
  let counted = 0;
  let runningSince: number | null = null;
  let expectedBy = Infinity;
  let published = -1;
  let cancel: () => void = () => undefined;

  const settle = (): void => {
    if (runningSince === null) return;
    const now = clock.now();
    if (now <= expectedBy + LATE_MS) counted += Math.max(0, now - runningSince);
    runningSince = now;
  };
  const publish = (): void => {
    const seconds = counted / 1000;
    if (seconds === published) return;
    published = seconds;
    host.publish(new Map([[key, seconds]]));
  };
  const next = (): number | undefined => thresholds.find((threshold) => threshold * 1000 > counted);
  const update = (): void => {
    cancel();
    const before = next();
    settle();
    if (before !== next()) publish();
    runningSince = counts() ? clock.now() : null;
    if (runningSince === null) return;
    const threshold = next();
    const wait = threshold === undefined ? SPAN_MS : Math.min(SPAN_MS, threshold * 1000 - counted);
    expectedBy = runningSince + wait;
    cancel = clock.after(wait, update);
  };

  update();
  return {
    update,
    refresh: () => {
      update();
      publish();
    },
    stop: () => cancel(),
  };
}
