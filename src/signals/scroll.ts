import { guarded, listen, runAll } from '../page/guard.ts';
import { thresholdsOf } from './stopwatch.ts';
import type { Signal } from './signal.ts';

const KEY = 'engagement.scrollPercent';

/** Besides the thresholds of the rules, where a browser does not tell that a scroll has ended. */
const STEPS = [10, 20, 30, 40, 50, 60, 70, 80, 90];

/** More than any page is high; far less than what browsers can count. */
const ABOVE_PX = 10_000_000;

/** Where the end of a scroll is not told, what scrolls is measured this often at most. */
const REST_MS = 200;

/** A page higher than this many windows scrolls itself, whatever scrolls inside of it. */
const HIGH = 2;

/**
 * Deepest point of the page that has been in view, in percent of its height; published when a threshold is crossed.
 *
 * The window, extended upwards beyond the top of the page, cuts out of the page what has been scrolled past and what is
 * in view; how much of the page that is, an IntersectionObserver tells when it crosses a threshold, without a listener
 * and without measuring. When a scroll has ended the exact depth is measured, at a moment when the browser has laid the
 * page out anyway; so is a page that scrolls inside an element, or is higher than its root element.
 */
export const scrollSignal: Signal = {
  start: (host) => {
    const { window, clock, report } = host;
    const { document } = window;
    const root = document.documentElement;
    const thresholds = thresholdsOf(host);
    /** Where this is told, nothing of ours runs while the page scrolls, but at the thresholds. */
    const isEndTold = 'onscrollend' in document;
    let hasScrolled = false;
    let deepest = 0;
    let published = -1;
    let stopped = false;
    let cancel: (() => void) | null = null;

    const passed = (percent: number): number => thresholds.filter((threshold) => threshold <= percent).length;
    const publish = (): void => {
      if (stopped || deepest === published) return;
      published = deepest;
      host.publish(new Map([[KEY, deepest]]));
    };
    const reach = (share: number): void => {
      // A page that is still being filled is short at first, and seen as a whole; that is no scrolling.
      if (!Number.isFinite(share) || (!hasScrolled && document.readyState !== 'complete')) return;
      const percent = Math.min(100, Math.round(share * 1000) / 10);
      deepest = hasScrolled ? Math.max(deepest, percent) : percent;
      if (published < 0 || passed(deepest) !== passed(published)) publish();
    };
    const measure = guarded(
      'scroll',
      (scroller: Element) => {
        const { scrollTop, scrollHeight, clientHeight } = scroller;
        const isMain = scroller === root || isLarge(scroller, window);
        hasScrolled ||= isMain && scrollTop > 0;
        if (!stopped && isMain && scrollHeight > 0) reach((scrollTop + clientHeight + 1) / scrollHeight);
      },
      report,
    );

    const { IntersectionObserver } = window as Partial<Window & typeof globalThis>;
    /** Measures once the browser has laid out the page. */
    const laidOut =
      IntersectionObserver &&
      new IntersectionObserver((entries, observer) => {
        for (const { target } of entries) {
          observer.unobserve(target);
          measure(target);
        }
      });
    const lookAt = (scroller: Element): void =>
      laidOut === undefined ? measure(scroller) : laidOut.observe(scroller);
    const lookSoon = (scroller: Element): void => {
      cancel ??= clock.after(REST_MS, () => {
        cancel = null;
        lookAt(scroller);
      });
    };
    /** Whether the root element is as high as the page, so that the observer below tells everything. */
    let isWhole = IntersectionObserver !== undefined;
    const depths =
      IntersectionObserver &&
      new IntersectionObserver(
        guarded(
          'scroll',
          (entries: readonly IntersectionObserverEntry[]) => {
            const entry = entries.at(-1);
            if (entry === undefined || stopped) return;
            const { top, height } = entry.boundingClientRect;
            hasScrolled ||= top < 0;
            isWhole = height >= root.scrollHeight - 1;
            const share = entry.intersectionRect.height / height;
            const inner = share >= 1 && height < HIGH * window.innerHeight ? scrollerInView(window) : null;
            if (!isWhole || inner !== null) measure(inner ?? root);
            else reach(share);
          },
          report,
        ),
        {
          rootMargin: `${ABOVE_PX}px 0px 1px 0px`,
          threshold: [...new Set([...(isEndTold ? [] : STEPS), ...thresholds, 100])]
            .map((percent) => percent / 100)
            .filter((share) => share >= 0 && share <= 1)
            .sort((a, b) => a - b),
        },
      );
    depths?.observe(root);
    if (depths === undefined) lookSoon(root);
    const stops = [
      listen(window, 'load', () => lookSoon(root)),
      listen(
        document,
        isEndTold ? 'scrollend' : 'scroll',
        guarded(
          'scroll',
          ({ target }: Event) => {
            hasScrolled = true;
            const isPage = target === document;
            const scroller = isPage ? (document.scrollingElement ?? root) : (target as Element);
            if (isEndTold) lookAt(scroller);
            else if (!isPage || !isWhole) lookSoon(scroller);
          },
          report,
        ),
        { capture: true, passive: true },
      ),
    ];
    return {
      refresh: publish,
      stop: () => {
        stopped = true;
        runAll(stops, report);
        cancel?.();
        depths?.disconnect();
        laidOut?.disconnect();
      },
    };
  },
};

/** What scrolls in the middle of a window that the page does not reach beyond, if that is the page in truth. */
function scrollerInView(window: Window): Element | null {
  const { document, innerWidth, innerHeight } = window;
  const { elementFromPoint } = document as Partial<Document>;
  let element = elementFromPoint?.call(document, innerWidth / 2, innerHeight / 2) ?? null;
  while (element !== null && element !== document.documentElement) {
    const scrolls = /auto|scroll/.test(window.getComputedStyle(element).overflowY);
    if (scrolls && element.scrollHeight > element.clientHeight + 1 && isLarge(element, window))
      return element;
    element = element.parentElement;
  }
  return null;
}

/** A list or a text field that scrolls is not the page; what takes up most of the window is. */
function isLarge({ clientWidth, clientHeight }: Element, { innerWidth, innerHeight }: Window): boolean {
  return clientHeight >= innerHeight / 2 && clientWidth >= innerWidth / 2;
}
