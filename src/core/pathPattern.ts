const longestInput = 2048;

/**
 * Whether a path matches a pattern: `*` stands for any text within one segment, `**` as a whole segment for any
 * number of segments, also none, so that `/pricing/**` matches `/pricing`. Case counts, one trailing slash does
 * not, and percent-encoded letters equal the letters themselves. Only the first 2048 characters are looked at.
 *
 * Every wildcard takes the leftmost place that fits and is never revisited, so the work is bounded by pattern
 * length times input length whatever the pattern.
 */
export function matchesPathPattern(path: string, pattern: string): boolean {
  if (!beginsAlike(path, pattern)) return false;
  const segments = segmentsOf(path);
  const groups: string[][] = [[]];
  for (const segment of segmentsOf(pattern)) {
    if (segment === '**') groups.push([]);
    else groups.at(-1)?.push(segment);
  }
  const first = groups[0] ?? [];
  if (groups.length === 1) return segments.length === first.length && groupMatchesAt(segments, 0, first);

  const last = groups.at(-1) ?? [];
  const end = segments.length - last.length;
  if (first.length > end || !groupMatchesAt(segments, 0, first) || !groupMatchesAt(segments, end, last)) {
    return false;
  }
  let position = first.length;
  for (const group of groups.slice(1, -1)) {
    while (position + group.length <= end && !groupMatchesAt(segments, position, group)) position += 1;
    position += group.length;
    if (position > end) return false;
  }
  return true;
}

/** Most patterns say by their first letters that a page is another one: no need to take the path apart. */
function beginsAlike(path: string, pattern: string): boolean {
  if (path.includes('%') || pattern.includes('%')) return true;
  const star = pattern.indexOf('*');
  const beginning = star < 0 ? pattern : pattern.slice(0, star);
  return path.startsWith(beginning.endsWith('/') ? beginning.slice(0, -1) : beginning);
}

function segmentsOf(text: string): string[] {
  const cut = readable(text.slice(0, longestInput));
  return (cut.endsWith('/') ? cut.slice(0, -1) : cut).split('/');
}

function readable(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}

function groupMatchesAt(segments: readonly string[], position: number, group: readonly string[]): boolean {
  return group.every((pattern, index) => segmentMatches(segments[position + index] ?? '', pattern));
}

function segmentMatches(text: string, pattern: string): boolean {
  const parts = pattern.split('*');
  const first = parts[0] ?? '';
  if (parts.length === 1) return text === first;
  const last = parts.at(-1) ?? '';
  const end = text.length - last.length;
  if (first.length > end || !text.startsWith(first) || !text.endsWith(last)) return false;
  let position = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, position);
    if (found < 0) return false;
    position = found + part.length;
  }
  return position <= end;
}
