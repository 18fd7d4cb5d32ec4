/**
 * Takes pictures of the demo's Tag Manager page, on what `npm run bundle` made: docs/screens/tag-manager-*.png, on a computer
 * and on a phone, by day and by night, after a firing that failed, one that succeeded, and an answer to consent; and of the
 * tables for events, with a name that the form refuses.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findChromium } from './findChromium.mjs';

const folder = new URL('../docs/screens/', import.meta.url);
const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const screens = [
  { name: 'desktop', width: 1440, height: 1750 },
  { name: 'phone', width: 390, height: 844 },
];

async function take(page, name) {
  await page.screenshot({ path: fileURLToPath(new URL(`${name}.png`, folder)), caret: 'hide' });
  console.log(`docs/screens/${name}.png`);
}

const demo = spawn(process.execPath, [cli, 'demo', '--port', '0', '--service-port', '0'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const browser = await chromium.launch({
  executablePath: findChromium() ?? undefined,
  args: ['--no-sandbox'],
});
try {
  const url = await new Promise((found, failed) => {
    let text = '';
    demo.stdout.setEncoding('utf8').on('data', (part) => {
      text += part;
      const [, address] = /Demo shop\s+(http:\S+)/.exec(text) ?? [];
      if (address !== undefined) found(address);
    });
    demo.on('exit', () => failed(new Error('The demo did not start.')));
  });
  for (const { name, width, height } of screens) {
    for (const colorScheme of ['light', 'dark']) {
      const page = await browser.newPage({
        viewport: { width, height },
        colorScheme,
        reducedMotion: 'reduce',
      });
      await page.goto(`${url}/tag-manager`);
      const fire = page.getByRole('button', { name: 'Fire the tag' });
      await page.locator('[data-tm="fire"]:enabled').waitFor();
      await page.getByLabel('App id').fill('{{Not an id}}');
      await fire.click();
      await page.getByText('Failed').waitFor();
      await page.getByLabel('App id').fill('{{App id}}');
      await page
        .getByRole('group', { name: 'analytics_storage' })
        .getByRole('button', { name: 'Denied' })
        .click();
      await fire.click();
      await page.getByText('Succeeded').waitFor();
      await page.waitForLoadState('networkidle');
      if (name === 'phone') await fire.scrollIntoViewIfNeeded();
      await take(page, `tag-manager-${name}-${colorScheme}`);
      await page.getByText('Analytics', { exact: true }).click();
      await page.getByRole('button', { name: 'Add a name' }).click();
      await page.getByLabel('Name in the data layer, row 1').fill('lcw_chat_queued');
      await page.getByRole('button', { name: 'Add a name' }).click();
      await page.getByLabel('Name in the data layer, row 2').fill('lcw:chatQueued');
      await page.getByRole('button', { name: 'Add an event' }).click();
      await fire.click();
      await page.getByText('Row 2').waitFor();
      await page.getByLabel('Data layer name').evaluate((box) => box.scrollIntoView());
      await take(page, `tag-manager-events-${name}-${colorScheme}`);
      await page.close();
    }
  }
} finally {
  demo.kill();
  await browser.close();
}
