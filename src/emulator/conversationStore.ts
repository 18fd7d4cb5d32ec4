import type { Change, Conversation, Message } from './conversation.ts';
import { isRunning } from './conversation.ts';

/** The conversations of the service, in memory, and what is said in them. Every change is told. */
export interface ConversationStore {
  /** Oldest first. */
  all(): readonly Conversation[];
  get(id: string): Conversation | undefined;
  find(test: (conversation: Conversation) => boolean): Conversation | undefined;
  /** Puts it in, or in the place of the one before. */
  keep(conversation: Conversation): Conversation;
  addMessage(
    conversation: Conversation,
    parts: Pick<Message, 'senderId' | 'senderName' | 'role' | 'text' | 'metadata'>,
  ): { readonly conversation: Conversation; readonly message: Message };
  /** A message of the service itself; the tag says which. */
  addSystemMessage(conversation: Conversation, text: string, tag: string): Conversation;
  /** Forgets the ended conversations that are more than are kept, the oldest first. */
  dropOldest(): void;
}

export interface ConversationStoreOptions {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Full identifier of the service as a sender. */
  readonly systemId: string;
  /** Ended conversations kept. */
  readonly endedKept: number;
  readonly tell: (change: Change) => void;
}

export function createConversationStore({
  now,
  systemId,
  endedKept,
  tell,
}: ConversationStoreOptions): ConversationStore {
  const conversations = new Map<string, Conversation>();
  const store: ConversationStore = {
    all: () => [...conversations.values()],
    get: (id) => conversations.get(id),
    find: (test) => store.all().find(test),

    keep(conversation) {
      conversations.set(conversation.id, conversation);
      tell({ kind: 'conversationChanged', conversation });
      return conversation;
    },

    addMessage(conversation, parts) {
      const last = conversation.messages.at(-1);
      // The id doubles as the time for the client, so it stays a time and still never repeats.
      const sentAt = Math.max(now(), last === undefined ? 0 : last.sentAt + 1);
      const message: Message = {
        ...parts,
        id: String(sentAt),
        sequence: conversation.messages.length + 1,
        sentAt,
      };
      const changed = { ...conversation, messages: [...conversation.messages, message] };
      conversations.set(changed.id, changed);
      tell({ kind: 'messageAdded', conversation: changed, message });
      return { conversation: changed, message };
    },

    addSystemMessage(conversation, text, tag) {
      return store.addMessage(conversation, {
        senderId: systemId,
        senderName: 'System',
        role: 'system',
        text,
        metadata: { tags: `system,${tag}` },
      }).conversation;
    },

    dropOldest() {
      const ended = store
        .all()
        .filter((each) => !isRunning(each))
        .sort((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0));
      for (const conversation of ended.slice(0, Math.max(0, ended.length - endedKept))) {
        conversations.delete(conversation.id);
        tell({ kind: 'conversationRemoved', conversation });
      }
    },
  };
  return store;
}
