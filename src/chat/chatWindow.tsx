import { render } from 'preact';
import type { ChatWindow, ChatWindowHost, ChatWindowView } from '../core/chatWindow.ts';
import { Dialog } from './dialog.tsx';
import { createWindowParts } from './loadParts.ts';
import type { Choose } from './rich/richMessages.ts';
import { chatStyles } from './styles.ts';
import type { Messages } from './messages.ts';
import { SpeechContext } from './messages.ts';
import { createTimes } from './times.ts';

/** Puts the chat window into a shadow root; it shows itself with the first view. */
export function createChatWindow(host: ChatWindowHost<ShadowRoot>): ChatWindow {
  const { root, callbacks, options = {}, language } = host;
  // What the language file brings; the type of that file says so.
  const messages = host.messages as Messages;
  const { ownerDocument } = root;
  const dropStyles = host.adoptStyles(chatStyles);
  const container = ownerDocument.createElement('div');
  root.append(container);
  const times = createTimes(language.tag);
  const speech = { language, messages };
  let shown: ChatWindowView | null = null;
  const parts = createWindowParts(host, messages, () => {
    if (shown !== null) draw(shown);
  });

  function focus(): void {
    const target =
      container.querySelector<HTMLElement>('[data-chat-focus]') ??
      container.querySelector<HTMLElement>('[role="dialog"]');
    target?.focus({ preventScroll: true });
  }

  const choose: Choose = (text, answer) => {
    callbacks.onSend(text, answer);
    // What was pressed goes, or cannot be pressed again.
    focus();
  };

  function draw(view: ChatWindowView): void {
    const { drawCard } = parts;
    const rich = parts.rich();
    const drawing = { rich, drawCard, answered: rich?.answeredCards(view.entries), onChoose: choose };
    render(
      <SpeechContext.Provider value={speech}>
        <Dialog {...{ view, callbacks, options, times, drawing }} />
      </SpeechContext.Provider>,
      container,
    );
  }

  return {
    update(view) {
      const hadFocus = container.contains(root.activeElement);
      // The survey after the conversation comes into its pane later.
      const isOtherPane = shown?.pane !== view.pane || shown.postChatSurvey !== view.postChatSurvey;
      shown = view;
      draw(view);
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
      parts.dropStyles();
    },
  };
}
