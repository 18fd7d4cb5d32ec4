import type { ChatSdk } from './chatSdk.ts';
import { withinTimeLimit } from './timeLimit.ts';

/** Members of Microsoft's client that only its own code reaches by type, and that nothing public lets go of. */
interface Internals {
  readonly conversation: {
    disconnect(): Promise<void>;
    pollingTimer: ReturnType<typeof setTimeout> | null;
  } | null;
  readonly ACSClient: { readonly tokenCredential?: { dispose(): void } | null } | null;
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

/** A poll under way at the end sets the timer again, and that one the next, for ever: no timer is kept any more. */
function stopRescheduling(conversation: object): void {
  Object.defineProperty(conversation, 'pollingTimer', {
    get: () => null,
    set: (timer: ReturnType<typeof setTimeout>) => {
      clearTimeout(timer);
    },
  });
}
