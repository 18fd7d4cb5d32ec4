import { onCLS, onFCP, onINP, onLCP, onTTFB } from 'web-vitals';
import type { MetricType } from 'web-vitals';
import type { FactName } from '../core/facts.ts';
import { guarded } from '../page/guard.ts';
import { loadOf, withoutHash } from './memory.ts';
import type { Signal, SignalHost } from './signal.ts';

/** web-vitals cannot be told to stop, so its observers are set up once and report to whichever page view is running. */
let running: SignalHost | null = null;
let isObserving = false;

/** Whether a value is about the page view that is running, not about one before it that is only now complete. */
function isOfPageView(
  { window, visits }: SignalHost,
  { navigationType, navigationURL }: MetricType,
): boolean {
  const pageView = visits.pageViews.at(-1);
  if (navigationType === 'back-forward-cache') return pageView?.isRestored === true;
  const about = navigationURL ?? loadOf(window)?.name;
  return about === undefined || pageView === undefined || withoutHash(about) === withoutHash(pageView.url);
}

function report(fact: FactName, digits: number): (metric: MetricType) => void {
  return (metric) => {
    if (running === null || !isOfPageView(running, metric)) return;
    running.publish(new Map([[fact, Number(metric.value.toFixed(digits))]]));
  };
}

function observe(host: SignalHost): void {
  if (isObserving) return;
  isObserving = true;
  // A value is worth having as soon as it is known; waiting for the final one would mean waiting for the page to go.
  const onLoad = { reportAllChanges: true };
  const options = { ...onLoad, reportSoftNavs: true };
  const observers = [
    () => onLCP(report('vitals.lcpMs', 0), options),
    () => onCLS(report('vitals.cls', 4), options),
    () => onINP(report('vitals.inpMs', 0), options),
    () => onFCP(report('vitals.fcpMs', 0), options),
    // A soft navigation has no first byte; the library would tell of 0.
    () => onTTFB(report('vitals.ttfbMs', 0), onLoad),
  ];
  // Where the browser lacks something, that one value stays unknown.
  for (const each of observers) guarded('vitals', each, host.report)();
}

/**
 * The five web vitals of the page view, as far as they are known. After a soft navigation they are unknown in browsers that
 * do not measure those.
 */
export const vitalsSignal: Signal = {
  start: (host) => {
    running = host;
    observe(host);
    return {
      stop: () => {
        if (running === host) running = null;
      },
    };
  },
};
