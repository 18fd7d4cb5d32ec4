import { element } from './element.ts';
import { icon } from './icons.ts';
import { messages } from './messages.en.ts';
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

export function createChatButton(document: Document, surface: Surface, onPress: () => void): ChatButton {
  const count = element(document, 'span', { class: 'chat-button-count', 'aria-hidden': 'true' });
  const button = element(
    document,
    'button',
    { type: 'button', class: 'chat-button', lang: 'en' },
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
      const label = unread > 0 ? messages.openChatUnread(unread) : messages.openChat;
      button.setAttribute('aria-label', busy ? messages.openingChat : label);
      count.hidden = unread === 0;
      count.textContent = unread > 99 ? '99+' : String(unread);
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
