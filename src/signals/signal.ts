import type { FactNeed } from '../core/compile.ts';
import type { InvitationRecord } from '../core/eligibility.ts';
import type { FactKey, FactValue } from '../core/facts.ts';
import type { Clock } from '../page/clock.ts';
import type { Report } from '../page/guard.ts';
import type { Lifecycle } from '../page/lifecycle.ts';
import type { PageStorage } from '../page/storage.ts';
import type { Told } from '../page/told.ts';
import type { Visits } from '../page/visits.ts';

export type FactChanges = ReadonlyMap<FactKey, FactValue | undefined>;

/** What a signal may use of the page, and where it tells what it has seen. */
export interface SignalHost {
  readonly window: Window;
  readonly clock: Clock;
  readonly lifecycle: Lifecycle;
  readonly visits: Visits;
  /** Keeps what may be kept; a signal uses keys of the purpose of its own facts only. */
  readonly storage: PageStorage;
  /** What the page has told by commands. */
  readonly told: Told;
  /** The invitations known of, oldest first, and the ids of where the visitor is now. */
  readonly invitations: () => InvitationMemory;
  /** What signals need of the tag's configuration. */
  readonly config: SignalConfig;
  /**
   * The facts of this signal that a loaded rule needs, with the values at which they matter: `thresholds` may be others
   * later, and `refresh` is called then.
   */
  readonly needs: readonly FactNeed[];
  readonly publish: (facts: FactChanges) => void;
  readonly report: Report;
}

export interface SignalConfig {
  /** Name of the global data layer array. */
  readonly dataLayer: string;
  /** Where the tag asks for the rule set; empty if it does not. */
  readonly ruleSetUrl: string;
  /** Where the widget asks; empty if that is not known. */
  readonly widget: { readonly orgUrl: string };
}

export interface InvitationMemory {
  readonly history: readonly InvitationRecord[];
  readonly pageViewId: string;
  readonly visitId: string;
}

export interface RunningSignal {
  /**
   * Publishes the exact values of this moment, where the signal otherwise tells only that a threshold was crossed, and
   * goes by the thresholds as they are now.
   */
  refresh?(): void;
  /** Takes away every listener, timer and observer of the signal. Nothing is published afterwards. */
  stop(): void;
}

/**
 * Code that observes one side of a page view. Started only if a loaded rule needs one of its facts, and anew with each
 * page view. A fact it cannot know it leaves alone, which means unknown.
 */
export interface Signal {
  start(host: SignalHost): RunningSignal;
}
