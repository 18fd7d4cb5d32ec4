import { watchChanges } from '../page/domChanges.ts';
import { guarded, listen, runAll } from '../page/guard.ts';
import { thresholdsOf } from './stopwatch.ts';
import type { Signal } from './signal.ts';

const KEY = 'engagement.scrollPercent';

/** Besides the thresholds of the rules, where a browser does not tell that a scroll has ended. */
const STEPS = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];

/** More than any page is high or wide; far less than what browsers can count. */
const BEYOND_PX = 10_000_000;

/** Where the end of a scroll is not told, what scrolls is measured this often at most. */
const REST_MS = 200;

/** An app may put what scrolls into the page after it has loaded; what changes for ever, as a clock does, is no such app. */
const MOST_LOOKS = 60;

/** A page higher than this many windows scrolls itself, whatever scrolls inside of it. Phones hide a fifth of a window. */
const HIGH = 1.25;

/**
 * Deepest point of the page that has been in view, in percent of its height; published when a threshold is crossed.
 *
 * The window, extended upwards beyond the top of the page, cuts out of the page what has been scrolled past and what is
 * in view; when that crosses a threshold an IntersectionObserver calls, without a listener. Only then, and when a scroll
 * has ended, the depth is measured, at a moment when the browser has laid the page out anyway. Of a page that does not
 * scroll itself, what scrolls inside of it counts.
 *
 * Depth stays only once the visitor has scrolled down: a page that is still being filled is short at first, and after a
 * soft navigation the window stands for a moment where the last page was left.
 */
export const scrollSignal: Signal = {
  start: (host) => {
    const { window, clock, report } = host;
    const { document } = window;
    const { IntersectionObserver } = window as Partial<Window & typeof globalThis>;
    // Without it nothing is known of scrolling: every browser has had one for years.
    if (IntersectionObserver === undefined) return { stop: () => undefined };
    const root = document.documentElement;
    /** Where this is told, nothing of ours runs while the page scrolls, but at the thresholds. */
    const isEndTold = 'onscrollend' in document;
    /** What has scrolled and is to be measured soon. The root element stands for the page. */
    const moved = new Set<Element>();
    let main: Element | null = null;
    /** Where `main` stood when it was last measured. */
    let offset = 0;
    let hasScrolled = false;
    /** The page scrolls itself. */
    let isHigh = false;
    /** The root element is as high as the page, so that its observer tells everything. */
    let isWhole = true;
    let deepest = 0;
    let published = -1;
    let stopped = false;
    let cancel: () => void = () => undefined;

    let thresholds = thresholdsOf(host);
    const publish = (): void => {
      if (stopped || deepest === published) return;
      published = deepest;
      host.publish(new Map([[KEY, deepest]]));
    };
    const measure = guarded(
      'scroll',
      (target: Element, share: number) => {
        // In quirks mode the root element is as high as its content and does not scroll: the body tells.
        const page = document.scrollingElement ?? root;
        const isPage = target === root;
        const { scrollHeight: pageHeight } = page;
        isHigh = pageHeight > HIGH * window.innerHeight;
        const inner = isHigh ? undefined : scrollerBehind(target, window);
        if (!isPage && inner !== target) return;
        const scroller = inner ?? page;
        const { scrollTop, scrollHeight } = scroller;
        // An element is looked at because it has scrolled; the page also where it stands at first.
        if (scroller !== main) offset = isPage ? Infinity : 0;
        const wasScrolled = hasScrolled;
        hasScrolled ||= scrollTop > offset;
        main = scroller;
        offset = scrollTop;
        if (isPage) isWhole = root.offsetHeight >= pageHeight - 1;
        if (!scrollHeight || (!hasScrolled && document.readyState !== 'complete')) return;
        // On a phone more of the page may be in view than what the page tells of itself.
        const depth = (isWhole && !inner && share) || (scrollTop + scroller.clientHeight + 1) / scrollHeight;
        const percent = Math.round(Math.min(1, depth) * 1000) / 10;
        // What is seen as a whole without scrolling, as behind a dialog that locks the page, was not scrolled to.
        deepest = wasScrolled ? Math.max(deepest, scrollTop && percent) : percent;
        const isPassed = (threshold: number): boolean => threshold <= deepest !== threshold <= published;
        if (published < 0 || thresholds.some(isPassed)) publish();
      },
      report,
    );

    /** Measures once the browser has laid out the page. */
    const laidOut = new IntersectionObserver((entries) => {
      for (const { target } of entries) {
        laidOut.unobserve(target);
        measure(target, 0);
      }
    });
    const look = (target: Element): void => {
      // Nothing is deeper than the end.
      if (hasScrolled && deepest === 100) return;
      if (isEndTold) return laidOut.observe(target);
      if (!moved.size)
        cancel = clock.after(REST_MS, () => {
          for (const each of moved) laidOut.observe(each);
          moved.clear();
        });
      moved.add(target);
    };
    let depths: IntersectionObserver | undefined;
    const observe = (): void => {
      depths?.disconnect();
      depths = new IntersectionObserver(
        (entries) => {
          for (const { intersectionRatio } of entries) measure(root, intersectionRatio);
        },
        {
          // As wide as any page is, too: what is told of its area is then told of its height.
          rootMargin: `${BEYOND_PX}px ${BEYOND_PX}px 1px`,
          threshold: [...(isEndTold ? [] : STEPS), ...thresholds]
            .map((percent) => percent / 100)
            .filter((share) => share >= 0 && share <= 1),
        },
      );
      depths.observe(root);
    };
    observe();
    let looks = 0;
    const stopChanges = watchChanges(host, document, { childList: true, subtree: true }, () => {
      if (isHigh || hasScrolled || looks > MOST_LOOKS) return stopChanges();
      looks += 1;
      laidOut.observe(root);
    });
    const stops = [
      listen(window, 'load', () => look(root)),
      stopChanges,
      listen(
        document,
        isEndTold ? 'scrollend' : 'scroll',
        guarded(
          'scroll',
          ({ target }: Event) => {
            if (target !== document) look(target as Element);
            else if (isEndTold || !isWhole) look(root);
          },
          report,
        ),
        { capture: true },
      ),
      () => cancel(),
      () => depths?.disconnect(),
      () => laidOut.disconnect(),
    ];
    return {
      refresh: () => {
        publish();
        const wanted = thresholdsOf(host);
        if (String(wanted) === String(thresholds)) return;
        thresholds = wanted;
        observe();
      },
      stop: () => {
        stopped = true;
        runAll(stops, report);
      },
    };
  },
};

/**
 * What scrolls up and down and takes up most of the window: a list or a text field is not the page. In the middle of the
 * window that is what lies behind all the rest, such as a dialog; otherwise it is the target.
 */
function scrollerBehind(target: Element, window: Window): Element | undefined {
  const { document, innerWidth, innerHeight } = window;
  const inMiddle = (document as Partial<Document>).elementsFromPoint?.(innerWidth / 2, innerHeight / 2) ?? [];
  return [target, ...inMiddle]
    .filter(
      (element) =>
        element !== document.documentElement &&
        element.clientHeight >= innerHeight / 2 &&
        element.clientWidth >= innerWidth / 2 &&
        element.scrollHeight > element.clientHeight + 1 &&
        /auto|scroll/.test(window.getComputedStyle(element).overflowY),
    )
    .at(-1);
}
