import { focusedIn } from '../page/focus.ts';
import { watchActivity } from './activity.ts';
import { startStopwatch, thresholdsOf } from './stopwatch.ts';
import type { Signal } from './signal.ts';

/**
 * Visible seconds since the last sign of activity: told at the thresholds, and as 0 when the visitor is back. What they do
 * in a frame nobody sees, so while that has the focus nothing is counted.
 */
export const idleSignal: Signal = {
  start: (host) => {
    const { lifecycle, window } = host;
    let published = 0;
    const publish = (seconds: number): void => {
      published = seconds;
      host.publish(new Map([['engagement.idleSeconds', seconds]]));
    };
    const begin = (): ReturnType<typeof startStopwatch> =>
      startStopwatch(host, {
        thresholds: () => thresholdsOf(host),
        counts: () => lifecycle.isVisible() && focusedIn(window.document)?.tagName !== 'IFRAME',
        publish,
        // Beyond the thresholds nobody asks, and an idle visitor is to be left in peace.
        spanMs: Infinity,
      });
    let stopwatch = begin();
    const stopWatching = watchActivity(host, () => {
      stopwatch.stop();
      if (published > 0) publish(0);
      stopwatch = begin();
    });
    const unsubscribe = lifecycle.onAttention(() => stopwatch.update());
    publish(0);
    return {
      refresh: () => stopwatch.refresh?.(),
      stop: () => {
        stopWatching();
        unsubscribe();
        stopwatch.stop();
      },
    };
  },
};
