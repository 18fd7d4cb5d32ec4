import { loadOf, referrerPath, withoutHash } from './memory.ts';
import type { Signal } from './signal.ts';

/** The page of this site the visitor came from: by soft navigation, or by a link. */
export const previousPathSignal: Signal = {
  start: ({ window, visits: { pageViews }, publish }) => {
    // After going back or forward the referrer is still that of the first time, and after a reload that of a page before
    // soft navigations.
    const load = loadOf(window);
    const isBack = /back|reload/.test(String(load?.type));
    // A visit may begin long after the load, on another page of it.
    const isOfLoad =
      load === undefined || withoutHash(load.name) === withoutHash(pageViews.at(-1)?.url ?? '');
    const linked = pageViews.length < 2 && isOfLoad && !isBack ? referrerPath(window) : null;
    const path = pageViews.at(-2)?.path ?? linked;
    if (path !== null && !pageViews.at(-1)?.isRestored) publish(new Map([['page.previousPath', path]]));
    return { stop: () => undefined };
  },
};
