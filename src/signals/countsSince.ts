import type { SignalHost } from './signal.ts';

/**
 * From when the time of this page view counts, in milliseconds since 1970: from its beginning if the tab was visible
 * then and, as far as the browser keeps record of it (Chromium does), has not been hidden since; else from now.
 */
export function countsSince({ window, visits, clock }: SignalHost): number {
  const pageView = visits.pageViews.at(-1);
  if (pageView?.wasVisible !== true) return clock.now();
  const { performance } = window as Partial<Window>;
  const states = performance?.getEntriesByType?.('visibility-state') ?? [];
  const wasHidden = states.some(
    ({ name, startTime }) => name === 'hidden' && (performance?.timeOrigin ?? 0) + startTime > pageView.at,
  );
  return wasHidden ? clock.now() : pageView.at;
}
