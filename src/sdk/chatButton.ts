import { countIn } from '../core/language.ts';
import { element } from './element.ts';
import { icon } from './icons.ts';
import type { WidgetLanguage } from './language.ts';
import type { Surface } from './surface.ts';

export interface ChatButtonView {
  readonly visible: boolean;
  /** The chat has been asked for and is not on the screen yet. */
  readonly busy: boolean;
  /** Messages that came while the window was minimised. */
  readonly unread: number;
}

/** The round button in the corner that opens the chat. */
export interface ChatButton {
  update(view: ChatButtonView): void;
  /** Moves focus to the button; false if it is not shown. */
  focus(): boolean;
  destroy(): void;
}

export function createChatButton(
  document: Document,
  surface: Surface,
  speech: WidgetLanguage,
  onPress: () => void,
): ChatButton {
  const count = element(document, 'span', { class: 'chat-button-count', 'aria-hidden': 'true' });
  const button = element(
    document,
    'button',
    { type: 'button', class: 'chat-button' },
    icon(document, 'chat'),
    count,
  );
  button.addEventListener('click', onPress);
  button.hidden = true;
  surface.root.append(button);

  return {
    update({ visible, busy, unread }) {
      button.hidden = !visible;
      button.classList.toggle('is-busy', busy);
      button.setAttribute('aria-busy', String(busy));
      const messages = speech.messages();
      const language = speech.language();
      const most = new Intl.NumberFormat(language.tag).format(Math.min(unread, 99));
      const shown = unread > 99 ? `${most}+` : most;
      const label =
        unread > 0 ? countIn(language, messages.openChatUnread, unread, shown) : messages.openChat;
      button.setAttribute('aria-label', busy ? messages.openingChat : label);
      count.hidden = unread === 0;
      count.textContent = shown;
    },
    focus() {
      if (button.hidden) return false;
      button.focus({ preventScroll: true });
      return true;
    },
    destroy() {
      button.remove();
    },
  };
}
