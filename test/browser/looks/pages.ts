import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { serveStage } from '../../../scripts/stage.mjs';
import { launchChromium } from '../harness.ts';

export interface View extends BrowserContextOptions {
  /** How large the visitor has set up text whose size nobody gives, in pixels. */
  readonly fontSize?: number;
}

/** A desktop of a visitor who wants less motion, unless `view` says otherwise. The stage is served to it, and not opened yet. */
export type NewPage = (view?: View) => Promise<Page>;

/** One browser for the tests of a file; a page in it goes with its test. */
export function usePages(): NewPage {
  let browser: Browser;
  let pages: Page[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
  });
  afterEach(async () => {
    await Promise.all(pages.map((page) => page.context().close()));
    pages = [];
  });

  return async ({ fontSize, ...view } = {}) => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 720 },
      reducedMotion: 'reduce',
      ...view,
    });
    await serveStage(context);
    const page = await context.newPage();
    pages.push(page);
    if (fontSize !== undefined) await setFontSize(page, fontSize);
    return page;
  };
}

/** What the visitor has set up; it counts from the next page that is opened. */
export async function setFontSize(page: Page, standard: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setFontSizes', { fontSizes: { standard } });
}
