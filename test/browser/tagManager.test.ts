/** The whole way from the template's form to an invitation, on the demo's Tag Manager page. */
import axe from 'axe-core';
import type { Browser, ConsoleMessage, Locator } from 'playwright-core';
import type { Decision } from '../../src/core/decision.ts';
import { microsoftLoaderScript } from '../standIn/microsoftLoader.ts';
import { diagnose, launchChromium, newVisitor, startTestDemo, untilEngagementCounts } from './harness.ts';
import type { Demo, Visit } from './harness.ts';

let browser: Browser;
let demo: Demo;
let visit: Visit;
/** What scripts have written to the console; errors there are the browser's own remarks on files that did not come. */
let written: string[];

const AGENT = 'alex';
const invited = ({ outcome }: Decision): boolean => outcome === 'invited';
const suppressed = ({ outcome }: Decision): boolean => outcome === 'suppressed';

const button = (name: string): Locator => visit.page.getByRole('button', { name, exact: true });
const field = (name: string): Locator => visit.page.getByLabel(name, { exact: true });
const consent = (type: string, state: 'Denied' | 'Granted'): Promise<void> =>
  visit.page
    .getByRole('group', { name: `${type}_storage` })
    .getByRole('button', { name: state })
    .click();
const everyType = ['functionality', 'personalization', 'analytics'];

async function open(): Promise<void> {
  await visit.page.goto(`${demo.shop.url}/tag-manager`);
  // The button can be pressed once template and form are there.
  await visit.page.locator('[data-tm="fire"]:enabled').waitFor();
}

/** Fires the tag and resolves when preview mode says how it ended. */
async function fire(wanted: 'Succeeded' | 'Failed'): Promise<void> {
  await button('Fire the tag').click();
  await visit.page.locator('.firing').first().getByText(wanted).waitFor();
}

const lines = (): Promise<readonly string[]> => visit.page.locator('.firing__line').allTextContents();
const stored = (): Promise<readonly string[]> =>
  visit.page.evaluate(() =>
    Object.keys({ ...localStorage }).filter((key) => key.startsWith('lcw-proactive')),
  );
const pushedEvents = (): Promise<readonly string[]> =>
  visit.page.evaluate(() =>
    (window as unknown as { dataLayer: { event?: string }[] }).dataLayer.flatMap(({ event }) => event ?? []),
  );
/** What the tag has put on the page. */
const traces = (): Promise<unknown> =>
  visit.page.evaluate(() => {
    const globals = window as unknown as Record<string, unknown>;
    return {
      queue: globals['lcwProactiveChat'] !== undefined,
      sdk: globals['Microsoft'] !== undefined,
      scripts: [...document.scripts].filter(({ src }) => src.includes('proactive-chat')).length,
    };
  });

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  demo = await startTestDemo({
    routes: {
      '/microsoft.js': { contentType: 'text/javascript', body: microsoftLoaderScript },
      '/text.json': { contentType: 'application/json', body: 'Hello' },
      '/huge.json': { contentType: 'application/json', body: `"${'x'.repeat(300 * 1024)}"` },
    },
  });
  demo.emulator.setAgentAvailable(AGENT, true);
  visit = await newVisitor(browser);
  written = [];
  visit.page.on('console', (message: ConsoleMessage) => {
    if (message.type() !== 'error') written.push(message.text());
  });
});
afterEach(async () => {
  await Promise.allSettled([demo.close(), visit.context.close()]);
});

