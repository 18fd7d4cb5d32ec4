import type { ComponentChildren } from 'preact';
import { Icon } from './icons.tsx';
import { useMessages } from './messages.ts';
import type { Times } from './times.ts';

interface PaneProps {
  readonly icon: 'chat' | 'moon' | 'offline';
  readonly title: string;
  readonly text?: string;
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
        {text !== undefined && <p class="pane-text">{text}</p>}
      </div>
      {children !== undefined && <div class="pane-actions">{children}</div>}
    </div>
  );
}

export function ConnectingPane() {
  const messages = useMessages();
  return <Pane icon="chat" title={messages.loadingTitle} text={messages.loadingText} />;
}

/** Something of the window is on its way. */
export function LoadingPane({ title }: { readonly title: string }) {
  return <Pane icon="chat" title={title} />;
}

/** Stands for a survey that asks nothing. */
export function ReadyPane({ onStart }: { readonly onStart: () => void }) {
  const messages = useMessages();
  return (
    <Pane icon="chat" title={messages.readyTitle} text={messages.readyText}>
      <button type="button" class="button button-primary" data-chat-focus="" onClick={onStart}>
        {messages.startChat}
      </button>
    </Pane>
  );
}

/** Asks whether to continue a conversation that is running somewhere else. */
export function EarlierPane({ onChoice }: { readonly onChoice: (isContinued: boolean) => void }) {
  const messages = useMessages();
  return (
    <Pane icon="chat" title={messages.earlierTitle} text={messages.earlierText}>
      <button type="button" class="button button-primary" data-chat-focus="" onClick={() => onChoice(true)}>
        {messages.earlierContinue}
      </button>
      <button type="button" class="button button-quiet" onClick={() => onChoice(false)}>
        {messages.earlierNew}
      </button>
    </Pane>
  );
}

interface OutOfOfficePaneProps {
  /** ISO 8601; `null` if it is not known. */
  readonly nextOpening: string | null;
  readonly times: Times;
  readonly onClose: () => void;
}

export function OutOfOfficePane({ nextOpening, times, onClose }: OutOfOfficePaneProps) {
  const messages = useMessages();
  const { day, time } =
    nextOpening === null ? { day: null, time: '' } : times.coming(nextOpening, Date.now());
  const opening = day === null ? messages.opensToday(time) : messages.opensOn(day, time);
  return (
    <Pane
      icon="moon"
      title={messages.outOfOfficeTitle}
      text={time === '' ? messages.outOfOfficeText : opening}
    >
      <button type="button" class="button button-primary" data-chat-focus="" onClick={onClose}>
        {messages.closePane}
      </button>
    </Pane>
  );
}

interface ErrorPaneProps {
  /** Nothing else is wrong than that the visitor has not signed in. */
  readonly needsSignIn: boolean;
  readonly onRetry: () => void;
  readonly onClose: () => void;
}

export function ErrorPane({ needsSignIn, onRetry, onClose }: ErrorPaneProps) {
  const messages = useMessages();
  return (
    <Pane
      icon="offline"
      title={needsSignIn ? messages.signInTitle : messages.errorTitle}
      text={needsSignIn ? messages.signInText : messages.errorText}
    >
      <button type="button" class="button button-primary" data-chat-focus="" onClick={onRetry}>
        {messages.tryAgain}
      </button>
      <button type="button" class="button button-quiet" onClick={onClose}>
        {messages.closePane}
      </button>
    </Pane>
  );
}
