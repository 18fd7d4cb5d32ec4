import type { Page } from 'playwright-core';
import { scenes, words } from '../../../scripts/scenes.mjs';
import type { StageSetup } from '../../../scripts/stage.mjs';
import { openStage } from '../../../scripts/stage.mjs';
import type { Stage } from './measure.ts';
import { findOverflow } from './measure.ts';
import type { View } from './pages.ts';
import { setFontSize, usePages } from './pages.ts';

const newPage = usePages();
let page: Page;

async function open(view: View = {}, setup: StageSetup = {}): Promise<void> {
  page = await newPage(view);
  await openStage(page, setup);
}

const languages = [
  { lang: 'en', dir: 'ltr' },
  { lang: 'nl', dir: 'ltr' },
  { lang: 'de', dir: 'ltr' },
  { lang: 'ar', dir: 'rtl' },
] as const;

describe.each(languages)('in $lang', (place) => {
  const text = place.lang === 'ar' ? words.ar : words.en;

  it('nothing reaches past 320 pixels, also with text twice as large', async () => {
    await open({ viewport: { width: 320, height: 640 } }, place);
    const found: Record<string, unknown> = {};
    for (const fontSize of [16, 32]) {
      await setFontSize(page, fontSize);
      await openStage(page, place);
      for (const name of Object.keys(scenes)) {
        if (name === 'unread') await openStage(page, place);
        if (name === 'invitation-agent') await page.locator('.card-close').click();
        await scenes[name]!(page, text);
        const wide = await page.evaluate(findOverflow);
        if (wide.length > 0) found[`${name} at ${fontSize}`] = wide;
      }
    }
    expect(found).toEqual({});
  });

  it.each([
    ['a desktop', { width: 1280, height: 720 }, 0.15],
    ['a phone', { width: 360, height: 640 }, 0.25],
  ] as const)('the invitation covers little of %s, however much it says', async (_, viewport, most) => {
    await open({ viewport }, place);
    for (const config of [
      {},
      { agentName: text.agent },
      {
        title: 'Wort '.repeat(20).trim(),
        message: 'Donaudampfschiffahrt und mehr. '.repeat(16).trim(),
        agentName: 'Maximiliane von und zu Hohenlohe-Langenburg',
        agentPictureUrl: 'mira.svg',
      },
    ]) {
      await page.evaluate(
        (given) => (window as unknown as { readonly stage: Stage }).stage.invite(given),
        config as object,
      );
      const share = await page.evaluate(() => {
        const { root } = (window as unknown as { readonly stage: Stage }).stage;
        const { width, height } = root.querySelector('.card')!.getBoundingClientRect();
        return (width * height) / innerWidth / innerHeight;
      });
      expect([config, share <= most ? most : share]).toEqual([config, most]);
      // All of it can be read, by the keyboard too: it is there, or it scrolls.
      const { cut, reachable } = await page.evaluate(() => {
        const { root } = (window as unknown as { readonly stage: Stage }).stage;
        const words = root.querySelector<HTMLElement>('.card-words')!;
        const box = words.getBoundingClientRect();
        const card = root.querySelector('.card')!.getBoundingClientRect();
        return {
          cut: words.scrollHeight > words.clientHeight + 1 || box.bottom > card.bottom,
          reachable: words.tabIndex === 0 && box.height >= 40,
        };
      });
      expect([config, !cut || reachable]).toEqual([config, true]);
      // What we say ourselves is never cut.
      if (!('message' in config)) expect([config, cut]).toEqual([config, false]);
      await page.locator('.card-close').click();
    }
  });
});

