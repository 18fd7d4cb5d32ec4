import { startStopwatch } from './stopwatch.ts';
import type { Signal } from './signal.ts';

const KEY = 'engagement.dwellSeconds';

/** Seconds of this page view during which the tab was visible. */
export const dwellSignal: Signal = {
  owner: 'dwell',
  start: (host) => {
    const { lifecycle } = host;
    const thresholds = host.needs.find(({ key }) => key === KEY)?.thresholds ?? [];
    const stopwatch = startStopwatch(host, KEY, thresholds, () => lifecycle.isVisible());
    const unsubscribe = lifecycle.onAttention(stopwatch.update);
    return {
      refresh: () => stopwatch.refresh?.(),
      stop: () => {
        unsubscribe();
        stopwatch.stop();
      },
    };
  },
};
