import type { ChatMessage } from '../core/chatPort.ts';
import { asNumber, asText, fieldReader } from './fields.ts';

/** Under this name the service keeps the visitor in a conversation, whatever the visitor is called. */
export const visitorName = 'Customer';

const endTags = ['agentendconversation', 'supervisorforceclosedconversation'];

/** Marks the answer to a card, in the metadata of the message. */
const cardAnswerKey = 'microsoft.azure.communication.chat.bot.contenttype';

/**
 * A message of Microsoft's client as a `ChatMessage`: one that it has heard, or one as it lies in the thread. `null` if it
 * has no id, which it needs to be told apart from its own repetition (realtime and polling both deliver), or if it is
 * marked to be hidden.
 */
export function toChatMessage(message: unknown, now: () => number = Date.now): ChatMessage | null {
  const read = fieldReader(message);
  const id = asText(read?.('id'));
  if (read === null || id === undefined || id === '') return null;
  const metadata = fieldReader(read('metadata'));
  const tags = toTags(read('tags') ?? metadata?.('tags'));
  if (tags.some((tag) => tag.toLowerCase() === 'hidden')) return null;
  const sender = fieldReader(read('sender'));
  const senderName = asText(sender?.('displayName') ?? read('senderDisplayName')) ?? '';
  const text = asText(read('content')) ?? asText(fieldReader(read('content'))?.('message')) ?? '';
  const role = toRole(asText(read('role')), senderName, tags);
  const clientId = asText(metadata?.('clientMessageId'));
  const answersCard = role === 'visitor' && metadata?.(cardAnswerKey) !== undefined;
  return {
    id,
    text,
    sentAt: toIso(read('timestamp', 'editedOn', 'createdOn'), id, now),
    senderName,
    role,
    tags,
    ...(role === 'visitor' && clientId !== undefined && { clientId }),
    ...(answersCard && { answersCard, ...readAnswer(text) }),
  };
}

/** What the card got, and what the visitor has said with it, if anything. */
function readAnswer(content: string): Pick<ChatMessage, 'text' | 'answer'> {
  try {
    const read = fieldReader(JSON.parse(content));
    return { text: asText(read?.('text')) ?? '', answer: read?.('value') };
  } catch {
    return { text: content };
  }
}

/** The visitor's own message as the service has accepted it: masked, with its id and time. */
export function toAcceptedMessage(message: unknown, now: () => number = Date.now): ChatMessage | null {
  const accepted = toChatMessage(message, now);
  return accepted && { ...accepted, senderName: visitorName, role: 'visitor' };
}

/** Whether the message says that an agent, a bot or a supervisor has ended the conversation. */
export function endsConversation(message: ChatMessage): boolean {
  return message.tags.includes('system') && message.tags.some((tag) => endTags.includes(tag));
}

/** The messages of a conversation, oldest first. The client lists them newest first. */
export function toHistory(messages: readonly unknown[], now: () => number = Date.now): ChatMessage[] {
  const byId = new Map<string, ChatMessage>();
  for (const raw of [...messages].reverse()) {
    const message = toChatMessage(raw, now);
    if (message !== null && !byId.has(message.id)) byId.set(message.id, message);
  }
  // The sort is stable: what came in the same millisecond stays in the order of the list.
  return [...byId.values()].sort((a, b) => (a.sentAt < b.sentAt ? -1 : a.sentAt > b.sentAt ? 1 : 0));
}

function toTags(value: unknown): readonly string[] {
  const tags: readonly unknown[] = Array.isArray(value) ? value : (asText(value)?.split(',') ?? []);
  return tags.map((tag) => asText(tag)?.replaceAll('"', '').trim() ?? '').filter((tag) => tag !== '');
}

function toRole(role: string | undefined, senderName: string, tags: readonly string[]): ChatMessage['role'] {
  // Before what the client makes of it: it calls a message without tags a bot's, also the visitor's own.
  if (senderName === visitorName || tags.includes('FromCustomer')) return 'visitor';
  if (role === 'agent' || role === 'bot' || role === 'system') return role;
  if (role === 'user') return 'visitor';
  // As the client decides it, for a message that has not passed through it.
  if (role === undefined && !tags.includes('public')) {
    if (tags.length === 0) return 'bot';
    if (tags.includes('system')) return 'system';
  }
  // Neither public nor the system's nor the visitor's: somebody at the other end.
  return 'agent';
}

/** The id of a message is its time of arrival, too. */
function toIso(timestamp: unknown, id: string, now: () => number): string {
  const given = timestamp instanceof Date ? timestamp.getTime() : Date.parse(asText(timestamp) ?? '');
  const milliseconds = Number.isNaN(given) ? (asNumber(id) ?? now()) : given;
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? new Date(now()).toISOString() : date.toISOString();
}
