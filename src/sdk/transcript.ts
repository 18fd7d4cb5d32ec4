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

const replaceAt = (transcript: Transcript, index: number, entry: TranscriptEntry): Transcript => [
  ...transcript.slice(0, index),
  entry,
  ...transcript.slice(index + 1),
];

export function hasMessage(transcript: Transcript, id: string): boolean {
  return transcript.some((entry) => entry.id === id);
}

/**
 * Adds a message that came from the service. A message already there is not added again; the echo of the visitor's
 * own message takes the place of the entry that waits for it.
 */
export function withReceived(transcript: Transcript, message: ChatMessage): Transcript {
  if (hasMessage(transcript, message.id)) return transcript;
  const waiting =
    message.role === 'visitor'
      ? transcript.findIndex((entry) => entry.id === null && entry.text === message.text)
      : -1;
  const own = transcript[waiting];
  if (own !== undefined) return replaceAt(transcript, waiting, fromMessage(message, own.key));
  return [...transcript, fromMessage(message)];
}

/** Puts the history of a conversation that was joined again before what has come since. */
export function withHistory(transcript: Transcript, history: readonly ChatMessage[]): Transcript {
  return transcript.reduce<Transcript>(
    (merged, entry) => (entry.id !== null && hasMessage(merged, entry.id) ? merged : [...merged, entry]),
    history.map((message) => fromMessage(message)),
  );
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

/** Notes that the service has accepted the message under this key. */
export function withAccepted(transcript: Transcript, key: string, message: ChatMessage): Transcript {
  const index = transcript.findIndex((entry) => entry.key === key);
  const own = transcript[index];
  if (own === undefined) return withReceived(transcript, message);
  if (own.id !== null) return transcript;
  const other = transcript.find((entry) => entry.id === message.id);
  // The echo has come as a line of its own, because the service had changed the text.
  if (other?.key === message.id) return transcript.filter((entry) => entry !== own);
  // The echo was taken for that of another message with the same text, which now waits again.
  const others = transcript.map((entry): TranscriptEntry =>
    entry === other ? { ...entry, id: null, delivery: 'sending' } : entry,
  );
  return replaceAt(others, index, fromMessage(message, key));
}

/** Notes that a message is on its way again, or did not arrive. An entry the service has echoed has arrived. */
export function withDelivery(
  transcript: Transcript,
  key: string,
  delivery: 'sending' | 'unsent',
): Transcript {
  return transcript.map((entry) => (entry.key === key && entry.id === null ? { ...entry, delivery } : entry));
}
