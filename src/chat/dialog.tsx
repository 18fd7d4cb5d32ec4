import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChatWindowCallbacks, ChatWindowView } from '../core/chatWindow.ts';
import { CloseConfirmation } from './closeConfirmation.tsx';
import { Composer } from './composer.tsx';
import { keepFocusInside } from './focusTrap.ts';
import { Icon } from './icons.tsx';
import { isWaiting, MessageList } from './messageList.tsx';
import { messages } from './messages.en.ts';
import { ErrorPane, LoadingPane, OutOfOfficePane } from './panes.tsx';
import type { Times } from './times.ts';
import { useMatches } from './useMatches.ts';

/** Where the window fills the screen and is all that can be used. */
export const phoneQuery = '(max-width: 480px)';

interface DialogProps {
  readonly view: ChatWindowView;
  readonly callbacks: ChatWindowCallbacks;
  readonly times: Times;
}

function statusOf({ pane, entries }: ChatWindowView): string {
  switch (pane) {
    case 'loading':
      return messages.connecting;
    case 'active': {
      const name = entries.filter((entry) => entry.role === 'agent').at(-1)?.senderName;
      if (isWaiting(entries)) return messages.waiting;
      return name === undefined || name === '' ? messages.connected : messages.talkingWith(name);
    }
    case 'ended':
      return messages.ended;
    case 'outOfOffice':
      return messages.closed;
    case 'error':
      return messages.notConnected;
  }
}

export function Dialog({ view, callbacks, times }: DialogProps) {
  const { pane, visible, entries, typing } = view;
  const [asksToClose, setAsksToClose] = useState(false);
  const closeButton = useRef<HTMLButtonElement>(null);
  const isPhone = useMatches(phoneQuery);
  const isAsking = asksToClose && pane === 'active';

  useEffect(() => {
    if (pane !== 'active' || !visible) setAsksToClose(false);
  }, [pane, visible]);

  // The header can take the focus back only when it is drawn without the question over it.
  const wasAsking = useRef(false);
  useLayoutEffect(() => {
    if (wasAsking.current && !isAsking && pane === 'active' && visible) closeButton.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  const stay = (): void => setAsksToClose(false);

  return (
    <div
      class={`window${isPhone ? ' is-phone' : ''}`}
      role="dialog"
      aria-labelledby="chat-title"
      aria-modal={isPhone ? 'true' : undefined}
      tabIndex={-1}
      lang="en"
      hidden={!visible}
      onKeyDown={(event) => {
        if (event.key === 'Tab' && (isAsking || isPhone)) keepFocusInside(event.currentTarget, event);
        if (event.key !== 'Escape' || !isAsking) return;
        event.preventDefault();
        stay();
      }}
    >
      <div class="window-head" inert={isAsking}>
        <span class="mark">
          <Icon name="chat" />
        </span>
        <div class="window-names">
          <h2 class="window-title" id="chat-title">
            {view.title ?? messages.title}
          </h2>
          <p class="window-status" dir="auto">
            {statusOf(view)}
          </p>
        </div>
        <button
          type="button"
          class="icon-button"
          aria-label={messages.minimize}
          onClick={callbacks.onMinimize}
        >
          <Icon name="minimize" />
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label={messages.close}
          ref={closeButton}
          onClick={() => (pane === 'active' ? setAsksToClose(true) : callbacks.onClose())}
        >
          <Icon name="close" />
        </button>
      </div>

      <div class="window-body" inert={isAsking}>
        {pane === 'loading' && <LoadingPane />}
        {pane === 'outOfOffice' && <OutOfOfficePane onClose={callbacks.onClose} />}
        {pane === 'error' && <ErrorPane onRetry={callbacks.onRetry} onClose={callbacks.onClose} />}
        {(pane === 'active' || pane === 'ended') && (
          <MessageList entries={entries} times={times} visible={visible} onResend={callbacks.onResend} />
        )}
        {pane === 'active' && (
          <>
            <p class="typing" dir="auto">
              {typing === null ? '' : messages.isTyping(typing || messages.agent)}
            </p>
            <Composer onSend={callbacks.onSend} onTyping={callbacks.onTyping} />
          </>
        )}
        {pane === 'ended' && (
          <div class="window-end">
            <p class="window-end-text" role="status">
              {messages.endedText}
            </p>
            <button
              type="button"
              class="button button-primary"
              data-chat-focus=""
              onClick={callbacks.onClose}
            >
              {messages.closePane}
            </button>
          </div>
        )}
      </div>
      {isAsking && <CloseConfirmation onStay={stay} onEnd={callbacks.onClose} />}
    </div>
  );
}
