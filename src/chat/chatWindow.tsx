import { render } from 'preact';
import type { ChatPane, ChatWindow, ChatWindowHost } from '../core/chatWindow.ts';
import { Dialog } from './dialog.tsx';
import { chatStyles } from './styles.ts';
import { createTimes } from './times.ts';

/** Puts the chat window into a shadow root; it shows itself with the first view. */
export function createChatWindow(host: ChatWindowHost<ShadowRoot>): ChatWindow {
  const { root, callbacks } = host;
  const { ownerDocument } = root;
  const dropStyles = host.adoptStyles(chatStyles);
  const container = ownerDocument.createElement('div');
  root.append(container);
  const times = createTimes(host.language ?? (ownerDocument.documentElement.lang || undefined));
  let pane: ChatPane | null = null;

  function focus(): void {
    const target =
      container.querySelector<HTMLElement>('[data-chat-focus]') ??
      container.querySelector<HTMLElement>('[role="dialog"]');
    target?.focus({ preventScroll: true });
  }

  return {
    update(view) {
      const hadFocus = container.contains(root.activeElement);
      const isOtherPane = pane !== view.pane;
      pane = view.pane;
      render(<Dialog view={view} callbacks={callbacks} times={times} />, container);
      // What had the focus may have gone with its pane; then the visitor goes on at the next useful place.
      const active = root.activeElement;
      const isLost = active === null || active.getAttribute('role') === 'dialog';
      if (hadFocus && isOtherPane && isLost && view.visible) focus();
    },
    focus,
    destroy() {
      render(null, container);
      container.remove();
      dropStyles();
    },
  };
}
