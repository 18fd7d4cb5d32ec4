import type { FactKey } from '../core/facts.ts';
import type { RunningSignal, SignalHost } from './signal.ts';

/** Seconds that count only some of the time. */
export interface Stopwatch extends RunningSignal {
  /** Looks again whether time counts now. */
  update(): void;
  /** Seconds counted so far. */
  seconds(): number;
}

/**
 * Sleep and a clock set forward must not count. Time is counted in spans with a timer at the end of each: one that ends
 * much too late was not lived through.
 */
const SPAN_MS = 60_000;
const LATE_MS = 5000;

export interface StopwatchOptions {
  /** Values at which `publish` is called, in seconds, ascending. */
  readonly thresholds: () => readonly number[];
  /** Whether time counts at the moment. */
  readonly counts: () => boolean;
  /** Called with the seconds counted, when a threshold is reached and by `refresh`. */
  readonly publish: (seconds: number) => void;
  /** Seconds counted before. Default 0. */
  readonly before?: number;
  /** Longest time without a look at the clock, in milliseconds. Default a minute. */
  readonly spanMs?: number;
  /** Milliseconds since 1970 from which time counts. Default now. */
  readonly since?: number;
}

/** There is one timer, for the next threshold or the end of a minute, and none while time does not count. */
export function startStopwatch(
  { clock }: Pick<SignalHost, 'clock'>,
  { thresholds, counts, publish, before = 0, spanMs = SPAN_MS, since = clock.now() }: StopwatchOptions,
): Stopwatch {
  let counted = before * 1000;
  let runningSince: number | null = counts() ? since : null;
  let expectedBy = Infinity;
  let published = -1;
  let cancel: () => void = () => undefined;

  const settle = (): void => {
    if (runningSince === null) return;
    const now = clock.now();
    if (now <= expectedBy + LATE_MS) counted += Math.max(0, now - runningSince);
    runningSince = now;
  };
  const tell = (): void => {
    const seconds = counted / 1000;
    if (seconds === published) return;
    published = seconds;
    publish(seconds);
  };
  const next = (): number | undefined => thresholds().find((threshold) => threshold * 1000 > counted);
  const update = (): void => {
    cancel();
    const wanted = next();
    settle();
    if (wanted !== next()) tell();
    runningSince = counts() ? clock.now() : null;
    if (runningSince === null) return;
    const threshold = next();
    const wait = threshold === undefined ? spanMs : Math.min(spanMs, threshold * 1000 - counted);
    expectedBy = runningSince + wait;
    if (wait < Infinity) cancel = clock.after(wait, update);
  };

  update();
  return {
    update,
    seconds: () => {
      update();
      return counted / 1000;
    },
    refresh: () => {
      update();
      tell();
    },
    stop: () => cancel(),
  };
}

/** The values at which a fact of this host matters, over all its parameters, ascending. */
export function thresholdsOf({ needs }: Pick<SignalHost, 'needs'>, key?: FactKey): readonly number[] {
  return needs
    .filter((need) => key === undefined || need.key === key)
    .flatMap(({ thresholds }) => thresholds)
    .sort((a, b) => a - b);
}
