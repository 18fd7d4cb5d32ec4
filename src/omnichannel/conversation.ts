import type {
  Conversation,
  ConversationListener,
  ConversationPort,
  StartResult,
  WidgetIdentity,
} from '../core/chatPort.ts';
import { openChatSdk } from './chatSdk.ts';
import type { ChatSdk } from './chatSdk.ts';
import { closeAtService, connectionOf } from './connection.ts';
import { contextPayload } from './contextPayload.ts';
import { watchCreation } from './creation.ts';
import { readHistory } from './history.ts';
import { endsConversation } from './messages.ts';
import { findEarlier, followLink, keepReconnectId } from './reconnection.ts';
import { readResumeState, resumeStateOf } from './resumeState.ts';
import { watchResumption } from './resumption.ts';
import { runConversation } from './runningConversation.ts';
import { startFailure } from './startFailure.ts';
import { withinTimeLimit } from './timeLimit.ts';

type ChatOptions = NonNullable<Parameters<ChatSdk['startChat']>[0]>;

interface JoinedChat {
  readonly sdk: ChatSdk;
  readonly id: string;
  readonly resumeState: string;
}

/**
 * Conversations with a Dynamics 365 organisation on Microsoft's headless client, or with the embedded service, where
 * `orgUrl` is plain http on a loopback host. Each step may take 15 seconds at most.
 */
export function createConversationPort(identity: WidgetIdentity): ConversationPort {
  return {
    async start(request, listener): Promise<StartResult> {
      try {
        const sdk = await openChatSdk(identity, request.authToken);
        const giveUp = watchCreation(sdk, request.onCreating);
        const joined = await joinChat(
          sdk,
          {
            customContext: contextPayload(request.customContext),
            isProactiveChat: request.isProactive,
            ...(request.preChatAnswers !== undefined && { preChatResponse: { ...request.preChatAnswers } }),
          },
          async () => {
            const mayExist = await giveUp();
            if (mayExist && !request.isLeftToNextPage()) await closeAtService(sdk);
          },
        );
        return { ok: true, conversation: runConversation({ ...joined, listener, known: null }) };
      } catch (error) {
        return startFailure(error);
      }
    },

    async resume(resumeState, listener, authToken): Promise<Conversation | null> {
      const liveChatContext = readResumeState(resumeState);
      if (liveChatContext === null) return null;
      let saysItIsOver: ((error: unknown) => boolean) | null = null;
      try {
        const sdk = await openChatSdk(identity, authToken);
        saysItIsOver = watchResumption(sdk);
        const joined = await joinChat(sdk, { liveChatContext });
        keepReconnectId(sdk, liveChatContext);
        return await rejoin(joined, listener);
      } catch (error) {
        if (saysItIsOver?.(error)) return null;
        throw failureOf(error);
      }
    },

    async findEarlier(authToken): Promise<string | null> {
      try {
        return await findEarlier(await openChatSdk(identity, authToken), authToken);
      } catch {
        return null;
      }
    },

    async reconnect(reconnectId, listener, authToken): Promise<Conversation | URL | null> {
      try {
        const sdk = await openChatSdk(identity, authToken);
        const found = await followLink(sdk, reconnectId);
        if (typeof found !== 'string') return found;
        return await rejoin(await joinChat(sdk, { reconnectId: found }), listener);
      } catch (error) {
        throw failureOf(error);
      }
    },
  };
}

const failureOf = (error: unknown): Error =>
  error instanceof Error ? error : new Error(startFailure(error).detail, { cause: error });

/** The conversation that was joined again; `null` if what was said says that it is over. */
async function rejoin(joined: JoinedChat, listener: ConversationListener): Promise<Conversation | null> {
  const known = (await readHistory(joined.sdk)) ?? [];
  if (!known.some(endsConversation)) return runConversation({ ...joined, listener, known });
  await connectionOf(joined.sdk)();
  return null;
}

/**
 * Starts a conversation, or joins one. When that fails or takes too long, `takeBack` is called at once, and the
 * connection let go of as soon as the client is done: its own end of a conversation would wait for a start that hangs.
 */
async function joinChat(
  sdk: ChatSdk,
  options: ChatOptions,
  takeBack?: () => Promise<void>,
): Promise<JoinedChat> {
  const started = sdk.startChat(options);
  try {
    return await withinTimeLimit(started.then(async () => ({ sdk, ...(await resumeStateOf(sdk)) })));
  } catch (error) {
    void takeBack?.();
    const letGo = (): Promise<void> => connectionOf(sdk)();
    void started.then(letGo, letGo);
    throw error;
  }
}
