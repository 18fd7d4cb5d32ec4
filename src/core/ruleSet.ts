import type { FactName, FactParams } from './facts.ts';
import type { OperatorName } from './operators.ts';
import type { Outcome, Reason } from './reasons.ts';

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
  /** Days without an invitation after an outcome. */
  readonly quietDaysAfter?: Readonly<
    Partial<Record<'accepted' | 'declined' | 'dismissed' | 'expired', number>>
  >;
}

/** Text for every language (`{ "en": … }`), or one text for all. */
export type LocalizedText = string | Readonly<Record<string, string>>;

export interface Invitation {
  readonly message: LocalizedText;
  readonly title?: LocalizedText;
  readonly showPrechat?: boolean;
  readonly inNewWindow?: boolean;
  /** The invitation leaves by itself after so many seconds (20 or more) of not being hovered or focused. Default: stays. */
  readonly closeAfterSeconds?: number;
}

/** How one item of the custom context is made. */
export type ContextItem =
  | { readonly value: string | number | boolean; readonly isDisplayable?: boolean }
  | {
      readonly fact: FactName;
      readonly params?: FactParams;
      readonly path?: string;
      readonly whenMissing?: 'omit' | 'empty';
      readonly isDisplayable?: boolean;
    }
  | { readonly template: string; readonly whenMissing?: 'omit' | 'empty'; readonly isDisplayable?: boolean };

/** A case inside the rule set: what is given and what must come of it. Every gate not mentioned in `given` is open. */
export interface RuleTest {
  readonly name: string;
  readonly given: {
    /** ISO 8601 instant; default 2026-01-05T10:00:00Z. */
    readonly at?: string;
    readonly facts?: Readonly<
      Record<string, string | number | boolean | readonly string[] | Readonly<Record<string, string>>>
    >;
    /** Events pushed to the data layer, by name; each counts once. */
    readonly events?: readonly string[];
    readonly history?: readonly {
      readonly outcome: Outcome;
      readonly secondsAgo: number;
      readonly ruleId?: string;
    }[];
    readonly availability?: 'available' | 'unavailable' | 'unknown';
    readonly consent?: 'granted' | 'denied';
  };
  readonly expect: Outcome | { readonly outcome: Outcome; readonly reason?: Reason };
}

export interface Rule {
  readonly id: string;
  readonly title?: string;
  readonly description?: string;
  readonly enabled?: boolean;
  /** Higher goes first; default 1, as in json-rules-engine. */
  readonly priority?: number;
  readonly conditions: Condition;
  readonly withdrawWhen?: Condition;
  readonly invitation: Invitation;
  readonly context?: Readonly<Record<string, ContextItem>>;
  readonly limits?: Limits;
  readonly tests?: readonly RuleTest[];
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
  /** Named conditions, reached by `{ "condition": "name" }`. */
  readonly conditions?: Readonly<Record<string, Condition>>;
  readonly rules: readonly Rule[];
}
