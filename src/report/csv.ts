/** Reads the lines of a table under the names in its first line. */
export interface CsvReader {
  readonly names: readonly string[];
  /** The cells of a line by name; a sentence if the line does not fit. */
  read(line: string): Readonly<Record<string, string>> | string;
}

/**
 * CSV as in RFC 4180, with semicolons or tabs for the commas where the first line has those, as spreadsheets write it. One
 * thing is stricter: a cell holds no line break. No event needs one, and so a quote that is missing spoils its own line
 * instead of all that follow, which the parsers of npm take for the text of the cell.
 */
export function createCsvReader(header: string): CsvReader {
  const delimiter = [',', ';', '\t'].find((sign) => header.includes(sign)) ?? ',';
  const names = (cellsOf(header, delimiter) ?? []).map((name) => name.trim());
  return {
    names,
    read: (line) => {
      const cells = cellsOf(line, delimiter);
      if (cells === null) return 'A quote is missing, or stands where none belongs.';
      if (cells.length !== names.length) {
        return `The line has ${cells.length} cells, the first line names ${names.length}.`;
      }
      return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
    },
  };
}

/** `null`: the quotes are wrong. */
function cellsOf(line: string, delimiter: string): string[] | null {
  if (!line.includes('"')) return line.split(delimiter);
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    let cell: string;
    if (line[at] === '"') {
      let end = line.indexOf('"', at + 1);
      // Two quotes inside stand for one.
      while (end >= 0 && line[end + 1] === '"') end = line.indexOf('"', end + 2);
      if (end < 0) return null;
      cell = line.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
      if (at < line.length && line[at] !== delimiter) return null;
    } else {
      const end = line.indexOf(delimiter, at);
      cell = line.slice(at, end < 0 ? line.length : end);
      if (cell.includes('"')) return null;
      at = end < 0 ? line.length : end;
    }
    cells.push(cell);
    if (at >= line.length) return cells;
    at += 1;
  }
}
