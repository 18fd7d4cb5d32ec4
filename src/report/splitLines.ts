/** No event is longer, in UTF-16 units; what is has lost its line breaks. */
export const LONGEST_LINE = 1_000_000;

/**
 * Takes text apart at its line breaks, holding one line at a time; numbers are from 1 on. A line that is longer than a
 * million characters comes as `null`.
 */
export async function splitLines(
  pieces: AsyncIterable<string>,
  onLine: (text: string | null, number: number) => void,
): Promise<void> {
  let number = 0;
  /** The beginning of a line whose end has not come yet. */
  let open = '';
  let isTooLong = false;

  const close = (text: string): void => {
    number += 1;
    const isWhole = !isTooLong && text.length <= LONGEST_LINE;
    isTooLong = false;
    onLine(isWhole ? text.replace(/\r$/, '') : null, number);
  };

  for await (const piece of pieces) {
    let from = 0;
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', from)) {
      close(open + piece.slice(from, end));
      open = '';
      from = end + 1;
    }
    open += piece.slice(from);
    if (open.length <= LONGEST_LINE) continue;
    isTooLong = true;
    open = '';
  }
  if (open !== '' || isTooLong) close(open);
}
