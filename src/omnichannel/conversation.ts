import type { Conversation, ConversationPort, StartResult, WidgetIdentity } from '../core/chatPort.ts';
import { openChatSdk } from './chatSdk.ts';
import type { ChatSdk } from './chatSdk.ts';
import { connectionOf } from './connection.ts';
import { contextPayload } from './contextPayload.ts';
import { readHistory } from './history.ts';
import { endsConversation } from './messages.ts';
import { readResumeState, resumeStateOf } from './resumeState.ts';
import { runConversation } from './runningConversation.ts';
import { saysItIsOver, startFailure } from './startFailure.ts';
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
        const joined = await joinChat(sdk, {
          customContext: contextPayload(request.customContext),
          isProactiveChat: request.isProactive,
        });
        return { ok: true, conversation: runConversation({ ...joined, listener, known: [] }) };
      } catch (error) {
        return startFailure(error);
      }
    },

    async resume(resumeState, listener): Promise<Conversation | null> {
      const liveChatContext = readResumeState(resumeState);
      if (liveChatContext === null) return null;
      try {
        const sdk = await openChatSdk(identity);
        const joined = await joinChat(sdk, { liveChatContext });
        const known = (await readHistory(sdk)) ?? [];
        if (known.some(endsConversation)) {
          await connectionOf(sdk)();
          return null;
        }
        return runConversation({ ...joined, listener, known });
      } catch (error) {
        if (saysItIsOver(error)) return null;
        throw error instanceof Error ? error : new Error(startFailure(error).detail, { cause: error });
      }
    },
  };
}

/** Starts a conversation, or joins one. What stands too late is taken back: nobody would wait in it. */
async function joinChat(sdk: ChatSdk, options: ChatOptions): Promise<JoinedChat> {
  const started = sdk.startChat(options);
  try {
    return await withinTimeLimit(started.then(async () => ({ sdk, ...(await resumeStateOf(sdk)) })));
  } catch (error) {
    void started.then(
      () => takeBack(sdk, options),
      () => connectionOf(sdk)(),
    );
    throw error;
  }
}

async function takeBack(sdk: ChatSdk, options: ChatOptions): Promise<void> {
  const letGo = connectionOf(sdk);
  // A conversation that was only to be resumed goes on without this page.
  if (options.liveChatContext === undefined) await sdk.endChat().catch(() => undefined);
  await letGo();
}
