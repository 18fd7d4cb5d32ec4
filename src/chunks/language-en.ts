import { messages as window } from '../chat/messages.en.ts';
import type { LanguageTexts } from '../sdk/language.ts';
import { messages as widget } from '../sdk/messages.en.ts';

/** What a visitor reads, in one language. */
export const install = (): LanguageTexts => ({ widget, window });
