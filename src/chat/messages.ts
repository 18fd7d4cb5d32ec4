import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language, Translation } from '../core/language.ts';
import type { messages } from './messages.en.ts';

/** What the chat window says to a visitor. */
export type Messages = Translation<typeof messages>;

/** The language of the window, with its texts. */
export interface Speech {
  readonly language: Language;
  readonly messages: Messages;
}

export const SpeechContext = createContext<Speech | null>(null);

/** The texts for a component of the window. */
export function useMessages(): Messages {
  const speech = useContext(SpeechContext);
  if (speech === null) throw new Error('The window has no language.');
  return speech.messages;
}
