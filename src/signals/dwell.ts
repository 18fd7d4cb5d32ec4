import { countsSince } from './countsSince.ts';
import { startStopwatch, thresholdsOf } from './stopwatch.ts';
import type { Signal } from './signal.ts';

/** Seconds of this page view during which the tab was visible, those before this file came included. */
export const dwellSignal: Signal = {
  start: (host) => {
    const { lifecycle } = host;
    const stopwatch = startStopwatch(host, {
      thresholds: () => thresholdsOf(host),
      counts: lifecycle.isVisible,
      publish: (seconds) => host.publish(new Map([['engagement.dwellSeconds', seconds]])),
      since: countsSince(host),
    });
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
