import type { Page } from 'playwright-core';
import type { StageSetup } from '../../../scripts/stage.mjs';
import { openStage } from '../../../scripts/stage.mjs';
import type { Stage } from './measure.ts';
import type { View } from './pages.ts';
import { usePages } from './pages.ts';

const newPage = usePages();
let page: Page;

async function open(view: View = {}, setup: StageSetup = {}): Promise<void> {
  page = await newPage(view);
  await openStage(page, setup);
}

const invite = (): Promise<void> =>
  page.evaluate(() =>
    (window as unknown as { readonly stage: Stage }).stage.invite({
      title: 'A question?',
      message: 'We know.',
    }),
  );
const press = (selector: string): Promise<void> => page.locator(selector).click();

/** Goes once through everything a visitor can do with the widget that changes what is on the screen. */
async function goThrough(): Promise<void> {
  await invite();
  await press('.card-close');
  await invite();
  await press('.card .button-primary');
  await page.locator('.field').waitFor();
  await page.evaluate(() => {
    (window as unknown as { readonly stage: Stage }).stage.agentSays('How can I help?', 'Mira');
  });
  await page.locator('.bubble').waitFor();
  await page.keyboard.type('Hello');
  await page.keyboard.press('Enter');
  await press('.window-head .icon-button >> nth=-2');
  await press('.chat-button');
  await press('.window-head .icon-button >> nth=-1');
  await press('.confirm .button-alert');
  await page.locator('.window').waitFor({ state: 'detached' });
}

describe('100 invitations', () => {
  it('take no focus and swallow no key, and each is announced once and politely', async () => {
    await open();
    await page.focus('#search');
    const showings = page.evaluate(async () => {
      const { stage } = window as unknown as { readonly stage: Stage };
      const field = document.querySelector('#search');
      const said: string[] = [];
      const region = stage.root.querySelector('.announcer')!;
      new MutationObserver(() => {
        if (region.textContent !== '') said.push(region.textContent ?? '');
      }).observe(region, { childList: true, characterData: true, subtree: true });
      let stolen = 0;
      const watch = (): void => {
        stolen += 1;
      };
      field!.addEventListener('blur', watch);
      for (let number = 1; number <= 100; number += 1) {
        await stage.invite({ title: 'A question?', message: `Number ${number}` });
        if (document.activeElement !== field) stolen += 1;
        dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
      }
      field!.removeEventListener('blur', watch);
      return {
        stolen,
        said,
        open: stage.root.querySelector('.card') !== null,
        assertive: stage.root.querySelectorAll('[aria-live="assertive"], [role="alert"]').length,
      };
    });
    const text = 'typed while a hundred invitations come and go';
    await page.keyboard.type(text);
    const { stolen, said, ...rest } = await showings;
    expect(await page.inputValue('#search')).toBe(text);
    expect(stolen).toBe(0);
    expect(said).toEqual(Array.from({ length: 100 }, (_, place) => `A question?. Number ${place + 1}`));
    expect(rest).toEqual({ open: false, assertive: 0 });
  });
});

/** Where the focus is, in the page or in the widget. */
const whereFocusIs = (): string => {
  const { root } = (window as unknown as { readonly stage: Stage }).stage;
  const active = root.activeElement ?? document.activeElement;
  if (active === null || active === document.body) return 'page';
  return active.id || active.getAttribute('aria-label') || (active.textContent ?? '').trim();
};

/** Presses Tab until the focus is where it began; throws if it never comes there. */
async function walk(key: 'Tab' | 'Shift+Tab'): Promise<readonly string[]> {
  const way: string[] = [await page.evaluate(whereFocusIs)];
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press(key);
    const place = await page.evaluate(whereFocusIs);
    if (place === way[0]) return way;
    // Between the end of the page and its beginning is the browser.
    if (place !== 'page') way.push(place);
  }
  throw new Error(`The focus is caught: ${way.join(', ')}`);
}

