import type { FoundAddress } from './links.ts';
import { addressAt, isMisleading, safeAddress } from './links.ts';

/** What stands in a line of text. */
export type Inline =
  | string
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'em' | 's'; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly address: string; readonly children: readonly Inline[] };

/** Marks nested deeper than this stay text. */
const maxDepth = 12;

const kinds = { '**': 'strong', __: 'strong', '*': 'em', _: 'em', '~~': 's' } as const;
type Mark = keyof typeof kinds;

/** A mark that has been opened, with what stands behind it so far. */
interface Frame {
  readonly mark: Mark | '[' | '![' | '';
  readonly children: Inline[];
  /** A link must not stand in another. */
  hasLink: boolean;
}

const isSpace = (char: string | undefined): boolean => char === undefined || /\s/.test(char);
const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);
const escapable = /[!-/:-@[-`{-~]/;
const special = /[\\`*_~[\]!]|https?:|mailto:|tel:/giu;
const destination = /\(([^\s()<>[\]]*(?:\([^\s()<>[\]]*\)[^\s()<>[\]]*)*)\)/y;

/** Adds text to what is there already, as one piece. */
function addText(children: Inline[], text: string): void {
  const last = children.length - 1;
  const before = children[last];
  if (typeof before === 'string') children[last] = before + text;
  else if (text !== '') children.push(text);
}

/** Adds what looks like an address: a link if it is one to follow. */
function addAddress(children: Inline[], { address }: FoundAddress, words: string): void {
  if (address === null) addText(children, words);
  else children.push({ kind: 'link', address, children: [words] });
}

/** For each run of backticks the place of the next run of the same length, if there is one. */
function pairBackticks(text: string): ReadonlyMap<number, number> {
  const next = new Map<number, number>();
  const later = new Map<number, number>();
  for (const { index, 0: run } of [...text.matchAll(/`+/g)].reverse()) {
    const other = later.get(run.length);
    if (other !== undefined) next.set(index, other);
    later.set(run.length, index);
  }
  return next;
}

/** The words of a link, without the links that addresses among them have become. */
function wordsOf(children: readonly Inline[]): readonly Inline[] {
  return children.flatMap((child): readonly Inline[] => {
    if (typeof child === 'string' || child.kind === 'code') return [child];
    const inner = wordsOf(child.children);
    return child.kind === 'link' ? inner : [{ ...child, children: inner }];
  });
}

export function plainText(children: readonly Inline[]): string {
  return children
    .map((child) =>
      typeof child === 'string' ? child : child.kind === 'code' ? child.text : plainText(child.children),
    )
    .join('');
}

/** Text in which nothing but addresses has a meaning. */
export function parseAddresses(text: string): readonly Inline[] {
  const pieces: Inline[] = [];
  let done = 0;
  for (const { index } of text.matchAll(/https?:|mailto:|tel:/gi)) {
    const found = index < done ? null : addressAt(text, index);
    if (found === null) continue;
    addText(pieces, text.slice(done, index));
    addAddress(pieces, found, text.slice(index, found.end));
    done = found.end;
  }
  addText(pieces, text.slice(done));
  return pieces;
}

/**
 * The Markdown of one paragraph: `**bold**`, `*italic*`, `~~strike~~`, `` `code` ``, `[words](address)`, bare addresses,
 * and `\` before a mark that is none. Underscores mark as asterisks do, at the edges of words. What does not close stays
 * the text it is, and so does a link that is not safe. Takes time in proportion to the text.
 */
export function parseInline(text: string): readonly Inline[] {
  const stack: Frame[] = [{ mark: '', children: [], hasLink: false }];
  const open = new Map<Frame['mark'], number>();
  const backticks = pairBackticks(text);
  const top = (): Frame => stack[stack.length - 1] as Frame;

  const push = (mark: Frame['mark']): void => {
    if (stack.length > maxDepth) {
      addText(top().children, mark);
      return;
    }
    stack.push({ mark, children: [], hasLink: false });
    open.set(mark, (open.get(mark) ?? 0) + 1);
  };
  const pop = (): Frame => {
    const frame = stack.pop() as Frame;
    open.set(frame.mark, (open.get(frame.mark) ?? 1) - 1);
    return frame;
  };
  /** Takes the innermost mark for the text it is. */
  const flatten = (): void => {
    const { mark, children, hasLink } = pop();
    const under = top();
    addText(under.children, mark);
    for (const child of children) {
      if (typeof child === 'string') addText(under.children, child);
      else under.children.push(child);
    }
    under.hasLink ||= hasLink;
  };
  const close = (mark: Mark): void => {
    while (top().mark !== mark) flatten();
    const { children, hasLink } = pop();
    if (children.length === 0) addText(top().children, mark + mark);
    else top().children.push({ kind: kinds[mark], children });
    top().hasLink ||= hasLink;
  };

  function closeLink(at: number): number {
    const isOpen = (open.get('[') ?? 0) + (open.get('![') ?? 0) > 0;
    destination.lastIndex = at + 1;
    const target = isOpen ? destination.exec(text) : null;
    if (!isOpen) {
      addText(top().children, ']');
      return at + 1;
    }
    while (top().mark !== '[' && top().mark !== '![') flatten();
    const address = target === null ? null : safeAddress(target[1] ?? '');
    const children = address === null || top().hasLink ? [] : wordsOf(top().children);
    const words = plainText(children);
    if (address === null || words.trim() === '' || isMisleading(words, address)) {
      flatten();
      addText(top().children, `]${target?.[0] ?? ''}`);
    } else {
      pop();
      top().children.push({ kind: 'link', address, children });
      top().hasLink = true;
    }
    return at + 1 + (target?.[0].length ?? 0);
  }

  function mark(at: number, char: string): number {
    let end = at;
    while (text[end] === char) end += 1;
    const before = text[at - 1];
    const after = text[end];
    const isEdge = char !== '_' || !isWord(before) || !isWord(after);
    let left = end - at;
    // Three in a row are bold and italic; more are a line that somebody has drawn.
    if (left > 3 || !isEdge) {
      addText(top().children, text.slice(at, end));
      return end;
    }
    const sizes = char === '~' ? [2] : [2, 1];
    const fits = (size: number): boolean => size <= left;
    while (left > 0) {
      const marks = sizes.filter(fits).map((size) => char.repeat(size) as Mark);
      // Of three the innermost first: `***a***` closes in the opposite order of its opening.
      const innermost = left === 3 ? marks.find((each) => top().mark === each) : undefined;
      const closing = isSpace(before)
        ? undefined
        : (innermost ?? marks.find((each) => (open.get(each) ?? 0) > 0));
      const next = closing ?? marks[0];
      if (next === undefined || (closing === undefined && isSpace(after))) {
        addText(top().children, char.repeat(left));
        return end;
      }
      if (closing === undefined) push(next);
      else close(closing);
      left -= next.length;
    }
    return end;
  }

  let at = 0;
  while (at < text.length) {
    special.lastIndex = at;
    const found = special.exec(text);
    if (found === null) break;
    const { index, 0: sign } = found;
    addText(top().children, text.slice(at, index));
    const char = sign.charAt(0);
    if (char === '\\') {
      const next = text[index + 1] ?? '';
      addText(top().children, escapable.test(next) ? next : `\\${next}`);
      at = index + 1 + next.length;
    } else if (char === '`') {
      const until = backticks.get(index);
      let from = index;
      while (text[from] === '`') from += 1;
      const size = from - index;
      if (until === undefined) addText(top().children, text.slice(index, from));
      else top().children.push({ kind: 'code', text: text.slice(from, until) });
      at = until === undefined ? from : until + size;
    } else if (char === '[') {
      push('[');
      at = index + 1;
    } else if (char === '!' && text[index + 1] === '[') {
      push('![');
      at = index + 2;
    } else if (char === ']') {
      at = closeLink(index);
    } else if (sign.length === 1 && char !== '!') {
      at = mark(index, char);
    } else {
      const found = sign.length === 1 ? null : addressAt(text, index);
      at = found?.end ?? index + sign.length;
      addAddress(top().children, found ?? { address: null, end: at }, text.slice(index, at));
    }
  }
  addText(top().children, text.slice(at));
  while (stack.length > 1) flatten();
  return top().children;
}
