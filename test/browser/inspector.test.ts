/** The inspector in a real browser: the shop's strict policy, the keyboard, other tabs and windows, and who sees it at all. */
import axe from 'axe-core';
import type { Browser, Locator, Page } from 'playwright-core';
import { eventually } from './conformance/eventually.ts';
import {
  diagnose,
  launchChromium,
  newVisitor,
  scrollToEnd,
  startTestDemo,
  untilEngagementCounts,
} from './harness.ts';
import type { Demo, Visit } from './harness.ts';

const AGENT = 'alex';
let browser: Browser;
let demo: Demo;
let visit: Visit;

const inspectorOn = (page: Page): Locator => page.getByRole('complementary', { name: 'Inspector' });
const inspector = (): Locator => inspectorOn(visit.page);
const button = (name: string): Locator => inspector().getByRole('button', { name });
const inTab = (page: Page): Promise<Record<string, string>> =>
  page.evaluate(() => ({ ...sessionStorage }) as Record<string, string>);

async function open(path = '/pricing#lcw-preview'): Promise<void> {
  const counting = untilEngagementCounts(visit.page);
  await visit.page.goto(`${demo.shop.url}${path}`);
  await visit.told.whenDecision(({ outcome }) => outcome === 'waiting');
  await counting;
}
async function linger(): Promise<void> {
  await scrollToEnd(visit.page);
  await visit.passTime(21);
}
/** Resolves when the widget of the page has loaded everything that it loads by itself. */
async function untilReady(): Promise<void> {
  await visit.told.whenEvent('lcw:ready');
}

/** An unpublished rule set that invites at once. */
const draft = {
  formatVersion: 1,
  id: 'draft',
  version: '7',
  rules: [
    {
      id: 'spring',
      title: 'Spring sale',
      conditions: { all: [{ fact: 'page.path', operator: 'matchesPath', value: '/pricing/**' }] },
      invitation: { message: 'Our spring sale has begun.' },
    },
  ],
};
const draftLink = `/pricing#lcw-preview=${Buffer.from(JSON.stringify(draft)).toString('base64url')}`;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  demo = await startTestDemo({
    routes: {
      '/draft.json': { contentType: 'application/json', body: JSON.stringify(draft) },
      '/careful': {
        contentType: 'text/html; charset=utf-8',
        body: `<!doctype html><html lang="en"><title>Careful</title>
          <meta http-equiv="Content-Security-Policy" content="require-trusted-types-for 'script'; trusted-types 'none'">
          <script src="/shop-config.js"></script><script src="/tag/proactive-chat.js"></script><h1>Careful</h1></html>`,
      },
    },
  });
  demo.emulator.setAgentAvailable(AGENT, true);
  visit = await newVisitor(browser);
});
afterEach(async () => {
  const { troubles } = visit.told;
  await Promise.allSettled([demo.close(), visit.context.close()]);
  expect(troubles).toEqual([]);
});

describe('who sees it', () => {
  it('an ordinary visitor does not, and does not load it', async () => {
    const asked: string[] = [];
    visit.page.on('request', (request) => asked.push(request.url()));
    await open('/pricing');
    await linger();
    await visit.told.whenDecision(({ outcome }) => outcome === 'invited');
    expect(asked.filter((url) => url.includes('proactive-chat.engine'))).toHaveLength(1);
    expect(asked.filter((url) => url.includes('inspector'))).toEqual([]);
    expect(await inspector().count()).toBe(0);
    expect(await inTab(visit.page)).not.toHaveProperty(['lcw-proactive-chat.preview']);
  });

  it('whoever opens the preview link does, on every page of the tab, and in no other tab', async () => {
    await open();
    await inspector().waitFor();
    expect(visit.page.url()).toBe(`${demo.shop.url}/pricing`);
    const { facts } = await diagnose(visit.page);
    expect(facts['page.url']).toBe(`${demo.shop.url}/pricing`);
    await visit.page.getByRole('link', { name: 'Cart' }).first().click();
    await visit.page.waitForURL('**/cart');
    await inspector().waitFor();

    const other = await visit.context.newPage();
    await other.goto(`${demo.shop.url}/pricing`);
    await other.waitForFunction(() => 'Microsoft' in window);
    await diagnose(other);
    expect(await inspectorOn(other).count()).toBe(0);
    expect(await inTab(other)).not.toHaveProperty(['lcw-proactive-chat.preview']);
  });

  it('the address may be changed, or the page may ask, while it is open', async () => {
    await open('/pricing');
    await visit.page.evaluate(() => {
      location.hash = '#faq&lcw-preview';
    });
    await inspector().waitFor();
    expect(visit.page.url()).toBe(`${demo.shop.url}/pricing#faq`);
    await button('Close the inspector').click();
    await inspector().waitFor({ state: 'detached' });
    await visit.page.reload();
    await untilReady();
    expect(await inspector().count()).toBe(0);
    await visit.page.evaluate(() => {
      (window as unknown as { lcwProactiveChat: object[] }).lcwProactiveChat.push({ command: 'preview' });
    });
    await inspector().waitFor();
  });

  it('a page that requires Trusted Types does', async () => {
    await visit.page.goto(`${demo.shop.url}/careful#lcw-preview`);
    await inspector().getByText('Hesitates on pricing').click();
    await inspector().getByText('/pricing/**').waitFor();
  });
});

