import type { WidgetIdentity } from '../core/chatPort.ts';
import type { TextStorage } from '../core/sdkPort.ts';

/** What a reload needs to join a running conversation again. */
export interface StoredConversation {
  /** As the conversation port gave it. */
  readonly resumeState: string;
  readonly minimized: boolean;
}

/** A stored conversation lives 15 minutes from the last write. */
export const storedLifetimeMs = 15 * 60 * 1000;

const formatVersion = 1;

const keyOf = ({ appId, orgId }: WidgetIdentity): string => `${orgId}/${appId}`;

/**
 * Keeps one conversation in a text storage, with the widget it belongs to and the moment at which it stops to count.
 * All pages of an origin share it: what is read may come from another tab.
 */
export interface ConversationStore {
  /** The conversation of this widget; that of another widget is left where it is. */
  read(): StoredConversation | null;
  write(conversation: StoredConversation): void;
  /** Removes the conversation of this widget that has this `resumeState`, and no other. */
  remove(resumeState: string): void;
}

interface StoredRecord {
  readonly widget: unknown;
  readonly conversation: StoredConversation;
}

export function createConversationStore(
  storage: TextStorage,
  identity: WidgetIdentity,
  now: () => number,
): ConversationStore {
  const parse = (text: string): StoredRecord | null => {
    let stored: unknown;
    try {
      stored = JSON.parse(text);
    } catch {
      return null;
    }
    if (typeof stored !== 'object' || stored === null) return null;
    const { v, widget, expiresAt, resumeState, minimized } = stored as Readonly<Record<string, unknown>>;
    if (v !== formatVersion || typeof resumeState !== 'string' || typeof expiresAt !== 'number') return null;
    // A clock that was set back must not keep a conversation for longer than its life.
    if (expiresAt <= now() || expiresAt > now() + storedLifetimeMs) return null;
    return { widget, conversation: { resumeState, minimized: minimized === true } };
  };

  const read = (): StoredConversation | null => {
    const text = storage.read();
    if (text === null) return null;
    const stored = parse(text);
    if (stored === null) storage.remove();
    return stored?.widget === keyOf(identity) ? stored.conversation : null;
  };

  return {
    read,
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
    remove(resumeState) {
      if (read()?.resumeState === resumeState) storage.remove();
    },
  };
}
