import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkTemplate } from '../gtm/crossChecks.ts';
import { checkMetadata } from '../gtm/metadataCheck.ts';
import type { FindCommit } from '../gtm/metadataCheck.ts';
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
  /** The history of the repository that a folder is in, undefined if it is in none; default: what git says. */
  readonly history?: (folder: string) => FindCommit | undefined;
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
  const report =
    what === 'test'
      ? reportScenarios
      : what === 'check'
        ? async (file: string, template: Template) =>
            reportProblems(file, template, io) + (await reportMetadata(file, io))
        : null;
  if (report === null || files.length === 0) {
    throw new UsageError('gtm wants "test" or "check", and at least one template file.');
  }
  let faults = 0;
  for (const file of files) {
    const template = await load(file, io);
    faults += template === null ? 1 : await report(file, template, io);
  }
  return faults === 0 ? 0 : 1;
}

async function load(file: string, { out, read }: GtmIo): Promise<Template | null> {
  try {
    return readTemplate(await (read ?? readText)(file));
  } catch (error) {
    const { code, message } = error as Error & { readonly code?: string };
    const reasons: Readonly<Record<string, string>> = {
      ENOENT: 'There is no such file.',
      EISDIR: 'It is a directory: name the .tpl file in it.',
      EACCES: 'This account may not read it.',
    };
    const why = reasons[code ?? ''] ?? message;
    out(`${file}: cannot be read as a template. ${why}`);
    return null;
  }
}

function readText(file: string): Promise<string> {
  return readFile(file, 'utf8');
}

function reportScenarios(file: string, template: Template, { out }: GtmIo): number {
  const results = runScenarios(template);
  if (results.length === 0) {
    out(`${file}: there are no scenarios to run; they belong in its section ___TESTS___.\n`);
    return 0;
  }
  out(file);
  for (const result of results) out(describeScenario(result, template));
  const proven = new Set(results.flatMap(({ usedPermissions }) => usedPermissions));
  const unproven = template.permissions.map(({ publicId }) => publicId).filter((id) => !proven.has(id));
  if (unproven.length > 0) {
    out(`  note: no scenario needs ${unproven.join(', ')} unmocked, so nothing proves these permissions`);
  }
  const failed = results.filter(({ failure }) => failure !== undefined).length;
  const all = `${results.length} scenario${results.length === 1 ? '' : 's'}`;
  out(failed === 0 ? `${file}: ${all} passed.\n` : `${file}: ${failed} of ${all} failed.\n`);
  return failed;
}

function describeScenario(result: ScenarioResult, { codeLine, info }: Template): string {
  const { name, failure, completions, unusedMocks } = result;
  const lines = [`  ${failure === undefined ? '✓' : '✗'} ${name}`];
  // The editor counts from the beginning of the code, everybody else from that of the file.
  const placed = failure?.replace(
    /template line (\d+)/g,
    (said, line: string) => `${said} (line ${Number(line) + codeLine - 1} of the file)`,
  );
  if (placed !== undefined) lines.push(`      ${placed.replaceAll('\n', '\n      ')}`);
  // Only tags complete; a variable gives its value back.
  const odd = info['type'] === 'TAG' ? completions.find((count) => count !== 1) : undefined;
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

/** The `metadata.yaml` beside a template, if there is one. */
async function reportMetadata(file: string, { out, read, history }: GtmIo): Promise<number> {
  const folder = dirname(file);
  const metadataFile = join(folder, 'metadata.yaml');
  const text = await (read ?? readText)(metadataFile).catch(() => null);
  if (text === null) return 0;
  const problems = checkMetadata(text, (history ?? gitHistory)(folder));
  for (const problem of problems) out(`${metadataFile}: ${describeProblem(problem)}`);
  return problems.length;
}

function gitHistory(folder: string): FindCommit | undefined {
  const git = (...words: readonly string[]): string =>
    execFileSync('git', ['-C', folder, ...words], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const ask = (...words: readonly string[]): string | undefined => {
    try {
      return git(...words).trim();
    } catch {
      return undefined;
    }
  };
  if (ask('rev-parse', '--git-dir') === undefined) return undefined;
  return (sha) => {
    const at = ask('show', '--no-patch', '--format=%ct', `${sha}^{commit}`);
    if (at === undefined) return undefined;
    return {
      at: Number(at) * 1000,
      hasTemplate: ask('cat-file', '-e', `${sha}:./template.tpl`) !== undefined,
    };
  };
}
