import type { ChatMessage, OutgoingMessage } from '../core/chatPort.ts';
import type { ChatEntry } from '../core/chatWindow.ts';

/** An entry that knows the id the service gave it, as soon as there is one. */
export interface TranscriptEntry extends ChatEntry {
  readonly id: string | null;
  /** What the visitor has sent, or tries to. */
  readonly outgoing?: OutgoingMessage;
}
export type Transcript = readonly TranscriptEntry[];

/** Of a message of the visitor: unlike the ids of the service, which are times too. */
export const ownKey = (clientId: string): string => `own-${clientId}`;

const fromMessage = (message: ChatMessage, key = message.id): TranscriptEntry => ({
  key,
  id: message.id,
  role: message.role,
  senderName: message.senderName,
  text: message.text,
  sentAt: message.sentAt,
  delivery: 'sent',
  tags: message.tags,
  answersCard: message.answersCard === true,
  answer: message.answer,
});

export function hasMessage(transcript: Transcript, id: string): boolean {
  return transcript.some((entry) => entry.id === id);
}

/**
 * Adds a message that came from the other side: where it belongs by the service's time, since one that the realtime
 * channel has lost comes with a later look at the thread. What the visitor is sending has no such time, and stays above.
 */
export function withReceived(transcript: Transcript, message: ChatMessage): Transcript {
  let place = transcript.length;
  for (; place > 0; place -= 1) {
    const before = transcript[place - 1];
    if (before === undefined || before.id === null || before.sentAt <= message.sentAt) break;
  }
  return [...transcript.slice(0, place), fromMessage(message), ...transcript.slice(place)];
}

/** What was said in a conversation before it was joined again. */
export function fromHistory(history: readonly ChatMessage[]): Transcript {
  return history.map((message) => fromMessage(message));
}

/** Adds a message the visitor is sending. */
export function withOutgoing(transcript: Transcript, outgoing: OutgoingMessage, sentAt: string): Transcript {
  const entry: TranscriptEntry = {
    key: ownKey(outgoing.clientId),
    id: null,
    role: 'visitor',
    senderName: '',
    text: outgoing.text,
    sentAt,
    delivery: 'sending',
    tags: [],
    answersCard: outgoing.answer?.value !== undefined,
    answer: outgoing.answer?.value,
    outgoing,
  };
  return [...transcript, entry];
}

/** Notes that the service has accepted the message under this key; its text may have been changed there. */
export function withAccepted(transcript: Transcript, key: string, message: ChatMessage): Transcript {
  return transcript.map((entry) => (entry.key === key ? fromMessage(message, key) : entry));
}

/** Notes that a message is on its way again, or did not arrive. */
export function withDelivery(
  transcript: Transcript,
  key: string,
  delivery: 'sending' | 'unsent',
): Transcript {
  return transcript.map((entry) => (entry.key === key ? { ...entry, delivery } : entry));
}
