/** What path patterns have in common (core/pathPattern.ts says what they match). */

/** Names that no pattern spells out, so that only a wildcard matches them. */
const anyName = 'q7x9';

/** Paths that a pattern matches, such that another pattern which matches them all matches whatever this one does. */
export function instancesOf(pattern: string): readonly string[] {
  const fillings = ['', `/${anyName}`, `/${anyName}/${anyName}`];
  return fillings.map((filling) => {
    const path = pattern.replaceAll('/**', filling).replaceAll('*', anyName);
    return path === '' ? '/' : path;
  });
}

/** What every path begins with that a pattern matches. */
export function prefixOf(pattern: string): string {
  return (pattern.split('*', 1)[0] ?? '').replace(/\/$/, '');
}

/** Whether some path matches both patterns. */
export function patternsMeet(first: string, second: string): boolean {
  const [one, two] = [segmentsOf(first), segmentsOf(second)];
  const tried = new Set<string>();
  const meet = (i: number, j: number): boolean => {
    const place = `${i} ${j}`;
    if (tried.has(place)) return false;
    tried.add(place);
    const [a, b] = [one[i], two[j]];
    if (a === '**') return meet(i + 1, j) || (b !== undefined && meet(i, j + 1));
    if (b === '**') return meet(i, j + 1) || (a !== undefined && meet(i + 1, j));
    if (a === undefined || b === undefined) return a === b;
    return wordsMeet(a, b) && meet(i + 1, j + 1);
  };
  return meet(0, 0);
}

function segmentsOf(pattern: string): readonly string[] {
  return pattern.replace(/\/$/, '').split('/');
}

/** Whether some name matches two segments; certain only if it says no. */
function wordsMeet(a: string, b: string): boolean {
  if (!a.includes('*') && !b.includes('*')) return a === b;
  const startA = a.split('*', 1)[0] ?? '';
  const startB = b.split('*', 1)[0] ?? '';
  const endA = a.split('*').at(-1) ?? '';
  const endB = b.split('*').at(-1) ?? '';
  const begin = a.includes('*') && b.includes('*') ? Math.min(startA.length, startB.length) : null;
  if (begin === null) {
    const [fixed, start, end] = a.includes('*') ? [b, startA, endA] : [a, startB, endB];
    return fixed.length >= start.length + end.length && fixed.startsWith(start) && fixed.endsWith(end);
  }
  const end = Math.min(endA.length, endB.length);
  return (
    startA.slice(0, begin) === startB.slice(0, begin) &&
    endA.slice(endA.length - end) === endB.slice(endB.length - end)
  );
}
