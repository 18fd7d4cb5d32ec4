import type { LanguageName } from '../core/language.ts';
import { directionOf } from '../core/language.ts';
import { element } from './element.ts';
import { icon } from './icons.ts';

/** Words with the language they are in (BCP 47). */
export interface Words {
  readonly text: string;
  readonly language: string;
}

export interface CardContent {
  /** The language of the buttons. */
  readonly language: LanguageName;
  /** Who speaks, if anybody. */
  readonly name?: Words | null;
  /** Address of a picture of whoever speaks, http(s) or relative. It stands in for our mark as soon as it has loaded. */
  readonly pictureUrl?: string | null;
  readonly title: Words;
  readonly text: Words;
  readonly primary: string;
  readonly secondary: string;
  readonly close: string;
}

export interface CardChoices {
  readonly onPrimary: () => void;
  readonly onSecondary: () => void;
  readonly onClose: () => void;
}

/** Decoration: who speaks is said in words. What does not load, or may not by the page's policy, is not missed. */
function createMark(document: Document, pictureUrl: string | null | undefined): HTMLElement {
  const mark = element(document, 'span', { class: 'mark' }, icon(document, 'chat'));
  if (pictureUrl == null) return mark;
  const { protocol, href } = element(document, 'a', { href: pictureUrl });
  if (!/^https?:$/.test(protocol)) return mark;
  const picture = element(document, 'img', { class: 'picture', alt: '', referrerpolicy: 'no-referrer' });
  picture.addEventListener('load', () => {
    mark.replaceChildren(picture);
    mark.classList.add('has-picture');
  });
  picture.src = href;
  return mark;
}

/**
 * A small card above the chat button: a labelled region that is no dialog, takes no focus and covers nothing but
 * its own corner. Both answers are equally large. It is put before the button, so that the keyboard comes to what stands
 * above first.
 */
export function createCard(document: Document, content: CardContent, choices: CardChoices): HTMLElement {
  const button = (className: string, onClick: () => void, ...children: (Node | string)[]) => {
    const node = element(document, 'button', { type: 'button', class: className }, ...children);
    node.addEventListener('click', onClick);
    return node;
  };
  const words = (name: string, { text, language }: Words) =>
    element(document, 'p', { class: `card-${name}`, id: `card-${name}`, dir: 'auto', lang: language }, text);
  const { name, pictureUrl, language } = content;
  const close = button('icon-button card-close', choices.onClose, icon(document, 'close'));
  close.setAttribute('aria-label', content.close);

  return element(
    document,
    'section',
    {
      class: 'card',
      lang: language,
      dir: directionOf(language),
      'aria-labelledby': 'card-title',
      'aria-describedby': 'card-text',
    },
    element(
      document,
      'div',
      { class: 'card-main' },
      createMark(document, pictureUrl),
      element(
        document,
        'div',
        { class: 'card-words' },
        ...(name == null ? [] : [words('name', name)]),
        words('title', content.title),
        words('text', content.text),
      ),
    ),
    element(
      document,
      'div',
      { class: 'card-actions' },
      button('button button-primary', choices.onPrimary, content.primary),
      button('button button-quiet', choices.onSecondary, content.secondary),
    ),
    close,
  );
}
