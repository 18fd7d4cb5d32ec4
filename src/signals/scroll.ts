import { guarded, listen } from '../page/guard.ts';
import { thresholdsOf } from './stopwatch.ts';
import type { Signal } from './signal.ts';

const KEY = 'engagement.scrollPercent';

/** Besides the thresholds of the rules, so that the exact value of a moment is not far off. */
const STEPS = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];

/** More than any page is high; far less than what browsers can count. */
const ABOVE_PX = 10_000_000;

/** While something scrolls it is listened to, and measured, this often at most. */
const REST_MS = 200;

/**
 * Deepest point of the page that has been in view, in percent of its height; published when a threshold is crossed.
 *
 * The window, extended upwards beyond the top of the page, cuts out of the page what has been scrolled past and what is
 * in view; how much of the page that is, an IntersectionObserver tells when it crosses a threshold, without a listener
 * and without measuring. Where the page scrolls inside an element, or is higher than its root element, it is
 * measured while it scrolls, at a moment when the browser has laid it out anyway.
 */
export const scrollSignal: Signal = {
  start: (host) => {
    const { window, clock, report } = host;
    const { document } = window;
    const root = document.documentElement;
    const thresholds = thresholdsOf(host);
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
    const measureSoon = (scroller: Element): void => {
      cancel ??= clock.after(REST_MS, () => {
        cancel = null;
        if (laidOut === undefined) measure(scroller);
        else laidOut.observe(scroller);
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
            const { boundingClientRect, intersectionRect } = entry;
            isWhole = boundingClientRect.height >= root.scrollHeight - 1;
            const share = intersectionRect.height / boundingClientRect.height;
            const inner = share >= 1 ? scrollerInView(window) : null;
            if (!isWhole || inner !== null) measure(inner ?? root);
            else reach(share);
          },
          report,
        ),
        {
          rootMargin: `${ABOVE_PX}px 0px 1px 0px`,
          threshold: [...new Set([...STEPS, ...thresholds])]
            .map((percent) => percent / 100)
            .filter((share) => share >= 0 && share <= 1)
            .sort((a, b) => a - b),
        },
      );
    depths?.observe(root);
    if (depths === undefined) measureSoon(root);
    const unlistenLoad = listen(window, 'load', () => measureSoon(root));
    let endScroll: () => void = () => undefined;
    const listenAgain = (): void => {
      endScroll = listen(document, 'scroll', scrolled, { capture: true, passive: true });
    };
    const scrolled = guarded(
      'scroll',
      ({ target }: Event) => {
        hasScrolled = true;
        endScroll();
        endScroll = clock.after(REST_MS, listenAgain);
        if (target !== document) measureSoon(target as Element);
        else if (!isWhole) measureSoon(root);
      },
      report,
    );
    listenAgain();
    return {
      refresh: publish,
      stop: () => {
        stopped = true;
        endScroll();
        unlistenLoad();
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
