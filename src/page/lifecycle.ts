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
  routeChanged(change?: RouteChange): void;
  stop(): void;
}

/** `replace` if the address has taken the place of the one before, in the words of the Navigation API. */
export interface RouteChange {
  readonly navigationType?: string;
}

type Listener = (isRestored: boolean) => void;
type Listeners = Set<Listener>;

interface NavigationTarget extends EventTarget {
  readonly currentEntry?: unknown;
}

/**
 * A soft navigation is a change of path or query, or of a fragment that looks like a route (`#/…`, `#!…`), which the
 * page makes without loading. Where the address takes the place of the one before, as of a list that notes how far it
 * has been scrolled or a page that drops the campaign from its address, a change of the query alone is none. The
 * Navigation API tells of all of them; without it only back and forward, changes of the fragment and `routeChanged` are
 * seen here, and the rest by what watchHistory.ts tells.
 */
export function createLifecycle(window: Window, report: Report): Lifecycle {
  const { document } = window;
  const attention: Listeners = new Set();
  const pageViews: Listeners = new Set();
  const addresses: Listeners = new Set();
  let { href } = window.location;

  /** Whoever is taken away while the others are told is not told any more. */
  const tell = (listeners: Listeners, isRestored = false): void =>
    runAll(
      [...listeners].map((listener) => () => listeners.has(listener) && listener(isRestored)),
      report,
    );
  const checkRoute = ({ navigationType }: RouteChange = {}): void => {
    const before = href;
    ({ href } = window.location);
    const [from, to] = [before, href].map((address) => routeOf(address, navigationType));
    if (before !== href) tell(from === to ? addresses : pageViews);
  };
  const tellAttention = (): void => tell(attention);

  const { navigation } = window as { readonly navigation?: NavigationTarget };
  const stops = [
    listen(document, 'visibilitychange', tellAttention),
    listen(window, 'focus', tellAttention),
    listen(window, 'blur', tellAttention),
    listen(window, 'pageshow', (event) => {
      // At the address it was left at: nothing has run meanwhile.
      if ((event as PageTransitionEvent).persisted) tell(pageViews, true);
    }),
    ...(navigation ? ['currententrychange'] : ['hashchange', 'popstate']).map((type) =>
      listen(navigation ?? window, type, checkRoute as () => void),
    ),
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

/** What of an address makes a page view: no fragment that is no route, and no query if it was replaced. */
function routeOf(href: string, navigationType: unknown): string {
  return href.replace(navigationType === 'replace' ? /\?[^#]*|#(?![/!]).*/g : /#(?![/!]).*/g, '');
}
