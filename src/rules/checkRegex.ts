/**
 * Whether a regular expression takes time in proportion to the text, with the engine every browser has. That engine
 * tries one way after the other, so what can go on without end has to be told apart from what follows it by one look
 * at one character, and must not be begun again within itself.
 */

/** Why a regular expression is refused, and the part of it that is to blame. */
export interface RegexProblem {
  readonly reason:
    'syntax' | 'not_supported' | 'repeated_group' | 'several_ways' | 'overlapping_starts' | 'too_many_steps';
  readonly part: string;
}

export type CheckRegex = (pattern: string) => RegexProblem | null;

/** One character of a text, some number of times. */
export interface RegexItem {
  /** The set of the character, as the pattern writes it. */
  readonly set: string;
  readonly least: number;
  /** `Infinity`: without end. */
  readonly most: number;
}

/** What a pattern asks for on one of the ways through its groups and alternatives. */
export interface RegexWay {
  readonly isAnchored: boolean;
  readonly endsText: boolean;
  readonly items: readonly RegexItem[];
}

/** Characters of a text that are looked at (core/operatorTests.ts). */
const TEXT_LENGTH = 10_000;
/** Less than five milliseconds in Chromium, which takes 3 ns for the dearest kind of step. */
const MOST_STEPS = 1_000_000;
const MOST_WAYS = 64;

/** Carries what is wrong out of the reading of a pattern. */
class Refusal extends Error {
  readonly problem: RegexProblem;

  constructor(reason: RegexProblem['reason'], part: string) {
    super(reason);
    this.problem = { reason, part };
  }
}

/** Never throws. `null`: the pattern can be used. */
export function checkRegex(pattern: string): RegexProblem | null {
  try {
    const overlap = createOverlap(pattern);
    const ways = waysThrough(pattern);
    if (ways.reduce((steps, way) => steps + stepsOf(way, overlap), 0) > MOST_STEPS) {
      throw new Refusal('too_many_steps', pattern);
    }
    return null;
  } catch (error) {
    return error instanceof Refusal ? error.problem : { reason: 'syntax', part: pattern };
  }
}

/**
 * Every way through the groups and alternatives of a pattern.
 *
 * @throws {Refusal} for what is not supported, and an Error for what is no pattern.
 */
export function waysThrough(pattern: string): readonly RegexWay[] {
  new RegExp(pattern, 'u');
  let position = 0;
  const take = (expression: RegExp): RegExpExecArray | null => {
    expression.lastIndex = position;
    const found = expression.exec(pattern);
    if (found !== null) position += found[0].length;
    return found;
  };

  const readAlternatives = (): RegexItem[][] => {
    const ways = readSequence();
    while (take(/\|/y) !== null) ways.push(...readSequence());
    return ways;
  };
  const readSequence = (): RegexItem[][] => {
    let ways: RegexItem[][] = [[]];
    while (position < pattern.length && !'|)'.includes(pattern.charAt(position))) {
      const terms = readTerm();
      ways = ways.flatMap((way) => terms.map((term) => [...way, ...term]));
      if (ways.length > MOST_WAYS) throw new Refusal('too_many_steps', pattern);
    }
    return ways;
  };
  const readTerm = (): RegexItem[][] => {
    const start = position;
    if (take(/\((\?:)?(?!\?)/y) !== null) {
      const inner = readAlternatives();
      position += 1;
      const isOptional = take(/\?\??/y) !== null;
      if (take(/[*+{]/y) !== null) throw new Refusal('repeated_group', pattern.slice(start, position - 1));
      return isOptional ? [...inner, []] : inner;
    }
    const set = take(
      /[\^$]|\\[dDwWsStnrfv]|\\[^\w\s]|\[(?:\\[dDwWsStnrfv]|\\[^\w\s]|[^\\\]])*\]|[^\\[\](){}*+?|^$]/uy,
    )?.[0];
    if (set === undefined) throw new Refusal('not_supported', pattern.slice(start, start + 3));
    const [sign, , least = 1, comma, most = ''] = take(/([?*+]|\{(\d+)(,?)(\d*)\})\??/y)?.slice(0) ?? [];
    if (sign === undefined) return [[{ set, least: 1, most: 1 }]];
    const bounds: Readonly<Record<string, readonly [number, number]>> = {
      '?': [0, 1],
      '*': [0, Infinity],
      '+': [1, Infinity],
    };
    const [from, to] = bounds[sign.charAt(0)] ?? [
      Number(least),
      most === '' ? (comma === '' ? Number(least) : Infinity) : Number(most),
    ];
    return [[{ set, least: from, most: to }]];
  };

  return readAlternatives().map((items) => {
    const isAnchored = items[0]?.set === '^';
    const endsText = items.length > 0 && items.at(-1)?.set === '$';
    const inner = items.slice(isAnchored ? 1 : 0, endsText ? -1 : undefined);
    const misplaced = inner.find(({ set }) => set === '^' || set === '$');
    if (misplaced !== undefined) throw new Refusal('not_supported', misplaced.set);
    return { isAnchored, endsText, items: inner };
  });
}

/** Most steps a text of the longest length takes on one way. */
function stepsOf({ isAnchored, items }: RegexWay, overlap: Overlap): number {
  const fixed = items.reduce((sum, { most }) => sum + (most === Infinity ? 1 : most), 0);
  const beginning = upToFirstNeeded(items);
  let steps = 1;
  let choices = 1;
  for (const [index, { set, least, most }] of items.entries()) {
    if (most === Infinity) {
      const next = upToFirstNeeded(items.slice(index + 1)).find((item) => overlap(set, item.set));
      if (next !== undefined) throw new Refusal('several_ways', `${set}… ${next.set}`);
      if (!isAnchored && beginning.some((item) => overlap(set, item.set))) {
        throw new Refusal('overlapping_starts', set);
      }
      // Where it is begun anew, that is within what has a fixed length: so often is a character looked at.
      steps += choices * (isAnchored ? 2 * TEXT_LENGTH : fixed + 1);
    } else {
      steps += choices * most;
      choices *= most - least + 1;
    }
  }
  return isAnchored ? steps : steps * TEXT_LENGTH;
}

/** The items of which one comes next: those that may be passed over, and the first that may not. */
function upToFirstNeeded(items: readonly RegexItem[]): readonly RegexItem[] {
  const needed = items.findIndex(({ least }) => least > 0);
  return needed < 0 ? items : items.slice(0, needed + 1);
}

/** Whether some character belongs to two sets. */
type Overlap = (a: string, b: string) => boolean;

/** The ends of what `\d`, `\w`, `\s` and `.` stand for. */
const ends =
  '\t\r\n /09:@AZ[_`az{\u007f\u00a0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000\ufeff\u{10ffff}';

/** Sets begin and end at characters of the pattern, or at those ends, so it is enough to look there and beside. */
function createOverlap(pattern: string): Overlap {
  const characters = [...new Set(ends + pattern)].flatMap((character) => {
    const code = character.codePointAt(0) ?? 0;
    return [code - 1, code, code + 1].filter((near) => near >= 0 && near <= 0x10ffff);
  });
  const members = (set: string): readonly number[] => {
    const expression = new RegExp(`^${set}$`, 'u');
    return characters.filter((code) => expression.test(String.fromCodePoint(code)));
  };
  return (a, b) => {
    const others = members(b);
    return members(a).some((code) => others.includes(code));
  };
}
