import { readFile } from 'node:fs/promises';
import { checkTemplate } from '../gtm/crossChecks.ts';
import { describeProblem } from '../gtm/problem.ts';
import { runScenarios } from '../gtm/scenarios.ts';
import type { ScenarioResult } from '../gtm/scenarios.ts';
import { readTemplate } from '../gtm/template.ts';
import type { Template } from '../gtm/template.ts';
import { UsageError } from './arguments.ts';

export interface GtmIo {
  /** Takes one line of the report, or several joined by line breaks. */
  readonly out: (text: string) => void;
  /** The text of a file; default: from disk. */
  readonly read?: (file: string) => Promise<string>;
}

/**
 * `gtm test FILES` runs the scenarios of Tag Manager templates; `gtm check FILES` looks for what the template editor or
 * the gallery would refuse, and for code, fields and permissions that do not fit together.
 *
 * @returns the exit code: 0 if all is well, 1 if a file cannot be read, a scenario fails or a problem is found.
 * @throws {UsageError} for anything but the two words and at least one file
 */
export async function runGtm(words: readonly string[], io: GtmIo): Promise<number> {
  const [what, ...files] = words;
  const report = what === 'test' ? reportScenarios : what === 'check' ? reportProblems : null;
  if (report === null || files.length === 0) {
    throw new UsageError('gtm wants "test" or "check", and at least one template file.');
  }
  let faults = 0;
  for (const file of files) {
    const template = await load(file, io);
    faults += template === null ? 1 : report(file, template, io);
  }
  return faults === 0 ? 0 : 1;
}

async function load(file: string, { out, read }: GtmIo): Promise<Template | null> {
  try {
    return readTemplate(await (read ?? readText)(file));
  } catch (error) {
    out(`${file}: cannot be read as a template. ${(error as Error).message}`);
    return null;
  }
}

function readText(file: string): Promise<string> {
  return readFile(file, 'utf8');
}

function reportScenarios(file: string, template: Template, { out }: GtmIo): number {
  const results = runScenarios(template);
  out(file);
  for (const result of results) out(describeScenario(result));
  const failed = results.filter(({ failure }) => failure !== undefined).length;
  const all = `${results.length} scenario${results.length === 1 ? '' : 's'}`;
  out(failed === 0 ? `${file}: ${all} passed.\n` : `${file}: ${failed} of ${all} failed.\n`);
  return failed;
}

function describeScenario({ name, failure, completions, unusedMocks }: ScenarioResult): string {
  const lines = [`  ${failure === undefined ? '✓' : '✗'} ${name}`];
  if (failure !== undefined) lines.push(`      ${failure.replaceAll('\n', '\n      ')}`);
  const odd = completions.find((count) => count !== 1);
  if (failure === undefined && odd !== undefined) {
    const told = odd === 0 ? 'neither gtmOnSuccess nor gtmOnFailure' : `${odd} completions`;
    lines.push(`      note: a run of the code called ${told}; Tag Manager waits for exactly one`);
  }
  if (unusedMocks.length > 0)
    lines.push(`      note: nothing asked for the mock of ${unusedMocks.join(', ')}`);
  return lines.join('\n');
}

function reportProblems(file: string, template: Template, { out }: GtmIo): number {
  const problems = checkTemplate(template);
  for (const problem of problems) out(`${file}: ${describeProblem(problem)}`);
  out(problems.length === 0 ? `${file}: no problems.` : `${file}: ${problems.length} found.\n`);
  return problems.length;
}
