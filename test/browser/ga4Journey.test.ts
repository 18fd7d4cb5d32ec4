/** From the template to GA4: what a visitor does is counted once, over reloads and tabs. */
import type { Browser, Locator, Page } from 'playwright-core';
import { hitLines, installContainer, nameTab, startCollector } from './ga4.ts';
import type { Collector } from './ga4.ts';
import { launchChromium, newVisitor, startTestDemo, untilEngagementCounts } from './harness.ts';
import type { Demo, Visit } from './harness.ts';

const AGENT = 'alex';
let browser: Browser;
let demo: Demo;
let visit: Visit;
let collector: Collector;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  demo = await startTestDemo({ contentSecurityPolicy: false });
  demo.emulator.setAgentAvailable(AGENT, true);
  collector = await startCollector();
  visit = await newVisitor(browser);
  await installContainer(visit.context, collector);
  await nameTab(visit.page, 'A');
});
afterEach(async () => {
  await Promise.allSettled([visit.context.close(), demo.close(), collector.close()]);
});

const button = (page: Page | Locator, name: string): Locator =>
  page.getByRole('button', { name, exact: true });

async function open(page: Page): Promise<void> {
  await page.goto(`${demo.shop.url}/tag-manager`);
  await button(page, 'Fire the tag').and(page.locator(':enabled')).waitFor();
}

/** Fires the tag as a container does on every page view; resolves when the tag counts engaged seconds. */
async function fire(page: Page): Promise<void> {
  const counting = untilEngagementCounts(page);
  await button(page, 'Fire the tag').and(page.locator(':enabled')).waitFor();
  for (const type of ['functionality', 'personalization', 'analytics']) {
    await button(page.getByRole('group', { name: `${type}_storage` }), 'Granted').click();
  }
  await button(page, 'Fire the tag').click();
  await page.locator('.firing').first().getByText('Succeeded').waitFor();
  await counting;
}

async function reload(page: Page): Promise<void> {
  await page.reload();
  await fire(page);
}

const closeChat = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const { Microsoft } = window as unknown as {
      Microsoft: { Omnichannel: { LiveChatWidget: { SDK: { closeChat(): void } } } };
    };
    Microsoft.Omnichannel.LiveChatWidget.SDK.closeChat();
  });

it('from the template by invitation, answer and conversation to the end', async () => {
  const { page, told } = visit;
  const { emulator } = demo;
  await open(page);
  await fire(page);
  await visit.passTime(6);
  await button(page, 'Chat now').click();
  const { id } = await emulator.whenConversation(() => true);
  await collector.whenHit('lcw_chat_queued');
  emulator.accept(id);
  await collector.whenHit('lcw_on_message_received');
  emulator.say(id, 'Your tag works indeed.');
  await collector.whenHit('lcw_on_message_received', 2);
  await page.getByRole('textbox', { name: 'Your message' }).fill('So it does.');
  await page.keyboard.press('Enter');
  await collector.whenHit('lcw_on_message_sent');
  emulator.endConversation(id);
  await collector.whenHit('lcw_thread_update');
  await closeChat(page);
  await collector.whenHit('lcw_close_chat');
  await collector.whenHit('lcw_on_close');
  await collector.whenComplete();

  const rule = 'rule_set_id=tag-manager-demo rule_set_version=1 rule_id=first-look';
  expect(hitLines(collector.hits, 'A')).toEqual([
    'lcw_ready event_id=1.1 protocol=1',
    `proactive_chat_invited ${rule} invitation_id=1 event_id=1.2 protocol=1`,
    `proactive_chat_accepted ${rule} invitation_id=1 event_id=1.3 protocol=1`,
    `proactive_chat_suppressed ${rule} reason=chat_in_progress event_id=1.4 protocol=1`,
    `lcw_start_chat ${rule} invitation_id=1 event_id=1.5 protocol=1`,
    `lcw_on_maximize ${rule} invitation_id=1 event_id=1.6 protocol=1`,
    `lcw_chat_queued ${rule} invitation_id=1 event_id=1.7 protocol=1`,
    `lcw_on_message_received ${rule} invitation_id=1 event_id=1.8 protocol=1`,
    `lcw_on_message_received ${rule} invitation_id=1 event_id=1.9 protocol=1`,
    `lcw_on_message_sent ${rule} invitation_id=1 event_id=1.10 protocol=1`,
    `lcw_on_message_received ${rule} invitation_id=1 event_id=1.11 protocol=1`,
    `lcw_thread_update ${rule} invitation_id=1 event_id=1.12 protocol=1`,
    `proactive_chat_suppressed ${rule} reason=limit_reached event_id=1.13 protocol=1`,
    `lcw_close_chat ${rule} invitation_id=1 event_id=1.14 protocol=1`,
    `lcw_on_close ${rule} invitation_id=1 event_id=1.15 protocol=1`,
  ]);
  expect(new Set(collector.hits.map(({ measurementId }) => measurementId))).toEqual(
    new Set(['G-XXXXXXXXXX']),
  );
  expect(JSON.stringify(collector.hits)).not.toMatch(/works indeed|it does/);
  expect(told.troubles).toEqual([]);
});

