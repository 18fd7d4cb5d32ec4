import { messages as window } from '../chat/messages.ar.ts';
import type { LanguageTexts } from '../sdk/language.ts';
import { messages as widget } from '../sdk/messages.ar.ts';

/** What a visitor reads, in one language. */
export const install = (): LanguageTexts => ({ widget, window });
