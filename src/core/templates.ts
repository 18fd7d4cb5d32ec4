import type { FactName } from './facts.ts';

/**
 * The formats a placeholder can ask for, all in the language of the page: an amount in `cart.currency`, a day, how many
 * entries a list has, and its entries as they are read out. A number needs none.
 */
export const formatNames: readonly string[] = ['currency', 'date', 'count', 'list'];

/** One `{fact}`, `{fact:format}`, `{fact|fallback}` or `{fact:format|fallback}` in a text. */
export interface Placeholder {
  /** The placeholder as written, with its braces. */
  readonly raw: string;
  readonly fact: FactName;
  readonly format?: string;
  /** What stands there when the fact is unknown; may be empty. */
  readonly fallback?: string;
  /** Offsets in the text: first character, and the one after the last. */
  readonly start: number;
  readonly end: number;
}

const placeholderPattern = /\{([a-zA-Z]+\.[a-zA-Z]+)(?::([a-zA-Z]+))?(?:\|([^{}]*))?\}/g;

/** The placeholders of a text in their order. Braces around anything that is no fact are plain text. */
export function placeholdersOf(
  text: string,
  isFact: (name: string) => name is FactName,
): readonly Placeholder[] {
  const found: Placeholder[] = [];
  for (const match of text.matchAll(placeholderPattern)) {
    const [raw, fact = '', format, fallback] = match;
    if (!isFact(fact)) continue;
    found.push({
      raw,
      fact,
      ...(format === undefined ? {} : { format }),
      ...(fallback === undefined ? {} : { fallback }),
      start: match.index,
      end: match.index + raw.length,
    });
  }
  return found;
}
