import type { Words } from './card.ts';
import { createCard } from './card.ts';
import type { WidgetLanguage } from './language.ts';
import type { Surface } from './surface.ts';

/** Says that the chat window could not be loaded, so that nobody waits for nothing. */
export interface Notice {
  show(choices: { readonly onRetry: () => void; readonly onClose: () => void }): void;
  /** The window has come, or is not wanted any more. */
  hide(): void;
}

export function createNotice(document: Document, surface: Surface, speech: WidgetLanguage): Notice {
  let card: HTMLElement | null = null;
  function hide(returnsFocus: boolean): void {
    if (card === null) return;
    const hadFocus = card.contains(surface.root.activeElement);
    card.remove();
    card = null;
    surface.announce(null);
    if (hadFocus && returnsFocus) surface.returnFocus();
  }

  return {
    show({ onRetry, onClose }) {
      hide(false);
      const retry = (): void => {
        hide(false);
        onRetry();
      };
      const close = (): void => {
        hide(true);
        onClose();
      };
      const messages = speech.messages();
      const { name: language } = speech.language();
      const ours = (text: string): Words => ({ text, language });
      const content = {
        language,
        title: ours(messages.windowFailedTitle),
        text: ours(messages.windowFailedText),
        primary: messages.tryAgain,
        secondary: messages.close,
        close: messages.close,
      };
      card = createCard(document, content, {
        onPrimary: retry,
        onSecondary: close,
        onClose: close,
      });
      surface.root.prepend(card);
      surface.announce(ours(`${content.title.text}. ${content.text.text}`));
    },
    hide: () => hide(true),
  };
}
