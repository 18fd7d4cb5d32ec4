import { guarded, listen, runAll } from '../page/guard.ts';
import { watchFlick } from './exitByTouch.ts';
import { watchPointer } from './exitByPointer.ts';
import type { Hear } from './exitByPointer.ts';
import type { Signal } from './signal.ts';

const KEY = 'engagement.exitIntent';

/** A pointer that merely comes in through the top of the page is not on its way out. */
const ARMED_AFTER_MS = 3000;

/** True once the visitor was about to leave, for the rest of the page view. Armed some seconds after it began. */
export const exitIntentSignal: Signal = {
  start: (host) => {
    const { window, clock, visits, publish, report } = host;
    // Without it nobody could tell where the page stands: every browser has had one for years.
    const { IntersectionObserver } = window as Partial<Window & typeof globalThis>;
    if (IntersectionObserver === undefined) return { stop: () => undefined };
    const armedAt = (visits.pageViews.at(-1)?.at ?? clock.now()) + ARMED_AFTER_MS;
    const hear: Hear = (type, listener) => {
      const heard = (event: Event): void => {
        if (clock.now() >= armedAt) listener(event as never);
      };
      const options = { passive: true, capture: true };
      return listen(window.document, type, guarded('exit intent', heard, report), options);
    };
    const leave = (): void => {
      stop();
      publish(new Map([[KEY, true]]));
    };
    publish(new Map([[KEY, false]]));
    const stops = [...watchPointer(host, hear, leave), ...watchFlick(host, hear, leave)];
    const stop = (): void => runAll(stops, report);
    return { stop };
  },
};
