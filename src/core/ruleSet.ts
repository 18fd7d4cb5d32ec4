import type { FactName, FactParams } from './facts.ts';
import type { OperatorName } from './operators.ts';
import type { Outcome, Reason } from './reasons.ts';
import type { ChatState } from './sdkPort.ts';

/** Value of a leaf: a literal, or another fact to compare with. */
export type LeafValue = string | number | boolean | readonly (string | number)[] | FactOperand;

export interface FactOperand {
  readonly fact: FactName;
  readonly params?: FactParams;
  readonly path?: string;
}

export interface LeafCondition {
  readonly fact: FactName;
  readonly operator: OperatorName;
  readonly value: LeafValue;
  /** `$.name` or `$.name[0]`: own members of a record only. */
  readonly path?: string;
  readonly params?: FactParams;
}

/** A condition of a rule, in the words of json-rules-engine. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly condition: string }
  | LeafCondition;

/** At most `count` invitations per page view, visit or visitor, or within a number of days. */
export type Limit =
  | { readonly count: number; readonly per: 'page' | 'visit' | 'visitor' }
  | { readonly count: number; readonly perDays: number };

export interface Limits {
  readonly max?: readonly Limit[];
  /** Least time between two invitations, in seconds. */
  readonly secondsBetween?: number;
  /** Days without an invitation after an outcome, or after the goal of a rule. */
  readonly quietDaysAfter?: Readonly<
    Partial<Record<'accepted' | 'declined' | 'dismissed' | 'expired' | 'goal', number>>
  >;
}

/** Text for every language (`{ "en": … }`), or one text for all. */
export type LocalizedText = string | Readonly<Record<string, string>>;

/** The words and the face of an invitation. */
export interface InvitationTexts {
  readonly message: LocalizedText;
  readonly title?: LocalizedText;
  readonly agentName?: LocalizedText;
  readonly agentPictureUrl?: LocalizedText;
}

/** One of several ways to put an invitation: what it says otherwise than the invitation itself. */
export interface Variant extends Partial<InvitationTexts> {
  readonly id: string;
  /** Share of the visitors, in proportion to the weights of the others; default 1. */
  readonly weight?: number;
}

export interface Invitation extends InvitationTexts {
  readonly variants?: readonly Variant[];
  readonly showPrechat?: boolean;
  readonly inNewWindow?: boolean;
  /** The invitation leaves by itself after so many seconds (20 or more) of not being hovered or focused. Default: stays. */
  readonly closeAfterSeconds?: number;
}

/** How one item of the custom context is made. */
export type ContextItem =
  | { readonly value: string | number | boolean; readonly isDisplayable?: boolean }
  | ({
      readonly fact: FactName;
      readonly params?: FactParams;
      readonly path?: string;
    } & ComputedItem)
  | ({ readonly template: string } & ComputedItem);

interface ComputedItem {
  readonly whenMissing?: 'omit' | 'empty';
  readonly isDisplayable?: boolean;
  /** True: e-mail addresses, phone and card numbers in the value stay. Default: they are struck out. */
  readonly allowsPersonalData?: boolean;
}

export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof weekdays)[number];

/** When a rule may invite. Every part that is given has to allow it; days and hours are those of the time zone. */
export interface Schedule {
  /** An IANA name, or `visitor` (the default) for the zone of the visitor's browser. */
  readonly timeZone?: string;
  /** Hours by weekday, as `09:00-17:30`; one that ends before it begins runs into the next day. A day not named is closed. */
  readonly weekly?: Readonly<Partial<Record<Weekday, readonly string[]>>>;
  /** First day, as `2026-11-01`. */
  readonly from?: string;
  /** Last day. */
  readonly until?: string;
  /** Ranges of days in every year, as `12-01/12-26`; one that ends before it begins runs over New Year. */
  readonly yearly?: readonly string[];
  /** Closed days: `2026-12-24`, or every year `12-25`. */
  readonly except?: readonly string[];
}

/** What the rule is for: an event pushed to the data layer within some days of the invitation, or of the hold-out. */
export interface Goal {
  readonly event: string;
  readonly withinDays: number;
}

