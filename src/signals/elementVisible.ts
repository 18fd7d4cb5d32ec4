import type { FactNeed } from '../core/compile.ts';
import { guarded, listen, runAll } from '../page/guard.ts';
import type { Unsubscribe } from '../page/guard.ts';
import { watchChanges } from '../page/domChanges.ts';
import type { Signal, SignalHost } from './signal.ts';

/**
 * After a soft navigation the page before is still there for a moment, and its elements are nothing that has been seen of
 * this one.
 */
const SETTLE_MS = 1000;

const drawn = { visibilityProperty: true, opacityProperty: true };

/** True once the first element that matches a selector has been in view for long enough; it may come later. */
export const elementVisibleSignal: Signal = {
  start: (host) => {
    const stops = host.needs.map((need) => watchElement(host, need));
    return { stop: () => runAll(stops, host.report) };
  },
};

function watchElement(host: SignalHost, { key, params = {} }: FactNeed): Unsubscribe {
  const { window, clock, lifecycle, visits, report } = host;
  const { document } = window;
  const { selector = '', percent = 50, seconds = 0 } = params;
  const { IntersectionObserver } = window as Partial<Window & typeof globalThis>;
  if (IntersectionObserver === undefined || !isSelector(document, String(selector))) return () => undefined;

  let element: Element | null = null;
  let isInView = false;
  /** Whether the seconds are counted: focus and blur are told too, and must not begin them again. */
  let counts = false;
  let cancel: () => void = () => undefined;
  const share = Math.min(1, Math.max(0, Number(percent) / 100));

  const update = (): void => {
    const counted = counts;
    counts = isInView && lifecycle.isVisible();
    if (counts === counted) return;
    cancel();
    if (!counts) return;
    const isSettled = clock.now() - Number(visits.pageViews.at(-1)?.at) >= SETTLE_MS;
    cancel = clock.after(Math.max(Number(seconds) * 1000, isSettled ? 0 : SETTLE_MS), () => {
      stop();
      host.publish(new Map([[key, true]]));
    });
  };
  const observer = new IntersectionObserver(
    guarded(
      'element',
      (entries: readonly IntersectionObserverEntry[]) => {
        for (const { target, isIntersecting, intersectionRatio, intersectionRect, rootBounds } of entries) {
          // What is higher than the window can never be in view as a whole: then it is the window that it has to fill.
          const fills =
            intersectionRatio > 0 && intersectionRect.height >= (rootBounds?.height ?? Infinity) * share;
          // A dialog that is kept for later has its place in the window, and nobody sees it.
          const isDrawn = (target as Partial<Element>).checkVisibility?.(drawn) !== false;
          isInView = isIntersecting && isDrawn && (intersectionRatio >= share || fills);
        }
        update();
      },
      report,
    ),
    {
      threshold: [0, 0.01, 0.03, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, share],
    },
  );
  /** The browser answers anew of the same element too: whether it is drawn may be what has changed. */
  const look = (): void => {
    const found = document.querySelector(String(selector));
    observer.disconnect();
    if (found !== element) {
      element = found;
      isInView = false;
      update();
    }
    if (found !== null) observer.observe(found);
  };
  const stops = [
    () => cancel(),
    () => observer.disconnect(),
    lifecycle.onAttention(update),
    ...['transitionend', 'animationend'].map((type) =>
      listen(document, type, guarded('element', look, report)),
    ),
    watchChanges(host, document, { childList: true, subtree: true, attributes: true }, look),
  ];
  const stop = (): void => runAll(stops, report);
  host.publish(new Map([[key, false]]));
  look();
  return stop;
}

function isSelector(document: Document, selector: string): boolean {
  try {
    document.createDocumentFragment().querySelector(selector);
    return true;
  } catch {
    return false;
  }
}
