import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that could not be read, in a sentence for the person who named it. */
export class UnreadableFile extends Error {}

/** The files that are meant: those named, and of each directory named the JSON files in it and below, by name. */
export async function ruleFilesIn(places: readonly string[]): Promise<readonly string[]> {
  const lists = await Promise.all(
    places.map(async (place) => {
      const isDirectory = await stat(place).then(
        (found) => found.isDirectory(),
        () => false,
      );
      if (!isDirectory) return [place];
      const names = await readdir(place, { recursive: true });
      return names
        .filter((name) => name.endsWith('.json') && !name.includes('node_modules'))
        .sort()
        .map((name) => join(place, name));
    }),
  );
  return lists.flat();
}

/** @throws {UnreadableFile} */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code, message = String(error) } = error as Partial<NodeJS.ErrnoException>;
    throw new UnreadableFile(code === 'ENOENT' ? 'There is no such file.' : message);
  }
}
