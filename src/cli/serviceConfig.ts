import { readFile } from 'node:fs/promises';
import { EmulatorConfigError, parseEmulatorConfig } from '../emulator/config.ts';
import type { ConfigProblem } from '../emulator/configReaders.ts';
import { codeFrame } from '../rules/codeFrame.ts';
import { placesIn } from '../rules/locate.ts';
import type { Place } from '../rules/scanJson.ts';

/**
 * The configuration of the embedded service from a JSON file, as `startEmulator` takes it. Rejects with an `Error` for people: for each mistake file,
 * line and column, JSON pointer, and how to mend it.
 */
export async function readServiceConfig(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    const { code } = cause as NodeJS.ErrnoException;
    const why =
      code === 'ENOENT'
        ? 'there is no such file'
        : code === 'EISDIR'
          ? 'that is a directory'
          : String(code ?? cause);
    throw new Error(`--config ${path} cannot be read: ${why}.`, { cause });
  });
  if (text.trim() === '') throw new Error(`${path} is empty; {} has every default.`);
  const at = ({ line, column }: Place): string => `${path}:${String(line)}:${String(column)}`;
  const { syntax, duplicates, place } = placesIn(text);
  if (syntax !== null) {
    throw new Error(`${at(syntax.place)} is not JSON: ${syntax.message}\n${codeFrame(text, syntax.place)}`);
  }
  const config: unknown = JSON.parse(text);
  const mistakes = [
    ...duplicates.map(
      (each) =>
        `${at(each.place)} ${each.pointer} stands twice in its object, and only the last counts. Remove one.`,
    ),
    ...problemsOf(config).map(
      ({ pointer, sentence }) => `${at(place(pointer, 'key'))} ${pointer || '/'} ${sentence}`,
    ),
  ];
  if (mistakes.length === 0) return config;
  throw new Error(`The configuration of the embedded service cannot be used:\n  ${mistakes.join('\n  ')}`);
}

function problemsOf(config: unknown): readonly ConfigProblem[] {
  try {
    parseEmulatorConfig(config);
    return [];
  } catch (error) {
    if (error instanceof EmulatorConfigError) return error.problems;
    throw error;
  }
}
