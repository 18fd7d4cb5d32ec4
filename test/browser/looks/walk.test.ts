import { openStage } from '../../../scripts/stage.mjs';
import type { Stage } from './measure.ts';
import { usePages } from './pages.ts';

/** Through the whole of a chat by the keyboard alone. */

const newPage = usePages();

const card = (content: object): object => ({
  contentType: 'application/vnd.microsoft.card.adaptive',
  content: { type: 'AdaptiveCard', version: '1.5', ...content },
});
const question = (id: string) => ({ type: 'Input.Text', id, label: id });
const preChatSurvey = JSON.stringify({
  type: 'AdaptiveCard',
  body: [question('Name')],
  actions: [{ type: 'Action.Submit', title: 'Go on' }],
});
const offer = JSON.stringify({
  text: 'Shall I hold it?',
  attachments: [
    card({
      body: [question('Size')],
      actions: [
        { type: 'Action.Submit', title: 'Hold it' },
        {
          type: 'Action.ShowCard',
          title: 'Add a note',
          card: { type: 'AdaptiveCard', body: [question('Note')] },
        },
      ],
    }),
  ],
});
const suggestion = JSON.stringify({
  text: 'Anything else?',
  suggestedActions: { actions: ['Yes', 'No'].map((title) => ({ type: 'imBack', title, value: title })) },
});

/** What has the focus, and what is wrong with how that is seen. */
interface Focused {
  readonly name: string;
  readonly fault: string | null;
}

function readFocus(): Focused {
  const { root } = (window as unknown as { readonly stage: Stage }).stage;
  const active = root.activeElement ?? document.activeElement;
  if (active === null || active === document.body) return { name: 'page', fault: null };
  const name = (active.getAttribute('aria-label') ?? (active.id || (active.textContent ?? ''))).trim();
  if (!root.contains(active)) return { name, fault: null };
  const label = (active as HTMLInputElement).labels?.[0]?.textContent?.trim() ?? name;
  const framed = active.closest('.field')?.closest('.composer') ?? active;
  const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(framed);
  const width = outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth);
  if (width < 2) return { name: label, fault: 'no ring' };
  const reach = width + Math.max(0, Number.parseFloat(outlineOffset)) - 0.5;
  const box = framed.getBoundingClientRect();
  const isIn = (place: { left: number; top: number; right: number; bottom: number }): boolean =>
    box.left - reach >= place.left &&
    box.top - reach >= place.top &&
    box.right + reach <= place.right &&
    box.bottom + reach <= place.bottom;
  if (!isIn({ left: 0, top: 0, right: innerWidth, bottom: innerHeight })) {
    return { name: label, fault: 'off the screen' };
  }
  for (let around = framed.parentElement; around !== null; around = around.parentElement) {
    if (getComputedStyle(around).overflowY === 'visible') continue;
    if (!isIn(around.getBoundingClientRect())) return { name: label, fault: `cut by ${around.className}` };
  }
  return { name: label, fault: null };
}

interface Reader {
  readonly readFocus: typeof readFocus;
}

/** Keeps what is told to whoever cannot see it, beside the log. */
function listen(): void {
  const { root } = (window as unknown as { readonly stage: Stage }).stage;
  const told: string[] = [];
  const known = new Map<Element, string>();
  const look = (): void => {
    for (const place of root.querySelectorAll('.announcer, [role="status"]')) {
      const text = (place.textContent ?? '').trim();
      if (text !== '' && known.get(place) !== text) told.push(text);
      known.set(place, text);
    }
  };
  new MutationObserver(look).observe(root, { childList: true, characterData: true, subtree: true });
  Object.assign(window, { told });
}

const names = {
  en: {
    ...{ accept: 'Chat now', field: 'Your message', minimise: 'Minimise chat', open: 'Chat with us' },
    ...{
      close: 'Close chat',
      stay: 'Keep chatting',
      end: 'End chat',
      survey: 'Tell us how it went',
      leave: 'Close',
    },
    told: [
      'A question?. We know.',
      'One moment…',
      'Connecting you…This takes only a moment.',
      'One moment…',
      'The conversation has ended. Would you tell us how it went?',
    ],
  },
  ar: {
    ...{ accept: 'بدء الدردشة', field: 'رسالتكم', minimise: 'تصغير الدردشة', open: 'الدردشة معنا' },
    ...{
      close: 'إغلاق الدردشة',
      stay: 'متابعة الدردشة',
      end: 'إنهاء الدردشة',
      survey: 'أخبرونا برأيكم',
      leave: 'إغلاق',
    },
    told: [
      'A question?. We know.',
      'لحظة من فضلكم…',
      'جارٍ توصيلكم…لن يستغرق ذلك سوى لحظات.',
      'لحظة من فضلكم…',
      'انتهت المحادثة. هل تودّون إخبارنا برأيكم فيها؟',
    ],
  },
};

