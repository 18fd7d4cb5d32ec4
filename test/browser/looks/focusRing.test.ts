import type { Page } from 'playwright-core';
import { scenes, words } from '../../../scripts/scenes.mjs';
import { openStage } from '../../../scripts/stage.mjs';
import type { Stage } from './measure.ts';
import { usePages } from './pages.ts';

const newPage = usePages();

/** How far around a control its ring may reach, in pixels. */
const margin = 8;

interface Ring {
  /** Pixels that change by 3 to 1 or more when the control gets the focus. */
  readonly changed: number;
  /** Pixels of a line of 2 pixels around the control (WCAG 2.2, focus appearance). */
  readonly wanted: number;
}

/** Compares two pictures of a control of this size. Runs in the page, which can read pictures. */
async function compare([before, after, width, height]: [string, string, number, number]): Promise<Ring> {
  const read = async (picture: string): Promise<Uint8ClampedArray> => {
    const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
    canvas.drawImage(bitmap, 0, 0);
    return canvas.getImageData(0, 0, bitmap.width, bitmap.height).data;
  };
  const luminance = (data: Uint8ClampedArray, at: number): number => {
    const [r = 0, g = 0, b = 0] = [0, 1, 2].map((i) => {
      const value = (data[at + i] ?? 0) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [first, second] = [await read(before), await read(after)];
  let changed = 0;
  for (let at = 0; at < first.length; at += 4) {
    const [light = 0, dark = 0] = [luminance(first, at), luminance(second, at)].sort((a, b) => b - a);
    if ((light + 0.05) / (dark + 0.05) >= 3) changed += 1;
  }
  // Rounded corners are shorter than square ones, and their edges are blended.
  return { changed, wanted: Math.floor(2 * 2 * (width + height) * 0.7) };
}

/** The control that has the focus, with what draws the ring around it: for the message field that is its frame. */
const focused = (): { readonly name: string; readonly box: DOMRect } | null => {
  const { root } = (window as unknown as { readonly stage: Stage }).stage;
  const active = root.activeElement;
  if (active === null) return null;
  const frame = active.closest('.field')?.closest('.composer') ?? active;
  return { name: active.className || active.outerHTML.slice(0, 60), box: frame.getBoundingClientRect() };
};

async function picture(page: Page, box: DOMRect): Promise<string> {
  const { width: all, height: high } = page.viewportSize()!;
  const x = Math.max(0, box.x - margin);
  const y = Math.max(0, box.y - margin);
  const width = Math.min(all, box.x + box.width + margin) - x;
  const height = Math.min(high, box.y + box.height + margin) - y;
  return (await page.screenshot({ clip: { x, y, width, height }, caret: 'hide' })).toString('base64');
}

/** Walks through the controls of the widget by Tab; gives those whose ring is too thin or too faint. */
async function findFaintRings(
  page: Page,
): Promise<{ readonly seen: number; readonly faint: readonly unknown[] }> {
  const faint: unknown[] = [];
  const seen = new Set<string>();
  // Pages have few controls, and the widget stands at their end.
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    const control = await page.evaluate(focused);
    if (control === null) {
      if (seen.size > 0) break;
      continue;
    }
    const key = JSON.stringify(control);
    if (seen.has(key)) break;
    seen.add(key);
    const { name, box } = control;
    const after = await picture(page, box);
    await page.evaluate(() => {
      const { root } = (window as unknown as { readonly stage: Stage }).stage;
      const active = root.activeElement as HTMLElement;
      active.dataset['had'] = '';
      active.blur();
    });
    const before = await picture(page, box);
    await page.evaluate(() => {
      const { root } = (window as unknown as { readonly stage: Stage }).stage;
      const active = root.querySelector<HTMLElement>('[data-had]')!;
      delete active.dataset['had'];
      active.focus();
    });
    const ring = await page.evaluate(compare, [before, after, box.width, box.height] as [
      string,
      string,
      number,
      number,
    ]);
    if (ring.changed < ring.wanted) faint.push({ name, ...ring });
  }
  return { seen: seen.size, faint };
}

describe.each([
  { colorScheme: 'light', forcedColors: 'none' },
  { colorScheme: 'dark', forcedColors: 'none' },
  { colorScheme: 'dark', forcedColors: 'active' },
] as const)('in $colorScheme, forced colours $forcedColors', (media) => {
  it.each([
    ['invitation', 4],
    ['chat', 4],
    ['survey', 6],
    ['confirmation', 2],
    ['survey-after', 4],
    ['error', 4],
    ['card-opened', 10],
  ])('every control of the pane %s shows that it has the focus', async (name, least) => {
    const page = await newPage(media);
    await openStage(page, { night: media.colorScheme === 'dark' });
    await scenes[name]!(page, words.en);
    if (name !== 'confirmation') await page.focus('#go');
    const { seen, faint } = await findFaintRings(page);
    expect(faint).toEqual([]);
    expect(seen).toBeGreaterThanOrEqual(least);
  });
});