describe('what it says', () => {
  it('follows the visitor: what is missing, the gate, the invitation', async () => {
    await open();
    const rule = inspector().locator('[data-rule="pricing-hesitation"]');
    await visit.passTime(5);
    await rule.getByText(/Waits for .* more engaged seconds and another .* % of the page/).waitFor();
    await rule.locator('summary').click();
    await rule.getByText('Conditions (needs_more)').waitFor();
    await rule
      .getByText(/^is 1?\d(\.\d+)?$/)
      .first()
      .waitFor();
    await linger();
    await visit.told.whenDecision(({ outcome }) => outcome === 'invited');
    await rule.getByText('Its invitation is on the screen.').waitFor();
    await inspector().getByText('somebody is there').waitFor();
    await visit.page.getByRole('button', { name: 'No thanks' }).click();
    await rule.getByText('Limits (quiet_period)').waitFor();
  });

  it('pauses and resumes', async () => {
    await open();
    await button('Pause').click();
    await linger();
    await inspector().locator('summary').first().click();
    await inspector().getByText('Pause (paused)').waitFor();
    expect((await diagnose(visit.page)).rules).toEqual({ 'pricing-hesitation': 'suppressed paused' });
    await button('Resume').click();
    await visit.told.whenDecision(({ outcome }) => outcome === 'invited');
  });

  it('"Reset visitor" makes a first visit of it', async () => {
    const { page, told } = visit;
    await open();
    await linger();
    await told.whenDecision(({ outcome }) => outcome === 'invited');
    await page.getByRole('button', { name: 'No thanks' }).click();
    await told.whenDecision(({ reason }) => reason === 'quiet_period');
    told.clear();
    const counting = untilEngagementCounts(page);
    await button('Reset visitor').click();
    await counting;
    await untilReady();
    await inspector().waitFor();
    const stored = await page.evaluate(() => ({ ...localStorage }) as Record<string, string>);
    expect(stored).not.toHaveProperty(['lcw-proactive-chat.history']);
    await linger();
    await told.whenDecision(({ outcome }) => outcome === 'invited');
  });
});

it('the keyboard reaches everything, and the focus comes only when it is asked for', async () => {
  const { page } = visit;
  await open();
  await inspector().waitFor();
  const focused = (): Promise<string> =>
    page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent ?? '');
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  await button('Why not?').focus();
  await page.keyboard.press('Enter');
  expect(await button('Why not?').getAttribute('aria-expanded')).toBe('false');
  expect(await button('Reset visitor').count()).toBe(0);
  await page.keyboard.press('Enter');
  expect(await focused()).toContain('Why not?');
  const seen: string[] = [];
  for (let stop = 0; stop < 7; stop += 1) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const active = document.activeElement?.shadowRoot?.activeElement;
      return active?.getAttribute('aria-label') ?? active?.textContent ?? '';
    });
    seen.push(name.slice(0, 20));
    if (name.includes('Hesitates')) {
      await page.keyboard.press('Enter');
      await inspector().getByText('/pricing/**').waitFor();
    }
  }
  expect(seen).toEqual([
    'Move to the other co',
    'Close the inspector',
    'Rules',
    expect.stringContaining('Hesitates') as unknown,
    'Reset visitor',
    'Pause',
    'Copy as JSON',
  ]);
  await button('Move to the other corner').press('Enter');
  const box = await inspector().boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeGreaterThan(1200);
});

