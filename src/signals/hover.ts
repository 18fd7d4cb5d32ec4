import { guarded, listen, runAll } from '../page/guard.ts';
import { closestTo, elementOf } from './eventTarget.ts';
import { startLongestSpan } from './longestSpan.ts';
import type { LongestSpan } from './longestSpan.ts';
import type { Signal } from './signal.ts';

interface Watched {
  readonly selector: string;
  readonly span: LongestSpan;
  /** What the pointer is over. */
  element: Element | null;
}

/**
 * Longest time the pointer has rested over one element that matches a selector, or over something inside it. A finger
 * does not hover.
 */
export const hoverSignal: Signal = {
  start: (host) => {
    const { window, needs, report } = host;
    const { document } = window;
    const watched = needs.map((need): Watched => ({
      selector: String(need.params?.['selector']),
      span: startLongestSpan(host, need.key, () => need.thresholds),
      element: null,
    }));
    const rest = guarded(
      'hover',
      (each: Watched, target: Element | null) => {
        const element = closestTo(target, each.selector);
        if (element === each.element) return;
        each.element = element;
        if (element === null) each.span.end();
        else each.span.begin();
      },
      report,
    );
    const restOn = (target: Element | null): void => watched.forEach((each) => rest(each, target));
    const options = { capture: true, passive: true };
    const stops = [
      listen(
        document,
        'pointerover',
        (event) => restOn((event as PointerEvent).pointerType === 'touch' ? null : elementOf(event)),
        options,
      ),
      listen(
        document,
        'pointerout',
        (event) => {
          // Out of the window, or into a frame.
          if ((event as PointerEvent).relatedTarget === null) restOn(null);
        },
        options,
      ),
      ...watched.map(
        ({ span }) =>
          () =>
            span.stop(),
      ),
    ];
    return {
      refresh: () => watched.forEach(({ span }) => span.refresh?.()),
      stop: () => runAll(stops, report),
    };
  },
};
