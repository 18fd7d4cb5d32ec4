import type { Translation } from '../core/language.ts';
import type { messages } from './messages.en.ts';

/** What the SDK core says to a visitor. */
export type Messages = Translation<typeof messages>;
