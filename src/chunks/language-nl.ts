import { messages as window } from '../chat/messages.nl.ts';
import type { LanguageTexts } from '../sdk/language.ts';
import { messages as widget } from '../sdk/messages.nl.ts';

/** What a visitor reads, in one language. */
export const install = (): LanguageTexts => ({ widget, window });
