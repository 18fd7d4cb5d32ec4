import { guarded } from '../page/guard.ts';
import type { Signal } from './signal.ts';

interface ResourceTiming extends PerformanceEntry {
  readonly initiatorType?: string;
  readonly responseStatus?: number;
}

/**
 * Requests by fetch and XMLHttpRequest that were answered with a failure in this page view, as the browser's timeline
 * tells; nothing of the page is wrapped. Those of the tag and the chat are none of the page's. A request is in it when its answer has been read. A browser that does not
 * tell the status leaves the fact unknown; another origin that keeps it to itself leaves its requests uncounted.
 */
export const failedRequestsSignal: Signal = {
  start: ({ window, visits, config, publish, report }) => {
    const { PerformanceObserver, PerformanceResourceTiming } = window as Partial<Window & typeof globalThis>;
    const tells = PerformanceResourceTiming && 'responseStatus' in PerformanceResourceTiming.prototype;
    if (PerformanceObserver === undefined || tells !== true) return { stop: () => undefined };
    // Chats run on Azure Communication Services.
    const own = [config.ruleSetUrl, config.widget.orgUrl, '.communication.azure.com/'].filter(Boolean);
    let count = 0;
    const publishCount = (): void => publish(new Map([['errors.failedRequests', count]]));
    publishCount();
    const observer = new PerformanceObserver(
      guarded(
        'requests',
        (list: PerformanceObserverEntryList) => {
          const failures = list.getEntries().filter((entry) => {
            const { name, initiatorType = '', responseStatus = 0 } = entry as ResourceTiming;
            return (
              /^(fetch|xml)/.test(initiatorType) &&
              responseStatus >= 400 &&
              !own.some((part) => name.includes(part))
            );
          });
          if (failures.length === 0) return;
          count += failures.length;
          publishCount();
        },
        report,
      ),
    );
    // In the page view of the load those from before this file came count too.
    observer.observe({ type: 'resource', buffered: visits.pageViews.length === 1 });
    return { stop: () => observer.disconnect() };
  },
};
