import { factDefinition, factNames, isFactName } from '../core/facts.ts';
import { factExamples } from '../core/generated/factExamples.ts';
import { fitsOperator, isOperatorName, operatorNames, operators } from '../core/operators.ts';
import { documentKeys } from './generated/documentKeys.ts';
import type { Issue, IssueCode } from './issue.ts';
import { scanJson } from './scanJson.ts';
import { suggestName } from '../core/suggest.ts';

/**
 * One or two sentences for people: what is wrong with a rule set, and how to mend it. Takes any issue of
 * `parseRuleSet`; where it stands in the file is for the caller to add.
 *
 * @param text - the rule set as it was written, where it came as text; it tells what is wrong with the JSON.
 */
export function describeIssue(issue: Issue, text?: string): string {
  if (issue.code === 'json_syntax' && text !== undefined) {
    const scanned = scanJson(text);
    if (!scanned.ok) return scanned.message;
  }
  return sentences[issue.code](issue.params, issue);
}

type Params = Issue['params'];

const word = (value: Params[string] | undefined): string => (value === undefined ? '' : String(value));
const list = (value: Params[string] | undefined): readonly string[] =>
  Array.isArray(value) ? value.map(String) : value === undefined ? [] : [word(value)];
const quote = (value: Params[string] | undefined): string => JSON.stringify(word(value));
const orderedList = (values: readonly string[], join: 'or' | 'and'): string =>
  values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} ${join} ${values.at(-1) ?? ''}`;
const quotedList = (value: Params[string] | undefined, join: 'or' | 'and'): string =>
  orderedList(
    list(value).map((entry) => JSON.stringify(entry)),
    join,
  );

/** "Did you mean …?", or what else to say if nothing is like the word. */
function orSuggest(
  given: Params[string] | undefined,
  candidates: readonly string[],
  otherwise: string,
): string {
  const wanted = word(given);
  const meant = otherWords[wanted] ?? otherWords[wanted.split('.').at(-1) ?? ''] ?? '';
  // Of two letters a slip leaves one, which tells nothing.
  const near = wanted.length < 3 ? null : suggestName(wanted, candidates);
  const suggestion = candidates.includes(meant) ? meant : near;
  return suggestion === null ? otherwise : `Did you mean ${JSON.stringify(suggestion)}?`;
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  text: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list in square brackets',
  list: 'a list of texts',
  object: 'an object in braces',
  record: 'a record of texts',
  null: 'null',
};
const typeWord = (value: Params[string] | undefined): string =>
  orderedList(
    word(value)
      .split(',')
      .map((type) => typeWords[type] ?? type),
    'or',
  );

/** What each form is, under an example that has it and none of the forms before. */
const forms: Readonly<Record<string, string>> = {
  'pricing-hesitation':
    'a name of up to 64 letters, digits, ".", "_" and "-" that begins with a letter or digit',
  en: 'a language tag such as "en" or "pt-BR"',
  '2026-11-23T10:00:00Z': 'an instant such as "2026-11-23T10:00:00Z"',
  '09:00-17:30': 'hours such as "09:00-17:30", from 00:00 to 24:00',
  '12-01/12-26': 'a range of days such as "12-01/12-26", month before day',
  '12-25': 'a day such as "2026-12-24", or "12-25" for every year',
  '2026-12-24': 'a day such as "2026-12-24"',
};

function formOf(pattern: string): string {
  const example = Object.keys(forms).find((text) => new RegExp(pattern, 'u').test(text));
  return forms[example ?? ''] ?? '';
}

/** The operators that can be used on a fact. */
function operatorsFor(fact: string): readonly string[] {
  if (!isFactName(fact)) return operatorNames;
  const { type } = factDefinition(fact);
  return operatorNames.filter((name) => fitsOperator(type, name));
}

function example(fact: string): string {
  return isFactName(fact) ? JSON.stringify(factExamples[fact]) : '';
}

/** The keys possible where an unknown one stands; of the nearest object around it whose keys are listed. */
function keysAround(pointer: string): readonly string[] {
  const listed = pointer
    .split('/')
    .slice(0, -1)
    .map((name) => documentKeys.find(([objects]) => objects.split(' ').includes(name))?.[1])
    .filter((keys) => keys !== undefined);
  return listed.at(-1)?.split(' ') ?? [];
}

const sentences: Readonly<Record<IssueCode, (params: Params, issue: Issue) => string>> = {
  json_syntax: () => 'This is not valid JSON.',
  not_json: ({ type }) =>
    `A value here cannot be written in JSON (${word(type)}). Use texts, numbers, true, false, lists and objects only.`,
  too_large: ({ limit }) =>
    `The rule set is longer than ${word(limit)} characters. Split it into several rule sets.`,
  too_deep: ({ limit }, { pointer }) =>
    pointer === ''
      ? `Objects and lists stand inside each other more than ${word(limit)} levels deep.`
      : `The conditions are more than ${word(limit)} levels deep, named conditions included. Flatten them: an "all" inside an "all" can be one list.`,
  unsafe_key: ({ key }) => `${quote(key)} cannot be used as a name. Choose another.`,
  double_brace: () =>
    'Two opening braces in a row are not allowed, because Tag Manager would put one of its own variables here. A placeholder has one: {page.title}.',
  missing_key: ({ key }) => `${quote(key)} is missing. Add it to this object.`,
  unknown_key: ({ key }, { pointer }) => {
    if (/^\/rules\/\d+\/event$/.test(pointer))
      return 'A rule has no "event", because it always invites. Remove it.';
    const keys = keysAround(pointer);
    // Only of an object right here: further away it says nothing.
    const inner = documentKeys.find(
      ([objects, own]) => keys.includes(objects) && own.split(' ').includes(word(key)),
    );
    const isKnown = documentKeys.some(([, own]) => own.split(' ').includes(word(key)));
    const otherwise =
      inner !== undefined
        ? `It belongs in ${quote(inner[0])}.`
        : isKnown
          ? 'It belongs to another object.'
          : keys.length > 0 && keys.length < 8
            ? `There is ${orderedList(keys.map(quote), 'and')}.`
            : 'Remove it.';
    // "monday" for "mon" is too long for a slip of the pen.
    const begun = keys.find((short) => short.length > 2 && word(key).startsWith(short));
    return `${quote(key)} has no meaning here. ${orSuggest(begun ?? key, keys, otherwise)}`;
  },
  wrong_type: ({ expected, actual }, { pointer }) =>
    expected === 'integer' && actual === 'number'
      ? 'This must be a whole number.'
      : `This must be ${typeWord(expected)}, but is ${typeWord(actual)}. ${wayOut(word(expected), word(actual), pointer)}`.trimEnd(),
  wrong_form: ({ pattern }) => `This must be ${formOf(word(pattern))}.`,
  not_allowed: ({ allowed, value }) =>
    `${quote(value)} is not possible here. ${orSuggest(value, list(allowed), `Possible: ${quotedList(allowed, 'or')}.`)}`,
  format_version: () => '"formatVersion" must be the number 1, the only version of the format there is.',
  out_of_range: ({ min, max }) =>
    min === undefined ? `This must be at most ${word(max)}.` : `This must be at least ${word(min)}.`,
  too_short: ({ limit }) =>
    limit === 1
      ? 'This must not be empty.'
      : `There must be at least ${word(limit)} here. Add one, or remove the list.`,
  too_long: ({ limit }) => `This is longer than ${word(limit)} characters. Shorten it.`,
  too_many: ({ limit }) => `There are more than ${word(limit)} entries here. Take some away.`,
  limit_form: () =>
    'A limit needs exactly one of "per" ("page", "visit" or "visitor") and "perDays" (a number of days).',
  duplicate_id: ({ id }) => `An earlier one already has the id ${quote(id)}. Give this one an id of its own.`,
  suppressing_key: ({ key }) =>
    `A rule of kind "suppress" invites nobody, so ${quote(key)} means nothing here. Remove it, or remove "kind".`,
  time_zone: ({ timeZone }) =>
    `${quote(timeZone)} is not a time zone. Write a name such as "Europe/Amsterdam", or "visitor" for that of the browser.`,

  condition_form: ({ keys }) =>
    list(keys).length === 0
      ? 'An empty condition says nothing. Give it "all", "any", "not", "condition", or "fact" with "operator" and "value".'
      : `A condition needs one of "all", "any", "not", "condition" or "fact"; here is only ${quotedList(keys, 'and')}. ${orSuggest(list(keys)[0], ['all', 'any', 'not', 'condition', 'fact'], '')}`.trimEnd(),
  condition_mixed: ({ keys }) =>
    `${quotedList(keys, 'and')} cannot stand side by side, because only one of them would count. Put one inside the other.`,
  condition_priority: () =>
    'A condition has no "priority". Give it to the rule, or put the conditions in another order.',
  empty_list: ({ key }) =>
    key === 'value'
      ? 'The list is empty, so nothing can ever be in it. Add a value.'
      : `${quote(key)} is an empty list, which says nothing about the visitor. Add a condition or remove it.`,
  too_many_conditions: ({ limit }) =>
    `Up to this rule the rule set has more than ${word(limit)} conditions, named ones counted wherever they are used. Split it into several rule sets.`,
  unknown_condition: ({ name, known }) =>
    `There is no condition named ${quote(name)} in "conditions". ${orSuggest(
      name,
      list(known),
      list(known).length === 0
        ? 'The rule set has no named conditions.'
        : `There are ${quotedList(known, 'and')}.`,
    )}`,
  circular_condition: ({ cycle }) =>
    `This named condition leads back to itself: ${list(cycle).join(' → ')}. Take one of the steps out.`,
  broken_condition: ({ name }) =>
    `The named condition ${quote(name)} has a mistake, so it cannot be used here. Mend it first.`,
  unknown_operator: ({ operator }) =>
    `${quote(operator)} is not an operator. ${orSuggest(operator, operatorNames, `There are ${orderedList(operatorNames, 'and')}.`)}`,
  operator_decorator: ({ operator }) =>
    `Operators with decorators, such as ${quote(operator)}, are not supported. Use a plain operator.`,
  operator_type: ({ fact, operator, type }) =>
    `${quote(operator)} cannot be used on ${quote(fact)}, which is ${typeWord(type)}. Use ${orderedList(operatorsFor(word(fact)), 'or')}.`,
  value_type: ({ fact, operator, expected, actual }) =>
    expected === 'range' && actual === 'array'
      ? `${quote(operator)} needs a list of exactly two numbers, [from, to].`
      : `${operator === '' ? quote(fact) : `${quote(operator)} on ${quote(fact)}`} needs ${typeWord(expected)}, but this is ${typeWord(actual)}. ${hint(word(fact), word(operator), word(expected), word(actual))}`.trimEnd(),
  value_range: ({ fact, operator, min, max, value }) =>
    Number(value) < Number(min) || Number(value) > Number(max)
      ? `${quote(fact)} is between ${word(min)} and ${word(max)}, so ${word(value)} can never be reached.`
      : `${quote(fact)} is between ${word(min)} and ${word(max)}, so it ${operator === 'lessThan' ? 'is never less' : 'is never more'} than ${word(value)}. Use ${operator === 'lessThan' ? '"lessThanInclusive"' : '"greaterThanInclusive"'}.`,
  value_list: ({ fact, allowed, value }) =>
    `${quote(fact)} is never ${quote(value)}. ${orSuggest(value, list(allowed), `It can be ${quotedList(allowed, 'or')}.`)}`,
  range_order: ({ from, to }) =>
    `The range begins at ${word(from)} and ends before that, at ${word(to)}. Write [${word(to)}, ${word(from)}].`,
  empty_text: () => 'Every text contains, starts with and ends with the empty one. Write what to look for.',
  path_pattern: ({ value }) => {
    // Of an address its path.
    const path = word(value).replace(/^[*\w]*:?\/\/[^/]*\/?/, '');
    return `A path begins with "/", so ${quote(value)} never matches. Did you mean ${JSON.stringify(`/${path}`)}?`;
  },
  unsafe_regex: ({ reason, part }) =>
    (regexSentences[word(reason)] ?? regexSentences['syntax'] ?? String)(quote(part)),
  operand_type: ({ fact, operator, operand, expected, actual }) =>
    `${quote(operand)} is ${typeWord(actual)}, but ${quote(operator)} compares ${quote(fact)} with ${typeWord(expected)}.`,

  unknown_fact: ({ fact }) =>
    `${quote(fact)} is not a fact. ${orSuggest(fact, factNames(), 'The documentation lists the facts.')}`,
  missing_param: ({ fact, param }, { pointer }) =>
    /\/facts\/[^/]+$/.test(pointer)
      ? `${quote(fact)} needs to be told its ${quote(param)}. Write "${word(fact)}?${word(param)}=…".`
      : `${quote(fact)} needs to be told its ${quote(param)}. ${/\/(message|title|template)(\/[^/]+)?$/.test(pointer) ? 'It cannot be used in a text.' : `Add "params": { "${word(param)}": … }.`}`,
  unknown_param: ({ fact, param, known }) =>
    list(known).length === 0
      ? `${quote(fact)} has no parameters. Remove "params".`
      : `${quote(fact)} has no parameter ${quote(param)}. ${orSuggest(param, list(known), `It has ${quotedList(known, 'and')}.`)}`,
  missing_path: ({ fact }, { pointer }) =>
    /\/(message|title|template)(\/[^/]+)?$/.test(pointer)
      ? `${quote(fact)} has several members and cannot be used in a text.`
      : `${quote(fact)} has several members. Add "path": "$.name" with the name of the one you want.`,
  path_not_here: ({ fact }) => `${quote(fact)} is a single value and has no members. Remove "path".`,
  unsafe_path: ({ path }) =>
    /^\w+$/.test(word(path))
      ? `A path begins with "$", the value as a whole. Write "$.${word(path)}".`
      : `${quote(path)} is not a path. Write "$.name" or "$.name[0]"; filters, wildcards and scripts do not exist.`,

  language_tag: ({ language }) =>
    `${quote(language)} is not a language tag. Write it like "en", "nl" or "pt-BR".`,
  missing_language: ({ language }) =>
    `There is no text for ${quote(language)}, the default language. Add it, or set "defaultLanguage" of the rule set.`,
  unknown_format: ({ format, known }) =>
    `${quote(format)} is not a format. ${orSuggest(format, list(known), `There is ${quotedList(known, 'and')}.`)}`,
  context_form: ({ keys }) =>
    list(keys).length === 0
      ? 'A context item needs one of "value", "fact" and "template".'
      : `A context item needs one of "value", "fact" and "template"; here are ${quotedList(keys, 'and')}. Keep one.`,
  context_name: ({ limit }) =>
    `The name of a context item has at least one character and at most ${word(limit)}.`,
};

/** Why a regular expression is refused, with the part of it that is to blame. */
const regexSentences: Readonly<Record<string, (part: string) => string>> = {
  syntax: (part) => `${part} is not a regular expression. Mend it, or use "contains".`,
  not_supported: (part) =>
    `Regular expressions here have no lookaround, back-references, "\\b", named groups or codes, and "^" and "$" only at their ends: see ${part}.`,
  repeated_group: (part) =>
    `The group ${part} must not be repeated, because that can take endless time. Only "?" may follow a group.`,
  several_ways: (part) =>
    `What is repeated here also matches what comes after it (${part}), so a long text could take endless time. Repeat something narrower, such as "[^/]" for ".".`,
  overlapping_starts: (part) =>
    `${part} is repeated and also matches what the expression begins with, so a long text could take very long. Begin the expression with "^", or leave out the repetition at its beginning.`,
  too_many_steps: () =>
    'This expression has too many ways to match. Take alternatives or repetitions away, or make several conditions.',
};

/** What people write who know other rule languages. */
const otherWords: Readonly<Record<string, string>> = {
  and: 'all',
  or: 'any',
  none: 'not',
  unless: 'not',
  if: 'conditions',
  is: 'equal',
  '=': 'equal',
  '==': 'equal',
  isNot: 'notEqual',
  '!=': 'notEqual',
  '>': 'greaterThan',
  '>=': 'greaterThanInclusive',
  '<': 'lessThan',
  '<=': 'lessThanInclusive',
  timeOnPage: 'engagement.dwellSeconds',
  scrollDepth: 'engagement.scrollPercent',
  total: 'cart.value',
  mobile: 'device.type',
  pages: 'visit.pageViews',
  name: 'title',
  session: 'visit',
  rejected: 'declined',
};

function wayOut(expected: string, actual: string, pointer: string): string {
  if (expected === 'string' && (actual === 'number' || actual === 'boolean')) return 'Put it in quotes.';
  if ((expected === 'number' || expected === 'integer') && actual === 'string')
    return 'Write it without quotes or unit.';
  if (expected === 'object' && /\/context\/[^/]+$/.test(pointer)) return 'Write { "value": … }.';
  const isCondition = /\/(conditions|withdrawWhen|not)$/.test(pointer);
  return isCondition && actual === 'array' ? 'Write { "all": [ … ] } around it.' : '';
}

function hint(fact: string, operator: string, expected: string, actual: string): string {
  if (actual === 'array' && (operator === 'equal' || operator === 'notEqual')) {
    return `Use ${operator === 'equal' ? '"in"' : '"notIn"'} for several values.`;
  }
  if (expected === 'number') return `Write it without quotes, for example ${example(fact)}.`;
  if (expected === 'boolean') return 'Write true or false without quotes.';
  const isOne = isOperatorName(operator) && operators[operator].valueType === 'list';
  return isOne ? 'Put the value in square brackets, or use "equal".' : '';
}
