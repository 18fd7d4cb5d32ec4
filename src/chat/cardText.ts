import { isMisleading, safeAddress } from './rich/links.ts';

const marks = /\*\*(.{1,2000}?)\*\*|\[([^[\]]+)\]\((https?:\/\/[^\s()]+)\)/g;

/**
 * Turns the two marks of Markdown that surveys live by, `**bold**` and `[words](https://…)`, into nodes. Everything
 * else stays the text it is; nothing becomes markup.
 */
export function formatCardText(element: HTMLElement): void {
  const text = element.textContent;
  const nodes: (string | Node)[] = [];
  let end = 0;
  for (const match of text.matchAll(marks)) {
    const [all, bold, words, given] = match;
    const address = given === undefined ? null : safeAddress(given);
    if (bold === undefined && (address === null || isMisleading(words ?? '', address))) continue;
    nodes.push(text.slice(end, match.index));
    end = match.index + all.length;
    const { ownerDocument } = element;
    if (address === null) {
      const strong = ownerDocument.createElement('strong');
      strong.textContent = bold ?? '';
      nodes.push(strong);
    } else {
      const link = ownerDocument.createElement('a');
      link.href = address;
      link.target = '_blank';
      link.rel = 'noopener noreferrer';
      link.textContent = words ?? '';
      nodes.push(link);
    }
  }
  if (end > 0) element.replaceChildren(...nodes, text.slice(end));
}
