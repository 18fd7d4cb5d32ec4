import { placeOf, scanJson } from './scanJson.ts';
import type { Place } from './scanJson.ts';

/** Where things stand in a rule set that came as text. */
export interface Places {
  /** The first mistake in the JSON itself, in words; `null` if there is none. */
  readonly syntax: { readonly place: Place; readonly message: string } | null;
  /** Members that stand twice in one object, of which JSON keeps the last: one of the two has no effect. */
  readonly duplicates: readonly { readonly place: Place; readonly pointer: string; readonly key: string }[];
  /**
   * The place of what a JSON pointer leads to: the value, or with `key` its name. The nearest object around it, if
   * there is no such thing; the mistake, if the text is not JSON.
   */
  place(pointer: string, part?: 'key' | 'value'): Place;
}

/** Line and column of what a JSON pointer leads to in a text; of the mistake, if the text is not JSON. */
export function locate(text: string, pointer: string): Place {
  return placesIn(text).place(pointer);
}

/** Finds out where everything stands in JSON text. The text is read once. */
export function placesIn(text: string): Places {
  const scanned = scanJson(text);
  if (!scanned.ok) {
    const place = placeOf(text, scanned.offset);
    return { syntax: { place, message: scanned.message }, duplicates: [], place: () => place };
  }
  return {
    syntax: null,
    duplicates: scanned.duplicates.map(({ offset, pointer, key }) => ({
      place: placeOf(text, offset),
      pointer,
      key,
    })),
    place(pointer, part = 'value') {
      let nearest = pointer;
      let found = scanned.spans.get(nearest);
      while (found === undefined && nearest !== '') {
        nearest = nearest.slice(0, nearest.lastIndexOf('/'));
        found = scanned.spans.get(nearest);
      }
      return placeOf(text, (nearest === pointer ? found?.[part] : found?.value) ?? 0);
    },
  };
}
