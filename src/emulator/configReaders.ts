import { suggest } from '../core/suggest.ts';
import { isRecord } from './record.ts';

/** A mistake in a configuration: where, as a JSON pointer (RFC 6901), and a sentence that follows it. */
export interface ConfigProblem {
  readonly pointer: string;
  readonly sentence: string;
}

/** Reads a value found at `pointer`; mistakes go to `problems`, and `undefined` comes back. */
export type Reader<T> = (value: unknown, pointer: string, problems: ConfigProblem[]) => T | undefined;

/** A reader of one value: `parse` gives `undefined` for what is none. */
export const valueReader =
  <T>(parse: (value: unknown) => T | undefined, sentence: string): Reader<T> =>
  (value, pointer, problems) => {
    const parsed = parse(value);
    if (parsed === undefined) problems.push({ pointer, sentence });
    return parsed;
  };

export const textReader = (most: number): Reader<string> =>
  valueReader(
    (value) => (typeof value === 'string' && value.trim() !== '' && value.length <= most ? value : undefined),
    `must be a text of 1 to ${String(most)} characters.`,
  );

export const patternReader = (pattern: RegExp, sentence: string): Reader<string> =>
  valueReader((value) => (typeof value === 'string' && pattern.test(value) ? value : undefined), sentence);

export const flagReader: Reader<boolean> = valueReader(
  (value) => (typeof value === 'boolean' ? value : undefined),
  'must be true or false.',
);

export const wholeNumberReader = (from: number, to: number): Reader<number> =>
  valueReader(
    (value) =>
      typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to
        ? value
        : undefined,
    `must be a whole number from ${String(from)} to ${String(to)}.`,
  );

/** One of some words; a word that is like one of them is told so. */
export const wordReader =
  <Word extends string>(words: readonly Word[]): Reader<Word> =>
  (value, pointer, problems) => {
    const word = words.find((each) => each === value);
    if (word !== undefined) return word;
    const meant = typeof value === 'string' ? suggest(value, words) : null;
    const listed = words.map((each) => `"${each}"`).join(' or ');
    problems.push({
      pointer,
      sentence: `must be ${listed}.${meant === null ? '' : ` Did you mean "${meant}"?`}`,
    });
    return undefined;
  };

export const orNull =
  <T>(read: Reader<T>): Reader<T | null> =>
  (value, pointer, problems) =>
    value === null ? null : read(value, pointer, problems);

export const listReader =
  <T>(read: Reader<T>, least: number, most: number, of: string): Reader<readonly T[]> =>
  (value, pointer, problems) => {
    if (!Array.isArray(value) || value.length < least || value.length > most) {
      problems.push({ pointer, sentence: `must be a list of ${String(least)} to ${String(most)} ${of}.` });
      return undefined;
    }
    const entries = (value as readonly unknown[]).map((entry, index) =>
      read(entry, `${pointer}/${String(index)}`, problems),
    );
    return entries.every((entry) => entry !== undefined) ? entries : undefined;
  };

/** An object of texts by names of the writer's own. */
export const textsReader: Reader<Readonly<Record<string, string>>> = valueReader((value) => {
  if (!isRecord(value) || Object.keys(value).length > 50) return undefined;
  const entries = Object.entries(value);
  return entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')
    ? Object.fromEntries(entries)
    : undefined;
}, 'must be an object of texts.');

/** An object with these members; a member without a default has to be there. Members that are not known are mistakes. */
export const objectReader =
  <T extends object>(members: { readonly [K in keyof T]: Reader<T[K]> }, defaults: Partial<T>): Reader<T> =>
  (value, pointer, problems) => {
    if (!isRecord(value)) {
      problems.push({ pointer, sentence: 'must be an object.' });
      return undefined;
    }
    const names = Object.keys(members) as (keyof T & string)[];
    const before = problems.length;
    for (const name of Object.keys(value)) {
      if (Object.hasOwn(members, name)) continue;
      const meant = suggest(name, names);
      problems.push({
        pointer: `${pointer}/${escapePointer(name)}`,
        sentence:
          meant === null
            ? `is not known here; known are ${names.map((each) => `"${each}"`).join(', ')}.`
            : `is not known here. Did you mean "${meant}"?`,
      });
    }
    const read = <K extends keyof T & string>(name: K): T[K] | undefined => {
      const given = value[name];
      if (given !== undefined) return members[name](given, `${pointer}/${name}`, problems);
      if (Object.hasOwn(defaults, name)) return defaults[name];
      problems.push({ pointer: `${pointer}/${name}`, sentence: 'is missing.' });
      return undefined;
    };
    const parsed = Object.fromEntries(names.map((name) => [name, read(name)]));
    return problems.length === before ? (parsed as T) : undefined;
  };

function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
