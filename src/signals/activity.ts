import { guarded, listen, runAll } from '../page/guard.ts';
import type { Unsubscribe } from '../page/guard.ts';
import type { SignalHost } from './signal.ts';

const activities = ['pointermove', 'pointerdown', 'keydown', 'scroll', 'touchstart', 'wheel'] as const;

/** After a sign of activity nobody listens for so long: a page that scrolls tells of it in every frame. */
const REST_MS = 1000;

/** Calls `onActive` when the visitor moves, presses, scrolls or types, at most once a second. */
export function watchActivity({ window, clock, report }: SignalHost, onActive: () => void): Unsubscribe {
  let end: Unsubscribe = () => undefined;
  const listenAgain = (): void => {
    const options = { capture: true, passive: true };
    const stops = activities.map((type) => listen(window, type, active, options));
    end = () => runAll(stops, report);
  };
  const active = guarded(
    'activity',
    () => {
      end();
      end = clock.after(REST_MS, listenAgain);
      onActive();
    },
    report,
  );
  listenAgain();
  return () => end();
}
