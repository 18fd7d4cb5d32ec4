import type { WidgetIdentity } from '../core/chatPort.ts';
import type { TextStorage } from '../core/sdkPort.ts';

/** What a reload needs to join a running conversation again. */
export interface StoredConversation {
  /** As the conversation port gave it. */
  readonly resumeState: string;
  readonly minimized: boolean;
}

/** A stored conversation lives 15 minutes from the last write; writing is repeated as long as the page is used. */
export const storedLifetimeMs = 15 * 60 * 1000;

const formatVersion = 1;

const keyOf = ({ appId, orgId }: WidgetIdentity): string => `${orgId}/${appId}`;

/** Keeps one conversation of one widget in a text storage, with the moment at which it stops to count. */
export interface ConversationStore {
  read(): StoredConversation | null;
  write(conversation: StoredConversation): void;
  remove(): void;
}

export function createConversationStore(
  storage: TextStorage,
  identity: WidgetIdentity,
  now: () => number,
): ConversationStore {
  const parse = (text: string): StoredConversation | null => {
    let stored: unknown;
    try {
      stored = JSON.parse(text);
    } catch {
      return null;
    }
    if (typeof stored !== 'object' || stored === null) return null;
    const { v, widget, expiresAt, resumeState, minimized } = stored as Readonly<Record<string, unknown>>;
    if (v !== formatVersion || widget !== keyOf(identity)) return null;
    if (typeof resumeState !== 'string' || typeof expiresAt !== 'number') return null;
    // A clock that was set back must not keep a conversation for longer than its life.
    if (expiresAt <= now() || expiresAt > now() + storedLifetimeMs) return null;
    return { resumeState, minimized: minimized === true };
  };

  return {
    read() {
      const text = storage.read();
      if (text === null) return null;
      const conversation = parse(text);
      if (conversation === null) storage.remove();
      return conversation;
    },
    write({ resumeState, minimized }) {
      storage.write(
        JSON.stringify({
          v: formatVersion,
          widget: keyOf(identity),
          expiresAt: now() + storedLifetimeMs,
          resumeState,
          minimized,
        }),
      );
    },
    remove() {
      storage.remove();
    },
  };
}
