import type { Inline } from './inline.ts';
import { parseInline } from './inline.ts';

/** What a message consists of. */
export type Block =
  | { readonly kind: 'paragraph' | 'heading'; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | List;

export interface List {
  readonly kind: 'list';
  /** Number of the first item; `null`: the items have no numbers. */
  readonly start: number | null;
  readonly items: readonly ListItem[];
}

export interface ListItem {
  readonly children: readonly Inline[];
  readonly lists: readonly List[];
}

/** Lists nested deeper than this go on at this depth. */
const maxListDepth = 5;

const itemStart = /^([ \t]*)(?:[-*+•]|(\d{1,9})[.)])[ \t]+(?=\S)/;
const headingStart = /^ {0,3}#{1,6}[ \t]+(?=\S)/;

interface OpenItem {
  readonly indent: number;
  readonly lines: string[];
  readonly lists: OpenList[];
}
interface OpenList {
  readonly start: number | null;
  readonly items: OpenItem[];
}

const closeList = ({ start, items }: OpenList): List => ({
  kind: 'list',
  start,
  items: items.map(({ lines, lists }) => ({
    children: parseInline(lines.join('\n')),
    lists: lists.map(closeList),
  })),
});

/** Adds an item where its indent puts it. */
function addItem(roots: OpenList[], indent: number, start: number | null, words: string): OpenItem {
  let lists = roots;
  for (let depth = 1; depth < maxListDepth; depth += 1) {
    const above = lists.at(-1)?.items.at(-1);
    if (above === undefined || indent < above.indent + 2) break;
    lists = above.lists;
  }
  const item: OpenItem = { indent, lines: [words], lists: [] };
  const last = lists.at(-1);
  if (last !== undefined && (last.start === null) === (start === null)) last.items.push(item);
  else lists.push({ start, items: [item] });
  return item;
}

/**
 * The Markdown of a message: paragraphs, lists with and without numbers, fenced code, and headings, which are bold. A
 * new line stays a new line. Takes time in proportion to the text.
 */
export function parseBlocks(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  let lists: OpenList[] = [];
  let item: OpenItem | null = null;
  let code: { readonly fence: string; readonly lines: string[] } | null = null;

  const close = (): void => {
    if (paragraph.length > 0) {
      blocks.push({ kind: 'paragraph', children: parseInline(paragraph.join('\n')) });
    }
    for (const list of lists) blocks.push(closeList(list));
    paragraph = [];
    lists = [];
    item = null;
  };
  const closeCode = (): void => {
    if (code !== null) blocks.push({ kind: 'code', text: code.lines.join('\n') });
    code = null;
  };

  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    const fence = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (code !== null) {
      if (fence?.startsWith(code.fence) === true && line.trim() === fence) closeCode();
      else code.lines.push(line);
      continue;
    }
    const start = itemStart.exec(line);
    const heading = headingStart.exec(line);
    if (fence !== undefined) {
      close();
      code = { fence, lines: [] };
    } else if (start !== null) {
      if (paragraph.length > 0) close();
      const indent = (start[1] ?? '').replaceAll('\t', '    ').length;
      const number = start[2] === undefined ? null : Number(start[2]);
      item = addItem(lists, indent, number, line.slice(start[0].length));
    } else if (line.trim() === '') {
      close();
    } else if (heading !== null) {
      close();
      blocks.push({ kind: 'heading', children: parseInline(line.slice(heading[0].length).trim()) });
    } else if (item !== null) {
      (item as OpenItem).lines.push(line.trim());
    } else {
      paragraph.push(line);
    }
  }
  close();
  closeCode();
  return blocks;
}
