import type { MissingFact, Trace } from './conditions.ts';
import type { Outcome, Reason } from './reasons.ts';

/** What was decided about one rule, and why. Emitted when outcome or reason of the rule changes. */
export interface Decision {
  readonly decisionId: string;
  readonly ruleSetId: string;
  readonly ruleSetVersion: string;
  readonly ruleId: string;
  readonly variantId: string | null;
  readonly invitationId: string | null;
  readonly outcome: Outcome;
  /** `null` where the outcome says it all, and while the rule is being checked. */
  readonly reason: Reason | null;
  /** The widget does not publish this outcome: it was concluded from its events and the time. */
  readonly inferred: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The condition tree with wanted and actual values; `null` for a rule that could not be read. */
  readonly trace: Trace | null;
  /** What is still missing, where waiting can bring it. */
  readonly nearMiss: readonly MissingFact[] | null;
}
