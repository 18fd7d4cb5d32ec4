import type { CardAnswer, ChatMessage, Conversation, OutgoingMessage } from '../core/chatPort.ts';
import { createTitleCount } from './titleCount.ts';
import type { Transcript } from './transcript.ts';
import {
  fromHistory,
  hasMessage,
  ownKey,
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
/** A message that the service has not taken in this time counts as unsent until it has, in milliseconds. */
export const sendShownMs = 15_000;

/** What is being said in the conversation of the widget, both ways. */
export interface Talk {
  transcript(): Transcript;
  /** Name of the person who is writing. */
  typing(): string | null;
  /** Name of the agent who has the conversation; `null` as long as nobody has it. */
  agent(): string | null;
  /** Messages from the other side that came while nobody looked. */
  unread(): number;
  /** Takes up a conversation that was joined again; its history is not reported as received. */
  takeUp(history: readonly ChatMessage[]): void;
  /** Takes a message from the other side; one that is there already is no news. */
  receive(message: ChatMessage): void;
  /** Takes what the visitor has said in another tab, unchecked; it raises nothing and is not unread. */
  takeOwn(message: unknown): void;
  showTyping(senderName: string): void;
  /** Takes that a person has the conversation now. */
  showAgent(name: string): void;
  send(text: string, answer?: CardAnswer): void;
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
  onAccepted(message: ChatMessage): void;
}

/**
 * A message as `lcw:onMessageReceived` carries it: `messageType` and `channelData.tags` are documented, the rest is what
 * the open-source widget adds, under its names.
 */
function receivedDetail(message: ChatMessage, chatId: string): object {
  const { role, tags, text, sentAt, id } = message;
  const isSystem = role === 'system' || tags.includes('system');
  return {
    messageType: isSystem ? 'system' : 'user',
    channelData: { tags: [...tags] },
    type: 'message',
    text,
    timestamp: sentAt,
    Id: id,
    role,
    tags: [...tags],
    isChatComplete: false,
    chatId,
  };
}

export function createTalk(options: TalkOptions): Talk {
  const { view, raise, onChange } = options;
  let transcript: Transcript = [];
  let unread = 0;
  let typing: string | null = null;
  let typingTimer: number | undefined;
  let toldTypingAt = Number.NEGATIVE_INFINITY;
  let agent: string | null = null;
  let lastClientId = 0;
  /** The latest attempt to send, by the key of its entry. */
  const attempts = new Map<string, object>();
  const titleCount = createTitleCount(view.document);

  function stopTyping(): void {
    view.clearTimeout(typingTimer);
    typing = null;
  }

  const isLookedAt = (): boolean => options.isWatched() && !view.document.hidden;

  function setUnread(count: number): void {
    unread = count;
    titleCount(count);
    view.document.removeEventListener('visibilitychange', noticeReturn);
    if (count > 0) view.document.addEventListener('visibilitychange', noticeReturn);
  }

  /** The visitor comes back to a tab where the window is open. */
  function noticeReturn(): void {
    if (!isLookedAt()) return;
    setUnread(0);
    onChange();
  }

  async function deliver(outgoing: OutgoingMessage): Promise<void> {
    const conversation = options.conversation();
    if (conversation === null) return;
    const key = ownKey(outgoing.clientId);
    const attempt = {};
    attempts.set(key, attempt);
    const isOpen = (): boolean =>
      options.conversation() === conversation &&
      transcript.some((entry) => entry.key === key && entry.id === null);
    const giveUp = (): void => {
      if (attempts.get(key) !== attempt || !isOpen()) return;
      transcript = withDelivery(transcript, key, 'unsent');
      onChange();
    };
    const timer = view.setTimeout(giveUp, sendShownMs);
    try {
      const accepted = await conversation.send(outgoing);
      if (!isOpen()) return;
      transcript = withAccepted(transcript, key, accepted);
      onChange();
      options.onAccepted(accepted);
      raise('lcw:onMessageSent');
    } catch {
      giveUp();
    } finally {
      view.clearTimeout(timer);
    }
  }

  return {
    transcript: () => transcript,
    typing: () => typing,
    agent: () => agent,
    unread: () => unread,
    takeUp(history) {
      // What has not arrived is not in the history, and is for the visitor to send again.
      const unsent = transcript.filter(
        ({ delivery, key }) =>
          delivery !== 'sent' && !history.some(({ clientId = '' }) => ownKey(clientId) === key),
      );
      agent ??= history.filter(({ role }) => role === 'agent').at(-1)?.senderName ?? null;
      transcript = [
        ...fromHistory(history),
        ...unsent.map((entry) => ({ ...entry, delivery: 'unsent' as const })),
      ];
      onChange();
    },
    receive(message) {
      if (hasMessage(transcript, message.id)) return;
      transcript = withReceived(transcript, message);
      stopTyping();
      if (message.role === 'agent') agent = message.senderName || agent || '';
      if (message.role !== 'system' && !isLookedAt()) setUnread(unread + 1);
      onChange();
      raise('lcw:onMessageReceived', receivedDetail(message, options.conversation()?.id ?? ''));
    },
    takeOwn(message) {
      const { id, text, sentAt, answersCard, answer } = Object(message) as Readonly<Record<string, unknown>>;
      if (typeof id !== 'string' || typeof text !== 'string' || typeof sentAt !== 'string') return;
      if (hasMessage(transcript, id)) return;
      const own: ChatMessage = {
        id,
        text,
        sentAt,
        senderName: '',
        role: 'visitor',
        tags: [],
        answersCard: answersCard === true,
        answer,
      };
      transcript = withReceived(transcript, own);
      onChange();
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
    showAgent(name) {
      agent = name;
      onChange();
    },
    send(text, answer) {
      const now = Date.now();
      lastClientId = Math.max(now, lastClientId + 1);
      toldTypingAt = Number.NEGATIVE_INFINITY;
      const outgoing = { clientId: `${lastClientId}`, text, ...(answer && { answer }) };
      transcript = withOutgoing(transcript, outgoing, new Date(now).toISOString());
      onChange();
      void deliver(outgoing);
    },
    resend(key) {
      const entry = transcript.find((candidate) => candidate.key === key);
      if (entry?.outgoing === undefined || entry.delivery !== 'unsent') return;
      transcript = withDelivery(transcript, key, 'sending');
      onChange();
      void deliver(entry.outgoing);
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
    markRead: () => setUnread(0),
    clear() {
      stopTyping();
      transcript = [];
      agent = null;
      attempts.clear();
      setUnread(0);
    },
  };
}
