import { scrollSignal } from '../../../src/signals/scroll.ts';
import { createFakeSignalHost } from '../../fakes/fakeSignalHost.ts';

const SCROLL = 'engagement.scrollPercent';

/** jsdom has no layout: the page is as high, and scrolled as far, as the test says. */
function layOut(height: number, scrolled: number): void {
  const root = document.documentElement;
  Object.defineProperty(root, 'scrollHeight', { value: height, configurable: true });
  Object.defineProperty(root, 'clientHeight', { value: 500, configurable: true });
  Object.defineProperty(window, 'scrollY', { value: scrolled, configurable: true });
}

const frame = (): Promise<void> => new Promise((next) => requestAnimationFrame(() => next()));

async function scrollTo(height: number, scrolled: number): Promise<void> {
  layOut(height, scrolled);
  window.dispatchEvent(new Event('scroll'));
  await frame();
}

it('tells when a threshold is crossed, and only then, and never less than before', async () => {
  layOut(2000, 0);
  const host = createFakeSignalHost(SCROLL, [50, 60]);
  const signal = scrollSignal.start(host);
  await frame();
  expect(host.published).toEqual([[SCROLL, 25]]);
  await scrollTo(2000, 200);
  expect(host.published).toHaveLength(1);
  await scrollTo(2000, 700);
  expect(host.published.at(-1)).toEqual([SCROLL, 60]);
  await scrollTo(2000, 0);
  signal.refresh?.();
  expect(host.published.at(-1)).toEqual([SCROLL, 60]);
  signal.stop();
});

it('is at the end of a page that is shorter than the window', async () => {
  layOut(400, 0);
  const host = createFakeSignalHost(SCROLL, [60]);
  const signal = scrollSignal.start(host);
  await frame();
  expect(host.published).toEqual([[SCROLL, 100]]);
  signal.stop();
});

it('says nothing after it was stopped', async () => {
  layOut(2000, 0);
  const host = createFakeSignalHost(SCROLL, [60]);
  scrollSignal.start(host).stop();
  await scrollTo(2000, 1500);
  expect(host.published).toEqual([]);
});
