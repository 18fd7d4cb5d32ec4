import type { Agent, Conversation, Message } from './conversation.ts';

/** Frames of socket.io 0.9: `type:id[+]:endpoint:data`. */
export const connectFrame = '1::';
export const heartbeatFrame = '2::';

export function eventFrame(name: string, ...args: readonly unknown[]): string {
  return `5:::${JSON.stringify({ name, args })}`;
}

export interface ClientFrame {
  readonly type: 'disconnect' | 'heartbeat' | 'response' | 'event' | 'other';
  /** Set if the client waits for an acknowledgement. */
  readonly acknowledge: string | null;
}

const typeNames: Readonly<Record<string, ClientFrame['type']>> = {
  '0': 'disconnect',
  '2': 'heartbeat',
  '3': 'response',
  '5': 'event',
};

/** Reads a frame from the client; `null` if it is none. Its data is of no interest to the service. */
export function readClientFrame(text: string): ClientFrame | null {
  const parts = /^(\d):(\d*)(\+?):[^:]*(?::|$)/.exec(text);
  if (parts === null) return null;
  return {
    type: typeNames[parts[1] ?? ''] ?? 'other',
    acknowledge: parts[3] === '+' && parts[2] !== '' ? (parts[2] ?? null) : null,
  };
}

export function acknowledgeFrame(id: string): string {
  return `6:::${id}+[]`;
}

/** A request the client is to handle, as the realtime channel wraps it. `path` lies below the callback path of the allocation. */
export function deliveryFrame(id: number, path: string, payload: { readonly eventId: number }): string {
  return `3:::${JSON.stringify({
    id,
    method: 'POST',
    url: path,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(payload),
  })}`;
}

export function messagePayload(conversation: Conversation, message: Message) {
  return {
    eventId: 200,
    groupId: conversation.threadId,
    senderId: message.senderId,
    recipientMri: conversation.visitorId,
    senderDisplayName: message.senderName,
    messageId: message.id,
    clientMessageId: message.metadata['clientMessageId'] ?? message.id,
    messageType: 'Text',
    messageBody: message.text,
    version: message.id,
    originalArrivalTime: new Date(message.sentAt).toISOString(),
    acsChatMessageMetadata: JSON.stringify(message.metadata),
  };
}

export function typingPayload(conversation: Conversation, agent: Agent, now: number) {
  return {
    eventId: 245,
    groupId: conversation.threadId,
    senderId: agent.participantId,
    recipientMri: conversation.visitorId,
    senderDisplayName: agent.name,
    version: String(now),
    originalArrivalTime: new Date(now).toISOString(),
  };
}

export function participantPayload(
  what: 'added' | 'removed',
  conversation: Conversation,
  agent: Agent,
  now: number,
) {
  const who = {
    participantId: agent.participantId,
    displayName: agent.name,
    shareHistoryTime: new Date(conversation.createdAt).toISOString(),
  };
  const by = percentEscape(JSON.stringify(who));
  const list = percentEscape(JSON.stringify([who]));
  return {
    eventId: what === 'added' ? 260 : 261,
    threadId: conversation.threadId,
    time: new Date(now).toISOString(),
    version: String(now),
    ...(what === 'added'
      ? { addedBy: by, participantsAdded: list }
      : { removedBy: by, participantsRemoved: list }),
  };
}

/** The inverse of the old global `unescape`, by which the client reads these fields: UTF-16 units, not UTF-8 bytes. */
function percentEscape(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, (unit) => {
    const code = unit.charCodeAt(0);
    const hex = code.toString(16).toUpperCase();
    return code < 256 ? `%${hex.padStart(2, '0')}` : `%u${hex.padStart(4, '0')}`;
  });
}
