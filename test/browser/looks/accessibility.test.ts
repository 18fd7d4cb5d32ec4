import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { scenes, words } from '../../../scripts/scenes.mjs';
import { openStage, serveStage } from '../../../scripts/stage.mjs';
import { launchChromium } from '../harness.ts';
import type { Stage } from './measure.ts';
import { findFaintTexts, findLeastContrasts, findSmallTargets } from './measure.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
});

async function newPage(): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  await serveStage(context);
  return context.newPage();
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function findViolations(page: Page): Promise<readonly string[]> {
  const { violations } = await page.evaluate(
    (values) =>
      (window as unknown as { readonly axe: typeof axe }).axe.run(
        { include: ['[data-lcw-proactive-chat]'] },
        { runOnly: { type: 'tag', values }, resultTypes: ['violations'] },
      ),
    tags,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
}

/** axe looks at every combination with LOOKS=all; else at every other one, so that each pair of properties has its turn. */
const looksAtAll = process.env['LOOKS'] === 'all';

/**
 * What is wrong with what is on the screen, in light and dark and at three widths; a good pane has nothing.
 *
 * @param turn 0 or 1: with which combination axe begins
 */
async function findProblems(page: Page, turn: number): Promise<Readonly<Record<string, unknown>>> {
  const found: Record<string, unknown> = {};
  let combination = turn;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [320, 768, 1280]) {
      await page.setViewportSize({ width, height: 720 });
      combination += 1;
      const problems = [
        ...(looksAtAll || combination % 2 === 0 ? await findViolations(page) : []),
        ...(await page.evaluate(findFaintTexts, 7)).map((text) => JSON.stringify(text)),
        ...(await page.evaluate(findSmallTargets, 44)),
      ];
      if (problems.length > 0) found[`${colorScheme} ${width}`] = problems;
    }
  }
  return found;
}

/** These begin on a page without a chat; the others are panes of one window. */
const beginnings = ['invitation', 'invitation-agent', 'unread'];
const panes = Object.keys(scenes).filter((name) => !beginnings.includes(name));

describe.each([
  { lang: 'en', dir: 'ltr' },
  { lang: 'ar', dir: 'rtl' },
] as const)('in $lang: nothing for axe to find, no faint text and no small target', (place) => {
  let page: Page;
  const open = async (): Promise<void> => {
    await openStage(page, place);
    await page.evaluate(axe.source);
  };
  beforeAll(async () => {
    page = await newPage();
    await open();
  });
  afterAll(async () => {
    await page.context().close();
  });
  const check = async (name: string): Promise<void> => {
    await scenes[name]!(page, words[place.lang]);
    expect(await findProblems(page, place.dir === 'rtl' ? 1 : 0)).toEqual({});
  };

  it.each(panes)('%s', check);
  it.each(beginnings)('%s', async (name) => {
    await open();
    await check(name);
  });
});

/** The faint texts of the widget in each of these accent colours. */
function findFaintTextsIn(accents: readonly string[]): Readonly<Record<string, unknown>> {
  const { stage, findFaintTexts: find } = window as unknown as {
    readonly stage: Stage;
    readonly findFaintTexts: typeof findFaintTexts;
  };
  const host = stage.root.host as HTMLElement;
  const found: Record<string, unknown> = {};
  for (const accent of accents) {
    if (host.style.getPropertyValue('--lcw-accent') === '') throw new Error('The site has no colour.');
    host.style.setProperty('--lcw-accent', accent);
    const faint = find(4.5);
    if (faint.length > 0) found[accent] = faint;
  }
  return found;
}

/** The same colours in every run: channels of a linear congruential generator. */
function randomColours(count: number): readonly string[] {
  let state = 20261127;
  const channel = (): number => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return Math.floor(state / 2 ** 23);
  };
  return Array.from({ length: count }, () => `rgb(${channel()} ${channel()} ${channel()})`);
}

describe('with the colour of a site', () => {
  const extremes = ['#fff', '#000', '#ff0', '#00f', '#f00', '#0f0', 'rgb(200 0 0 / .2)', 'oklch(.75 .3 140)'];
  const colours = [...extremes, ...randomColours(30)];

  it.each(['invitation', 'survey', 'unsent', 'survey-after'])('every text can be read: %s', async (name) => {
    const page = await newPage();
    await openStage(page, { options: { colorOverride: '#fff' } });
    await scenes[name]!(page, words.en);
    await page.evaluate(`window.findFaintTexts = ${String(findFaintTexts)}`);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect([colorScheme, await page.evaluate(findFaintTextsIn, colours)]).toEqual([colorScheme, {}]);
    }
    await page.context().close();
  });

  it('what follows from it keeps its distance: text on it, also under the pointer, links, marks and the ring', async () => {
    const page = await newPage();
    await openStage(page);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const least = await page.evaluate(findLeastContrasts, colours);
      for (const [pair, contrast] of Object.entries(least)) {
        const wanted = pair.startsWith('focus') ? 3 : 4.5;
        expect([colorScheme, pair, contrast >= wanted ? wanted : contrast]).toEqual([
          colorScheme,
          pair,
          wanted,
        ]);
      }
    }
    await page.context().close();
  });

  it.each(['not-a-colour', 'red; background: blue', 'red srgb-linear r g b)'])(
    'a colour that is none, "%s", leaves that of the design',
    async (colorOverride) => {
      const page = await newPage();
      await openStage(page, { options: { colorOverride } });
      const accent = await page.evaluate(() =>
        document
          .querySelector<HTMLElement>('[data-lcw-proactive-chat]')
          ?.style.getPropertyValue('--lcw-accent'),
      );
      expect(accent).toBe('');
      await page.context().close();
    },
  );
});
