/** The page's language, else the browser's, else English. A page may say `en_US`, or nonsense, by which formatting numbers would throw. */
export function languageOf({ document, navigator }: Window): string {
  for (const language of [document.documentElement.lang.replace('_', '-'), navigator.language]) {
    try {
      const [canonical] = Intl.getCanonicalLocales(language);
      if (canonical !== undefined) return canonical;
    } catch {
      // The next one.
    }
  }
  return 'en';
}
