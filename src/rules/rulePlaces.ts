import type { Issue } from './issue.ts';

/** The place in the document of the rule a pointer leads into; `null` if it leads elsewhere. */
export function placeOfRule(pointer: string): number | null {
  const place = /^\/rules\/(\d+)/.exec(pointer)?.[1];
  return place === undefined ? null : Number(place);
}

/**
 * Leads pointers into a checked rule set, which has the good rules only, to the same things in the document.
 *
 * @param count - how many rules were kept.
 * @param issues - the mistakes for which the others were left out.
 */
export function pointersInDocument(count: number, issues: readonly Issue[]): (pointer: string) => string {
  const leftOut = new Set(issues.map(({ pointer }) => placeOfRule(pointer)));
  const places: number[] = [];
  for (let place = 0; places.length < count; place += 1) if (!leftOut.has(place)) places.push(place);
  return (pointer) =>
    pointer.replace(
      /^\/rules\/(\d+)/,
      (_, index: string) => `/rules/${String(places[Number(index)] ?? index)}`,
    );
}
