import fc from 'fast-check';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../browser/harness.ts';
import type { Site } from './realBrowser.ts';
import { createRealBrowser, isForBrowser, startSite } from './realBrowser.ts';
import { readSettings } from './settings.ts';
import { runSteps, runsOf } from './steps.ts';
import type { Setup } from './world.ts';

const { numRuns, seed } = readSettings(60);
const sites = new Map<string, Promise<Site>>();
let browser: Browser;

/** Starting a service takes longer than a run. */
function siteFor(setup: Setup): Promise<Site> {
  const { hasPreChatSurvey, postChatSurvey, allowsInvitations } = setup;
  const key = [hasPreChatSurvey, postChatSurvey, allowsInvitations].join();
  const site = sites.get(key) ?? startSite(setup);
  sites.set(key, site);
  return site;
}

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  for (const site of sites.values()) await (await site).close();
});

test(
  'random sequences of calls, acts, reloads and tabs lead to what the contract says, with the built files in Chromium',
  async () => {
    const property = fc.asyncProperty(runsOf(30, isForBrowser), async ([given, steps]) => {
      // The embedded service has its survey for everybody.
      const postChatSurvey = given.postChatSurvey === 'none' ? 'none' : 'there';
      const setup: Setup = { ...given, postChatSurvey, hasRaces: true };
      await runSteps(await createRealBrowser(browser, await siteFor(setup), setup), setup, steps);
    });
    await fc.assert(property, { numRuns, seed });
  },
  120_000 + numRuns * 15_000,
);
