import { watchActivity } from './activity.ts';
import { startStopwatch, thresholdsOf } from './stopwatch.ts';
import type { Signal } from './signal.ts';

/** Somebody who reads does not move all the time; after this long without a sign the time no longer counts. */
const RECENT_MS = 30_000;

/** Seconds of this page view during which the tab was visible and focused and the visitor active in the last 30 seconds. */
export const engagementSignal: Signal = {
  start: (host) => {
    const { lifecycle, clock } = host;
    let lastActive = clock.now();
    let cancel: () => void = () => undefined;

    const isRecent = (): boolean => Math.abs(clock.now() - lastActive) < RECENT_MS;
    const stopwatch = startStopwatch(host, {
      thresholds: () => thresholdsOf(host),
      counts: () => lifecycle.isVisible() && lifecycle.isFocused() && isRecent(),
      publish: (seconds) => host.publish(new Map([['engagement.engagedSeconds', seconds]])),
    });
    /** One timer, only while the visitor is active. */
    const watchForRest = (): void => {
      cancel();
      if (lifecycle.isVisible() && isRecent()) {
        cancel = clock.after(lastActive + RECENT_MS - clock.now(), () => {
          if (isRecent()) watchForRest();
          else stopwatch.update();
        });
      }
    };
    const stopWatching = watchActivity(host, () => {
      const wasRecent = isRecent();
      lastActive = clock.now();
      if (wasRecent) return;
      stopwatch.update();
      watchForRest();
    });
    const unsubscribe = lifecycle.onAttention(() => {
      stopwatch.update();
      watchForRest();
    });
    watchForRest();
    return {
      refresh: () => stopwatch.refresh?.(),
      stop: () => {
        stopWatching();
        unsubscribe();
        cancel();
        stopwatch.stop();
      },
    };
  },
};
