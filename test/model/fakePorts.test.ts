import fc from 'fast-check';
import { createFakeBrowser } from './fakeBrowser.ts';
import type { PageWindow } from './fakePage.ts';
import { createPageWindow } from './fakePage.ts';
import { onceWrong } from './onceWrong.ts';
import { readSettings } from './settings.ts';
import { runSteps, runsOf, stepOf } from './steps.ts';

const { numRuns, seed } = readSettings(2000);
const clock = { now: 0 };
let windows: readonly PageWindow[] = [];

const ours = globalThis.AbortController;
beforeAll(() => {
  windows = [0, 1, 2].map(() => createPageWindow(() => clock.now));
  // A browser has one global of the name; a window takes signals of its own making only.
  globalThis.AbortController = windows[0]?.window.AbortController ?? ours;
});
afterAll(() => {
  globalThis.AbortController = ours;
  for (const { window } of windows) window.close();
});

test.each(onceWrong)('$says', async ({ setup, acts }) => {
  await runSteps(createFakeBrowser(windows, clock, setup), setup, acts.map(stepOf));
});

test(
  'random sequences of calls, acts, faults, reloads and tabs lead to what the contract says',
  async () => {
    const property = fc.asyncProperty(runsOf(80), ([setup, steps]) =>
      runSteps(createFakeBrowser(windows, clock, setup), setup, steps),
    );
    await fc.assert(property, { numRuns, seed });
  },
  60_000 + numRuns * 200,
);
