import type { Browser, Page } from 'playwright-core';
import { scenes, words } from '../../../scripts/scenes.mjs';
import type { StageSetup } from '../../../scripts/stage.mjs';
import { openStage, serveStage } from '../../../scripts/stage.mjs';
import { launchChromium } from '../harness.ts';
import type { Stage } from './measure.ts';
import { findOverflow } from './measure.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
});
afterEach(async () => {
  await page.context().close();
});

async function open(viewport: { width: number; height: number }, setup: StageSetup = {}): Promise<void> {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  await serveStage(context);
  page = await context.newPage();
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
    await open({ width: 320, height: 640 }, place);
    const session = await page.context().newCDPSession(page);
    const found: Record<string, unknown> = {};
    for (const standard of [16, 32]) {
      await session.send('Page.setFontSizes', { fontSizes: { standard } });
      await openStage(page, place);
      for (const name of Object.keys(scenes)) {
        if (name === 'unread') await openStage(page, place);
        if (name === 'invitation-agent') await page.locator('.card-close').click();
        await scenes[name]!(page, text);
        const wide = await page.evaluate(findOverflow);
        if (wide.length > 0) found[`${name} at ${standard}`] = wide;
      }
    }
    expect(found).toEqual({});
  });

  it.each([
    ['a desktop', { width: 1280, height: 720 }, 0.15],
    ['a phone', { width: 360, height: 640 }, 0.25],
  ] as const)('the invitation covers little of %s, however much it says', async (_, viewport, most) => {
    await open(viewport, place);
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

it('a page at 400 % still shows what is said and the field to answer', async () => {
  await open({ width: 320, height: 256 });
  await scenes['chat']!(page, words.en);
  const { log, field, wide } = await page.evaluate(() => {
    const { root } = (window as unknown as { readonly stage: Stage }).stage;
    return {
      log: root.querySelector('.log')!.clientHeight,
      field: root.querySelector('.field')!.getBoundingClientRect().bottom,
      wide: document.documentElement.scrollWidth,
    };
  });
  expect(log).toBeGreaterThanOrEqual(60);
  expect(field).toBeLessThanOrEqual(256);
  expect(wide).toBe(320);
});

it.each(['survey', 'earlier', 'confirmation', 'ended', 'survey-after', 'closed', 'error', 'sign-in'])(
  'a page at 400 %% still has room for what is to be pressed: %s',
  async (name) => {
    await open({ width: 320, height: 256 });
    await scenes[name]!(page, words.en);
    const unseen = await page.evaluate(() => {
      const { root } = (window as unknown as { readonly stage: Stage }).stage;
      const buttons = [...root.querySelectorAll<HTMLElement>('.window .button')];
      return buttons.filter((button) => {
        button.focus();
        const { x, y, width, height, top, bottom } = button.getBoundingClientRect();
        const isWhole = top >= 0 && bottom <= innerHeight;
        return !isWhole || !button.contains(root.elementFromPoint(x + width / 2, y + height / 2));
      });
    });
    expect(unseen).toEqual([]);
  },
);

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
    await open({ width: 1280, height: 720 });
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
    await open({ width: 1280, height: 720 });
    expect(await shown(url)).toBe(false);
    expect(await page.locator('.card .mark svg').count()).toBe(1);
  });
});