const rules = {
  formatVersion: 1,
  id: 'shop',
  version: '3',
  rules: [
    {
      id: 'reads',
      conditions: {
        all: [{ fact: 'engagement.engagedSeconds', operator: 'greaterThanInclusive', value: 25 }],
      },
      invitation: {
        message: 'May we help?',
        variants: [
          { id: 'warm', weight: 1 },
          { id: 'cool', weight: 1 },
        ],
      },
    },
  ],
};

it('two tabs, and reloads while waiting, with an invitation on the screen and in a chat', async () => {
  const { page: a, context, told } = visit;
  const { emulator } = demo;
  const openWithRules = async (page: Page): Promise<void> => {
    await open(page);
    await page.getByLabel('Rule set (JSON)', { exact: true }).fill(JSON.stringify(rules));
    await fire(page);
  };
  await openWithRules(a);
  await visit.passTime(3);
  await reload(a);
  await visit.passTime(26);
  await collector.whenHit('proactive_chat_invited');
  await reload(a);
  await visit.passTime(26);
  await collector.whenHit('proactive_chat_invited', 2);

  const b = await context.newPage();
  await nameTab(b, 'B');
  await openWithRules(b);
  await visit.passTime(26);
  await collector.whenHit('proactive_chat_suppressed');

  await a.bringToFront();
  await button(a, 'Chat now').click();
  const { id } = await emulator.whenConversation(() => true);
  await collector.whenHit('lcw_chat_queued');
  emulator.accept(id);
  await collector.whenHit('lcw_on_message_received');
  await reload(b);
  await collector.whenHit('lcw_chat_retrieved');
  await reload(a);
  await collector.whenHit('lcw_chat_retrieved', 2);
  emulator.say(id, 'Still there?');
  await collector.whenHit('lcw_on_message_received', 3);
  await a.getByRole('textbox', { name: 'Your message' }).fill('In both tabs.');
  await a.keyboard.press('Enter');
  await collector.whenHit('lcw_on_message_sent');
  await closeChat(a);
  await collector.whenHit('lcw_close_chat', 2);
  await collector.whenHit('lcw_on_close', 2);
  await collector.whenComplete();

  const variants = new Set(
    collector.hits.flatMap(({ parameters }) => parameters['proactive_variant_id'] ?? []),
  );
  expect(variants.size).toBe(1);
  const rule = `rule_set_id=shop rule_set_version=3 rule_id=reads variant_id=${[...variants].join()}`;
  expect(hitLines(collector.hits, 'A')).toEqual([
    'lcw_ready event_id=1.1 protocol=1',
    'lcw_ready event_id=2.1 protocol=1',
    `proactive_chat_invited ${rule} invitation_id=1 event_id=2.2 protocol=1`,
    'lcw_ready event_id=3.1 protocol=1',
    `proactive_chat_invited ${rule} invitation_id=2 event_id=3.2 protocol=1`,
    `proactive_chat_accepted ${rule} invitation_id=2 event_id=3.3 protocol=1`,
    `proactive_chat_suppressed ${rule} reason=chat_in_progress event_id=3.4 protocol=1`,
    `lcw_start_chat ${rule} invitation_id=2 event_id=3.5 protocol=1`,
    `lcw_on_maximize ${rule} invitation_id=2 event_id=3.6 protocol=1`,
    `lcw_chat_queued ${rule} invitation_id=2 event_id=3.7 protocol=1`,
    `lcw_on_message_received ${rule} invitation_id=2 event_id=3.8 protocol=1`,
    'lcw_ready event_id=4.1 protocol=1',
    `lcw_chat_retrieved ${rule} invitation_id=2 event_id=4.2 protocol=1`,
    `lcw_on_message_received ${rule} invitation_id=2 event_id=4.3 protocol=1`,
    `lcw_on_message_sent ${rule} invitation_id=2 event_id=4.4 protocol=1`,
    `lcw_close_chat ${rule} invitation_id=2 event_id=4.5 protocol=1`,
    `lcw_on_close ${rule} invitation_id=2 event_id=4.6 protocol=1`,
  ]);
  // What comes, and the end, are told in every tab that shows the chat.
  expect(hitLines(collector.hits, 'B')).toEqual([
    'lcw_ready event_id=1.1 protocol=1',
    `proactive_chat_suppressed ${rule} reason=other_tab event_id=1.2 protocol=1`,
    'lcw_ready event_id=2.1 protocol=1',
    `lcw_chat_retrieved ${rule} invitation_id=1 event_id=2.2 protocol=1`,
    `lcw_on_message_received ${rule} invitation_id=1 event_id=2.3 protocol=1`,
    `lcw_close_chat ${rule} invitation_id=1 event_id=2.4 protocol=1`,
    `lcw_on_close ${rule} invitation_id=1 event_id=2.5 protocol=1`,
  ]);
  expect(told.troubles).toEqual([]);
});
