import type { RuleSet } from '../core/ruleSet.ts';
import { checkLimits, checkRule } from './checkRule.ts';
import type { CheckRegex } from './checkRegex.ts';
import { checkShape } from './checkShape.ts';
import { shape } from './generated/ruleSetShape.ts';
import type { Issue, Report } from './issue.ts';
import { at, bare, copyJson, isObject } from './json.ts';
import type { JsonObject } from './json.ts';
import { limits } from './limits.ts';
import { checkNamedConditions } from './namedConditions.ts';
import type { NamedConditions } from './namedConditions.ts';

/** Checks one of the `tests` of a rule. */
export type CheckTest = (test: unknown, pointer: string, report: Report) => void;

export interface ParsedRuleSet {
  /** The rule set with its good rules only, frozen; `null` if a mistake concerns it as a whole. */
  readonly ruleSet: RuleSet | null;
  /** Every mistake, those of rules included. */
  readonly issues: readonly Issue[];
  /** The rules that were left out. One without a usable id is called by its place, such as `rules/3`. */
  readonly invalid: readonly { readonly ruleId: string; readonly issues: readonly Issue[] }[];
}

/**
 * Reads a rule set from JSON text or from a value, which is copied and never changed. Never throws. A rule with a
 * mistake is left out and the others stay as if it were not there; a mistake outside the rules leaves nothing,
 * except in a named condition, which takes with it only the rules that use it.
 *
 * @param checkTest - checks the `tests` of the rules. Without it, as on a page, where they mean nothing, they are
 * neither checked nor kept.
 * @param checkRegex - checks regular expressions. Without it none is taken.
 */
export function parseRuleSet(input: unknown, checkTest?: CheckTest, checkRegex?: CheckRegex): ParsedRuleSet {
  const issues: Issue[] = [];
  const early: Issue[] = [];
  const tellEarly: Report = (code, pointer, params = {}) => {
    early.push({ code, pointer, params });
  };
  const document = read(input, tellEarly);
  const rules =
    isObject(document) && Array.isArray(document.rules) ? (document.rules as readonly unknown[]) : [];
  const names = namesOf(rules);
  const issuesOf = names.map((): Issue[] => []);

  /** Takes mistakes down for the rule at a place in the list, or for the rule set, which has none. */
  const reportFor =
    (index: number): Report =>
    (code, pointer, given = {}) => {
      const problem = code === 'unsafe_regex' ? checkRegex?.(given.value as string) : undefined;
      if (problem === null) return false;
      const issue = { code, pointer, ruleId: names[index], params: { ...given, ...problem } };
      issues.push(issue);
      issuesOf[index]?.push(issue);
      return;
    };
  const isTooLong = rules.length > limits.rules;
  // An endless list is not even looked at.
  if (isTooLong) tellEarly('too_many', '/rules', { limit: limits.rules });
  else if (document !== undefined) checkShape(shape, document, '', tellEarly);
  for (const { code, pointer, params } of early) {
    reportFor(Number(/^\/rules\/(\d+)/.exec(pointer)?.[1]))(code, pointer, params);
  }
  if (!isObject(document) || isTooLong) return { ruleSet: null, issues, invalid: [] };

  const forAll = reportFor(NaN);
  const named = checkNamedConditions(document.conditions, early, forAll);
  const language = typeof document.defaultLanguage === 'string' ? document.defaultLanguage : 'en';
  checkLimits(document.limits, '/limits', forAll);
  let count = 0;
  for (const [index, rule] of rules.entries()) {
    if (!isObject(rule)) continue;
    const pointer = at('/rules', index);
    const isWithinLimit = count <= limits.conditions;
    const report = reportFor(index);
    count += checkRule(rule, pointer, named, language, report);
    if (isWithinLimit && count > limits.conditions) {
      forAll('too_many_conditions', pointer, { limit: limits.conditions });
    }
    const id = names[index] ?? '';
    if (names.indexOf(id) < index) report('duplicate_id', at(pointer, 'id'), { id });
    if (checkTest === undefined || !Array.isArray(rule.tests)) continue;
    rule.tests.forEach((test: unknown, place) => {
      checkTest(test, `${pointer}/tests/${place}`, report);
    });
  }

  const isBroken = issues.some(
    ({ ruleId, pointer }) => ruleId === undefined && !pointer.startsWith('/conditions/'),
  );
  const good = rules
    .filter((_, index) => issuesOf[index]?.length === 0)
    .map((rule) => (checkTest === undefined && isObject(rule) ? without(rule, 'tests') : rule));
  return {
    ruleSet: isBroken ? null : withGoodRules(document, good, named),
    issues,
    invalid: names.flatMap((ruleId, index) => {
      const own = issuesOf[index] ?? [];
      return own.length === 0 ? [] : [{ ruleId, issues: own }];
    }),
  };
}

function read(input: unknown, report: Report): unknown {
  if (typeof input !== 'string') return copyJson(input, report);
  if (input.length > limits.characters) {
    report('too_large', '', { limit: limits.characters });
    return undefined;
  }
  try {
    return copyJson(JSON.parse(input), report);
  } catch {
    report('json_syntax', '');
    return undefined;
  }
}

function namesOf(rules: readonly unknown[]): string[] {
  return rules.map((rule, index) =>
    isObject(rule) && typeof rule.id === 'string' && rule.id !== '' ? rule.id : `rules/${index}`,
  );
}

function withGoodRules(
  document: JsonObject,
  rules: readonly unknown[],
  { usable }: NamedConditions,
): RuleSet {
  const { conditions } = document;
  const checked = bare({
    ...document,
    ...(isObject(conditions)
      ? { conditions: without(conditions, ...Object.keys(conditions).filter((name) => !usable.has(name))) }
      : {}),
    rules: Object.freeze(rules),
  });
  // Shape, names, types and values have all been checked above; no type guard could say it better.
  return checked as unknown as RuleSet;
}

function without(members: JsonObject, ...names: readonly string[]): JsonObject {
  return bare(Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name))));
}