describe('the Tab key', () => {
  const ofPage = ['search', 'go', 'Lavender, three pots', 'Meadow seed, 10 m²', 'Northwind Garden', 'Help'];

  const above = ['Chat now', 'No thanks', 'Close'];

  it.each([
    ['', async () => undefined],
    [
      ', shown again',
      async () => {
        await invite();
        await press('.card-close');
      },
    ],
    [', with a chat button that came back after a chat', goThrough],
  ])('comes to the invitation after the page, then to the button below it%s', async (_, before) => {
    await open();
    await before();
    await invite();
    await page.focus('#search');
    const way = await walk('Tab');
    expect(way).toEqual(expect.arrayContaining(ofPage));
    const first = way.indexOf('Chat now');
    expect(way.slice(first, first + 4)).toEqual([...above, 'Chat with us']);
    const back = await walk('Shift+Tab');
    expect([back[0], ...back.slice(1).reverse()]).toEqual(way);
  });

  it('comes to the chat window after the page, and goes on', async () => {
    await open();
    await page.evaluate(() => (window as unknown as { readonly stage: Stage }).stage.open());
    await page.focus('#search');
    const own = ['Minimise chat', 'Close chat', 'Messages', 'chat-field', 'Send'];
    const way = await walk('Tab');
    expect(way).toEqual(expect.arrayContaining([...ofPage, ...own]));
    const back = await walk('Shift+Tab');
    expect([back[0], ...back.slice(1).reverse()]).toEqual(way);
  });

  it('stays in a window that fills the screen, and is let go with it', async () => {
    await open({ viewport: { width: 360, height: 640 } });
    await page.evaluate(() => (window as unknown as { readonly stage: Stage }).stage.open());
    await page.locator('.field').waitFor();
    await page.focus('.field');
    const way = await walk('Tab');
    expect([...way].sort()).toEqual(['Close chat', 'Messages', 'Minimise chat', 'Send', 'chat-field'].sort());
    await press('.window-head .icon-button >> nth=-2');
    expect(await page.evaluate(whereFocusIs)).toBe('Chat with us');
    expect(await walk('Tab')).toEqual(expect.arrayContaining(ofPage));
  });

  it('walks at random without being caught', async () => {
    await open();
    await invite();
    await page.focus('#search');
    const seen = new Set<string>();
    let state = 7;
    for (let step = 0; step < 150; step += 1) {
      state = (state * 1103515245 + 12345) % 2 ** 31;
      await page.keyboard.press(state % 3 === 0 ? 'Shift+Tab' : 'Tab');
      seen.add(await page.evaluate(whereFocusIs));
    }
    expect([...seen]).toEqual(expect.arrayContaining([...ofPage, 'Chat now', 'No thanks', 'Close']));
  });
});

describe('the page', () => {
  it.each([
    ['desktop', { width: 1280, height: 720 }, 'ltr'],
    ['phone', { width: 360, height: 640 }, 'ltr'],
    ['desktop', { width: 1280, height: 720 }, 'rtl'],
  ] as const)('does not move on a %s, %j, %s', async (_, viewport, dir) => {
    await open({ viewport, reducedMotion: 'no-preference' }, { dir });
    await page.evaluate((buffered) => {
      interface Shift extends PerformanceEntry {
        readonly value: number;
        readonly sources: readonly {
          readonly node: Element | null;
          readonly previousRect: DOMRect;
          readonly currentRect: DOMRect;
        }[];
      }
      const shifts: unknown[] = [];
      new PerformanceObserver((list) => {
        for (const { value, sources } of list.getEntries() as Shift[]) {
          const moved = sources.map(({ node, previousRect, currentRect }) => [
            node?.className ?? 'gone',
            previousRect.toJSON(),
            currentRect.toJSON(),
          ]);
          shifts.push({ value, moved });
        }
      }).observe({ type: 'layout-shift', buffered });
      Object.assign(window, { shifts });
      // The stage itself turns round as it loads.
    }, dir === 'ltr');
    await goThrough();
    // An entry comes with the frame after the one it tells about.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    expect(await page.evaluate(() => (window as unknown as { readonly shifts: unknown }).shifts)).toEqual([]);
  });

  it('sees nothing that moves where the visitor wants less motion', async () => {
    await open();
    await page.evaluate(() => {
      const moving: string[] = [];
      const look = (): void => {
        for (const animation of document.getAnimations()) moving.push(String(animation.effect));
        requestAnimationFrame(look);
      };
      look();
      Object.assign(window, { moving });
    });
    await goThrough();
    expect(await page.evaluate(() => (window as unknown as { readonly moving: unknown }).moving)).toEqual([]);
  });
});
