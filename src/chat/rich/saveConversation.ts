import type { ChatEntry } from '../../core/chatWindow.ts';
import { waitingTag } from '../waiting.ts';
import { readContent, wordsOfCard } from './content.ts';
import type { RichWords, SavedConversation } from './richMessages.ts';

/** The words of a message, without the machinery of its cards. */
function wordsOf({ role, text, answersCard }: ChatEntry, answered: string): string {
  if (role === 'visitor') return text.trim() === '' && answersCard ? answered : text;
  const { text: own, attachments, suggestions } = readContent(text);
  const parts = attachments.map((attachment) =>
    attachment.kind === 'adaptive'
      ? wordsOfCard(attachment.card)
      : [attachment.title, attachment.text, ...attachment.links.map(({ address }) => address)]
          .filter(Boolean)
          .join('\n'),
  );
  const choices = suggestions.map(({ title }) => `- ${title}`).join('\n');
  return [own, ...parts, choices].filter(Boolean).join('\n');
}

/** What was said as a text: who, when, and the words, a blank line between two messages. */
export function conversationText({ title, entries, times }: SavedConversation, words: RichWords): string {
  const messages = entries.flatMap((entry) => {
    if (waitingTag(entry) !== undefined) return [];
    const said = wordsOf(entry, words.answered).trim();
    if (said === '') return [];
    const { role, senderName, sentAt, delivery } = entry;
    const name = role === 'visitor' ? words.you : role === 'system' ? '' : senderName || words[role];
    const head = [
      `${times.day(sentAt)}, ${times.time(sentAt)}`,
      name,
      delivery === 'sent' ? '' : words.unsent,
    ];
    return [`${head.filter(Boolean).join(' – ')}\n${said}`];
  });
  return `${[title, ...messages].join('\n\n')}\n`;
}

export function saveConversation(
  document: Document,
  conversation: SavedConversation,
  words: RichWords,
): void {
  // The mark at the beginning tells editors that go by their own alphabet which one this is.
  const file = new Blob(['\uFEFF', conversationText(conversation, words).replaceAll('\n', '\r\n')], {
    type: 'text/plain;charset=utf-8',
  });
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = `chat-${(conversation.entries[0]?.sentAt ?? new Date().toISOString()).slice(0, 10)}.txt`;
  link.click();
  // The browser has begun to read the file when the click has been handled, but not always ended.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
