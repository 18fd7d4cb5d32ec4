import type { ChatMessage, Conversation, ConversationListener } from '../core/chatPort.ts';
import type { ChatSdk } from './chatSdk.ts';
import { connectionOf, hushLateListening } from './connection.ts';
import { asText, fieldReader } from './fields.ts';
import { readHistory } from './history.ts';
import { endsConversation, toChatMessage } from './messages.ts';
import { watchAgents } from './participants.ts';
import { readPostChatSurvey } from './postChatSurvey.ts';
import { createSending } from './sending.ts';
import { withinTimeLimit } from './timeLimit.ts';

/**
 * The conversation that `sdk` has joined. Its listener hears of what is not in `known`, each message once.
 *
 * @param known what has been said before, as after a reload: not news any more; `null`: it has just been created
 */
export function runConversation({
  sdk,
  id,
  resumeState,
  listener,
  known,
}: {
  readonly sdk: ChatSdk;
  readonly id: string;
  readonly resumeState: string;
  readonly listener: ConversationListener;
  readonly known: readonly ChatMessage[] | null;
}): Conversation {
  const letGo = connectionOf(sdk);
  const said = new Map((known ?? []).map((message) => [message.id, message]));
  /** `over`: ended at the service by others; `left`: nothing is told to the listener any more. */
  let state: 'running' | 'over' | 'left' = 'running';
  let ending: Promise<void> | null = null;

  const hear = (message: ChatMessage): void => {
    if (state === 'left' || said.has(message.id)) return;
    said.set(message.id, message);
    // The visitor's own message is told by `send`; that it comes back is not news.
    if (message.role !== 'visitor') listener.onMessage(message);
    if (endsConversation(message)) noticeEnd();
    if (state === 'running') noticeAgent(message);
  };
  const noticeEnd = (): void => {
    if (state !== 'running') return;
    state = 'over';
    // Nothing more is said; the socket would stay open for as long as the visitor reads.
    void letGo();
    listener.onEnded();
  };
  /** Somebody has left and the service says that it is over; what was said last may still be on its way. */
  const noticeEndAfterLastMessage = async (): Promise<void> => {
    for (const message of (await readHistory(sdk)) ?? []) hear(message);
    noticeEnd();
  };

  const send = createSending(sdk);
  const noticeAgent = watchAgents(sdk, known !== null, (name) => {
    if (state === 'running') listener.onAgentJoined(name);
  });

  hushLateListening(sdk);
  // Not awaited: nothing is heard before the caller has this conversation in its hands.
  void Promise.allSettled([
    sdk.onNewMessage((raw: unknown) => {
      const message = toChatMessage(raw);
      if (message !== null) hear(message);
    }),
    sdk.onTypingEvent((event: unknown) => {
      if (state === 'running') listener.onTyping(asText(fieldReader(event)?.('senderDisplayName')) ?? '');
    }),
    sdk.onAgentEndSession(() => {
      if (state === 'running') void noticeEndAfterLastMessage();
    }),
  ]);

  const end = async (isSessionEnded: boolean): Promise<void> => {
    try {
      await withinTimeLimit(sdk.endChat({ isSessionEnded }));
    } catch {
      // The service closes a conversation that nobody takes part in by itself.
    }
    await letGo();
  };

  return {
    id,
    resumeState,

    async send(outgoing) {
      if (state !== 'running') throw new Error('The conversation is over.');
      let message: ChatMessage;
      try {
        message = await send(outgoing);
      } catch (error) {
        throw new Error('The message was not accepted.', { cause: error });
      }
      said.set(message.id, message);
      return message;
    },

    async sendTyping() {
      if (state !== 'running') return;
      // That the visitor is typing is worth a try, and no trouble if it does not arrive.
      await withinTimeLimit(sdk.sendTypingEvent()).catch(() => undefined);
    },

    async history() {
      const messages = state === 'running' ? await readHistory(sdk) : null;
      return messages ?? [...said.values()];
    },

    postChatSurvey: () => (state === 'left' ? Promise.resolve(null) : readPostChatSurvey(sdk)),

    end() {
      const isSessionEnded = state === 'over';
      state = 'left';
      return (ending ??= end(isSessionEnded));
    },

    dispose() {
      if (state === 'left') return;
      state = 'left';
      void letGo();
    },
  };
}
