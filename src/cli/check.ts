import { readFile } from 'node:fs/promises';
import { compileRuleSet } from '../core/compile.ts';
import type { RuleSet } from '../core/ruleSet.ts';
import { runRuleTest } from '../core/simulate.ts';
import { checkTest } from '../rules/checkTest.ts';
import { codeFrame } from '../rules/codeFrame.ts';
import { createRulesEngine } from '../rules/engine.ts';
import type { Issue } from '../rules/issue.ts';
import { placesIn } from '../rules/locate.ts';
import type { Places } from '../rules/locate.ts';
import { describeIssue } from '../rules/messages.ts';
import { parseRuleSet } from '../rules/parse.ts';
import type { Place } from '../rules/scanJson.ts';

export interface CheckIo {
  /** Takes one line of the report, or several joined by line breaks. */
  readonly out: (text: string) => void;
  /** The text of a file; default: from disk. */
  readonly read?: (file: string) => Promise<string>;
}

/**
 * Checks rule set files and plays the tests inside them, and reports every mistake with file, line, column, JSON
 * pointer, advice and the lines around it.
 *
 * @returns the exit code: 0 if all is well, 1 if a file cannot be read or has a mistake, or if a test fails.
 */
export async function checkFiles(files: readonly string[], io: CheckIo): Promise<number> {
  let mistakes = 0;
  for (const file of files) mistakes += await checkFile(file, io);
  return mistakes === 0 ? 0 : 1;
}

async function checkFile(file: string, { out, read }: CheckIo): Promise<number> {
  let text: string;
  try {
    text = await (read ?? readText)(file);
  } catch (error) {
    out(`${file}: cannot be read. ${reasonOf(error)}`);
    return 1;
  }
  const places = placesIn(text);
  const { ruleSet, issues } = parseRuleSet(text, checkTest);
  const told = new Set<string>();
  let mistakes = 0;
  const tell = (place: Place, pointer: string, sentence: string): void => {
    const report = `${file}:${place.line}:${place.column}${pointer === '' ? '' : ` ${pointer}`}\n  ${sentence}`;
    // A named condition can be found wanting by several rules, and its mistake is still one.
    if (told.has(report)) return;
    told.add(report);
    mistakes += 1;
    out(`${report}\n\n${indent(codeFrame(text, place))}\n`);
  };
  for (const { place, pointer, key } of places.duplicates) {
    tell(
      place,
      pointer,
      `${JSON.stringify(key)} stands twice in this object and only the last counts. Remove one.`,
    );
  }
  for (const { issue, place } of inOrder(issues, places)) {
    tell(place, issue.pointer, describeIssue(issue, text));
  }
  if (ruleSet === null) {
    out(`${file}: ${counted(mistakes, 'mistake')}; the rule set cannot be used.`);
    return mistakes;
  }

  const { tests, failed } = await playTests(ruleSet, (ruleId, name, explanation) => {
    const pointer = pointerOfTest(text, ruleId, name);
    const place = places.place(pointer);
    out(
      `${file}:${place.line}:${place.column} ${pointer}\n  The test "${name}" of the rule "${ruleId}" fails. ${explanation}\n`,
    );
  });
  const rules = counted(ruleSet.rules.length, 'rule');
  const verdict = mistakes === 0 ? 'no mistakes' : counted(mistakes, 'mistake');
  const played =
    failed === 0 ? `${counted(tests, 'test')} passed` : `${failed} of ${counted(tests, 'test')} failed`;
  out(`${file}: ${verdict}, ${rules} usable, ${played}.`);
  return mistakes + failed;
}

/** Plays the tests of the rules that can be used. */
async function playTests(
  ruleSet: RuleSet,
  tellFailure: (ruleId: string, name: string, explanation: string) => void,
): Promise<{ readonly tests: number; readonly failed: number }> {
  const compiled = compileRuleSet(ruleSet);
  const engine = createRulesEngine();
  let tests = 0;
  let failed = 0;
  for (const { id, tests: cases = [] } of ruleSet.rules) {
    for (const test of cases) {
      tests += 1;
      const { passed, explanation } = await runRuleTest(compiled, id, test, engine);
      if (passed) continue;
      failed += 1;
      const expected = typeof test.expect === 'string' ? { outcome: test.expect } : test.expect;
      const wanted = `"${expected.outcome}"${expected.reason === undefined ? '' : ` (${expected.reason})`}`;
      tellFailure(id, test.name, `Expected: ${wanted}. ${explanation}`);
    }
  }
  return { tests, failed };
}

function inOrder(
  issues: readonly Issue[],
  places: Places,
): readonly { readonly issue: Issue; readonly place: Place }[] {
  return issues
    .map((issue) => ({ issue, place: places.place(issue.pointer, isAboutName(issue) ? 'key' : 'value') }))
    .sort((a, b) => a.place.offset - b.place.offset);
}

/** Whether the name of a member is the mistake, and not its value. */
function isAboutName({ code, pointer }: Issue): boolean {
  switch (code) {
    case 'unknown_key':
    case 'unsupported_key':
    case 'unsafe_key':
    case 'condition_priority':
    case 'path_not_here':
    case 'unknown_param':
    case 'language_tag':
    case 'context_name':
      return true;
    case 'unknown_fact':
    case 'missing_param':
      return /\/given\/facts\/[^/]+$/.test(pointer);
    default:
      return false;
  }
}

/** Where a test of a rule stands in the document, which may have rules that were left out. */
function pointerOfTest(text: string, ruleId: string, name: string): string {
  const { rules } = JSON.parse(text) as { readonly rules: readonly (RuleSet['rules'][number] | null)[] };
  const index = rules.findIndex((rule) => rule?.id === ruleId);
  const test = (rules[index]?.tests ?? []).findIndex((candidate) => candidate.name === name);
  return `/rules/${index}/tests/${test}`;
}

function readText(file: string): Promise<string> {
  return readFile(file, 'utf8');
}

function reasonOf(error: unknown): string {
  const { code, message = String(error) } = error as Partial<NodeJS.ErrnoException>;
  if (code === 'ENOENT') return 'There is no such file.';
  if (code === 'EISDIR') return 'It is a directory; give the files in it, such as rules/*.json.';
  return message;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
