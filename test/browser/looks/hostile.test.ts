import type { Page } from 'playwright-core';
import { scenes, words } from '../../../scripts/scenes.mjs';
import { openStage } from '../../../scripts/stage.mjs';
import type { Stage } from './measure.ts';
import { usePages } from './pages.ts';

const newPage = usePages();
let page: Page;
beforeEach(async () => {
  page = await newPage();
});

/** Where these parts of the widget stand, and their looks. */
const lookAt = (selector: string): Promise<unknown> =>
  page.evaluate((wanted) => {
    const { root } = (window as unknown as { readonly stage: Stage }).stage;
    return [...root.querySelectorAll(wanted)].map((part) => {
      const { x, y, width, height } = part.getBoundingClientRect();
      const { color, backgroundColor, fontSize, letterSpacing, opacity, visibility } = getComputedStyle(part);
      const box = [x, y, width, height].map(Math.round);
      const name = part.getAttribute('class');
      return [name, ...box, color, backgroundColor, fontSize, letterSpacing, opacity, visibility].join(' ');
    });
  }, selector);

/** The looks of invitation, chat button and chat window on a page with this style. */
async function look(css: string): Promise<unknown> {
  await openStage(page, { css });
  await scenes['invitation-agent']!(page, words.en);
  const closed = await lookAt('.chat-button, .card, .card p, .card button, .card svg');
  await scenes['unsent']!(page, words.en);
  return [closed, await lookAt('.window, .window *')];
}

/** Its looks on a page that does nothing to it. */
let plain: unknown;
const tall = 'main { min-block-size: 3000px }';

it.each([
  ['takes everything away', '* { all: unset !important }'],
  ['has a small root font', 'html { font-size: 10px }'],
  ['hides every div', 'div { display: none !important }'],
  [
    'hides what it does not know',
    'body > :not(header, main) { display: none !important; opacity: 0 !important }',
  ],
  [
    'makes nothing fixed',
    `* { position: static !important; transform: none !important; float: left !important } ${tall}`,
  ],
  [
    'has its own idea of text',
    '* { font: italic 30px/3 cursive !important; letter-spacing: 1em !important; text-transform: uppercase !important; color: red !important; text-align: right !important; visibility: hidden !important }',
  ],
  [
    'writes the other way',
    'body > * { direction: rtl !important; unicode-bidi: bidi-override !important; writing-mode: vertical-rl !important }',
  ],
  [
    'spaces everything',
    '* { box-sizing: content-box !important; margin: 9px !important; padding: 9px !important; border: 9px solid red !important }',
  ],
  ['moves its body', `body { transform: translateY(1px) } ${tall}`],
  ['filters its body', `body { filter: contrast(1) } ${tall}`],
  ['contains its body', `body { contain: paint } ${tall}`],
  [
    'moves its body, and has a backdrop for everything',
    `body { perspective: 100px } ${tall} *::backdrop, ::backdrop { background: red !important; display: block !important }`,
  ],
  [
    'says how it wants a popover',
    `body { will-change: transform } ${tall} [popover] { inset: 0 !important; margin: auto !important; background: red !important; display: none !important }`,
  ],
])('a page that %s leaves the widget as it is', async (_, css) => {
  plain ??= await look('');
  expect(await look(css)).toEqual(plain);
});

it('nothing of a page stands over the chat button, and a backdrop of the page is none of ours', async () => {
  await openStage(page, {
    css: `body { transform: translateY(1px) } ${tall} ::backdrop { background: red } main { position: relative; z-index: 2000000000; background: #fff }`,
  });
  const [atButton, atPage] = await page.evaluate(() => {
    const host = document.querySelector('[data-lcw-proactive-chat]');
    const box = host!.shadowRoot!.querySelector('.chat-button')!.getBoundingClientRect();
    const at = (x: number, y: number): boolean => document.elementFromPoint(x, y) === host;
    return [at(box.x + box.width / 2, box.y + box.height / 2), at(300, 300)];
  });
  expect([atButton, atPage]).toEqual([true, false]);
});

it('is not printed', async () => {
  await openStage(page);
  await scenes['invitation']!(page, words.en);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.chat-button, .card').locator('visible=true').count()).toBe(0);
  await page.emulateMedia({ media: 'screen' });
  await scenes['chat']!(page, words.en);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.window').isVisible()).toBe(false);
});

it('leaves no style on the page', async () => {
  const styles = (): Promise<unknown> =>
    page.evaluate(() =>
      [...document.querySelectorAll('html, body, main, main *')].map((node) =>
        [...getComputedStyle(node)].map((name) => getComputedStyle(node).getPropertyValue(name)).join(),
      ),
    );
  await openStage(page);
  const withWidget = await styles();
  await page.evaluate(() => {
    document.querySelector('[data-lcw-proactive-chat]')?.remove();
  });
  expect(await styles()).toEqual(withWidget);
});

describe('light and dark', () => {
  const surface = async (options: object, device: 'light' | 'dark', css = ''): Promise<'light' | 'dark'> => {
    await page.emulateMedia({ colorScheme: device });
    await openStage(page, { options, css });
    return page.evaluate(() => {
      const { root } = (window as unknown as { readonly stage: Stage }).stage;
      return getComputedStyle(root.host).colorScheme as 'light' | 'dark';
    });
  };

  it.each([
    [{}, 'light', '', 'light'],
    [{}, 'dark', '', 'dark'],
    [{ colorScheme: 'light' }, 'dark', '', 'light'],
    [{ colorScheme: 'dark' }, 'light', '', 'dark'],
    [{}, 'dark', ':root { color-scheme: light }', 'light'],
    [{}, 'dark', ':root { color-scheme: light dark }', 'dark'],
    [{ colorScheme: 'auto' }, 'dark', ':root { color-scheme: light }', 'light'],
    [{ colorScheme: 'dark' }, 'light', ':root { color-scheme: light }', 'dark'],
  ] as const)('options %j on a %s device, page "%s": %s', async (options, device, css, shown) => {
    expect(await surface(options, device, css)).toBe(shown);
  });
});

it('draws its lines as dark as its text for whoever wants more contrast', async () => {
  await page.emulateMedia({ contrast: 'more' });
  await openStage(page);
  const [line, ink] = await page.evaluate(async () => {
    const { stage } = window as unknown as { readonly stage: Stage };
    await stage.invite({});
    const { borderColor, color } = getComputedStyle(stage.root.querySelector('.card')!);
    return [borderColor, color];
  });
  expect(line).toBe(ink);
});

it('draws the outline of whatever can be pressed where the colours are forced', async () => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await openStage(page);
  const outlines = (selector: string): Promise<readonly string[]> =>
    page.evaluate((parts) => {
      const { root } = (window as unknown as { readonly stage: Stage }).stage;
      const found = [...root.querySelectorAll(parts)].map((node) => getComputedStyle(node));
      return found.map(({ borderTopWidth, borderTopColor }) => `${borderTopWidth} ${borderTopColor}`);
    }, selector);
  await scenes['invitation']!(page, words.en);
  const white = '1px rgb(255, 255, 255)';
  expect(await outlines('.card, .card .button, .chat-button')).toEqual([white, white, white, white]);
  await scenes['chat']!(page, words.en);
  const drawn = await outlines('.window, .composer, .send, .bubble');
  expect(drawn.length).toBeGreaterThan(5);
  expect(new Set(drawn)).toEqual(new Set([white]));
});
