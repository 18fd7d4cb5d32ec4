import { createReadStream } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { reportPage } from '../report/page.ts';
import { makeReport } from '../report/report.ts';
import type { EventFile, Report } from '../report/report.ts';
import { reportLines } from '../report/table.ts';
import { count, counted } from '../report/words.ts';
import { UsageError } from './arguments.ts';
import type { Arguments } from './arguments.ts';
import type { ProgressBar } from './progressBar.ts';

/** Ids of rule sets that a message lists. */
const SHOWN_RULE_SETS = 10;

export interface ReportIo {
  /** Takes one line of the report, or several joined by line breaks. */
  readonly out: (text: string) => void;
  readonly progress: ProgressBar;
  /** What comes in by `-`. */
  readonly stdin: AsyncIterable<Uint8Array>;
}

/** What `--holdout-percent` plans: one number for every rule set, or by its id, as in `shop-eu=10`. */
export type PlannedPercents = ReadonlyMap<string | null, number>;

/**
 * The command `report`: reads events and tells how far visitors came, why there was silence, and whether inviting helps.
 *
 * @returns the exit code: 0, or 1 if there is no event the report asks for.
 * @throws {UsageError} without a file
 * @throws if a file cannot be read; after the figures if the page cannot be written, or a percentage is for a rule set that
 *   no event is of
 */
export async function runReport(
  { words, html, json, visitorField, holdoutPercents }: Arguments,
  { out, progress, stdin }: ReportIo,
): Promise<number> {
  if (words.length === 0) {
    throw new UsageError('report wants at least one file of events, or - for what comes in by a pipe.');
  }
  const report = await makeReport(await openFiles(words, stdin, progress), {
    visitorField,
    plannedPercent: (ruleSetId) => holdoutPercents.get(ruleSetId) ?? holdoutPercents.get(null) ?? null,
  }).finally(() => progress.clear());
  if (json) out(JSON.stringify(report, null, 2));
  else reportLines(report).forEach((line) => out(line));
  if (html !== null) {
    await writePage(html, report);
    if (!json) out(`The page is in ${html}.`);
  }
  if (report.events.counted > 0) {
    refuseUnknownRuleSets(holdoutPercents, report);
    return 0;
  }
  if (!json) out(noEvents(report.events));
  return 1;
}

async function writePage(name: string, report: Report): Promise<void> {
  try {
    await writeFile(name, reportPage(report));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const advice = code === 'ENOENT' ? 'Make its directory first' : 'Give --html another place';
    throw new Error(`${name}: the page cannot be written: ${systemWords(error as Error)}. ${advice}.`, {
      cause: error,
    });
  }
}

/** The figures stand all the same; only the split that was meant has not been checked. */
function refuseUnknownRuleSets(planned: PlannedPercents, { rows }: Report): void {
  const known = new Set(rows.map(({ ruleSetId }) => ruleSetId));
  const unknown = [...planned.keys()].filter((id) => id !== null && !known.has(id));
  if (unknown.length === 0) return;
  const shown = [...known].slice(0, SHOWN_RULE_SETS).join(', ');
  const left = known.size > SHOWN_RULE_SETS ? ` and ${count(known.size - SHOWN_RULE_SETS)} more` : '';
  throw new Error(
    `--holdout-percent: no event is of rule set ${unknown.join(', ')}. Those in the events are: ${shown}${left}.`,
  );
}

function noEvents({ read, anonymous, other, malformed }: Report['events']): string {
  if (anonymous > 0) {
    return `${counted(anonymous, 'event')} of ours, but none tells its visitor: that is user_pseudo_id, client_id or clientId, or what --visitor names.`;
  }
  if (malformed > 0 && malformed === read) {
    return `Nothing could be read: ${counted(malformed, 'line')}, malformed without exception.`;
  }
  const elsewhere = other > 0 ? '; those there are come from something else' : '';
  return `No event is proactive_chat_…${elsewhere}${malformed > 0 ? `, or are malformed (${count(malformed)})` : ''}.`;
}

/** The files, which tell the progress bar as they are read. */
async function openFiles(
  names: readonly string[],
  stdin: AsyncIterable<Uint8Array>,
  progress: ProgressBar,
): Promise<readonly EventFile[]> {
  const sizes = await Promise.all(names.map((name) => (name === '-' ? null : sizeOf(name))));
  const total = sizes.includes(null) ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  let done = 0;
  async function* watched(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of bytes) {
      done += piece.length;
      progress.show(total === null || total === 0 ? null : done / total, `${megabytes(done)} read`);
      yield piece;
    }
  }
  return names.map((name) =>
    name === '-'
      ? { name: 'standard input', bytes: watched(stdin) }
      : { name, bytes: watched(bytesOf(name)) },
  );
}

/** Opened only when its turn has come: there may be more files than may be open at once. */
async function* bytesOf(name: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of createReadStream(name, { highWaterMark: 1 << 18 })) yield piece as Uint8Array;
  } catch (error) {
    throw new Error(`cannot be read: ${systemWords(error as Error)}.`, { cause: error });
  }
}

/** `EACCES: permission denied` of what Node says, which goes on with the call and the name. */
function systemWords({ message }: Error): string {
  return message.replace(/, \w+( '.*')?$/s, '');
}

/** `null`: a pipe, which does not tell. */
async function sizeOf(name: string): Promise<number | null> {
  const found = await stat(name).catch(() => null);
  if (found === null) throw new Error(`${name}: cannot be read. Is the name right?`);
  if (found.isDirectory()) throw new Error(`${name}: is a directory; report wants the files in it.`);
  return found.isFile() ? found.size : null;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
