import { guarded, listen } from '../page/guard.ts';
import type { Signal } from './signal.ts';

/** A pointer that merely comes in through the top of the page is not on its way out. */
const ARMED_AFTER_MS = 3000;
const TOP_EDGE_PX = 5;

/**
 * True once the mouse has left the page through its top edge, for the rest of the page view. Leaving to another
 * element, with a button pressed, or by touch does not count.
 */
export const exitIntentSignal: Signal = {
  owner: 'exitIntent',
  start: (host) => {
    const { window, clock, report } = host;
    const startedAt = clock.now();
    const unlisten = listen(
      window.document,
      'mouseout',
      guarded(
        'exit intent',
        (event: Event) => {
          const { clientY, relatedTarget, buttons } = event as MouseEvent;
          const isArmed = clock.now() - startedAt >= ARMED_AFTER_MS;
          if (!isArmed || relatedTarget !== null || buttons !== 0 || clientY > TOP_EDGE_PX) return;
          unlisten();
          host.publish(new Map([['engagement.exitIntent', true]]));
        },
        report,
      ),
      { passive: true },
    );
    host.publish(new Map([['engagement.exitIntent', false]]));
    return { stop: unlisten };
  },
};
