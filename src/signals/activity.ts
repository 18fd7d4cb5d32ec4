import { guarded, listen, runAll } from '../page/guard.ts';
import type { Unsubscribe } from '../page/guard.ts';
import type { SignalHost } from './signal.ts';

/** After a sign of activity the next is not counted for so long. */
const REST_MS = 1000;

/**
 * What comes once for each thing the visitor does. Scrolling itself is none: scripts scroll too, and whoever scrolls
 * turns the wheel, touches, presses a key or moves the pointer to the scroll bar. What goes on after that, a drag of the
 * scroll bar or a page that glides on, is over long before the activity is no longer recent.
 */
const single = ['pointerdown', 'keydown', 'touchstart'];

/** What comes in every frame: not even listened to while resting. */
const streams = ['pointermove', 'wheel'];

interface Watch {
  readonly callbacks: Set<() => void>;
  readonly end: Unsubscribe;
}

/** One for all signals of a window, since listening and resting cost more than the answer. */
const watches = new WeakMap<Window, Watch>();

/** Calls `onActive` when the visitor moves, presses, turns the wheel or types, at most once a second. */
export function watchActivity(host: SignalHost, onActive: () => void): Unsubscribe {
  const { window } = host;
  const watch = watches.get(window) ?? startWatch(host);
  watches.set(window, watch);
  watch.callbacks.add(onActive);
  return () => {
    watch.callbacks.delete(onActive);
    if (watch.callbacks.size > 0) return;
    watch.end();
    watches.delete(window);
  };
}

function startWatch({ window, clock, report }: SignalHost): Watch {
  const options = { capture: true, passive: true };
  const callbacks = new Set<() => void>();
  let isResting = false;
  let cancel: Unsubscribe = () => undefined;
  let endStreams: Unsubscribe = () => undefined;
  const listenTo = (types: readonly string[]): Unsubscribe => {
    const stops = types.map((type) => listen(window, type, active, options));
    return () => runAll(stops, report);
  };
  const listenToStreams = (): void => {
    isResting = false;
    endStreams = listenTo(streams);
  };
  const active = guarded(
    'activity',
    () => {
      if (isResting) return;
      isResting = true;
      endStreams();
      cancel = clock.after(REST_MS, listenToStreams);
      // One of them may stop another, which must not hear of it then.
      runAll(
        [...callbacks].map((callback) => () => callbacks.has(callback) && callback()),
        report,
      );
    },
    report,
  );
  const endSingle = listenTo(single);
  listenToStreams();
  return { callbacks, end: () => runAll([endSingle, endStreams, cancel], report) };
}
