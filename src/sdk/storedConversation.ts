import type { TextStorage } from '../core/sdkPort.ts';

/** What a reload needs to join a running conversation again. */
export interface StoredConversation {
  /** As the conversation port gave it. */
  readonly resumeState: string;
  /** Id of the conversation; empty while it is being created. */
  readonly conversationId: string;
  readonly minimized: boolean;
  /** Where the visitor has it: in pages, or in a browser window of its own. */
  readonly place: 'page' | 'popOut';
}

/** A stored conversation lives 15 minutes from the last write. */
export const storedLifetimeMs = 15 * 60 * 1000;

const formatVersion = 2;

/**
 * Keeps the conversation of one widget in a text storage, with the moment at which it stops to count. All pages of an
 * origin share it: what is read may come from another tab.
 */
export interface ConversationStore {
  read(): StoredConversation | null;
  write(conversation: StoredConversation): void;
  /** Removes the conversation that has this `resumeState`, and no other. */
  remove(resumeState: string): void;
}

export function createConversationStore(storage: TextStorage, now: () => number): ConversationStore {
  const parse = (text: string): StoredConversation | null => {
    let stored: unknown;
    try {
      stored = JSON.parse(text);
    } catch {
      return null;
    }
    if (typeof stored !== 'object' || stored === null) return null;
    const { v, expiresAt, resumeState, conversationId, minimized, place } = stored as Readonly<
      Record<string, unknown>
    >;
    if (v !== formatVersion || typeof resumeState !== 'string' || typeof expiresAt !== 'number') return null;
    // A clock that was set back must not keep a conversation for longer than its life.
    if (expiresAt <= now() || expiresAt > now() + storedLifetimeMs) return null;
    return {
      resumeState,
      conversationId: typeof conversationId === 'string' ? conversationId : '',
      minimized: minimized === true,
      place: place === 'popOut' ? place : 'page',
    };
  };

  const read = (): StoredConversation | null => {
    const text = storage.read();
    if (text === null) return null;
    const stored = parse(text);
    if (stored === null) storage.remove();
    return stored;
  };

  return {
    read,
    write(conversation) {
      storage.write(
        JSON.stringify({ v: formatVersion, expiresAt: now() + storedLifetimeMs, ...conversation }),
      );
    },
    remove(resumeState) {
      if (read()?.resumeState === resumeState) storage.remove();
    },
  };
}