describe('from the form to an agent', () => {
  it('the tag fires, the engine loads from its own address, the visitor is invited and talks', async () => {
    const { page, told } = visit;
    const { emulator } = demo;
    await open();
    for (const type of everyType) await consent(type, 'Granted');
    await field('App id').fill('{{App id}}');
    const counting = untilEngagementCounts(page);
    await fire('Succeeded');
    expect(await traces()).toEqual({ queue: true, sdk: true, scripts: 1 });
    await counting;
    await visit.passTime(6);
    const { ruleSetId, ruleId } = await told.whenDecision(invited);
    expect([ruleSetId, ruleId]).toEqual(['tag-manager-demo', 'first-look']);
    expect(await stored()).toContain('lcw-proactive-chat.history');

    await button('Chat now').click();
    const { id } = await emulator.whenConversation(() => true);
    await told.whenEvent('lcw:chatQueued');
    emulator.accept(id);
    emulator.say(id, 'Your tag works indeed.');
    await page.getByText('Your tag works indeed.').waitFor();
    expect(await pushedEvents()).toEqual(
      expect.arrayContaining(['proactive_chat_invited', 'proactive_chat_accepted', 'lcw_chat_queued']),
    );
    expect(written).toEqual([]);
    expect(told.troubles).toEqual([]);
  });

  it('the tables of the form say under which names events are pushed, and which are not', async () => {
    const { page, told } = visit;
    await open();
    await page.getByText('Analytics', { exact: true }).click();
    await button('Add a name').click();
    await field('Event, row 1').selectOption('proactive_chat_invited');
    await button('Fire the tag').click();
    await page.getByText('Row 1, Name in the data layer: Enter the name.').waitFor();
    expect(await field('Name in the data layer, row 1').evaluate((box) => box.matches(':focus'))).toBe(true);
    await page.keyboard.type('chat_invite_shown');
    await button('Add a name').click();
    await field('Event, row 2').selectOption('proactive_chat_invited');
    await field('Name in the data layer, row 2').fill('generate_lead');
    await button('Add a name').click();
    await button('Remove row 3').click();
    await button('Add an event').click();
    await field('Event, row 1').last().selectOption('lcw_ready');
    const counting = untilEngagementCounts(page);
    await fire('Succeeded');
    await counting;
    await visit.passTime(6);
    await told.whenDecision(invited);
    expect(await pushedEvents()).toEqual(['chat_invite_shown', 'generate_lead']);
    expect(told.troubles).toEqual([]);
  });

  it("drives the widget of Microsoft's that the page has already, and adds none of its own", async () => {
    const { page, told } = visit;
    await page.addInitScript(() => {
      // Not in the frame that the widget makes, where it would make another one, and so on.
      if (window.parent !== window) return;
      document.addEventListener('DOMContentLoaded', () => {
        const element = document.createElement('script');
        element.id = 'Microsoft_Omnichannel_LCWidget';
        Object.assign(element.dataset, { appId: 'app-1', orgId: 'org-1', orgUrl: 'https://org.example' });
        element.src = '/microsoft.js';
        document.head.append(element);
      });
    });
    await open();
    await told.whenEvent('lcw:ready');
    const counting = untilEngagementCounts(page);
    await fire('Succeeded');
    await counting;
    await visit.passTime(6);
    expect(await told.whenDecision(invited)).toMatchObject({ ruleId: 'first-look', inferred: true });
    const calls = await page.evaluate(
      () =>
        (window as unknown as { microsoftStandInRecord: { calls: string[] } }).microsoftStandInRecord.calls,
    );
    expect(calls.filter((call) => call === 'startProactiveChat')).toHaveLength(1);
    expect(await button('Chat now').count()).toBe(0);
    expect(written).toEqual([]);
    expect(told.troubles).toEqual([]);
  });

  it('runs its own scenarios in this browser too, and axe finds nothing on the page', async () => {
    const { page } = visit;
    await open();
    await button('Run them').click();
    await page.getByText(/^All \d+ passed\.$/).waitFor();
    await field('App id').fill('wrong');
    await button('Fire the tag').click();
    await page.getByText('An app id is a GUID').waitFor();
    await page.evaluate(axe.source);
    const found = await page.evaluate(async () => {
      const { axe: checker } = window as unknown as { axe: typeof axe };
      const { violations } = await checker.run('main', { resultTypes: ['violations'] });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`);
    });
    expect(found).toEqual([]);
  });
});

describe('consent', () => {
  it('denied: nobody is invited and nothing stored; granted later: somebody is; revoked: all is taken back', async () => {
    const { page, told } = visit;
    await open();
    for (const type of everyType) await consent(type, 'Denied');
    const counting = untilEngagementCounts(page);
    await fire('Succeeded');
    await counting;
    await visit.passTime(6);
    expect((await told.whenDecision(suppressed)).reason).toBe('no_consent');
    expect(await stored()).toEqual([]);

    await consent('functionality', 'Granted');
    await told.whenDecision(invited);
    expect(await stored()).toContain('lcw-proactive-chat.history');

    await consent('functionality', 'Denied');
    const withdrawn = await told.whenDecision(({ outcome }) => outcome === 'withdrawn');
    expect(withdrawn.reason).toBe('no_consent');
    expect(await stored()).toEqual([]);
    expect(await button('Chat now').count()).toBe(0);
    expect(told.troubles).toEqual([]);
  });
});

/** Something wrong that somebody enters into the form, and the one line that says so. */
const mistakes: readonly (readonly [enter: () => Promise<unknown>, line: RegExp])[] = [
  [() => field('App id').fill('{{Not an id}}'), /the app id is not a GUID/],
  [
    async () => {
      await field('App id').fill('{{App id}}');
      await field('Organization id').fill('{{Nothing}}');
    },
    /the organization id is not a GUID/,
  ],
  [
    async () => {
      await field('Organization id').fill('{{Organization id}}');
      await field('Rule set (JSON)').fill('{ "formatVersion": 1, "rules": [ }');
    },
    /the rule set is not a JSON object/,
  ],
  [
    async () => {
      await field('In a variable').check();
      await field('Variable that returns the rule set').selectOption('{{Broken rule set}}');
    },
    /the rule set is not a JSON object/,
  ],
];

describe('a tag that cannot start', () => {
  afterEach(() => expect(visit.told.troubles).toEqual([]));

  it('says each mistake in one line, loads nothing, and starts when the last one is mended', async () => {
    await open();
    for (const [index, [enter, line]] of mistakes.entries()) {
      await enter();
      await button('Fire the tag').click();
      await visit.page.locator('.firing[data-status="failed"]').nth(index).waitFor();
      expect(written).toHaveLength(index + 1);
      expect(written[index]).toMatch(line);
      expect([...(await lines())].reverse()).toEqual(written);
    }
    expect(await traces()).toEqual({ queue: false, sdk: false, scripts: 0 });

    await field('Variable that returns the rule set').selectOption('{{Rule set as text}}');
    await fire('Succeeded');
    await visit.told.whenEvent('lcw:ready');
    expect(written).toHaveLength(mistakes.length);
  });

  it.each([
    ['dataLayer', '{ push: 1 }'],
    ['lcwProactiveChat', '"mine"'],
  ])('on a page that has something else as window.%s says so, and leaves it alone', async (name, value) => {
    await visit.page.addInitScript(`window.${name} = ${value}`);
    await open();
    await fire('Failed');
    expect(written).toEqual([expect.stringContaining(`window.${name} is not an array`)]);
    expect(await traces()).toMatchObject({ sdk: false, scripts: 0 });
    expect(await visit.page.evaluate(`JSON.stringify(window.${name}) === JSON.stringify(${value})`)).toBe(
      true,
    );
  });

  it('says nothing outside preview mode', async () => {
    await open();
    await field('Preview mode').uncheck();
    await field('App id').fill('{{Not an id}}');
    await fire('Failed');
    expect(written).toEqual([]);
  });

  it('is stopped by the form where the form can see it', async () => {
    await open();
    await field('App id').fill('my-widget');
    await button('Fire the tag').click();
    await visit.page.getByText('An app id is a GUID, or a variable that returns one.').waitFor();
    expect(await visit.page.locator('.firing').count()).toBe(0);
  });

  it('because something blocks the engine, says so, and starts at a later firing', async () => {
    await open();
    await field("Something blocks the engine's file").check();
    await fire('Failed');
    expect(written).toEqual([
      expect.stringContaining('the engine could not be downloaded from https://cdn.js'),
    ]);
    await field("Something blocks the engine's file").uncheck();
    await fire('Succeeded');
    await visit.told.whenEvent('lcw:ready');
    expect(written).toHaveLength(1);
  });
});

describe('rules that the engine fetches', () => {
  it.each([
    ['are not there', '/rules/nowhere.json', /could not be loaded.*answered 404/],
    ['are too many', '/huge.json', /could not be loaded.*larger than 256 kB/],
    ['are no rule set', '/text.json', /text\.json:1:1/],
  ])('%s: one line, the tag fails, nobody is invited, and the widget is there', async (_, url, line) => {
    await open();
    await field('In a file that the page loads').check();
    await field('URL of the rule set').fill(url);
    const warned = visit.page.waitForEvent('console', (message) => line.test(message.text()));
    await fire('Failed');
    await warned;
    await visit.told.whenEvent('lcw:ready');
    expect((await visit.told.whenDecision(suppressed)).reason).toBe(
      url === '/text.json' ? 'invalid_rule' : 'assets_unavailable',
    );
    expect(written).toEqual([expect.stringMatching(line)]);
    expect(visit.told.troubles).toEqual([]);
  });

  it('and events that have nowhere to go under a name of the site: one line, and invitations all the same', async () => {
    await visit.page.addInitScript('window.shopLayer = "mine"');
    await open();
    await visit.page.getByText('Analytics', { exact: true }).click();
    await field('Data layer name').fill('shopLayer');
    const warned = visit.page.waitForEvent('console', (message) => message.text().includes('shopLayer'));
    const counting = untilEngagementCounts(visit.page);
    await fire('Succeeded');
    expect((await warned).text()).toMatch(/window\.shopLayer is not an array, so no event is pushed/);
    await counting;
    await visit.passTime(6);
    await visit.told.whenDecision(invited);
    expect(written).toHaveLength(1);
  });
});

describe('two containers with two versions', () => {
  it.each([
    ['in turns', '1212121212', 'first'],
    ['one after the other', '1111122222', 'second'],
    ['in no order', '2122111212', 'first'],
  ])('that load ten times, %s, are one tag and one invitation', async (_, order, late) => {
    const { page, told } = visit;
    await open();
    // The engine of one container arrives after that of the other.
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const pattern = late === 'first' ? /proactive-chat\.js$/ : /proactive-chat\.js\?version=/;
    await page.route(pattern, async (route) => {
      await held;
      await route.continue();
    });
    const counting = untilEngagementCounts(page);
    for (const container of order) {
      await button(container === '1' ? 'Fire the tag' : 'Fire it from a second container').click();
    }
    await told.whenEvent('lcw:ready');
    letGo();
    await page.locator('.firing[data-status="succeeded"]').nth(9).waitFor();
    expect((await traces()) as object).toMatchObject({ scripts: 2 });
    await counting;
    await visit.passTime(6);
    await told.whenDecision(invited);
    // Whatever a second instance would do, it would do by now.
    await visit.passTime(10);
    expect(told.events.filter(({ type }) => type === 'proactive-chat:invited')).toHaveLength(1);
    expect(told.events.filter(({ type }) => type === 'lcw:ready')).toHaveLength(1);
    expect(await button('Chat now').count()).toBe(1);
    expect(written).toEqual([expect.stringContaining('A second init is ignored')]);
    // What is said from now on reaches the one that runs.
    expect(Object.keys((await diagnose(page)).rules)).toEqual(['first-look']);
    expect(told.troubles).toEqual([]);
  });
});
