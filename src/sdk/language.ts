import type { Language, LanguageName } from '../core/language.ts';
import { findLanguage } from '../core/language.ts';
import { messages as english } from './messages.en.ts';
import type { Messages } from './messages.ts';

/** What a file of one language brings. */
export interface LanguageTexts {
  readonly widget: Messages;
  /** Texts of the chat window, for the chat window. */
  readonly window: unknown;
}

/** The language of the widget. Until its file has come, and if it does not come, the widget speaks English. */
export interface WidgetLanguage {
  /** Resolves when it is known which. */
  readonly settled: Promise<unknown>;
  readonly language: () => Language;
  readonly messages: () => Messages;
  /** Loads the file, or the English one in its place; rejects if neither comes. */
  load(): Promise<LanguageTexts>;
}

/** What a page says about its language: the configuration first, then the page, then the browser. */
export function wantedLanguages(
  { document, navigator }: Window,
  option: string | undefined,
): readonly string[] {
  const ofPage = option ?? document.documentElement.lang;
  return ofPage === '' ? navigator.languages : [ofPage];
}

/** Loads the file at once, unless the language is English, which is here. `onChange` is called when it has come. */
export function createWidgetLanguage(
  view: Window,
  option: string | undefined,
  loadTexts: (name: LanguageName) => Promise<LanguageTexts>,
  onChange: () => void,
): WidgetLanguage {
  const wanted = findLanguage(wantedLanguages(view, option));
  const inEnglish = wanted.name === 'en';
  let language: Language = inEnglish ? wanted : { name: 'en', tag: 'en' };
  let messages: Messages = english;

  async function take(): Promise<LanguageTexts> {
    const texts = await loadTexts(wanted.name);
    if (language !== wanted) {
      language = wanted;
      messages = texts.widget;
      onChange();
    }
    return texts;
  }

  return {
    settled: inEnglish ? Promise.resolve() : take().catch(() => undefined),
    language: () => language,
    messages: () => messages,
    load: () => take().catch(() => loadTexts('en')),
  };
}