/** What a case says of the world around its rule. Every gate that is not mentioned is open. */
export interface Circumstances {
  /** By name; one with parameters by its key, `event.count?name=purchase`. */
  readonly facts?: Readonly<
    Record<string, string | number | boolean | readonly string[] | Readonly<Record<string, string>>>
  >;
  /** Events pushed to the data layer, by name; each counts once. */
  readonly events?: readonly string[];
  /** What the service answers. */
  readonly availability?: 'available' | 'unavailable' | 'queue_closed' | 'unknown' | 'rate_limited';
  /** Denied: for every purpose. What may not be known is unknown then, whatever `facts` say. */
  readonly consent?: 'granted' | 'denied';
  /** True: the browser sends Global Privacy Control. */
  readonly privacySignal?: boolean;
  readonly chat?: ChatState;
  /** `refuses`: it is ready, and does not show the invitation. */
  readonly widget?: 'ready' | 'loading' | 'failed' | 'refuses';
  /** What json-rules-engine makes of the rule; by default the real one is asked. */
  readonly engine?: 'confirms' | 'disagrees' | 'unavailable';
  /** `failed`: a file of the tag does not come. */
  readonly assets?: 'loaded' | 'failed';
  /** True: another tab of the visitor is inviting. */
  readonly otherTab?: boolean;
  readonly visitorBusy?: boolean;
  readonly tabHidden?: boolean;
  readonly excludedPage?: boolean;
  /** True: the page has paused all invitations. */
  readonly paused?: boolean;
}

/** One thing that happens later in a case; what it does not mention stays as it is. */
export interface LaterStep extends Circumstances {
  readonly secondsLater?: number;
  /** True: the visitor goes to another page, with the `facts` given here. */
  readonly pageView?: boolean;
  /** What becomes of the invitation on the screen. */
  readonly answer?: 'accepted' | 'declined' | 'dismissed' | 'expired';
}

/** What is so at the beginning of a case. */
export interface GivenCase extends Circumstances {
  /** ISO 8601 instant; default 2026-01-05T10:00:00Z. */
  readonly at?: string;
  readonly history?: readonly {
    readonly outcome: Outcome;
    readonly secondsAgo: number;
    readonly ruleId?: string;
  }[];
  /** IANA name of the visitor's time zone; default UTC. */
  readonly timeZone?: string;
  /** False: outside the `samplePercent` of every rule. */
  readonly inSample?: boolean;
  /** False: outside the `rolloutPercent` of the rule set. */
  readonly rolledOut?: boolean;
  /** True: in the `holdoutPercent` of the rule set. */
  readonly heldOut?: boolean;
  /** Id of the variant; default: the first. */
  readonly variant?: string;
}

/** A case inside the rule set: what is given, what happens then, and what must come of it. */
export interface RuleTest {
  readonly name: string;
  readonly given: GivenCase;
  /** One after the other. `expect` is about the last of them. */
  readonly then?: readonly LaterStep[];
  readonly expect: Outcome | { readonly outcome: Outcome; readonly reason?: Reason };
}

interface CommonRule {
  readonly id: string;
  readonly title?: string;
  readonly description?: string;
  readonly enabled?: boolean;
  readonly conditions: Condition;
  readonly schedule?: Schedule;
  /**
   * Rules of one group exclude each other: once one has invited, the others do not in the same visit. A rule of kind
   * `suppress` with a group silences that group alone.
   */
  readonly group?: string;
}

/** A rule that invites. */
export interface InvitingRule extends CommonRule {
  readonly kind?: 'invite';
  /** Higher goes first; default 1, as in json-rules-engine. */
  readonly priority?: number;
  readonly withdrawWhen?: Condition;
  readonly invitation: Invitation;
  readonly context?: Readonly<Record<string, ContextItem>>;
  readonly limits?: Limits;
  /** Share of the visitors for whom the rule exists, in percent; default 100. The same visitors each time. */
  readonly samplePercent?: number;
  readonly goal?: Goal;
  readonly tests?: readonly RuleTest[];
}

/** A rule under which nobody is invited while its conditions hold. */
export interface SuppressingRule extends CommonRule {
  readonly kind: 'suppress';
}

export type Rule = InvitingRule | SuppressingRule;

/** Names under which ids go into the custom context of every invitation; what is not named is left out. */
export interface ContextIds {
  readonly ruleSet?: string;
  readonly version?: string;
  readonly rule?: string;
  readonly variant?: string;
}

/** What counts as "somebody is there". */
export interface AvailabilityPolicy {
  readonly basis: 'agents' | 'operatingHours' | 'none';
  readonly maxWaitMinutes?: number;
}

/** A rule set as a marketer writes it, after it has passed the checks. */
export interface RuleSet {
  readonly $schema?: string;
  readonly formatVersion: 1;
  readonly id: string;
  readonly version: string;
  readonly defaultLanguage?: string;
  readonly paused?: boolean;
  readonly limits?: Limits;
  readonly availability?: AvailabilityPolicy;
  /** Share of the visitors who are not invited, so that the others can be compared with them, in percent; default 0. */
  readonly holdoutPercent?: number;
  /** Share of the visitors for whom the rule set is in force at all, in percent; default 100. */
  readonly rolloutPercent?: number;
  readonly contextIds?: ContextIds;
  /** Named conditions, reached by `{ "condition": "name" }`. */
  readonly conditions?: Readonly<Record<string, Condition>>;
  readonly rules: readonly Rule[];
}
