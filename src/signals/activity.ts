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

/** What comes in every frame: listened to once, then not until the rest is over. */
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
  const callback = guarded('activity', onActive, host.report);
  watch.callbacks.add(callback);
  return () => {
    watch.callbacks.delete(callback);
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
  let stops: readonly Unsubscribe[] = [];
  const active = guarded(
    'activity',
    () => {
      if (isResting) return;
      isResting = true;
      cancel = clock.after(REST_MS, listenToStreams);
      // One of them may stop another, which does not hear of it then.
      for (const callback of callbacks) callback();
    },
    report,
  );
  const listenToStreams = (): void => {
    isResting = false;
    // Taken away by a script, a listener for the wheel costs as much as all the rest of a call.
    stops = streams.map((type) => listen(window, type, active, { ...options, once: true }));
  };
  const endSingle = single.map((type) => listen(window, type, active, options));
  listenToStreams();
  return { callbacks, end: () => runAll([...endSingle, ...stops, cancel], report) };
}
