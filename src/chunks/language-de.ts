import { messages as window } from '../chat/messages.de.ts';
import type { LanguageTexts } from '../sdk/language.ts';
import { messages as widget } from '../sdk/messages.de.ts';

/** What a visitor reads, in one language. */
export const install = (): LanguageTexts => ({ widget, window });
