import { readEvent } from './event.ts';
import { figuresOf } from './figures.ts';
import type { RowFigures } from './figures.ts';
import { readRecords } from './readRecords.ts';
import { createTally } from './tally.ts';

/** A file, or what stands for one. */
export interface EventFile {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

export interface ReportOptions {
  /** The member that tells visitors apart; `null` = `user_pseudo_id`, `client_id` or `clientId`. */
  readonly visitorField: string | null;
  /** The hold-out a rule set wants, above 0 and below 100; `null` = not known, so the split is not checked. */
  readonly plannedPercent: (ruleSetId: string) => number | null;
}

export interface Problem {
  readonly file: string;
  readonly line: number;
  /** A sentence. */
  readonly problem: string;
}

export interface Report {
  readonly reportVersion: 1;
  /** First and last day of the events that tell one, as `2026-11-27`; `null` if none does. */
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly events: {
    readonly read: number;
    /** Those the figures are made of. */
    readonly counted: number;
    /** Events of the site, and those of ours that no figure asks for. */
    readonly other: number;
    /** Of ours, but without anything that tells visitors apart: no consent for analytics. */
    readonly anonymous: number;
    readonly malformed: number;
  };
  /** The first 50 of the malformed lines. */
  readonly problems: readonly Problem[];
  /** How many malformed lines are not among `problems`. */
  readonly moreProblems: number;
  /** Every rule set, each followed by its rules. */
  readonly rows: readonly RowFigures[];
}

/** Problems kept with their place; the others are counted. */
export const MOST_PROBLEMS = 50;

/**
 * Makes the report of some files, holding one line at a time. Throws an `Error` that names the file if one cannot be
 * read at all, or if the events name more than 10,000 rules.
 */
export async function makeReport(
  files: readonly EventFile[],
  { visitorField, plannedPercent }: ReportOptions,
): Promise<Report> {
  const tally = createTally();
  const events = { read: 0, counted: 0, other: 0, anonymous: 0, malformed: 0 };
  const problems: Problem[] = [];
  let from: string | null = null;
  let to: string | null = null;

  for (const { name, bytes } of files) {
    const malformed = (problem: string, line: number): void => {
      events.malformed += 1;
      if (problems.length < MOST_PROBLEMS) problems.push({ file: name, line, problem });
    };
    const record = (value: unknown, line: number): void => {
      events.read += 1;
      const read = readEvent(value, visitorField);
      if (read.kind === 'other') events.other += 1;
      else if (read.kind === 'anonymous') events.anonymous += 1;
      else if (read.kind === 'malformed') malformed(read.problem, line);
      else {
        events.counted += 1;
        tally.add(read.event);
        const { day } = read.event;
        if (day === null) return;
        if (from === null || day < from) from = day;
        if (to === null || day > to) to = day;
      }
    };
    const unreadable = (problem: string, line: number): void => {
      events.read += 1;
      malformed(problem, line);
    };
    try {
      await readRecords(bytes, { record, malformed: unreadable });
    } catch (error) {
      throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
  return {
    reportVersion: 1,
    period: from === null || to === null ? null : { from: withDashes(from), to: withDashes(to) },
    events,
    problems,
    moreProblems: events.malformed - problems.length,
    rows: figuresOf(tally, plannedPercent),
  };
}

function withDashes(day: string): string {
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
}
