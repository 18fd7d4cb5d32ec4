import type { RichMessages, RichWords } from '../chat/rich/richMessages.ts';
import { createRichMessages } from '../chat/rich/drawMessage.ts';

/** Draws what is said when it is more than plain text, and saves it; loaded with the first message. */
export function install(document: Document, words: RichWords): RichMessages {
  return createRichMessages(document, words);
}
