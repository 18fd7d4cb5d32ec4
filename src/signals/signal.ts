import type { FactNeed } from '../core/compile.ts';
import type { FactKey, FactOwner, FactValue } from '../core/facts.ts';
import type { Clock } from '../page/clock.ts';
import type { Report } from '../page/guard.ts';
import type { Lifecycle } from '../page/lifecycle.ts';
import type { Visits } from '../page/visits.ts';

export type FactChanges = ReadonlyMap<FactKey, FactValue | undefined>;

/** What a signal may use of the page, and where it tells what it has seen. */
export interface SignalHost {
  readonly window: Window;
  readonly clock: Clock;
  readonly lifecycle: Lifecycle;
  readonly visits: Visits;
  /** Name of the global data layer array. */
  readonly dataLayer: string;
  /** The facts of this signal that a loaded rule needs, with the values at which they matter. */
  readonly needs: readonly FactNeed[];
  readonly publish: (facts: FactChanges) => void;
  readonly report: Report;
}

export interface RunningSignal {
  /** Publishes the exact values of this moment, where the signal otherwise tells only that a threshold was crossed. */
  refresh?(): void;
  /** Takes away every listener, timer and observer of the signal. Nothing is published afterwards. */
  stop(): void;
}

/** Code that observes one side of a page view. Started only if a loaded rule needs one of its facts; page facts begin anew with each page view. */
export interface Signal {
  readonly owner: FactOwner;
  start(host: SignalHost): RunningSignal;
}
