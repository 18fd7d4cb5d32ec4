import type { ChatSdk } from './chatSdk.ts';
import { withinTimeLimit } from './timeLimit.ts';

/** Members of Microsoft's client that only its own code reaches by type, and that nothing public lets go of. */
interface Internals {
  readonly conversation: {
    disconnect(): Promise<void>;
    registerOnNewMessage?(...rest: readonly unknown[]): Promise<void>;
    pollingTimer: ReturnType<typeof setTimeout> | null;
  } | null;
  readonly ACSClient: { readonly tokenCredential?: { dispose(): void } | null } | null;
  closeChat(): Promise<void>;
}

/**
 * What must be let go of when a conversation ends or the page lets it go: the client's own end of a conversation
 * leaves the realtime socket open, its poll timer running, and its token being renewed until that fails. Taken while
 * the conversation stands, since the client forgets it.
 *
 * @returns a function that lets go of all three; it never rejects
 */
export function connectionOf(sdk: ChatSdk): () => Promise<void> {
  const { conversation, ACSClient } = sdk as unknown as Internals;
  const chatClient = sdk.ACSClient?.getChatClient() ?? null;
  const letGo = async (): Promise<void> => {
    try {
      if (conversation !== null) {
        await conversation.disconnect();
        stopRescheduling(conversation);
      }
      if (chatClient !== null) await withinTimeLimit(chatClient.stopRealtimeNotifications());
    } catch {
      // The connection is gone already, or goes with the page.
    } finally {
      ACSClient?.tokenCredential?.dispose();
    }
  };
  let done: Promise<void> | null = null;
  return () => (done ??= letGo());
}

/**
 * Ends the conversation at the service and does nothing else, also while the client is still about to join it. Never
 * rejects.
 */
export async function closeAtService(sdk: ChatSdk): Promise<void> {
  try {
    await (sdk as unknown as Internals).closeChat();
  } catch {
    // The service closes a conversation that nobody takes part in by itself.
  }
}

/**
 * Keeps a failure to listen for messages from becoming a page error: the client does not wait for it, so nobody else
 * can catch it, and it fails when the conversation is let go of while its first poll is under way. To be called before
 * `onNewMessage`.
 */
export function hushLateListening(sdk: ChatSdk): void {
  const { conversation } = sdk as unknown as Internals;
  const register = conversation?.registerOnNewMessage?.bind(conversation);
  if (conversation === null || register === undefined) return;
  conversation.registerOnNewMessage = (...rest) => register(...rest).catch(() => undefined);
}

/** A poll under way at the end sets the timer again, and that one the next, for ever: no timer is kept any more. */
function stopRescheduling(conversation: object): void {
  Object.defineProperty(conversation, 'pollingTimer', {
    get: () => null,
    set: (timer: ReturnType<typeof setTimeout>) => {
      clearTimeout(timer);
    },
  });
}