describe.each(languages)('with text twice as large on a small phone, in $lang', (place) => {
  const text = place.lang === 'ar' ? words.ar : words.en;
  const view = { viewport: { width: 320, height: 640 }, fontSize: 32 };

  it('the hint where a message is written can be read to its end, and the send button stands on its last line', async () => {
    await open(view, place);
    // As after a reload: the chat is there, its window is not.
    await page.evaluate(async () => {
      const { stage } = window as unknown as { readonly stage: Stage };
      void stage.show({ pane: 'active', visible: false });
      await stage.until('.window[hidden] .field');
      await stage.show({ pane: 'active' });
    });
    const { unseen, below, above } = await page.evaluate(() => {
      const { root } = (window as unknown as { readonly stage: Stage }).stage;
      const field = root.querySelector<HTMLElement>('.field')!;
      const send = root.querySelector('.send')!.getBoundingClientRect();
      const { paddingTop, lineHeight } = getComputedStyle(field);
      const { bottom } = field.getBoundingClientRect();
      return {
        unseen: [field.scrollHeight - field.clientHeight, field.scrollWidth - field.clientWidth],
        below: bottom - send.bottom,
        above: send.top - (bottom - parseFloat(lineHeight) - 2 * parseFloat(paddingTop)),
      };
    });
    expect(unseen).toEqual([0, 0]);
    expect(Math.abs(below - above)).toBeLessThanOrEqual(4);
  });

  it('an invitation shows both answers whole, and says what it is about', async () => {
    await open(view, place);
    await scenes['invitation-agent']!(page, text);
    const { cut, lines, title } = await page.evaluate(() => {
      const { root } = (window as unknown as { readonly stage: Stage }).stage;
      const card = root.querySelector('.card')!;
      const said = root.querySelector('.card-words')!.getBoundingClientRect();
      const { top } = root.querySelector('.card-title')!.getBoundingClientRect();
      return {
        cut: card.scrollHeight - card.clientHeight,
        lines: [...root.querySelectorAll('.card .button')].map(
          (button) => button.getBoundingClientRect().height < 2 * 32 * 1.25,
        ),
        title: said.bottom - top,
      };
    });
    expect(cut).toBe(0);
    expect(lines).toEqual([true, true]);
    expect(title).toBeGreaterThanOrEqual(1.5 * 34 * 1.3);
  });
});

describe.each([
  ['a page at 400 %', { viewport: { width: 320, height: 256 } }, 60],
  ['a small phone with text twice as large', { viewport: { width: 320, height: 640 }, fontSize: 32 }, 120],
] as const)('%s', (_, view, least) => {
  // The longest of our own words.
  const place = { lang: 'de' } as const;

  it.each(['chat', 'ended', 'survey-after'])(
    'still shows what is said, and what comes below: %s',
    async (name) => {
      await open(view, place);
      await scenes[name]!(page, words.en);
      const { log, end, wide } = await page.evaluate(() => {
        const { root } = (window as unknown as { readonly stage: Stage }).stage;
        return {
          log: root.querySelector('.log')!.clientHeight,
          end: root.querySelector('.composer, .window-end')!.getBoundingClientRect().bottom,
          wide: document.documentElement.scrollWidth,
        };
      });
      expect(log).toBeGreaterThanOrEqual(least);
      expect(end).toBeLessThanOrEqual(view.viewport.height);
      expect(wide).toBe(320);
    },
  );

  it.each(['survey', 'earlier', 'confirmation', 'ended', 'survey-after', 'closed', 'error', 'sign-in'])(
    'still has room for what is to be pressed: %s',
    async (name) => {
      await open(view, place);
      await scenes[name]!(page, words.en);
      const unseen = await page.evaluate(() => {
        const { root } = (window as unknown as { readonly stage: Stage }).stage;
        const buttons = [...root.querySelectorAll<HTMLElement>('.window .button')];
        return buttons
          .filter((button) => {
            // The window has given it the focus without moving anything; the Tab key brings it into view.
            button.blur();
            button.focus();
            const { x, y, width, height, top, bottom } = button.getBoundingClientRect();
            const isWhole = top >= 0 && bottom <= innerHeight;
            return !isWhole || !button.contains(root.elementFromPoint(x + width / 2, y + height / 2));
          })
          .map(({ textContent }) => textContent);
      });
      expect(unseen).toEqual([]);
    },
  );
});

describe('a picture of the agent', () => {
  const shown = (pictureUrl: string): Promise<boolean> =>
    page.evaluate(async (agentPictureUrl) => {
      const { stage } = window as unknown as { readonly stage: Stage };
      await stage.invite({ agentName: 'Mira', agentPictureUrl });
      const picture = new Image();
      // Whatever became of the picture, it has by the time another one has.
      picture.src = 'mira.svg?another';
      await picture.decode();
      return stage.root.querySelector('.mark img') !== null;
    }, pictureUrl);

  it('stands in for the mark, without words of its own', async () => {
    await open();
    await shown('mira.svg');
    await page.locator('.card .picture').waitFor();
    const alt = await page.locator('.card .picture').getAttribute('alt');
    expect(alt).toBe('');
  });

  it.each([
    ['that is not there', 'nowhere.svg'],
    ["that the page's policy refuses", 'https://elsewhere.example/mira.svg'],
    ['that is no address of a file', 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='],
    ['that is a script', 'javascript:alert(1)'],
    ['that cannot be read', 'https://['],
  ])('%s leaves the mark', async (_, url) => {
    await open();
    expect(await shown(url)).toBe(false);
    expect(await page.locator('.card .mark svg').count()).toBe(1);
  });
});
