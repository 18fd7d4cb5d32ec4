import type { ChatEntry } from '../../core/chatWindow.ts';
import type { DrawnCard } from '../cards.ts';
import type { AnsweredCards } from './answeredCards.ts';
import { findAnsweredCards } from './answeredCards.ts';
import { parseBlocks } from './blocks.ts';
import type { Block, List } from './blocks.ts';
import type { Attachment, Choice } from './content.ts';
import { readContent, wordsOfCard } from './content.ts';
import type { Inline } from './inline.ts';
import { parseAddresses, plainText } from './inline.ts';
import type { Choose, RichMessages, RichRequest, RichWords } from './richMessages.ts';
import { richStyles } from './richStyles.ts';
import { saveConversation } from './saveConversation.ts';

/** A message longer than this is shown in part at first, in characters and in lines. */
const shownAtFirst = { characters: 1500, lines: 30 };
/** What comes after so many characters of a message is shown as the text it is. */
const maxMarkdown = 50_000;
/** What comes after so many elements of one message is shown as the text it is. */
const maxElements = 3000;

const textOfList = ({ items }: List): string =>
  items.map(({ children, lists }) => [plainText(children), ...lists.map(textOfList)].join('\n')).join('\n');

/** The words of a block. */
function textOfBlock(block: Block): string {
  if (block.kind === 'list') return textOfList(block);
  return block.kind === 'code' ? block.text : plainText(block.children);
}

/** Where a text that is too long is cut at first: at the end of a line or a word; `null`: it is not. */
function cutOf(text: string): number | null {
  const lineEnds = [...text.slice(0, shownAtFirst.characters * 2).matchAll(/\n/g)].map(({ index }) => index);
  const end = Math.min(lineEnds[shownAtFirst.lines] ?? Infinity, shownAtFirst.characters);
  // What remains has to be worth a button.
  if (text.length < end * 1.2 || end >= text.length) return null;
  const space = Math.max(text.lastIndexOf('\n', end), text.lastIndexOf(' ', end));
  if (space > end * 0.8) return space;
  return /[\uD800-\uDBFF]/.test(text[end - 1] ?? '') ? end - 1 : end;
}

