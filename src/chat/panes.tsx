import type { ComponentChildren } from 'preact';
import { Icon } from './icons.tsx';
import { messages } from './messages.en.ts';

interface PaneProps {
  readonly icon: 'chat' | 'moon' | 'offline';
  readonly title: string;
  readonly text: string;
  readonly children?: ComponentChildren;
}

/** A pane without a conversation. What it says is read out when it appears. */
function Pane({ icon, title, text, children }: PaneProps) {
  return (
    <div class="pane">
      <div class="pane-words" role="status">
        <span class="mark pane-mark">
          <Icon name={icon} />
        </span>
        <p class="pane-title">{title}</p>
        <p class="pane-text">{text}</p>
      </div>
      {children !== undefined && <div class="pane-actions">{children}</div>}
    </div>
  );
}

export function LoadingPane() {
  return <Pane icon="chat" title={messages.loadingTitle} text={messages.loadingText} />;
}

export function OutOfOfficePane({ onClose }: { readonly onClose: () => void }) {
  return (
    <Pane icon="moon" title={messages.outOfOfficeTitle} text={messages.outOfOfficeText}>
      <button type="button" class="button button-primary" data-chat-focus="" onClick={onClose}>
        {messages.closePane}
      </button>
    </Pane>
  );
}

interface ErrorPaneProps {
  readonly onRetry: () => void;
  readonly onClose: () => void;
}

export function ErrorPane({ onRetry, onClose }: ErrorPaneProps) {
  return (
    <Pane icon="offline" title={messages.errorTitle} text={messages.errorText}>
      <button type="button" class="button button-primary" data-chat-focus="" onClick={onRetry}>
        {messages.tryAgain}
      </button>
      <button type="button" class="button button-quiet" onClick={onClose}>
        {messages.closePane}
      </button>
    </Pane>
  );
}
