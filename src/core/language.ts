/** The languages the texts exist in. */
export const languageNames = ['en', 'nl', 'de', 'ar'] as const;
export type LanguageName = (typeof languageNames)[number];

export interface Language {
  /** Which texts; also what to mark them with for a screen reader (BCP 47). */
  readonly name: LanguageName;
  /** What numbers and times go by: the language with the region that was asked for, `de-AT` for instance. */
  readonly tag: string;
}

/**
 * The first of the wanted languages that there are texts in, else English (look-up of RFC 4647: `de-AT` finds `de`).
 *
 * @param wanted BCP 47 tags, the most wanted first; what is none is passed over
 */
export function findLanguage(wanted: readonly string[]): Language {
  for (const given of wanted) {
    const tag = given.trim().replace(/_/g, '-');
    const name = languageNames.find((known) => known === tag.split('-', 1)[0]?.toLowerCase());
    if (name === undefined) continue;
    try {
      return { name, tag: new Intl.Locale(tag).toString() };
    } catch {
      return { name, tag: name };
    }
  }
  return { name: 'en', tag: 'en' };
}

export const directionOf = (name: LanguageName): 'ltr' | 'rtl' => (name === 'ar' ? 'rtl' : 'ltr');

/** One text for each plural form of the language; `#` stands for the number. */
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }>;

/** Texts with exactly the keys of the English ones. */
export type Translation<English> = {
  readonly [Key in keyof English]: English[Key] extends string
    ? string
    : English[Key] extends Plural
      ? Plural
      : English[Key];
};

/** The text for a number of things, with the number as it is written in that language, or as `shown`. */
export function countIn(
  { tag }: Pick<Language, 'tag'>,
  forms: Plural,
  count: number,
  shown = new Intl.NumberFormat(tag).format(count),
): string {
  return (forms[new Intl.PluralRules(tag).select(count)] ?? forms.other).replace('#', shown);
}
