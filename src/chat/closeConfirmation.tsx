import { useLayoutEffect, useRef } from 'preact/hooks';
import { useMessages } from './messages.ts';

interface CloseConfirmationProps {
  /** Somebody is there to be told. */
  readonly hasAgent: boolean;
  readonly onStay: () => void;
  readonly onEnd: () => void;
}

/** Asks before a running conversation is ended by the close button. The harmless answer has the focus. */
export function CloseConfirmation({ hasAgent, onStay, onEnd }: CloseConfirmationProps) {
  const messages = useMessages();
  const stay = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => stay.current?.focus(), []);
  return (
    <div class="confirm">
      <div
        class="confirm-box"
        role="alertdialog"
        aria-modal="true"
        aria-labelledby="chat-confirm-title"
        aria-describedby="chat-confirm-text"
      >
        <p class="confirm-title" id="chat-confirm-title">
          {messages.confirmTitle}
        </p>
        <p class="confirm-text" id="chat-confirm-text">
          {hasAgent ? messages.confirmText : messages.confirmTextAlone}
        </p>
        <div class="confirm-actions">
          <button type="button" class="button button-quiet" ref={stay} onClick={onStay}>
            {messages.confirmStay}
          </button>
          <button type="button" class="button button-alert" onClick={onEnd}>
            {messages.confirmEnd}
          </button>
        </div>
      </div>
    </div>
  );
}
