import type { Place } from './scanJson.ts';

const widest = 100;

/** The line of a place with two lines before it and one after it, numbered, and a caret under the column. */
export function codeFrame(text: string, { line, column }: Place): string {
  const lines = text.split(/\r?\n/);
  const first = Math.max(1, line - 2);
  const last = Math.min(lines.length, line + 1);
  const gutter = String(last).length;
  // A long line, such as minified JSON, is cut to the part around the column.
  const isLong = (lines[line - 1] ?? '').length > widest + 20 && column > widest - 20;
  const start = isLong ? column - Math.floor(widest / 2) : 0;
  const frame: string[] = [];
  for (let number = first; number <= last; number += 1) {
    const shown = (lines[number - 1] ?? '').slice(start, start + widest + 20).replaceAll('\t', ' ');
    const mark = number === line ? '>' : ' ';
    frame.push(`${mark} ${String(number).padStart(gutter)} | ${shown}`.trimEnd());
    if (number === line) frame.push(`  ${' '.repeat(gutter)} | ${' '.repeat(column - 1 - start)}^`);
  }
  return frame.join('\n');
}
