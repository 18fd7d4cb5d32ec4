/** The candidate most like a mistyped word, if one is like it at all. Case does not count. */
export function suggest(word: string, candidates: readonly string[]): string | null {
  const wanted = word.toLowerCase();
  let best: string | null = null;
  // One slip in a short word, two in a longer one, more only in a long one.
  let least = (wanted.length < 5 ? 1 : Math.max(2, Math.floor(wanted.length / 4))) + 1;
  for (const candidate of candidates) {
    const distance = distanceBetween(wanted, candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  if (best !== null) return best;
  // "scroll" or "scrollPercent" for "engagement.scrollPercent".
  return (
    candidates.find((candidate) => {
      const last = candidate.split('.').at(-1)?.toLowerCase() ?? '';
      return wanted.length >= 3 && (last.includes(wanted) || wanted.endsWith(`.${last}`));
    }) ?? null
  );
}

/** The same for names of several words, which may be joined and grouped in other ways: "scroll.percent". */
export function suggestName(word: string, candidates: readonly string[]): string | null {
  const bare = word.toLowerCase().replace(/\W|_/g, '');
  const lastOf = (candidate: string): string => candidate.split('.').at(-1)?.toLowerCase() ?? '';
  return (
    candidates.find((candidate) => lastOf(candidate) === bare) ??
    suggest(word, candidates) ??
    candidates.find((candidate) => lastOf(candidate).length >= 5 && bare.endsWith(lastOf(candidate))) ??
    null
  );
}

/** Fewest insertions, deletions, replacements and swaps of neighbours between two words. */
function distanceBetween(from: string, to: string): number {
  // Words this long are no slip of the pen, and the table grows with their product.
  if (from.length > 60 || to.length > 60) return Infinity;
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      if (from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? Infinity) + 1);
      }
      current.push(cost);
    }
    [beforeLast, last] = [last, current];
  }
  return last[to.length] ?? 0;
}