describe('an unpublished rule set by link', () => {
  const invitation = (): Locator => visit.page.getByText('Our spring sale has begun.', { exact: true });
  const accept = (): Promise<void> => button('I know it, try it in this tab').click();

  it('says nothing and does nothing before somebody agrees, and goes when it is left', async () => {
    await open(draftLink);
    await inspector().getByText('the link itself').waitFor();
    expect(await inspector().getByText('Spring').count()).toBe(0);
    expect(visit.page.url()).toBe(`${demo.shop.url}/pricing`);
    expect((await diagnose(visit.page)).rules).toHaveProperty('pricing-hesitation');
    await button('Leave it').click();
    await visit.page.reload();
    await inspector().waitFor();
    expect(await inspector().getByText('the link itself').count()).toBe(0);
    expect((await diagnose(visit.page)).rules).not.toHaveProperty('spring');
  });

  it('is tried after a press, in this tab alone, until it is given up', async () => {
    const { page, told, context } = visit;
    await open(draftLink);
    told.clear();
    await accept();
    const invited = await told.whenDecision(({ outcome }) => outcome === 'invited');
    expect(invited).toMatchObject({ ruleSetId: 'draft', ruleSetVersion: '7 unpublished', ruleId: 'spring' });
    await invitation().waitFor();
    await inspector().getByText('Unpublished rules').waitFor();
    await button('Why not?').click();
    expect(await inspector().getByText('Unpublished rules').isVisible()).toBe(true);

    // A window that the page opens gets a copy of what the tab keeps, but no name under which it would look.
    const [opened] = await Promise.all([
      context.waitForEvent('page'),
      page.evaluate(() => void window.open('/pricing')),
    ]);
    await opened.waitForFunction(() => 'Microsoft' in window);
    expect(await inTab(opened)).toHaveProperty(['lcw-proactive-chat.preview']);
    await eventually(async () => 'pricing-hesitation' in (await diagnose(opened)).rules);
    expect((await diagnose(opened)).rules).not.toHaveProperty('spring');
    expect(await inspectorOn(opened).count()).toBe(0);
    await opened.close();

    told.clear();
    await button('Back to the published rules').click();
    await told.whenDecision(({ ruleSetId }) => ruleSetId === 'shop-eu');
    expect((await diagnose(page)).rules).not.toHaveProperty('spring');
    expect(await inspector().getByText('Unpublished rules').count()).toBe(0);
  });

  it('by address is fetched only after the press', async () => {
    const asked: string[] = [];
    visit.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await open('/pricing#lcw-preview=/draft.json');
    await inspector().getByText('this site, ').waitFor();
    expect(asked).not.toContain('/draft.json');
    await accept();
    await visit.told.whenDecision(({ ruleSetId }) => ruleSetId === 'draft');
    expect(asked).toContain('/draft.json');
  });

  it('from another site is not fetched where the policy of the page does not allow it', async () => {
    await open('/pricing#lcw-preview=https://evil.example/rules.json');
    await inspector().getByText('https://evil.example/rules.json').waitFor();
    await accept();
    await inspector().getByText('connect-src').waitFor();
    await eventually(() => visit.told.troubles.length > 0);
    expect(visit.told.troubles).toEqual([expect.stringContaining('connect-src')]);
    visit.told.troubles.length = 0;
    expect((await diagnose(visit.page)).rules).toHaveProperty('pricing-hesitation');
  });

  it('goes with the tab', async () => {
    await open(draftLink);
    await accept();
    await visit.told.whenDecision(({ ruleSetId }) => ruleSetId === 'draft');
    const other = await visit.context.newPage();
    await visit.page.close();
    await other.goto(`${demo.shop.url}/pricing`);
    await other.waitForFunction(() => 'Microsoft' in window);
    expect(await inTab(other)).not.toHaveProperty(['lcw-proactive-chat.preview']);
    expect((await diagnose(other)).rules).not.toHaveProperty('spring');
  });
});

describe.each(['light', 'dark'] as const)('by %s', (colorScheme) => {
  it.each([
    ['a computer', { width: 1280, height: 800 }],
    ['a phone', { width: 360, height: 640 }],
  ])('it has no barrier on %s', async (_, size) => {
    const { page } = visit;
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(size);
    await open(draftLink);
    await inspector().locator('summary').first().click();
    await page.evaluate(axe.source);
    const violations = (): Promise<readonly string[]> =>
      page.evaluate(async () => {
        const { axe: checker } = window as unknown as { axe: typeof axe };
        const host = document.querySelector('[data-lcw-inspector]') as HTMLElement;
        const found = await checker.run(host, { resultTypes: ['violations'] });
        return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      });
    expect(await violations()).toEqual([]);
    await accept(page);
    await page.evaluate(axe.source);
    // On a phone the invitation lies over it.
    await inspector().locator('summary').first().press('Enter');
    expect(await violations()).toEqual([]);
  });

  async function accept(page: Page): Promise<void> {
    visit.told.clear();
    await page.getByRole('button', { name: 'I know it, try it in this tab' }).click();
    await visit.told.whenDecision(({ ruleSetId }) => ruleSetId === 'draft');
    await inspector().getByText('Unpublished rules').waitFor();
  }
});
