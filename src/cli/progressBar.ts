/** How far reading has come, on one line of a terminal that is written over. */
export interface ProgressBar {
  /** @param done - between 0 and 1; `null` = nobody knows how much there is. */
  show(done: number | null, told: string): void;
  /** Leaves an empty line behind. */
  clear(): void;
}

const BAR_WIDTH = 30;
/** More often than this nobody can see it. */
const SHORTEST_PAUSE_MS = 80;

/**
 * @param stream - where it is drawn; nothing is drawn unless that is a terminal.
 * @param now - milliseconds, for the pauses between two drawings.
 */
export function createProgressBar(
  stream: { readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown },
  now: () => number,
): ProgressBar {
  let last = -Infinity;
  let isDrawn = false;
  const draw = (text: string): void => {
    stream.write(`\r${text.slice(0, (stream.columns ?? 80) - 1)}\u001b[K`);
  };
  return {
    show: (done, told) => {
      if (stream.isTTY !== true || now() - last < SHORTEST_PAUSE_MS) return;
      last = now();
      isDrawn = true;
      draw(done === null ? told : `${bar(done)} ${told}`);
    },
    clear: () => {
      if (isDrawn) draw('');
      isDrawn = false;
    },
  };
}

function bar(done: number): string {
  const share = Math.min(1, Math.max(0, done));
  const full = Math.floor(share * BAR_WIDTH);
  return `${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)} ${Math.floor(share * 100)} %`;
}