export function createRichMessages(document: Document, words: RichWords): RichMessages {
  function element<K extends keyof HTMLElementTagNameMap>(
    name: K,
    className: string,
    ...children: readonly (Node | string)[]
  ): HTMLElementTagNameMap[K] {
    const made = document.createElement(name);
    if (className !== '') made.className = className;
    made.append(...children);
    return made;
  }

  function link(address: string, ...words: readonly (Node | string)[]): HTMLElement {
    const made = element('a', '', ...words);
    made.href = address;
    made.target = '_blank';
    made.rel = 'noopener noreferrer';
    return made;
  }

  /** Draws parts of a message, until there are too many of them. */
  function createPainter() {
    let left = maxElements;
    const inline = (part: Inline): Node | string => {
      if (typeof part === 'string') return part;
      if (left <= 0) return plainText([part]);
      left -= 1;
      if (part.kind === 'code') return element('code', '', part.text);
      const children = part.children.map(inline);
      return part.kind === 'link' ? link(part.address, ...children) : element(part.kind, '', ...children);
    };
    const list = ({ start, items }: List): HTMLElement => {
      const made = element(start === null ? 'ul' : 'ol', '');
      if (start !== null) made.setAttribute('start', String(start));
      for (const [place, item] of items.entries()) {
        if (left <= 0) {
          made.append(element('li', '', textOfList({ kind: 'list', start, items: items.slice(place) })));
          break;
        }
        left -= 1;
        made.append(element('li', '', ...item.children.map(inline), ...item.lists.map(list)));
      }
      return made;
    };
    return {
      isFull: () => left <= 0,
      inline,
      block(block: Block): HTMLElement {
        left -= 1;
        if (block.kind === 'list') return list(block);
        if (block.kind === 'code') return element('pre', '', element('code', '', block.text));
        const children = block.children.map(inline);
        return element(
          'p',
          '',
          ...(block.kind === 'heading' ? [element('strong', '', ...children)] : children),
        );
      },
    };
  }

  function fillMarkdown(target: HTMLElement, text: string): void {
    const painter = createPainter();
    const blocks: Block[] = [...parseBlocks(text.slice(0, maxMarkdown))];
    if (text.length > maxMarkdown) blocks.push({ kind: 'paragraph', children: [text.slice(maxMarkdown)] });
    for (const [place, block] of blocks.entries()) {
      if (painter.isFull()) {
        target.append(element('p', '', blocks.slice(place).map(textOfBlock).join('\n\n')));
        return;
      }
      target.append(painter.block(block));
    }
  }

  function fillPlain(target: HTMLElement, text: string): void {
    const painter = createPainter();
    target.append(element('p', '', ...parseAddresses(text).map(painter.inline)));
  }

  /** A text that can be long. */
  function drawText(text: string, fill: (target: HTMLElement, text: string) => void): readonly HTMLElement[] {
    const cut = cutOf(text);
    const target = element('div', 'rich-text');
    if (cut === null) {
      fill(target, text);
      return [target];
    }
    const more = element('button', 'text-button');
    more.type = 'button';
    let isWhole = true;
    const toggle = (): void => {
      isWhole = !isWhole;
      target.replaceChildren();
      fill(target, isWhole ? text : `${text.slice(0, cut)}…`);
      more.textContent = isWhole ? words.showLess : words.showMore;
      more.setAttribute('aria-expanded', String(isWhole));
    };
    more.addEventListener('click', toggle);
    toggle();
    return [target, more];
  }

  function drawChoices(choices: readonly Choice[], onChoose: Choose): readonly HTMLElement[] {
    return choices.map(({ title, act }) => {
      if ('open' in act) {
        const made = link(act.open, title);
        made.className = 'choice';
        return made;
      }
      const made = element('button', 'choice', title);
      made.type = 'button';
      made.dir = 'auto';
      made.addEventListener('click', () => onChoose(act.say, 'answer' in act ? act.answer : undefined));
      return made;
    });
  }

  let known: readonly ChatEntry[] = [];
  let answered: AnsweredCards = new Map();

  /** How the cards in messages are frozen, by the place they are drawn in. */
  const freezes = new WeakMap<Element, DrawnCard['freeze']>();
  /** What cards have got, also those that are still to be drawn. */
  const answers = new WeakMap<Element, unknown>();

  /** Draws an Adaptive Card as soon as it can be, or its words if it cannot. */
  async function fillCard(
    made: HTMLElement,
    card: object,
    { drawCard, onChoose }: RichRequest,
  ): Promise<void> {
    made.setAttribute('aria-busy', 'true');
    const result = await drawCard(card, (given, by) => {
      const data = by?.data;
      if (typeof data === 'string') onChoose(data);
      else onChoose(by?.title ?? '', { value: { ...Object(data), ...given } as unknown });
      freezeCard(made);
    }).catch(() => null);
    made.removeAttribute('aria-busy');
    if (result?.ok === true) {
      made.replaceChildren(result.drawn.element);
      freezes.set(made, (given) => result.drawn.freeze(given));
    } else made.replaceChildren(...drawText(wordsOfCard(card) || words.cardUnreadable, fillMarkdown));
    if (made.classList.contains('is-frozen')) freezeCard(made);
  }

  function freezeCard(card: Element): void {
    // Also one that is still to be drawn.
    card.classList.add('is-frozen');
    freezes.get(card)?.(answers.get(card));
    for (const choice of card.querySelectorAll<HTMLButtonElement>('button.choice')) choice.disabled = true;
  }

  function drawAttachment(attachment: Attachment, request: RichRequest): HTMLElement {
    const { onChoose } = request;
    const made = element('div', 'message-card fields');
    if (attachment.kind === 'adaptive') {
      void fillCard(made, attachment.card, request);
      return made;
    }
    const { title, text, links, choices } = attachment;
    if (title !== '') made.append(element('p', 'message-card-title', title));
    if (text !== '') made.append(...drawText(text, fillMarkdown));
    for (const { address, words: said } of links) made.append(element('p', '', link(address, said)));
    if (choices.length > 0) made.append(element('div', 'choices', ...drawChoices(choices, onChoose)));
    return made;
  }

  return {
    styles: richStyles,

    draw(request) {
      const { entry } = request;
      const made = element('div', 'rich');
      if (entry.role === 'visitor') {
        made.append(...drawText(entry.text, fillPlain));
        return made;
      }
      const { text, attachments } = readContent(entry.text);
      if (text !== '') made.append(...drawText(text, fillMarkdown));
      made.append(...attachments.map((attachment) => drawAttachment(attachment, request)));
      return made;
    },

    drawSuggestions({ entry, onChoose }) {
      const { suggestions } = readContent(entry.text);
      if (suggestions.length === 0) return null;
      const made = element('div', 'choices suggestions', ...drawChoices(suggestions, onChoose));
      made.setAttribute('role', 'group');
      made.setAttribute('aria-label', words.suggestions);
      return made;
    },

    freeze(drawn, places) {
      drawn.querySelectorAll('.message-card').forEach((card, place) => {
        if (places?.has(place) === false) return;
        if (places !== undefined) answers.set(card, places.get(place));
        freezeCard(card);
      });
    },

    answeredCards(entries) {
      if (entries !== known) [known, answered] = [entries, findAnsweredCards(entries)];
      return answered;
    },

    save: (conversation) => saveConversation(document, conversation, words),
  };
}
