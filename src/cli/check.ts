import { codeFrame } from '../rules/codeFrame.ts';
import type { LintSettings } from '../rules/lint/warning.ts';
import { checkRuleSet } from './checkRuleSet.ts';
import type { CheckedRuleSet, Finding } from './checkRuleSet.ts';
import { readText, ruleFilesIn } from './ruleFiles.ts';

export interface CheckIo {
  /** Takes one line of the report, or several joined by line breaks. */
  readonly out: (text: string) => void;
  /** The text of a file; default: from disk. */
  readonly read?: (file: string) => Promise<string>;
}

export interface CheckOptions extends LintSettings {
  /** Report as one JSON document. */
  readonly json?: boolean;
  /** Warnings make the check fail, too. */
  readonly strict?: boolean;
}

interface CheckedFile extends CheckedRuleSet {
  readonly file: string;
  readonly text: string;
}

/**
 * Checks rule set files and plays the tests inside them, and reports every mistake with file, line, column, JSON
 * pointer, advice and the lines around it, and what is written correctly and hardly meant. Of a directory every JSON
 * file in it is checked.
 *
 * @returns the exit code: 0 if all is well, 1 if a file cannot be read or has a mistake, or if a test fails; with
 * `strict` also if there is a warning. A hint never fails.
 */
export async function checkFiles(
  places: readonly string[],
  io: CheckIo,
  options: CheckOptions = {},
): Promise<number> {
  const files = io.read === undefined ? await ruleFilesIn(places) : places;
  const checked: CheckedFile[] = [];
  for (const file of files) {
    const result = await checkFile(file, io.read ?? readText, options);
    checked.push(result);
    if (options.json !== true) tell(result, io.out);
  }
  if (options.json === true) io.out(JSON.stringify(asJson(checked), null, 2));
  else if (files.length === 0) io.out(`No JSON file in ${places.join(', ')}.`);
  const failing = checked.some(({ findings }) =>
    findings.some(
      ({ severity }) => severity === 'error' || (options.strict === true && severity === 'warning'),
    ),
  );
  return failing || files.length === 0 ? 1 : 0;
}

async function checkFile(
  file: string,
  read: (file: string) => Promise<string>,
  settings: LintSettings,
): Promise<CheckedFile> {
  let text: string;
  try {
    text = await read(file);
  } catch (error) {
    const message = `cannot be read. ${error instanceof Error ? error.message : String(error)}`;
    const place = { offset: 0, line: 1, column: 1 };
    const finding: Finding = { severity: 'error', code: 'unreadable', pointer: '', place, message };
    return { file, text: '', findings: [finding], rules: null, tests: 0, failed: 0 };
  }
  return { file, text, ...(await checkRuleSet(text, settings)) };
}

function tell({ file, text, findings, rules, tests, failed }: CheckedFile, out: CheckIo['out']): void {
  for (const { severity, code, pointer, place, message } of findings) {
    if (code === 'unreadable') {
      out(`${file}: ${message}`);
      return;
    }
    const head = `${file}:${place.line}:${place.column}${pointer === '' ? '' : ` ${pointer}`}`;
    const sentence = severity === 'error' ? message : `${severity} ${code}: ${message}`;
    const isShort = severity === 'hint' || code === 'test_failed';
    out(`${head}\n  ${sentence}\n${isShort ? '' : `\n${indent(codeFrame(text, place))}\n`}`);
  }
  const count = (severity: Finding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const mistakes = count('error') - failed;
  if (rules === null) {
    out(`${file}: ${counted(mistakes, 'mistake')}; the rule set cannot be used.`);
    return;
  }
  const played =
    failed === 0 ? `${counted(tests, 'test')} passed` : `${failed} of ${counted(tests, 'test')} failed`;
  const verdict = [
    mistakes === 0 ? 'no mistakes' : counted(mistakes, 'mistake'),
    ...(count('warning') === 0 ? [] : [counted(count('warning'), 'warning')]),
    ...(count('hint') === 0 ? [] : [counted(count('hint'), 'hint')]),
    `${counted(rules, 'rule')} usable`,
    played,
  ];
  out(`${file}: ${verdict.join(', ')}.`);
}

/** The report for programs. */
function asJson(checked: readonly CheckedFile[]): unknown {
  const all = checked.flatMap(({ findings }) => findings);
  const count = (severity: Finding['severity']): number =>
    all.filter((finding) => finding.severity === severity).length;
  return {
    errors: count('error'),
    warnings: count('warning'),
    hints: count('hint'),
    files: checked.map(({ file, rules, tests, failed, findings }) => ({
      file,
      rules,
      tests,
      failed,
      findings: findings.map(({ severity, code, pointer, place, message }) => ({
        severity,
        code,
        pointer,
        line: place.line,
        column: place.column,
        message,
      })),
    })),
  };
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
