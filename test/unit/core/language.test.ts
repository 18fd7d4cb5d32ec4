import { messages as windowAr } from '../../../src/chat/messages.ar.ts';
import { messages as windowDe } from '../../../src/chat/messages.de.ts';
import { messages as windowEn } from '../../../src/chat/messages.en.ts';
import { messages as windowNl } from '../../../src/chat/messages.nl.ts';
import type { LanguageName, Plural } from '../../../src/core/language.ts';
import { countIn, findLanguage, languageNames } from '../../../src/core/language.ts';
import { messages as widgetAr } from '../../../src/sdk/messages.ar.ts';
import { messages as widgetDe } from '../../../src/sdk/messages.de.ts';
import { messages as widgetEn } from '../../../src/sdk/messages.en.ts';
import { messages as widgetNl } from '../../../src/sdk/messages.nl.ts';

describe('look-up', () => {
  it.each([
    [['nl'], 'nl', 'nl'],
    [['de-AT'], 'de', 'de-AT'],
    [['DE_at'], 'de', 'de-AT'],
    [[' ar-EG '], 'ar', 'ar-EG'],
    [['en-GB'], 'en', 'en-GB'],
    [['de-Latn-CH-1996'], 'de', 'de-Latn-CH-1996'],
    [['fr-BE', 'nl-BE', 'en'], 'nl', 'nl-BE'],
    [['fr'], 'en', 'en'],
    [['nl-'], 'nl', 'nl'],
    [['', '-', 'de-x-!', 'deutsch'], 'de', 'de'],
    [[], 'en', 'en'],
  ])('finds for %j the texts %s, with numbers as in %s', (wanted, name, tag) => {
    expect(findLanguage(wanted)).toEqual({ name, tag });
  });
});

const texts: Readonly<Record<LanguageName, readonly object[]>> = {
  en: [widgetEn, windowEn],
  nl: [widgetNl, windowNl],
  de: [widgetDe, windowDe],
  ar: [widgetAr, windowAr],
};

describe.each(languageNames)('the texts in %s', (name) => {
  const all = texts[name].flatMap((messages) => Object.entries(messages) as [string, unknown][]);

  it('say something, and nothing twice the spaces', () => {
    for (const [key, text] of all) {
      if (typeof text === 'string') expect([key, text]).toEqual([key, text.trim().replace(/\s{2,}/g, ' ')]);
      if (typeof text === 'string') expect([key, text]).not.toEqual([key, '']);
    }
  });

  it('have every plural form of the language', () => {
    const { pluralCategories } = new Intl.PluralRules(name).resolvedOptions();
    const plurals = all.filter((entry): entry is [string, Plural] => typeof entry[1] === 'object');
    expect(plurals.length).toBeGreaterThan(0);
    for (const [, forms] of plurals) {
      expect(Object.keys(forms).sort()).toEqual([...pluralCategories].sort());
    }
  });

  it('have been translated', () => {
    if (name === 'en') return;
    const english = new Map(texts.en.flatMap((messages) => Object.entries(messages) as [string, unknown][]));
    const same = all.filter(([key, text]) => typeof text === 'string' && english.get(key) === text);
    expect(same).toEqual([]);
  });

  it('keep a name that is put into them', () => {
    for (const [key, text] of all) {
      if (typeof text !== 'function' || text.length !== 1) continue;
      expect([key, String((text as (name: string) => string)('Mira'))]).toEqual([
        key,
        expect.stringContaining('Mira'),
      ]);
    }
  });
});

it.each([
  ['en', 1, 'Chat with us, 1 unread message'],
  ['en', 1234, 'Chat with us, 1,234 unread messages'],
  ['de', 2, 'Chatten Sie mit uns, 2 ungelesene Nachrichten'],
  ['ar', 2, 'الدردشة معنا، الرسائل غير المقروءة: 2'],
  ['ar-EG', 3, 'الدردشة معنا، ٣ رسائل غير مقروءة'],
  ['ar-MA', 11, 'الدردشة معنا، 11 رسالة غير مقروءة'],
])('counts in %s: %d', (tag, count, said) => {
  const { name } = findLanguage([tag]);
  const [widget] = texts[name] as readonly [{ readonly openChatUnread: Plural }, object];
  expect(countIn({ tag }, widget.openChatUnread, count)).toBe(said);
});
