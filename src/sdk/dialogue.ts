import type { ChatMessage } from '../core/chatPort.ts';
import type { TabTurns } from '../core/tabs.ts';
import type { ConversationRun, RunHost, RunListener } from './conversationRun.ts';
import { createConversationRun } from './conversationRun.ts';
import type { AvailabilityQuestion } from './availabilityQuestion.ts';
import type { SdkHost } from './host.ts';
import type { RaiseEvent } from './windowEvents.ts';
import type { TabNotices } from './tabNotices.ts';
import type { Talk, TalkOptions } from './talk.ts';
import { createTalk } from './talk.ts';

/** The part of the SDK core that is needed once there is a conversation, and loads then. */
export interface Dialogue {
  readonly run: ConversationRun;
  readonly talk: Talk;
}

export interface DialogueParts {
  readonly host: Omit<RunHost, keyof TabTurns>;
  /** Without what is said: that goes to the talk. */
  readonly listener: Omit<
    RunListener,
    'onResumed' | 'onMessage' | 'onTyping' | 'onAgentJoined' | 'onStillRunning'
  > & {
    readonly onResumed: () => void;
  };
  readonly talk: Omit<TalkOptions, 'conversation' | 'onAccepted'> & {
    /** The conversation goes on; by what the visitor said here and now, if there is a message. */
    readonly onSaid: (own?: ChatMessage) => void;
  };
}

export type CreateDialogue = (parts: DialogueParts) => Dialogue;

/** What the chunk `conversation` brings. */
export interface ConversationParts {
  readonly createDialogue: CreateDialogue;
  createAvailabilityQuestion(
    host: Pick<SdkHost, 'askForPage' | 'warn'>,
    raise: RaiseEvent,
  ): AvailabilityQuestion;
  /** The other pages with this widget. */
  readonly tabs: TabNotices;
}

/** Makes the one of a page; `turns` keeps two pages from starting a conversation at the same time. */
export function createDialogue(turns: TabTurns, { host, listener, talk: options }: DialogueParts): Dialogue {
  const talk = createTalk({
    ...options,
    onAccepted: options.onSaid,
    conversation: () => run.current(),
  });
  const run = createConversationRun(
    { ...host, ...turns },
    {
      ...listener,
      onResumed(history) {
        talk.takeUp(history);
        listener.onResumed();
      },
      onMessage(message) {
        talk.receive(message);
        options.onSaid();
      },
      onTyping: (senderName) => talk.showTyping(senderName),
      onStillRunning: () => options.onSaid(),
      onAgentJoined: (name) => talk.showAgent(name),
    },
  );
  return { run, talk };
}
