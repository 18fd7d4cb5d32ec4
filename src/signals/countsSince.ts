import type { SignalHost } from './signal.ts';

/**
 * From when the time of this page view counts, in milliseconds since 1970: from its beginning if the tab was visible
 * then and has not been hidden since; else from now, and so where the browser keeps no record of it (Chromium does).
 */
export function countsSince({ window, visits, clock }: SignalHost): number {
  const pageView = visits.pageViews.at(-1);
  if (pageView?.wasVisible !== true) return clock.now();
  const { performance } = window as Partial<Window>;
  const states = performance?.getEntriesByType?.('visibility-state') ?? [];
  const isSeen = ({ name, startTime }: PerformanceEntry): boolean =>
    name === 'visible' || (performance?.timeOrigin ?? 0) + startTime <= pageView.at;
  return states.length > 0 && states.every(isSeen) ? pageView.at : clock.now();
}
