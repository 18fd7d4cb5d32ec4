import type { LanguageName } from '../../../src/core/language.ts';
import type { LanguageTexts } from '../../../src/sdk/language.ts';
import { messages as ar } from '../../../src/sdk/messages.ar.ts';
import { messages as de } from '../../../src/sdk/messages.de.ts';
import { messages as en } from '../../../src/sdk/messages.en.ts';
import { messages as nl } from '../../../src/sdk/messages.nl.ts';
import type { WidgetOptions } from '../../../src/sdk/widgetOptions.ts';
import type { Harness } from './harness.ts';
import { createHold, onFakeTime, settle, startHarness } from './harness.ts';

const widgetTexts = { en, nl, de, ar };
let harness: Harness;
let asked: LanguageName[];
/** Languages whose file does not come. */
let missing: readonly LanguageName[];

onFakeTime(() => harness.stop());
beforeEach(() => {
  asked = [];
  missing = [];
});
afterEach(() => {
  document.documentElement.lang = '';
  document.documentElement.dir = '';
});

async function loadLanguage(name: LanguageName): Promise<LanguageTexts> {
  asked.push(name);
  if (missing.includes(name)) throw new Error('The file is not there.');
  return { widget: widgetTexts[name], window: { title: name } };
}

async function start(lang: string, options: WidgetOptions = {}): Promise<void> {
  document.documentElement.lang = lang;
  harness = startHarness({ options, loadLanguage });
  await settle();
}
const element = () => document.querySelector<HTMLElement>('[data-lcw-proactive-chat]')!;
const label = () => harness.find('.chat-button')?.getAttribute('aria-label');

describe('the language', () => {
  it.each([
    ['de-AT', {}, 'de', 'ltr'],
    ['ar', {}, 'ar', 'rtl'],
    ['fr', {}, 'en', 'ltr'],
    ['de', { language: 'nl-BE' }, 'nl', 'ltr'],
    ['de', { language: 'fr' }, 'en', 'ltr'],
    ['', {}, 'en', 'ltr'],
  ] as const)('of a page in "%s" with the options %j is %s', async (lang, options, name, direction) => {
    await start(lang, options);
    expect([element().lang, element().dir]).toEqual([name, direction]);
    expect(label()).toBe(widgetTexts[name].openChat);
  });

  it('is that of the browser where the page does not say', async () => {
    jest.spyOn(window.navigator, 'languages', 'get').mockReturnValue(['fr', 'nl-NL', 'de']);
    await start('');
    expect(element().lang).toBe('nl');
  });

  it('costs no file in English before there is a chat', async () => {
    await start('en-GB');
    expect(asked).toEqual([]);
    harness.sdk.startChat();
    await settle();
    expect(asked).toEqual(['en']);
  });

  it('is the only one that loads', async () => {
    await start('nl');
    harness.sdk.startChat();
    await settle();
    expect(new Set(asked)).toEqual(new Set(['nl']));
  });
});

describe('a file that does not come', () => {
  it('leaves the widget, and its window, in English', async () => {
    missing = ['de'];
    await start('de');
    expect([element().lang, label()]).toEqual(['en', en.openChat]);
    harness.sdk.startChat();
    await settle();
    expect(harness.window.texts).toEqual({ language: { name: 'en', tag: 'en' }, messages: { title: 'en' } });
  });

  it('is tried again when there is a chat', async () => {
    missing = ['de'];
    await start('de-CH');
    missing = [];
    harness.sdk.startChat();
    await settle();
    expect(harness.window.texts?.language).toEqual({ name: 'de', tag: 'de-CH' });
    expect(element().lang).toBe('de');
  });

  it('is as if the window had not come, where there is no English one either', async () => {
    missing = ['de', 'en'];
    await start('de');
    harness.sdk.startChat();
    await settle();
    expect(harness.find('.card-title')?.textContent).toBe(en.windowFailedTitle);
    missing = [];
    harness.press(en.tryAgain);
    await settle();
    expect(harness.window.opened).toBe(1);
  });
});

it('an invitation waits for the texts of its buttons', async () => {
  const { hold, letGo } = createHold();
  document.documentElement.lang = 'nl';
  harness = startHarness({ loadLanguage: (name) => hold.then(() => loadLanguage(name)) });
  await settle();
  harness.sdk.startProactiveChat({ message: 'Kunnen we helpen?' });
  await settle();
  expect(harness.find('.card')).toBeNull();
  letGo();
  await settle();
  expect(harness.find('.card .button')?.textContent).toBe(nl.accept);
  expect(harness.find('.card')?.lang).toBe('nl');
});

describe('the corner', () => {
  it.each([
    ['ltr', 'en', undefined, 'end'],
    ['ltr', 'en', 'bottom-start', 'start'],
    ['rtl', 'ar', undefined, 'end'],
    // English texts on a page that is read from the right: the corner is that of the page.
    ['rtl', 'he', undefined, 'start'],
    ['rtl', 'he', 'bottom-start', 'end'],
    ['ltr', 'ar', undefined, 'start'],
    ['ltr', 'en', 'top', 'end'],
  ])(
    'of a page in %s, language %s, position %s, is at the %s of the texts',
    async (dir, lang, position, at) => {
      document.documentElement.dir = dir;
      document.body.style.direction = dir;
      await start(lang, position === undefined ? {} : { position });
      document.body.style.direction = '';
      expect(element().dataset['place']).toBe(at);
    },
  );
});
