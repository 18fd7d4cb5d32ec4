import type { FactKey } from '../core/facts.ts';
import { runAll } from '../page/guard.ts';
import { startStopwatch } from './stopwatch.ts';
import type { Stopwatch } from './stopwatch.ts';
import type { RunningSignal, SignalHost } from './signal.ts';

/** The longest of several spans of time, in seconds, each in a page that is looked at and has the focus. */
export interface LongestSpan extends RunningSignal {
  /** A span begins; the one before it has ended. */
  begin(): void;
  end(): void;
}

/** Published at the thresholds, by `refresh`, and when a span has ended; 0 at first. */
export function startLongestSpan(
  host: SignalHost,
  key: FactKey,
  thresholds: () => readonly number[],
): LongestSpan {
  const { lifecycle, report } = host;
  let longest = 0;
  let stopwatch: Stopwatch | null = null;
  const publish = (seconds: number): void => {
    if (seconds <= longest) return;
    longest = seconds;
    host.publish(new Map([[key, longest]]));
  };
  const end = (): void => {
    if (stopwatch === null) return;
    publish(stopwatch.seconds());
    stopwatch.stop();
    stopwatch = null;
  };
  const unsubscribe = lifecycle.onAttention(() => stopwatch?.update());
  host.publish(new Map([[key, 0]]));
  return {
    begin: () => {
      end();
      stopwatch = startStopwatch(host, {
        thresholds,
        counts: () => lifecycle.isVisible() && lifecycle.isFocused(),
        publish,
        spanMs: Infinity,
      });
    },
    end,
    refresh: () => stopwatch?.refresh?.(),
    stop: () => runAll([unsubscribe, () => stopwatch?.stop()], report),
  };
}
