import type { Availability } from './availability.ts';
import type { CompiledRule, CompiledRuleSet } from './compile.ts';
import type { CustomContext } from './customContext.ts';
import type { Decision } from './decision.ts';
import type { Gates, InvitationRecord } from './eligibility.ts';
import type { FactKey, FactSnapshot, FactValue } from './facts.ts';
import type { InvitationRequest } from './invitationRequest.ts';
import type { Reason } from './reasons.ts';
import type { InvitationEvent } from './sdkPort.ts';

/** What the flow runs: the good rules, and the names of those that were left out. */
export interface Program {
  readonly compiled: CompiledRuleSet | null;
  /** Used for decisions when no rule could be read. */
  readonly ruleSetId: string;
  readonly invalidRuleIds: readonly string[];
  /** Why there is no rule set at all, told as a decision about the rule id ''. */
  readonly failure: 'assets_unavailable' | 'invalid_rule' | null;
}

/** What json-rules-engine said about one rule on one snapshot. */
export type EngineAnswer = 'confirmed' | 'denied' | 'unavailable';

/**
 * Where the one attempt to invite stands. `attempt` numbers it, so that a late answer to an earlier one is told
 * apart and ignored.
 */
export type Stage =
  | { readonly name: 'watching' }
  | { readonly name: 'locking'; readonly attempt: number; readonly ruleId: string }
  | {
      readonly name: 'asking';
      readonly attempt: number;
      readonly ruleId: string;
      readonly availability: Availability | null;
      readonly goodUntil: number;
      readonly engine: EngineAnswer | 'asked' | 'not_asked';
    }
  | {
      readonly name: 'settling';
      readonly attempt: number;
      readonly ruleId: string;
      /** Milliseconds since 1970 until which the answer about availability holds. */
      readonly goodUntil: number;
    }
  | {
      readonly name: 'inviting' | 'invited';
      readonly attempt: number;
      readonly ruleId: string;
      readonly invitationId: string;
      readonly withdrawing: Reason | null;
    };

/** A rule that was refused after the cheap gates, and until when asking again is pointless. */
export interface Hold {
  readonly reason: Reason;
  readonly until: number;
}

export interface FlowState {
  readonly program: Program | null;
  readonly facts: FactSnapshot;
  readonly gates: Gates;
  readonly history: readonly InvitationRecord[];
  readonly pageViewId: string;
  readonly visitId: string;
  readonly language: string;
  readonly stage: Stage;
  readonly attempts: number;
  readonly decisions: number;
  readonly matched: ReadonlySet<string>;
  readonly holds: ReadonlyMap<string, Hold>;
  /** Outcome and reason last told, by rule. */
  readonly told: ReadonlyMap<string, string>;
  readonly wakeAt: number | null;
}

export type FlowEvent =
  | { readonly type: 'ruleSetLoaded'; readonly program: Program }
  | {
      readonly type: 'pageViewStarted';
      readonly pageViewId: string;
      readonly visitId: string;
      readonly facts: ReadonlyMap<FactKey, FactValue>;
      /** The gates of the new page. */
      readonly gates?: Partial<Gates>;
    }
  /** Consent has come on this page, and with it the visit that was under way. */
  | { readonly type: 'visitChanged'; readonly visitId: string }
  | { readonly type: 'factsChanged'; readonly facts: ReadonlyMap<FactKey, FactValue | undefined> }
  | { readonly type: 'gatesChanged'; readonly gates: Partial<Gates> }
  | { readonly type: 'historyChanged'; readonly history: readonly InvitationRecord[] }
  | { readonly type: 'lockAnswered'; readonly attempt: number; readonly held: boolean }
  | {
      readonly type: 'availabilityAnswered';
      readonly attempt: number;
      readonly availability: Availability;
      /** Milliseconds since 1970 until which the answer is worth repeating. */
      readonly goodUntil: number;
    }
  | { readonly type: 'engineAnswered'; readonly attempt: number; readonly answer: EngineAnswer }
  | { readonly type: 'quietMoment'; readonly attempt: number }
  | {
      readonly type: 'invitationChanged';
      readonly invitationId: string;
      readonly event: InvitationEvent | 'failed';
    }
  /** An invitation the page itself had made was answered. */
  | { readonly type: 'pageInvitationAnswered'; readonly outcome: Exclude<InvitationEvent, 'shown'> }
  | { readonly type: 'woke' };

/** What the outside world is asked to do. Answers come back as events. */
export type FlowEffect =
  | { readonly type: 'takeLock'; readonly attempt: number }
  | { readonly type: 'releaseLock' }
  | { readonly type: 'askAvailability'; readonly attempt: number; readonly context: CustomContext }
  | {
      readonly type: 'confirmRule';
      readonly attempt: number;
      readonly rule: CompiledRule;
      readonly facts: FactSnapshot;
    }
  | { readonly type: 'awaitQuietMoment'; readonly attempt: number }
  | { readonly type: 'invite'; readonly invitationId: string; readonly request: InvitationRequest }
  | { readonly type: 'withdraw'; readonly invitationId: string }
  | { readonly type: 'remember'; readonly history: readonly InvitationRecord[] }
  | { readonly type: 'decide'; readonly decision: Decision }
  /** Send `woke` at this time; `null` = not needed any more. */
  | { readonly type: 'wakeAt'; readonly at: number | null };

export interface Step {
  readonly state: FlowState;
  readonly effects: readonly FlowEffect[];
}
