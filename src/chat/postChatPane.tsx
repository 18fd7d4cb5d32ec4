import type { ComponentChildren } from 'preact';
import type { PostChatSurvey } from '../core/chatPort.ts';
import { useMessages } from './messages.ts';
import { LoadingPane } from './panes.tsx';

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/** True for an address a survey may have: https, or http of this computer. */
function isSurveyAddress(address: string): boolean {
  try {
    const { protocol, hostname } = new URL(address);
    return protocol === 'https:' || (protocol === 'http:' && loopbackHosts.has(hostname));
  } catch {
    return false;
  }
}

interface PostChatPaneProps {
  /** `null` while its address is not known yet. */
  readonly survey: PostChatSurvey | null;
  /** What was said. */
  readonly messageList: ComponentChildren;
  readonly onClose: () => void;
}

/** The survey after the conversation: in the window, or as a link below what was said. */
export function PostChatPane({ survey, messageList, onClose }: PostChatPaneProps) {
  const messages = useMessages();
  if (survey === null) return <LoadingPane title={messages.momentTitle} />;
  const { address, mode } = survey;
  const isSafe = isSurveyAddress(address);
  const close = (
    <button
      type="button"
      class={`button button-${mode === 'link' && isSafe ? 'quiet' : 'primary'}`}
      onClick={onClose}
    >
      {messages.closePane}
    </button>
  );
  if (mode === 'embedded' && isSafe) {
    return (
      <>
        <iframe
          class="survey-frame"
          title={messages.survey}
          sandbox="allow-scripts allow-forms allow-same-origin allow-popups"
          referrerpolicy="no-referrer"
          src={address}
          data-chat-focus=""
        />
        <div class="survey-end">
          {/* A frame that the page's policy refuses cannot be told from one that is shown. */}
          <a class="link" href={address} target="_blank" rel="noopener noreferrer">
            {messages.openInNewTab}
          </a>
          {close}
        </div>
      </>
    );
  }
  return (
    <>
      {messageList}
      <div class="window-end">
        <p class="window-end-text" role="status">
          {isSafe ? messages.surveyText : messages.endedText}
        </p>
        {isSafe && (
          <a
            class="button button-primary"
            href={address}
            target="_blank"
            rel="noopener noreferrer"
            data-chat-focus=""
          >
            {messages.afterChat}
            <span class="unseen"> {messages.inNewTab}</span>
          </a>
        )}
        {close}
      </div>
    </>
  );
}
