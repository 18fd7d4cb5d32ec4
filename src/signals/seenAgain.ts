import { listen } from '../page/guard.ts';
import type { Unsubscribe } from '../page/guard.ts';
import { loadOf } from './memory.ts';
import type { SignalHost } from './signal.ts';

type Place = Pick<SignalHost, 'window' | 'visits'>;

/** Windows in which the visitor has gone back or forward without a load, to a page view that nobody has asked about yet. */
const traversed = new WeakSet<Window>();

/** Notices that the visitor goes back or forward without a load, for whoever asks in the page view that begins with it. */
export function watchTraversals({ window }: Place): Unsubscribe {
  const { navigation } = window as { readonly navigation?: EventTarget };
  return listen(
    navigation ?? window,
    navigation ? 'currententrychange' : 'popstate',
    (event) => {
      const { navigationType = 'traverse' } = event as { readonly navigationType?: string };
      if (navigationType === 'traverse') traversed.add(window);
      else traversed.delete(window);
    },
    // Before the page view begins with it.
    { capture: true },
  );
}

/**
 * Whether the page view shows the visitor a page again: by a reload, by going back or forward, or from the cache. To be
 * asked once in a page view, at its beginning.
 */
export function isSeenAgain({ window, visits: { pageViews } }: Place): boolean {
  return (
    traversed.delete(window) ||
    pageViews.at(-1)?.isRestored === true ||
    (pageViews.length === 1 && /reload|back/.test(String(loadOf(window)?.type)))
  );
}

/** Whether the visitor comes from another page of the same list: the address is the same but for its query. */
export function isLeafedTo({ window, visits: { pageViews } }: Place): boolean {
  const before = pageViews.at(-2)?.url ?? window.document.referrer;
  const { url = '' } = pageViews.at(-1) ?? {};
  return before.split('?')[0] === url.split('?')[0] && before !== url;
}
