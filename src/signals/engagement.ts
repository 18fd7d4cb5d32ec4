import { guarded, listen, runAll } from '../page/guard.ts';
import { startStopwatch } from './stopwatch.ts';
import type { Signal } from './signal.ts';

const KEY = 'engagement.engagedSeconds';

/** Somebody who reads does not move all the time; after this long without a sign the time no longer counts. */
const RECENT_MS = 30_000;

/** Signs of activity are looked at once in this time at most. */
const REST_MS = 1000;

const activities = ['pointermove', 'pointerdown', 'keydown', 'scroll', 'touchstart', 'wheel'] as const;

/** Seconds of this page view during which the tab was visible and focused and the visitor active in the last 30 seconds. */
export const engagementSignal: Signal = {
  owner: 'engagement',
  start: (host) => {
    const { lifecycle, clock, window, report } = host;
    let lastActive = clock.now();
    let cancel: () => void = () => undefined;

    const isRecent = (): boolean => clock.now() - lastActive < RECENT_MS;
    const stopwatch = startStopwatch(
      host,
      KEY,
      host.needs.find(({ key }) => key === KEY)?.thresholds ?? [],
      () => lifecycle.isVisible() && lifecycle.isFocused() && isRecent(),
    );
    const watchForRest = (): void => {
      cancel();
      cancel = clock.after(lastActive + RECENT_MS - clock.now(), () => {
        if (isRecent()) watchForRest();
        else stopwatch.update();
      });
    };
    const active = guarded(
      'activity',
      () => {
        const wasRecent = isRecent();
        if (wasRecent && clock.now() - lastActive < REST_MS) return;
        lastActive = clock.now();
        if (wasRecent) return;
        stopwatch.update();
        watchForRest();
      },
      report,
    );
    const options = { capture: true, passive: true };
    const stops = [
      ...activities.map((type) => listen(window, type, active, options)),
      lifecycle.onAttention(stopwatch.update),
    ];
    watchForRest();
    return {
      refresh: () => stopwatch.refresh?.(),
      stop: () => {
        runAll(stops, report);
        cancel();
        stopwatch.stop();
      },
    };
  },
};
