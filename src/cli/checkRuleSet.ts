import { compileRuleSet } from '../core/compile.ts';
import type { Rule, RuleSet, RuleTest } from '../core/ruleSet.ts';
import { runRuleTest } from '../core/simulate.ts';
import { checkRegex } from '../rules/checkRegex.ts';
import { checkTest } from '../rules/checkTest.ts';
import { createRulesEngine } from '../rules/engine.ts';
import type { Issue } from '../rules/issue.ts';
import { lintRuleSet } from '../rules/lint/lint.ts';
import type { LintSettings, Warning } from '../rules/lint/warning.ts';
import { placesIn } from '../rules/locate.ts';
import { describeIssue } from '../rules/messages.ts';
import { parseRuleSet } from '../rules/parse.ts';
import type { CheckTest } from '../rules/parse.ts';
import type { Place } from '../rules/scanJson.ts';
import { pathsIn, whatFails } from './explanation.ts';

/** Something to tell about a rule set file. An error makes a rule, or the file, unusable, or is in a test or makes it fail. */
export interface Finding {
  readonly severity: 'error' | 'warning' | 'hint';
  /** Of the checks, of the linter, or `test_failed`, `duplicate_key`, `unreadable`. */
  readonly code: string;
  /** JSON pointer (RFC 6901); empty for the document. */
  readonly pointer: string;
  readonly place: Place;
  /** What is so, and what to do about it. */
  readonly message: string;
}

/** What was found out about a rule set. */
export interface CheckedRuleSet {
  readonly findings: readonly Finding[];
  /** Rules that can be used; `null` if the rule set cannot be used at all. */
  readonly rules: number | null;
  readonly tests: number;
  readonly failed: number;
}

/** Checks the text of a rule set, looks for traps, and plays the tests inside it. */
export async function checkRuleSet(text: string, settings: LintSettings): Promise<CheckedRuleSet> {
  const places = placesIn(text);
  const testIssues: Issue[] = [];
  const brokenTests = new Set<unknown>();
  // Kept apart from the mistakes that take a rule away: no page reads the tests.
  const noteTestIssues: CheckTest = (test, parent) => {
    checkTest(test, parent, (code, pointer, params = {}) => {
      testIssues.push({ code, pointer, params });
      brokenTests.add(test);
    });
  };
  const { ruleSet, issues } = parseRuleSet(text, noteTestIssues, checkRegex);
  const warnings = ruleSet === null ? [] : lintRuleSet(ruleSet, issues, settings);
  const found: readonly Finding[] = [
    ...places.duplicates.map(({ place, pointer, key }) => ({
      severity: 'error' as const,
      code: 'duplicate_key',
      pointer,
      place,
      message: `${JSON.stringify(key)} stands twice in this object and only the last counts. Remove one.`,
    })),
    ...[...issues, ...testIssues].map((issue) => ({
      severity: 'error' as const,
      code: issue.code,
      pointer: issue.pointer,
      place: places.place(issue.pointer, isAboutName(issue) ? 'key' : 'value'),
      message: describeIssue(issue, text),
    })),
    ...warnings.map((warning) => ({
      severity: warning.severity,
      code: warning.code,
      pointer: warning.pointer,
      place: places.place(warning.pointer, isAboutKey(warning) ? 'key' : 'value'),
      message: `${warning.message} ${warning.suggestion}`,
    })),
  ];
  const played = ruleSet === null ? { tests: 0, failures: [] } : await playTests(ruleSet, brokenTests);
  const failures = played.failures.map(({ rule, test, message }): Finding => {
    const pointer = pointerOfTest(text, rule, test);
    return { severity: 'error', code: 'test_failed', pointer, place: places.place(pointer), message };
  });
  return {
    findings: [...once(found).sort((a, b) => a.place.offset - b.place.offset), ...failures],
    rules: ruleSet === null ? null : ruleSet.rules.length,
    tests: played.tests,
    failed: failures.length,
  };
}

/** A named condition can be found wanting by several rules, and its mistake is still one. */
function once(findings: readonly Finding[]): Finding[] {
  const told = new Map<string, Finding>();
  for (const finding of findings) {
    const { place, pointer, message } = finding;
    const id = `${place.offset} ${pointer} ${message}`;
    if (!told.has(id)) told.set(id, finding);
  }
  return [...told.values()];
}

interface TestFailure {
  readonly rule: Rule;
  readonly test: RuleTest;
  readonly message: string;
}

/** Plays the tests of the rules that can be used, except those that are broken themselves. */
async function playTests(
  ruleSet: RuleSet,
  broken: ReadonlySet<unknown>,
): Promise<{ readonly tests: number; readonly failures: readonly TestFailure[] }> {
  const compiled = compileRuleSet(ruleSet);
  const engine = createRulesEngine();
  const failures: TestFailure[] = [];
  let tests = 0;
  for (const rule of ruleSet.rules) {
    const own = compiled.rules.find((candidate) => candidate.rule === rule);
    const paths = own === undefined ? new Map<string, string>() : pathsIn(own.condition);
    for (const test of testsOf(rule)) {
      if (broken.has(test)) continue;
      tests += 1;
      const { passed, reason, explanation, trace } = await runRuleTest(compiled, rule.id, test, engine);
      if (passed) continue;
      const expected = typeof test.expect === 'string' ? { outcome: test.expect } : test.expect;
      const wanted = `"${expected.outcome}"${expected.reason === undefined ? '' : ` (${expected.reason})`}`;
      const failing = reason === 'not_matched' && trace !== null ? whatFails(trace, paths) : [];
      const because = failing.length === 0 ? '' : ` Not so: ${failing.join('; ')}.`;
      const message = `The test "${test.name}" of the rule "${rule.id}" fails. Expected: ${wanted}. ${explanation}${because}`;
      failures.push({ rule, test, message });
    }
  }
  return { tests, failures };
}

/** Whether the name of a member is the mistake, and not its value. */
function isAboutName({ code, pointer }: Issue): boolean {
  switch (code) {
    case 'unknown_key':
    case 'suppressing_key':
    case 'unsafe_key':
    case 'condition_priority':
    case 'path_not_here':
    case 'unknown_param':
    case 'language_tag':
    case 'context_name':
      return true;
    case 'unknown_fact':
    case 'missing_param':
      return /\/(given|then\/\d+)\/facts\/[^/]+$/.test(pointer);
    default:
      return false;
  }
}

function isAboutKey({ code }: Warning): boolean {
  switch (code) {
    case 'unused_condition':
    case 'context_name_unknown':
    case 'context_names_alike':
    case 'context_name_taken':
    case 'no_effect':
    case 'switched_off':
      return true;
    default:
      return false;
  }
}

/** Where a test of a rule stands in the document, which may have rules that were left out. */
function pointerOfTest(text: string, rule: Rule, test: RuleTest): string {
  const { rules } = JSON.parse(text) as { readonly rules: readonly (Rule | null)[] };
  const index = rules.findIndex((candidate) => candidate?.id === rule.id);
  return `/rules/${index}/tests/${testsOf(rule).indexOf(test)}`;
}

function testsOf(rule: Rule): readonly RuleTest[] {
  return rule.kind === 'suppress' ? [] : (rule.tests ?? []);
}
