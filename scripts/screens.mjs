/**
 * Takes pictures of everything a visitor meets, and of the inspector, on what `npm run bundle` made: one sheet for each pane, docs/screens/*.png.
 * Above a computer, below a phone; from the left in English by day and by night, in Arabic by day and by night.
 *
 * `node scripts/screens.mjs chat error` takes only these.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { findChromium } from './findChromium.mjs';
import { instruments, now, scenes, words } from './scenes.mjs';
import { openStage, serveStage } from './stage.mjs';

const sights = { ...scenes, ...instruments };
const screens = [
  { name: 'desktop', width: 1280, height: 720, clip: { width: 480, height: 720 } },
  { name: 'phone', width: 360, height: 640, clip: { width: 360, height: 640 } },
];
const places = [
  { lang: 'en', dir: 'ltr' },
  { lang: 'ar', dir: 'rtl' },
];

/** A page for each picture of a sheet, in rows. */
async function openPages(browser) {
  const open = async ({ width, height, clip }, place, colorScheme) => {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme,
      reducedMotion: 'reduce',
      hasTouch: width < 480,
    });
    await serveStage(context);
    const corner = { x: place.dir === 'rtl' ? 0 : width - clip.width, y: 0, ...clip };
    return { page: await context.newPage(), setup: { ...place, night: colorScheme === 'dark' }, corner };
  };
  const rows = screens.map((screen) =>
    places.flatMap((place) => ['light', 'dark'].map((colorScheme) => open(screen, place, colorScheme))),
  );
  return Promise.all(rows.map((row) => Promise.all(row)));
}

async function take({ page, setup, corner }, name) {
  await page.clock.setFixedTime(now);
  await openStage(page, setup);
  await sights[name](page, words[setup.lang]);
  await page.waitForLoadState('networkidle');
  return page.screenshot({ clip: corner, caret: 'hide' });
}

/** Puts pictures side by side on a sheet. */
async function joinPictures(browser, rows) {
  const page = await browser.newPage({ viewport: { width: 1960, height: 1400 } });
  const pictures = rows.map(
    (row) =>
      `<div>${row.map((png) => `<img src="data:image/png;base64,${png.toString('base64')}">`).join('')}</div>`,
  );
  await page.setContent(
    `<style>body { margin: 0; background: #8a8f8b } main { display: inline-grid; gap: 8px; zoom: .55 }
     div { display: flex; gap: 8px; justify-content: space-around }</style><main>${pictures.join('')}</main>`,
  );
  const sheet = await page.locator('main').screenshot();
  await page.close();
  return sheet;
}

const folder = new URL('../docs/screens/', import.meta.url);
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: findChromium() ?? undefined,
  args: ['--no-sandbox'],
});
const wanted = process.argv.slice(2);
const pages = await openPages(browser);
for (const name of Object.keys(sights)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const rows = await Promise.all(pages.map((row) => Promise.all(row.map((place) => take(place, name)))));
  await writeFile(new URL(`${name}.png`, folder), await joinPictures(browser, rows));
  console.log(`docs/screens/${name}.png`);
}
await browser.close();