it.each([
  { lang: 'en', dir: 'ltr', viewport: { width: 1280, height: 720 }, fontSize: 16 },
  { lang: 'ar', dir: 'rtl', viewport: { width: 1280, height: 720 }, fontSize: 32 },
  { lang: 'ar', dir: 'rtl', viewport: { width: 320, height: 640 }, fontSize: 32 },
  { lang: 'en', dir: 'ltr', viewport: { width: 320, height: 640 }, fontSize: 16 },
] as const)(
  'in $lang, $viewport.width pixels wide with text of $fontSize',
  async ({ viewport, fontSize, ...place }) => {
    const page = await newPage({ viewport, fontSize });
    await openStage(page, place);
    const words = names[place.lang];
    const faults: unknown[] = [];

    const focus = async (): Promise<string> => {
      const { name, fault } = await page.evaluate(readFocus);
      if (fault !== null) faults.push([name, fault]);
      return name;
    };
    /** Presses Tab until the control of this name has the focus; gives those on the way. */
    const tabTo = async (name: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<readonly string[]> => {
      const way: string[] = [];
      for (let presses = 0; presses < 30; presses += 1) {
        await page.keyboard.press(key);
        way.push(await focus());
        if (way.at(-1)?.startsWith(name)) return way;
      }
      throw new Error(`${name} is not reached by ${way.join(', ')}.`);
    };
    const press = (key: string): Promise<void> => page.keyboard.press(key);
    const untilFocusIs = async (name: string): Promise<void> => {
      await page.waitForFunction(
        (wanted) => (window as unknown as Reader).readFocus().name.startsWith(wanted),
        name,
      );
      await focus();
    };
    const says = (text: string): Promise<void> =>
      page.evaluate((said) => (window as unknown as { readonly stage: Stage }).stage.agentSays(said), text);

    await page.evaluate((survey) => {
      const { stage } = window as unknown as { readonly stage: Stage };
      stage.config = { preChatSurvey: survey, hasPostChatSurvey: true };
      stage.survey = { address: 'https://survey.example/', mode: 'link' };
    }, preChatSurvey);
    await page.evaluate(listen);
    await page.evaluate(`window.readFocus = ${String(readFocus)}`);
    await page.focus('#search');
    await page.evaluate(async () => {
      const { stage } = window as unknown as { readonly stage: Stage };
      stage.call('startProactiveChat', [{ title: 'A question?', message: 'We know.' }, true]);
      await stage.until('.card');
    });
    expect(await focus()).toBe('search');
    await tabTo(words.accept);
    await press('Enter');

    await untilFocusIs('Name');
    await page.keyboard.type('Ada');
    await tabTo('Go on');
    await press('Enter');
    await untilFocusIs(words.field);
    await page.keyboard.type('Hello');
    await press('Enter');
    expect(await focus()).toBe(words.field);

    await page.evaluate(() => (window as unknown as { readonly stage: Stage }).stage.agentJoins());
    await says(offer);
    await page.locator('.bubble .survey-card').waitFor();
    expect(await focus()).toBe(words.field);
    // Backwards from the field: what was said last comes first.
    expect(await tabTo('Size', 'Shift+Tab')).toEqual(['Add a note', 'Hold it', 'Size']);
    await page.keyboard.type('M');
    await tabTo('Add a note');
    await press('Enter');
    expect(await focus()).toBe('Add a note');
    expect(await tabTo('Note')).toEqual(['Note']);
    await tabTo('Hold it', 'Shift+Tab');
    await press('Enter');
    await untilFocusIs(words.field);

    await says(suggestion);
    await page.locator('.suggestions').waitFor();
    expect(await tabTo('Yes', 'Shift+Tab')).toEqual(['No', 'Yes']);
    await press('Enter');
    await untilFocusIs(words.field);

    await tabTo(words.minimise, 'Shift+Tab');
    await press('Enter');
    await untilFocusIs(words.open);
    await press('Enter');
    await untilFocusIs(words.field);

    await tabTo(words.close, 'Shift+Tab');
    await press('Enter');
    await untilFocusIs(words.stay);
    expect(await tabTo(words.stay)).toEqual([words.end, words.stay]);
    await press('Escape');
    await untilFocusIs(words.close);
    await press('Enter');
    await tabTo(words.end);
    await press('Enter');

    await untilFocusIs(words.survey);
    expect(await tabTo(words.leave)).toEqual([words.leave]);
    await press('Enter');
    await page.locator('.window').waitFor({ state: 'detached' });
    // What had it in the page before the chat.
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);

    expect(faults).toEqual([]);
    const told = await page.evaluate(() => (window as unknown as { readonly told: readonly string[] }).told);
    // Before the survey it says so only if the window comes first.
    const isEarly = told[1] === words.told[2];
    expect(told.filter((_, at) => !isEarly || at !== 1)).toEqual(words.told);
  },
);
