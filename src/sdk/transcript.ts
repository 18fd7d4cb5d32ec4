import type { ChatMessage } from '../core/chatPort.ts';
import type { ChatEntry } from '../core/chatWindow.ts';

/** An entry that knows the id the service gave it, as soon as there is one. */
export interface TranscriptEntry extends ChatEntry {
  readonly id: string | null;
}
export type Transcript = readonly TranscriptEntry[];

const fromMessage = (message: ChatMessage, key = message.id): TranscriptEntry => ({
  key,
  id: message.id,
  role: message.role,
  senderName: message.senderName,
  text: message.text,
  sentAt: message.sentAt,
  delivery: 'sent',
});

export function hasMessage(transcript: Transcript, id: string): boolean {
  return transcript.some((entry) => entry.id === id);
}

/** Adds a message that came from the other side. */
export function withReceived(transcript: Transcript, message: ChatMessage): Transcript {
  return [...transcript, fromMessage(message)];
}

/** What was said in a conversation before it was joined again. */
export function fromHistory(history: readonly ChatMessage[]): Transcript {
  return history.map((message) => fromMessage(message));
}

/** Adds a message the visitor is sending. */
export function withOutgoing(transcript: Transcript, key: string, text: string, sentAt: string): Transcript {
  const entry: TranscriptEntry = {
    key,
    id: null,
    role: 'visitor',
    senderName: '',
    text,
    sentAt,
    delivery: 'sending',
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
