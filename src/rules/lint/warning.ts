import type { CompiledRule, CompiledRuleSet } from '../../core/compile.ts';
import type { CompiledLeaf } from '../../core/conditions.ts';
import type { RuleSet } from '../../core/ruleSet.ts';

/** Every trap the linter knows, by family. */
export const warningCodes = [
  // Conditions.
  'contradiction',
  'never_holds',
  'dead_branch',
  'always_true',
  'always_holds',
  'redundant_condition',
  'unused_condition',
  // Rules among each other.
  'shadowed',
  'equal_priority',
  'suppresses_everything',
  'suppresses_rule',
  'group_of_one',
  'group_of_none',
  'withdraws_itself',
  'switched_off',
  'no_tests',
  // Limits.
  'no_limits',
  'cap_never_bites',
  'limit_without_effect',
  'outlives_storage',
  'goal_without_quiet_days',
  'quiet_days_without_goal',
  // Shares and variants.
  'share_of_nobody',
  'weights_zero',
  'variant_never_shown',
  'variants_alike',
  // Schedules.
  'no_such_day',
  'never_open',
  'schedule_over',
  'whole_day',
  'hours_overlap',
  // Units.
  'milliseconds_for_seconds',
  'seconds_for_milliseconds',
  'fraction_for_percent',
  'seconds_for_minutes',
  // Addresses and places.
  'path_is_url',
  'path_has_query',
  'star_inside_segment',
  'star_in_path',
  'path_form',
  'path_not_encoded',
  'hash_form',
  'url_form',
  'host_form',
  'host_not_configured',
  'own_referrer',
  'country_form',
  'language_form',
  // Values.
  'name_form',
  'selector_form',
  'time_zone_form',
  'measured_exactly',
  'compares_itself',
  // Texts and context.
  'language_gap',
  'region_only',
  'no_fallback',
  'placeholder_not_replaced',
  'context_name_unknown',
  'context_names_alike',
  'context_name_taken',
  'too_many_context_items',
  // Availability, consent, widget.
  'availability_not_asked',
  'wait_not_told',
  'hours_not_told',
  'window_outlives_page',
  'refused_anyway',
  'negated_personal_fact',
  'suppressing_needs_consent',
  'no_effect',
] as const;
export type WarningCode = (typeof warningCodes)[number];

/** Something in a rule set that is written correctly and hardly meant. */
export interface Warning {
  /** A hint says what could be better; a warning, what will surprise. */
  readonly severity: 'warning' | 'hint';
  readonly code: WarningCode;
  /** JSON pointer (RFC 6901) of the place in the document. */
  readonly pointer: string;
  /** What is so, in a sentence. */
  readonly message: string;
  /** What to do about it, in a sentence. */
  readonly suggestion: string;
}

/** What the linter may know of the site besides the rule set. */
export interface LintSettings {
  /** The widget the rule set is for; `microsoft` has keys without effect. */
  readonly widget?: 'built-in' | 'microsoft';
  /** The host names on which the tag runs. */
  readonly hosts?: readonly string[];
  /** The context variables the workstream has. */
  readonly contextNames?: readonly string[];
  /** Today, for schedules that are over; milliseconds since 1970. */
  readonly now?: number;
}

/** What each family of traps looks at. */
export interface Linted {
  readonly ruleSet: RuleSet;
  readonly compiled: CompiledRuleSet;
  /** The rules that can invite at all: they are not switched off. */
  readonly active: readonly CompiledRule[];
  readonly settings: LintSettings;
  /** Whether a leaf has been found before to compare with what never comes. */
  readonly neverHolds: (leaf: CompiledLeaf) => boolean;
}

export type Warn = (code: WarningCode, pointer: string, message: string, suggestion: string) => void;

/** One family of traps. */
export type LintFamily = (linted: Linted, warn: Warn) => void;

export const quote = (value: unknown): string => JSON.stringify(value);

/** `"a"`, `"a" and "b"`, `"a", "b" and "c"` */
export function quotedList(values: readonly unknown[]): string {
  const shown = values.map(quote);
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}
