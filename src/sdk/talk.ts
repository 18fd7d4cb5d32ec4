import type { ChatMessage, Conversation } from '../core/chatPort.ts';
import type { Transcript } from './transcript.ts';
import {
  fromHistory,
  hasMessage,
  withAccepted,
  withDelivery,
  withOutgoing,
  withReceived,
} from './transcript.ts';
import type { RaiseEvent } from './windowEvents.ts';

/** How long "is writing" stays without being repeated, in milliseconds. */
export const typingShownMs = 6_000;
/** How often the visitor's own typing is told at most, in milliseconds. */
export const typingToldMs = 4_000;

/** What is being said in the conversation of the widget, both ways. */
export interface Talk {
  transcript(): Transcript;
  /** Name of the person who is writing. */
  typing(): string | null;
  /** Messages from the other side that came while nobody looked. */
  unread(): number;
  /** Takes up a conversation that was joined again; its history is not reported as received. */
  takeUp(history: readonly ChatMessage[]): void;
  /** Takes a message from the other side; one that is there already is no news. */
  receive(message: ChatMessage): void;
  showTyping(senderName: string): void;
  send(text: string): void;
  resend(key: string): void;
  tellTyping(): void;
  markRead(): void;
  clear(): void;
}

export interface TalkOptions {
  readonly view: Window;
  readonly raise: RaiseEvent;
  conversation(): Conversation | null;
  /** True while the window is on the screen. */
  isWatched(): boolean;
  onChange(): void;
  /** The service has taken a message of the visitor. */
  onAccepted(): void;
}

/** The documented part of a message, as `lcw:onMessageReceived` carries it. */
function receivedDetail({ role, tags }: ChatMessage): object {
  const isSystem = role === 'system' || tags.includes('system');
  return { messageType: isSystem ? 'system' : 'user', channelData: { tags: [...tags] } };
}

export function createTalk(options: TalkOptions): Talk {
  const { view, raise, onChange } = options;
  let transcript: Transcript = [];
  let unread = 0;
  let typing: string | null = null;
  let typingTimer: number | undefined;
  let toldTypingAt = Number.NEGATIVE_INFINITY;
  let sent = 0;

  function stopTyping(): void {
    view.clearTimeout(typingTimer);
    typing = null;
  }

  async function deliver(key: string, text: string): Promise<void> {
    const conversation = options.conversation();
    if (conversation === null) return;
    let accepted: ChatMessage | null;
    try {
      accepted = await conversation.send(text);
    } catch {
      accepted = null;
    }
    if (options.conversation() !== conversation) return;
    transcript =
      accepted === null ? withDelivery(transcript, key, 'unsent') : withAccepted(transcript, key, accepted);
    onChange();
    if (accepted === null) return;
    options.onAccepted();
    raise('lcw:onMessageSent');
  }

  return {
    transcript: () => transcript,
    typing: () => typing,
    unread: () => unread,
    takeUp(history) {
      transcript = fromHistory(history);
      onChange();
    },
    receive(message) {
      if (hasMessage(transcript, message.id)) return;
      transcript = withReceived(transcript, message);
      stopTyping();
      if (message.role !== 'system' && !options.isWatched()) unread += 1;
      onChange();
      raise('lcw:onMessageReceived', receivedDetail(message));
    },
    showTyping(senderName) {
      stopTyping();
      typing = senderName;
      typingTimer = view.setTimeout(() => {
        typing = null;
        onChange();
      }, typingShownMs);
      onChange();
    },
    send(text) {
      sent += 1;
      const key = `own-${sent}`;
      toldTypingAt = Number.NEGATIVE_INFINITY;
      transcript = withOutgoing(transcript, key, text, new Date().toISOString());
      onChange();
      void deliver(key, text);
    },
    resend(key) {
      const entry = transcript.find((candidate) => candidate.key === key);
      if (entry?.delivery !== 'unsent') return;
      transcript = withDelivery(transcript, key, 'sending');
      onChange();
      void deliver(key, entry.text);
    },
    tellTyping() {
      const now = view.performance.now();
      if (now - toldTypingAt < typingToldMs) return;
      toldTypingAt = now;
      options
        .conversation()
        ?.sendTyping()
        .catch(() => undefined);
    },
    markRead() {
      unread = 0;
    },
    clear() {
      stopTyping();
      transcript = [];
      unread = 0;
    },
  };
}
