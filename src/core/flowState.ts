import type { Availability } from './availability.ts';
import type { CompiledRule, CompiledRuleSet } from './compile.ts';
import type { Decision } from './decision.ts';
import type { Gates, InvitationRecord } from './eligibility.ts';
import type { FactKey, FactSnapshot, FactValue } from './facts.ts';
import type { InvitationPlan } from './invitationRequest.ts';
import type { Reason } from './reasons.ts';
import type { SuppressingRule } from './ruleSet.ts';
import type { InvitationEvent } from './sdkPort.ts';
import type { Targeting } from './targeting.ts';

/** What the flow runs: the good rules, and the names of those that were left out. */
export interface Program {
  readonly compiled: CompiledRuleSet | null;
  /** Absent if the rule set asks nothing of it. */
  readonly targeting?: Targeting;
  /** Used for decisions when no rule could be read. */
  readonly ruleSetId: string;
  readonly invalidRuleIds: readonly string[];
  /** Why there is no rule set at all, told as a decision about the rule id ''. */
  readonly failure: 'assets_unavailable' | 'invalid_rule' | null;
}

/** `reason` is `held_out` if the visitor had been held out, else `null`. */
export type ReachedGoal = Pick<
  Decision,
  'ruleSetId' | 'ruleSetVersion' | 'ruleId' | 'variantId' | 'invitationId' | 'reason'
>;

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
      readonly variantId: string | null;
      readonly withdrawing: Reason | null;
      /** When it is asked again whether somebody is there, in milliseconds since 1970. */
      readonly askAgainAt: number;
      /** What the widget last told of it was inferred. */
      readonly inferred: boolean;
    };

/** A rule that was refused after the cheap gates, and until when asking again is pointless. */
export interface Hold {
  readonly reason: Reason;
  readonly until: number;
}

export interface FlowState {
  readonly program: Program | null;
  /** Owned by the flow, which changes it in place: copying it at every change would cost more than all the rules. */
  readonly facts: Map<FactKey, FactValue>;
  readonly gates: Gates;
  readonly history: readonly InvitationRecord[];
  readonly pageViewId: string;
  readonly visitId: string;
  /** `null`: the visitor cannot be told apart. */
  readonly visitorId: string | null;
  readonly language: string;
  readonly stage: Stage;
  readonly attempts: number;
  readonly decisions: number;
  readonly matched: ReadonlySet<string>;
  /** The rules of kind `suppress` whose conditions hold. */
  readonly suppressing: readonly SuppressingRule[];
  readonly holds: ReadonlyMap<string, Hold>;
  /** Outcome and reason last told, by rule; owned by the flow as the facts are. */
  readonly told: Map<string, string>;
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
  /** Who the visitor is has become known, or is forgotten. Asked for only by rule sets with shares or variants. */
  | { readonly type: 'visitorKnown'; readonly visitorId: string | null }
  /** Consent has come on this page, and with it the visit that was under way. */
  | { readonly type: 'visitChanged'; readonly visitId: string }
  | { readonly type: 'factsChanged'; readonly facts: ReadonlyMap<FactKey, FactValue | undefined> }
  | { readonly type: 'gatesChanged'; readonly gates: Partial<Gates> }
  | { readonly type: 'historyChanged'; readonly history: readonly InvitationRecord[] }
  | {
      readonly type: 'lockAnswered';
      readonly attempt: number;
      readonly held: boolean;
      /** Whether the visitor chats in another tab. Default false. */
      readonly chatsElsewhere?: boolean;
    }
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
      /** Default false. */
      readonly inferred?: boolean | undefined;
    }
  /** An invitation the page itself had made was answered. */
  | { readonly type: 'pageInvitationAnswered'; readonly outcome: Exclude<InvitationEvent, 'shown'> }
  | { readonly type: 'woke' };

/** What the outside world is asked to do. Answers come back as events. */
export type FlowEffect =
  | { readonly type: 'takeLock'; readonly attempt: number }
  | { readonly type: 'releaseLock' }
  /** For a conversation with the context of this invitation. */
  | { readonly type: 'askAvailability'; readonly attempt: number; readonly plan: InvitationPlan }
  | {
      readonly type: 'confirmRule';
      readonly attempt: number;
      readonly rule: CompiledRule;
      readonly facts: FactSnapshot;
    }
  | { readonly type: 'awaitQuietMoment'; readonly attempt: number }
  | { readonly type: 'invite'; readonly invitationId: string; readonly plan: InvitationPlan }
  | { readonly type: 'withdraw'; readonly invitationId: string }
  | { readonly type: 'remember'; readonly history: readonly InvitationRecord[] }
  | { readonly type: 'decide'; readonly decision: Decision }
  /** The visitor has reached the goal of a rule that had invited, or held out, the visitor. */
  | { readonly type: 'goalReached'; readonly goal: ReachedGoal }
  /** Send `woke` at this time; `null` = not needed any more. */
  | { readonly type: 'wakeAt'; readonly at: number | null };

export interface Step {
  readonly state: FlowState;
  readonly effects: readonly FlowEffect[];
}
