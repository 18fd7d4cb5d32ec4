import { quote } from './warning.ts';
import type { Warn } from './warning.ts';

/** Browsers tell languages as BCP 47 has them; what a page says of itself may be written in any way. */
export function lintLanguage(
  fact: string,
  text: string,
  pointer: string,
  isWhole: boolean,
  warn: Warn,
): void {
  const [language = ''] = text.split(/[-_]/, 1);
  const code = codeOfLanguage(language);
  if (code === null || code !== language.toLowerCase()) {
    warn(
      'language_form',
      pointer,
      `${quote(language)} is not the code of a language.`,
      code === null
        ? 'Write a code such as "en" or "pt-BR".'
        : isWhole && fact === 'visitor.language'
          ? `Use "startsWith" with ${quote(code)}.`
          : `Write ${quote(code)}.`,
    );
    return;
  }
  const canonical = canonicalTag(text.replaceAll('_', '-').replace(/-$/, ''));
  const written = text.endsWith('-') ? `${canonical ?? ''}-` : canonical;
  if (fact === 'visitor.language' && canonical !== null && written !== text) {
    warn(
      'language_form',
      pointer,
      `Browsers tell languages in the form "en-US", so it never comes as ${quote(text)}.`,
      `Write ${quote(written)}.`,
    );
  } else if (fact === 'visitor.language' && isWhole && !text.includes('-')) {
    warn(
      'language_form',
      pointer,
      `${quote(text)} alone does not cover a language with its region, such as "${text}-US".`,
      'Use "startsWith" to mean the language in all its regions.',
    );
  }
}

/** The code itself, or that of the language of this English name; `null`: there is none. */
function codeOfLanguage(word: string): string | null {
  const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
  const nameOf = (code: string): string | undefined => names.of(code)?.toLowerCase();
  const wanted = word.toLowerCase();
  if (/^[a-z]{2,3}$/.test(wanted)) return nameOf(wanted) === undefined ? null : wanted;
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return codes.find((code) => nameOf(code) === wanted) ?? null;
}

function canonicalTag(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}
