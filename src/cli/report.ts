import { createReadStream } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { reportPage } from '../report/page.ts';
import { makeReport } from '../report/report.ts';
import type { EventFile } from '../report/report.ts';
import { reportLines } from '../report/table.ts';
import { counted } from '../report/words.ts';
import { UsageError } from './arguments.ts';
import type { Arguments } from './arguments.ts';
import type { ProgressBar } from './progressBar.ts';

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
 * @returns the exit code: 0, or 1 if a file cannot be read or holds no event the report asks for.
 * @throws {UsageError} without a file
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
  if (html !== null) await writeFile(html, reportPage(report));
  if (json) out(JSON.stringify(report, null, 2));
  else reportLines(report).forEach((line) => out(line));
  if (html !== null && !json) out(`The page is in ${html}.`);
  if (report.events.counted > 0) return 0;
  if (!json) out(noEvents(report.events));
  return 1;
}

function noEvents({ anonymous, other }: { readonly anonymous: number; readonly other: number }): string {
  if (anonymous > 0) {
    return `${counted(anonymous, 'event')} of ours, but none tells its visitor: that is user_pseudo_id, client_id or clientId, or what --visitor names.`;
  }
  return `No event is proactive_chat_…${other > 0 ? '; those there are come from something else' : ''}.`;
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
