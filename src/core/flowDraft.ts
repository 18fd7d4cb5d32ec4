import type { FactKey, FactValue } from './facts.ts';
import type { FlowEffect, FlowState } from './flowState.ts';
import type { Reason } from './reasons.ts';

/** A step of the flow in progress, as its parts see it. */
export interface Draft {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** As it is now: `set` changes it in place. */
  readonly state: FlowState;
  readonly set: (change: Partial<FlowState>) => void;
  readonly emit: (effect: FlowEffect) => void;
  /** What has become known, or unknown, and which rules hold now. */
  readonly changeFacts: (changes: ReadonlyMap<FactKey, FactValue | undefined>) => void;
  /**
   * Back to watching; with a reason, the rule is left alone until then, in milliseconds since 1970. Default: for the rest
   * of the page view.
   */
  readonly giveUp: (reason?: Reason, until?: number) => void;
}
