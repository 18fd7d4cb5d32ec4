/** A place in a text: offset in UTF-16 units, line and column counted from 1. */
export interface Place {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** Where a member of a JSON document stands. */
interface Span {
  /** First character of its name; of the value for a list's entry and for the document. */
  readonly key: number;
  readonly value: number;
}

export type ScannedJson =
  | {
      readonly ok: true;
      /** By JSON pointer. Of two members of the same name the second, which is the one that counts. */
      readonly spans: ReadonlyMap<string, Span>;
      /** Members whose name stands in the same object before. */
      readonly duplicates: readonly {
        readonly pointer: string;
        readonly key: string;
        readonly offset: number;
      }[];
    }
  | { readonly ok: false; readonly offset: number; readonly message: string };

const deepest = 500;

class JsonMistake extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/**
 * Reads JSON text for where things stand in it, or for the first mistake in words a person can act on. Accepts
 * exactly what `JSON.parse` does, up to 500 levels.
 */
export function scanJson(text: string): ScannedJson {
  const spans = new Map<string, Span>();
  const duplicates: { pointer: string; key: string; offset: number }[] = [];
  let position = 0;

  const fail = (message: string, offset = position): never => {
    throw new JsonMistake(offset, message);
  };
  const skipSpace = (): void => {
    while (position < text.length && ' \t\r\n'.includes(text[position] ?? '')) position += 1;
    const two = text.slice(position, position + 2);
    if (two === '//' || two === '/*')
      fail('JSON has no comments. Remove this one; a rule has a "description".');
  };

  const readText = (): string => {
    const start = position;
    position += 1;
    for (;;) {
      const character = text[position];
      if (character === undefined || character === '\n' || character === '\r') {
        fail('This text has no closing quote on its line.', start);
      } else if (character === '"') {
        position += 1;
        return JSON.parse(text.slice(start, position)) as string;
      } else if (character === '\\') {
        if (!/^\\(["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(text.slice(position, position + 6))) {
          fail('A backslash must be doubled in JSON: "\\\\".');
        }
        position += 2;
      } else if (character < ' ') {
        fail('A control character such as a tab is not allowed in a text. Write it as "\\t".');
      } else {
        position += 1;
      }
    }
  };

  const readValue = (pointer: string, depth: number): void => {
    if (depth > deepest) fail(`Objects and lists stand inside each other more than ${deepest} levels deep.`);
    const character = text[position];
    if (character === '{') readMembers(pointer, depth);
    else if (character === '[') readEntries(pointer, depth);
    else if (character === '"') readText();
    else readWord();
  };

  const readWord = (): void => {
    const word = /^[^\s,:[\]{}"]*/.exec(text.slice(position, position + 100))?.[0] ?? '';
    if (word === '') {
      const character = text[position];
      if (character === undefined) fail('The text ends here, but a value is missing.');
      fail(
        character === ',' || character === '}' || character === ']'
          ? 'A value is missing here.'
          : `A value cannot begin with ${JSON.stringify(character)}.`,
      );
    }
    if (!/^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?)$/.test(word)) fail(adviceFor(word));
    position += word.length;
  };

  const readMembers = (pointer: string, depth: number): void => {
    const names = new Set<string>();
    readList('}', () => {
      const start = position;
      if (text[position] !== '"') {
        if (curlyQuote.test(text.slice(position))) fail(straightQuotes);
        const name = /^'?([\w$.-]+)/.exec(text.slice(position, position + 100))?.[1];
        fail(
          name === undefined
            ? 'The name of a member is missing here.'
            : `Names stand in double quotes: ${JSON.stringify(name)}.`,
        );
      }
      const name = readText();
      const inner = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (names.has(name)) duplicates.push({ pointer: inner, key: name, offset: start });
      names.add(name);
      skipSpace();
      if (text[position] !== ':') fail(`A colon is missing after ${JSON.stringify(name)}.`);
      position += 1;
      skipSpace();
      spans.set(inner, { key: start, value: position });
      readValue(inner, depth + 1);
    });
  };

  const readEntries = (pointer: string, depth: number): void => {
    let index = 0;
    readList(']', () => {
      const inner = `${pointer}/${index}`;
      spans.set(inner, { key: position, value: position });
      readValue(inner, depth + 1);
      index += 1;
    });
  };

  /** What stands between brackets, with commas between. */
  const readList = (close: '}' | ']', readOne: () => void): void => {
    const start = position;
    position += 1;
    skipSpace();
    if (text[position] === close) {
      position += 1;
      return;
    }
    for (;;) {
      readOne();
      const end = position;
      skipSpace();
      const character = text[position];
      if (character === close) {
        position += 1;
        return;
      }
      if (character === undefined) {
        fail(`The ${JSON.stringify(text[start])} that is opened here is never closed.`, start);
      } else if (character !== ',') {
        if (character === '}' || character === ']') {
          fail(`Here ${JSON.stringify(close)} is needed, not ${JSON.stringify(character)}.`);
        }
        fail('A comma is missing before this.', position > end ? position : end);
      }
      const comma = position;
      position += 1;
      skipSpace();
      if (text[position] === close) fail('There is a comma after the last entry. Remove it.', comma);
    }
  };

  try {
    if (text.startsWith('\uFEFF'))
      fail('The file begins with a byte order mark. Save it as UTF-8 without one.');
    skipSpace();
    if (position === text.length) fail('The file is empty.');
    spans.set('', { key: position, value: position });
    readValue('', 0);
    skipSpace();
    if (position < text.length) fail('The document ends before this. Remove what follows.');
    return { ok: true, spans, duplicates };
  } catch (error) {
    if (error instanceof JsonMistake) return { ok: false, offset: error.offset, message: error.message };
    throw error;
  }
}

/** What text programs make of quotes. */
const curlyQuote = /^[“”„«»‘’]/;
const straightQuotes = 'This quote is curly. JSON knows only the straight one: ".';

function adviceFor(word: string): string {
  if (curlyQuote.test(word)) return straightQuotes;
  if (word.startsWith('<'))
    return 'This is HTML, not JSON: another page answers here, or it is another file.';
  if (word.startsWith("'")) return 'Texts stand in double quotes, not in single ones.';
  if (/^(true|false|null)$/i.test(word)) return `Write ${word.toLowerCase()} in small letters.`;
  if (word === 'undefined' || word === 'NaN' || word === 'Infinity') return `JSON has no ${word}.`;
  if (/^[+-]?[\d.]/.test(word))
    return `${JSON.stringify(word)} is not a number as JSON writes it, such as 20 or 0.5.`;
  return `Texts stand in double quotes: ${JSON.stringify(word)}.`;
}

/** Line and column of an offset. */
export function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { offset, line, column: offset - before.lastIndexOf('\n') };
}
