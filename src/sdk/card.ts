import { element } from './element.ts';
import { icon } from './icons.ts';

/** Words with the language they are in (BCP 47). */
export interface Words {
  readonly text: string;
  readonly language: string;
}

export interface CardContent {
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

/**
 * A small card above the chat button: a labelled region that is no dialog, takes no focus and covers nothing but
 * its own corner. Both answers are equally large.
 */
export function createCard(document: Document, content: CardContent, choices: CardChoices): HTMLElement {
  const button = (className: string, onClick: () => void, ...children: (Node | string)[]) => {
    const node = element(document, 'button', { type: 'button', class: className }, ...children);
    node.addEventListener('click', onClick);
    return node;
  };
  const words = (name: 'title' | 'text') =>
    element(
      document,
      'p',
      { class: `card-${name}`, id: `card-${name}`, dir: 'auto', lang: content[name].language },
      content[name].text,
    );
  const close = button('icon-button card-close', choices.onClose, icon(document, 'close'));
  close.setAttribute('aria-label', content.close);

  return element(
    document,
    'section',
    { class: 'card', lang: 'en', 'aria-labelledby': 'card-title', 'aria-describedby': 'card-text' },
    element(document, 'span', { class: 'mark' }, icon(document, 'chat')),
    words('title'),
    words('text'),
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
