import { onCLS, onFCP, onINP, onLCP, onTTFB } from 'web-vitals';
import type { FactName } from '../core/facts.ts';
import type { Signal, SignalHost } from './signal.ts';

/** web-vitals cannot be told to stop, so its observers are set up once and report to whichever page view is running. */
let running: SignalHost | null = null;
let isObserving = false;

function report(fact: FactName, digits: number): (metric: { readonly value: number }) => void {
  return ({ value }) => {
    const rounded = Number(value.toFixed(digits));
    running?.publish(new Map([[fact, rounded]]));
  };
}

function observe(): void {
  if (isObserving) return;
  isObserving = true;
  // A value is worth having as soon as it is known; waiting for the final one would mean waiting for the page to go.
  const options = { reportAllChanges: true };
  onLCP(report('vitals.lcpMs', 0), options);
  onCLS(report('vitals.cls', 4), options);
  onINP(report('vitals.inpMs', 0), options);
  onFCP(report('vitals.fcpMs', 0), options);
  onTTFB(report('vitals.ttfbMs', 0), options);
}

/** The five web vitals of the load, as far as they are known; on a soft navigation they stay unknown. */
export const vitalsSignal: Signal = {
  owner: 'vitals',
  start: (host) => {
    running = host;
    observe();
    return {
      stop: () => {
        if (running === host) running = null;
      },
    };
  },
};
