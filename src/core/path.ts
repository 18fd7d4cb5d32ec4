import type { FactValue } from './facts.ts';

const longestPath = 16;
const segmentPattern = /\.([A-Za-z0-9_-]{1,64})|\[(\d{1,4})\]/y;
const unsafeNames: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/**
 * Segments of a path such as `$.plan` or `$.items[0]`; `null` if it is written in any other way, names a
 * member every object inherits, or has more than 16 segments. Filters, wildcards and scripts do not exist here.
 */
export function parsePath(path: string): readonly string[] | null {
  if (!path.startsWith('$') || path.length === 1) return null;
  const segments: string[] = [];
  segmentPattern.lastIndex = 1;
  while (segmentPattern.lastIndex < path.length) {
    const found = segmentPattern.exec(path);
    if (found === null) return null;
    const segment = found[1] ?? found[2] ?? '';
    if (unsafeNames.includes(segment)) return null;
    segments.push(segment);
    if (segments.length > longestPath) return null;
  }
  return segments;
}

/** The member of a fact's value that a path leads to. Own members only; `undefined` where there is none. */
export function resolvePath(value: FactValue | undefined, path: string): FactValue | undefined {
  const segments = parsePath(path);
  if (segments === null) return undefined;
  let current: FactValue | undefined = value;
  for (const segment of segments) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, segment)) return undefined;
    current = (current as Readonly<Record<string, string | number | boolean>>)[segment];
  }
  return current;
}
