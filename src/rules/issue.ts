/** Every kind of mistake a rule set can have. The sentences that go with them are in messages.ts. */
export const issueCodes = [
  // The document as a whole.
  'json_syntax',
  'not_json',
  'too_large',
  'too_deep',
  'unsafe_key',
  'double_brace',
  // Shape.
  'missing_key',
  'unknown_key',
  'wrong_type',
  'wrong_form',
  'not_allowed',
  'format_version',
  'out_of_range',
  'too_short',
  'too_long',
  'too_many',
  'limit_form',
  'duplicate_id',
  'suppressing_key',
  'time_zone',
  // Conditions.
  'condition_form',
  'condition_mixed',
  'condition_priority',
  'empty_list',
  'too_many_conditions',
  'unknown_condition',
  'circular_condition',
  'broken_condition',
  'unknown_operator',
  'operator_decorator',
  'operator_type',
  'value_type',
  'value_range',
  'value_list',
  'range_order',
  'empty_text',
  'path_pattern',
  'unsafe_regex',
  'operand_type',
  // Facts, wherever they are named.
  'unknown_fact',
  'missing_param',
  'unknown_param',
  'missing_path',
  'path_not_here',
  'unsafe_path',
  // Texts and context.
  'language_tag',
  'missing_language',
  'unknown_format',
  'context_form',
  'context_name',
] as const;
export type IssueCode = (typeof issueCodes)[number];

export type IssueParam = string | number | readonly (string | number)[];

/** One mistake in a rule set: what and where, without words. */
export interface Issue {
  readonly code: IssueCode;
  /** JSON pointer (RFC 6901) of the place in the document. */
  readonly pointer: string;
  /** The rule that is left out because of it; `undefined` if it concerns the rule set as a whole. */
  readonly ruleId?: string | undefined;
  readonly params: Readonly<Record<string, IssueParam>>;
}

/** Takes a mistake down. `false`: at a second look it is none. */
export type Report = (code: IssueCode, pointer: string, params?: Issue['params']) => boolean | void;
