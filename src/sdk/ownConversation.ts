import type { TextStorage } from '../core/sdkPort.ts';
import type { StoredConversation } from './storedConversation.ts';
import { createConversationStore } from './storedConversation.ts';

/** The conversation of this page as it is kept for the next; another tab may have kept one of its own since. */
export interface OwnConversation {
  /** What is kept now, by whichever page. */
  stored(): StoredConversation | null;
  /** Makes what is kept that of this page; `null` if there is nothing. */
  takeUp(): string | null;
  /** Id of the conversation of this page; empty if it is not known. */
  id(): string;
  /** Keeps it; a conversation that another page has kept since is left there, unless this one is just being created. */
  keep(resumeState: string, conversationId: string, minimized: boolean): void;
  /** This page has no conversation any more. */
  leave(): void;
  /** Deletes what is kept, if it is that of this page. */
  forget(): void;
}

export function createOwnConversation(
  storage: TextStorage,
  place: StoredConversation['place'],
): OwnConversation {
  const store = createConversationStore(storage, () => Date.now());
  let own = '';
  let id = '';
  return {
    stored: () => store.read(),
    takeUp() {
      const stored = store.read();
      if (stored === null) return null;
      ({ resumeState: own, conversationId: id } = stored);
      return own;
    },
    id: () => id,
    leave() {
      own = id = '';
    },
    keep(resumeState, conversationId, minimized) {
      const there = conversationId === '' ? null : store.read();
      if (there !== null && there.resumeState !== own && there.conversationId !== conversationId) return;
      own = resumeState;
      id = conversationId;
      store.write({ resumeState, conversationId, minimized, place });
    },
    forget: () => store.remove(own),
  };
}
