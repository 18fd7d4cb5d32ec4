import { guarded } from '../page/guard.ts';
import type { Unsubscribe } from '../page/guard.ts';
import type { SignalHost } from './signal.ts';

/**
 * Calls `take` with where the root element stands once the browser has laid out the page, which reading it at any other
 * moment would force. The function that comes back calls it off. Throws where there is no IntersectionObserver.
 */
export function onceLaidOut(
  { window, report }: Pick<SignalHost, 'window' | 'report'>,
  take: (root: IntersectionObserverEntry) => void,
): Unsubscribe {
  const { document, IntersectionObserver } = window as Window & typeof globalThis;
  const observer = new IntersectionObserver(
    guarded(
      'layout',
      (entries: readonly IntersectionObserverEntry[]) => {
        observer.disconnect();
        entries.forEach(take);
      },
      report,
    ),
  );
  observer.observe(document.documentElement);
  return () => observer.disconnect();
}
