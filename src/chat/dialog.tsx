import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChatWindowCallbacks, ChatWindowOptions, ChatWindowView } from '../core/chatWindow.ts';
import { CloseConfirmation } from './closeConfirmation.tsx';
import { Composer } from './composer.tsx';
import { keepFocusInside } from './focusTrap.ts';
import { MessageList } from './messageList.tsx';
import type { Messages } from './messages.ts';
import { useMessages } from './messages.ts';
import { withName } from './names.tsx';
import { ConnectingPane, EarlierPane, ErrorPane, OutOfOfficePane } from './panes.tsx';
import { PostChatPane } from './postChatPane.tsx';
import { PreChatPane } from './preChatPane.tsx';
import type { Drawing } from './said.tsx';
import type { Times } from './times.ts';
import { useMatches } from './useMatches.ts';
import { isWaiting, waitingWords } from './waiting.ts';
import { WindowHead } from './windowHead.tsx';

/** Where the window fills the screen and is all that can be used. */
export const phoneQuery = '(max-width: 480px)';

interface DialogProps {
  readonly view: ChatWindowView;
  readonly callbacks: ChatWindowCallbacks;
  readonly options: ChatWindowOptions;
  readonly times: Times;
  readonly drawing: Drawing;
}

function statusOf(view: ChatWindowView, messages: Messages): ComponentChildren {
  const { pane, agent } = view;
  switch (pane) {
    case 'earlier':
    case 'preChat':
      return messages.beforeChat;
    case 'loading':
      return messages.connecting;
    case 'active':
      if (isWaiting(view)) return messages.waiting;
      return agent === null || agent === '' ? messages.connected : withName(messages.talkingWith, agent);
    case 'ended':
    case 'postChat':
      return messages.ended;
    case 'outOfOffice':
      return messages.closed;
    case 'error':
      return messages.notConnected;
  }
}

export function Dialog({ view, callbacks, options, times, drawing }: DialogProps) {
  const messages = useMessages();
  const { pane, visible, entries, typing } = view;
  const [asksToClose, setAsksToClose] = useState(false);
  const closeButton = useRef<HTMLButtonElement>(null);
  const isPhone = useMatches(phoneQuery);
  const isAsking = asksToClose && pane === 'active';
  const { hideHeader = false, hideMinimizeButton = false, fillsWindow = false } = options;
  // In a browser window of its own there is no page below to keep the focus from.
  const isModal = isPhone && !fillsWindow;
  const title = view.title ?? messages.title;

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

  const waits = pane === 'active' && isWaiting(view);
  const messageList = (onResend: (key: string) => void) => (
    <MessageList
      {...{ entries, times, visible, onResend }}
      isWaiting={waits}
      drawing={pane === 'active' ? drawing : { ...drawing, onChoose: null }}
      stacksSuggestions={options.stackSuggestedActions === true}
    />
  );
  const { rich } = drawing;
  const canSave = rich !== null && entries.some(({ role }) => role !== 'system');

  return (
    <div
      class={`window${isPhone || fillsWindow ? ' is-whole' : ''}`}
      role="dialog"
      aria-labelledby={hideHeader ? undefined : 'chat-title'}
      aria-label={hideHeader ? title : undefined}
      aria-modal={isModal ? 'true' : undefined}
      tabIndex={-1}
      hidden={!visible}
      onKeyDown={(event) => {
        if (event.key === 'Tab' && (isAsking || isModal)) keepFocusInside(event.currentTarget, event);
        if (event.key !== 'Escape' || !isAsking) return;
        event.preventDefault();
        stay();
      }}
    >
      {!hideHeader && (
        <WindowHead
          title={title}
          status={statusOf(view, messages)}
          isInert={isAsking}
          hasMinimizeButton={!hideMinimizeButton && !fillsWindow}
          closeButtonText={options.closeButtonText}
          closeButton={closeButton}
          onSave={canSave ? () => rich.save({ title, entries, times }) : null}
          onMinimize={callbacks.onMinimize}
          onClose={() => (pane === 'active' ? setAsksToClose(true) : callbacks.onClose())}
        />
      )}

      <div class="window-body" inert={isAsking}>
        {pane === 'earlier' && <EarlierPane onChoice={callbacks.onEarlier} />}
        {pane === 'preChat' && (
          <PreChatPane
            survey={view.preChatSurvey ?? ''}
            drawCard={drawing.drawCard}
            onAnswers={callbacks.onPreChatAnswers}
          />
        )}
        {pane === 'loading' && <ConnectingPane />}
        {pane === 'outOfOffice' && (
          <OutOfOfficePane nextOpening={view.nextOpening} times={times} onClose={callbacks.onClose} />
        )}
        {pane === 'error' && (
          <ErrorPane needsSignIn={view.needsSignIn} onRetry={callbacks.onRetry} onClose={callbacks.onClose} />
        )}
        {pane === 'active' && (
          <p class="waiting" role="status" dir="auto" lang="">
            {waits && waitingWords(entries)}
          </p>
        )}
        {(pane === 'active' || pane === 'ended') && messageList(callbacks.onResend)}
        {pane === 'active' && (
          <>
            <p class="typing">{typing !== null && withName(messages.isTyping, typing || messages.agent)}</p>
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
        {pane === 'postChat' && (
          <PostChatPane
            survey={view.postChatSurvey}
            messageList={messageList(() => undefined)}
            onClose={callbacks.onClose}
          />
        )}
      </div>
      {isAsking && (
        <CloseConfirmation hasAgent={view.agent !== null} onStay={stay} onEnd={callbacks.onClose} />
      )}
    </div>
  );
}
