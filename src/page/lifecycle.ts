import { listen, runAll } from './guard.ts';
import type { Report, Unsubscribe } from './guard.ts';

/** The one owner of visibility, focus and page views. Everybody else asks here. */
export interface Lifecycle {
  isVisible(): boolean;
  isFocused(): boolean;
  /** Called when visibility or focus has changed. */
  onAttention(listener: () => void): Unsubscribe;
  /**
   * Called when a new page view has begun without a load: a soft navigation, or (`isRestored`) a return from the
   * back/forward cache.
   */
  onPageView(listener: (isRestored: boolean) => void): Unsubscribe;
  /** Called when the address has changed within a page view. */
  onAddress(listener: () => void): Unsubscribe;
  /** Somebody says that the route may have changed: looks at the address, and begins a page view if it is another. */
  routeChanged(): void;
  stop(): void;
}

type Listener = (isRestored: boolean) => void;
type Listeners = Set<Listener>;

interface NavigationTarget extends EventTarget {
  readonly currentEntry?: unknown;
}

/**
 * A soft navigation is a change of path or query, or of a fragment that looks like a route (`#/…`, `#!…`), which the
 * page makes without loading. The Navigation API tells of all of them; without it only back and forward, changes of
 * the fragment and `routeChanged` are seen here, and the rest by what watchHistory.ts tells.
 */
export function createLifecycle(window: Window, report: Report): Lifecycle {
  const { document } = window;
  const attention: Listeners = new Set();
  const pageViews: Listeners = new Set();
  const addresses: Listeners = new Set();
  let { href } = window.location;
  let route = routeOf(window.location);

  /** Whoever is taken away while the others are told is not told any more. */
  const tell = (listeners: Listeners, isRestored = false): void =>
    runAll(
      [...listeners].map((listener) => () => listeners.has(listener) && listener(isRestored)),
      report,
    );
  const tellPageView = (isRestored: boolean): void => {
    ({ href } = window.location);
    route = routeOf(window.location);
    tell(pageViews, isRestored);
  };
  const checkRoute = (): void => {
    if (routeOf(window.location) !== route) {
      tellPageView(false);
    } else if (window.location.href !== href) {
      ({ href } = window.location);
      tell(addresses);
    }
  };
  const tellAttention = (): void => tell(attention);

  const { navigation } = window as { readonly navigation?: NavigationTarget };
  const stops = [
    listen(document, 'visibilitychange', tellAttention),
    listen(window, 'focus', tellAttention),
    listen(window, 'blur', tellAttention),
    listen(window, 'pageshow', (event) => {
      if ((event as PageTransitionEvent).persisted) tellPageView(true);
    }),
    ...(navigation === undefined
      ? [listen(window, 'popstate', checkRoute), listen(window, 'hashchange', checkRoute)]
      : [listen(navigation, 'currententrychange', checkRoute)]),
  ];

  return {
    isVisible: () => document.visibilityState === 'visible',
    isFocused: () => document.hasFocus(),
    onAttention: subscriptionTo(attention),
    onPageView: subscriptionTo(pageViews),
    onAddress: subscriptionTo(addresses),
    routeChanged: checkRoute,
    stop: () => runAll(stops, report),
  };
}

function subscriptionTo(listeners: Listeners): (listener: Listener) => Unsubscribe {
  return (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
}

function routeOf({ pathname, search, hash }: Location): string {
  return pathname + search + (/^#[/!]/.test(hash) ? hash : '');
}
