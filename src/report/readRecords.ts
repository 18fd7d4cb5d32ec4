import { createCsvReader } from './csv.ts';
import type { CsvReader } from './csv.ts';
import { readText } from './readText.ts';
import { LONGEST_LINE, splitLines } from './splitLines.ts';

/** What is found in a file, with the number of its line, from 1 on. */
export interface RecordListener {
  record(value: unknown, line: number): void;
  /** `problem` is a sentence. */
  malformed(problem: string, line: number): void;
}

/**
 * Reads the events of a file, JSON lines or CSV as its first sound line tells, one line at a time. A line that cannot be
 * read is told, and the rest goes on; empty lines say nothing. Throws an `Error` with a sentence if the file as a whole is
 * something else.
 */
export async function readRecords(
  bytes: AsyncIterable<Uint8Array>,
  { record, malformed }: RecordListener,
): Promise<void> {
  let format: 'unknown' | 'json' | CsvReader = 'unknown';
  let isEmpty = true;
  await splitLines(readText(bytes), (text, line) => {
    if (text?.trim() === '') return;
    isEmpty = false;
    if (text === null) {
      malformed(`The line is longer than ${LONGEST_LINE.toLocaleString('en')} characters.`, line);
      return;
    }
    if (format === 'unknown') {
      format = formatOf(text);
      if (format === 'unknown')
        malformed('This is neither a JSON object nor the first line of a CSV file.', line);
      if (format !== 'json') return;
    }
    if (format !== 'json') {
      const cells = format.read(text);
      if (typeof cells === 'string') malformed(cells, line);
      else record(cells, line);
      return;
    }
    const value = parseJson(text);
    if (value === undefined) malformed('This is no JSON.', line);
    else record(value, line);
  });
  if (format === 'unknown' && !isEmpty) {
    throw new Error(
      'These are no events: no line is a JSON object, and none names the columns of a CSV file, among them "event_name" or "event".',
    );
  }
}

function formatOf(line: string): 'unknown' | 'json' | CsvReader {
  const [first] = line.trimStart();
  if (first === '{') return 'json';
  if (first === '[') {
    throw new Error('This is one JSON array; make it one event a line: jq -c ".[]" FILE');
  }
  const reader = createCsvReader(line);
  return reader.names.includes('event_name') || reader.names.includes('event') ? reader : 'unknown';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
