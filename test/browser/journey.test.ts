import type { Browser } from 'playwright-core';
import type { EmulatedConversation } from '../../src/emulator/service.ts';
import {
  diagnose,
  launchChromium,
  newVisitor,
  scrollToEnd,
  startTestDemo,
  untilEngagementCounts,
} from './harness.ts';
import type { Demo, Visit } from './harness.ts';

let browser: Browser;
let demo: Demo;
let visit: Visit;

const AGENT = 'alex';
const invitation = (): ReturnType<Visit['page']['getByRole']> =>
  visit.page.getByRole('button', { name: 'Chat now' });

/** Opens the pricing page and waits until the tag has its rules. */
async function openPricing(): Promise<void> {
  const counting = untilEngagementCounts(visit.page);
  await visit.page.goto(`${demo.shop.url}/pricing`);
  await visit.told.whenDecision(({ outcome }) => outcome === 'waiting');
  await counting;
}

/** Stays for 20 engaged seconds and reads to the end. */
async function linger(): Promise<void> {
  await scrollToEnd(visit.page);
  await visit.passTime(21);
}

const ended = ({ state }: EmulatedConversation): boolean => state === 'Closed' || state === 'WrapUp';

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  demo = await startTestDemo();
  visit = await newVisitor(browser);
});
afterEach(async () => {
  await Promise.allSettled([demo.close(), visit.context.close()]);
});

it('a visitor lingers, is invited, accepts, talks to an agent, and the agent ends', async () => {
  const { page, told } = visit;
  const { emulator } = demo;
  emulator.setAgentAvailable(AGENT, true);
  await openPricing();
  await linger();
  await told.whenDecision(({ outcome }) => outcome === 'invited');
  await expect(invitation().isVisible()).resolves.toBe(true);

  await invitation().click();
  const { id } = await emulator.whenConversation(() => true);
  await told.whenEvent('lcw:chatQueued');
  emulator.accept(id);
  emulator.say(id, 'Good morning, which plans are you comparing?');
  await page.getByText('Good morning, which plans are you comparing?').waitFor();

  await page.getByRole('textbox', { name: 'Your message' }).fill('Starter and Studio.');
  await page.keyboard.press('Enter');
  const heard = await emulator.whenConversation(({ messages }) =>
    messages.some(({ role, text }) => role === 'visitor' && text === 'Starter and Studio.'),
  );
  await told.whenEvent('lcw:onMessageSent');
  emulator.endConversation(id);
  await told.whenEvent('lcw:threadUpdate');
  await page.evaluate(() => {
    const { Microsoft } = window as unknown as {
      Microsoft: { Omnichannel: { LiveChatWidget: { SDK: { closeChat(): void } } } };
    };
    Microsoft.Omnichannel.LiveChatWidget.SDK.closeChat();
  });
  await told.whenEvent('lcw:onClose');

  const order = told.events.map(({ type }) => type).filter((type) => type.startsWith('lcw:'));
  expect(order.filter((type, index) => type !== order[index - 1])).toEqual([
    'lcw:ready',
    'lcw:startChat',
    'lcw:onMaximize',
    'lcw:chatQueued',
    'lcw:onMessageReceived',
    'lcw:onMessageSent',
    'lcw:onMessageReceived',
    'lcw:threadUpdate',
    'lcw:closeChat',
    'lcw:onClose',
  ]);
  expect(heard.isProactive).toBe(true);
  expect(heard.customContext).toEqual({
    'Proactive Chat': { value: 'True', isDisplayable: true },
    'Page URL': { value: `${demo.shop.url}/pricing`, isDisplayable: true },
    'Time On Page': { value: expect.anything() as unknown, isDisplayable: true },
    Device: { value: 'desktop', isDisplayable: true },
    Rule: { value: 'pricing-hesitation', isDisplayable: expect.any(Boolean) as unknown },
  });
  expect(Number((heard.customContext['Time On Page'] as { value: unknown }).value)).toBeGreaterThan(20);
  expect(ended(await emulator.whenConversation(ended))).toBe(true);
  expect(told.troubles).toEqual([]);
});

it('an agent who is away is not promised: agents_unavailable', async () => {
  const { told } = visit;
  demo.emulator.setAgentAvailable(AGENT, false);
  await openPricing();
  await linger();
  const decision = await told.whenDecision(({ outcome }) => outcome === 'suppressed');
  expect(decision.reason).toBe('agents_unavailable');
  expect(await invitation().count()).toBe(0);
});

it('a visitor who has not read far enough is not invited, and the decision says what is missing', async () => {
  const { told } = visit;
  demo.emulator.setAgentAvailable(AGENT, true);
  await openPricing();
  await visit.passTime(25);
  const { facts, rules } = await diagnose(visit.page);
  expect(facts['engagement.engagedSeconds']).toBe(20);
  expect(rules).toEqual({ 'pricing-hesitation': 'waiting needs_more' });
  expect(await invitation().count()).toBe(0);
  const decision = await told.whenDecision(({ reason }) => reason === 'needs_more');
  expect(decision.nearMiss).toContainEqual(
    expect.objectContaining({ fact: 'engagement.scrollPercent', wanted: 60 }),
  );
});

it('a visitor who said no is left in peace, also after a reload', async () => {
  const { page, told } = visit;
  demo.emulator.setAgentAvailable(AGENT, true);
  await openPricing();
  await linger();
  await told.whenDecision(({ outcome }) => outcome === 'invited');
  await page.getByRole('button', { name: 'No thanks' }).click();
  await told.whenDecision(({ outcome }) => outcome === 'declined');
  await told.whenDecision(({ reason }) => reason === 'quiet_period');

  told.clear();
  await openPricing();
  await linger();
  const decision = await told.whenDecision(({ outcome }) => outcome === 'suppressed');
  expect(decision.reason).toBe('quiet_period');
  expect(told.events.some(({ type }) => type === 'proactive-chat:invited')).toBe(false);
  expect(await invitation().count()).toBe(0);
});

it('"Reset visitor" makes a new visitor of one who said no, and the panel tells the story', async () => {
  const { page, told } = visit;
  demo.emulator.setAgentAvailable(AGENT, true);
  await openPricing();
  await linger();
  await told.whenDecision(({ outcome }) => outcome === 'invited');
  await page.getByRole('button', { name: 'No thanks' }).click();
  await told.whenDecision(({ reason }) => reason === 'quiet_period');
  const panel = page.getByRole('complementary', { name: 'What the tag is doing' });
  await panel.getByText('The visitor declined the invitation').first().waitFor();
  await panel.getByText('proactive_chat_declined').waitFor();
  await panel.getByText('lcw:ready').first().waitFor();

  told.clear();
  const counting = untilEngagementCounts(page);
  await panel.getByRole('button', { name: 'Reset visitor' }).click();
  await told.whenDecision(({ reason }) => reason === 'paused');
  await visit.passTime(1);
  await told.whenEvent('lcw:ready');
  await counting;
  expect(told.events.some(({ type }) => type === 'proactive-chat:invited')).toBe(false);
  await linger();
  await told.whenDecision(({ outcome }) => outcome === 'invited');
});

it('"Reset visitor" also ends the chat that is open', async () => {
  const { page, told } = visit;
  demo.emulator.setAgentAvailable(AGENT, true);
  await openPricing();
  await linger();
  await told.whenDecision(({ outcome }) => outcome === 'invited');
  await invitation().click();
  await told.whenEvent('lcw:chatQueued');
  told.clear();
  await page.getByRole('button', { name: 'Reset visitor' }).click();
  await demo.emulator.whenConversation(ended);
  await visit.passTime(1);
  await told.whenEvent('lcw:ready');
  expect(told.events.map(({ type }) => type)).not.toContain('lcw:chatRetrieved');
});

it('a service that is down means no invitation and no error on the page: availability_unknown', async () => {
  const { told } = visit;
  demo.emulator.setAgentAvailable(AGENT, true);
  await openPricing();
  await told.whenEvent('lcw:ready');
  demo.emulator.setFault('down');
  await linger();
  const decision = await told.whenDecision(({ outcome }) => outcome === 'suppressed');
  expect(decision.reason).toBe('availability_unknown');
  expect(await invitation().count()).toBe(0);
  expect(told.troubles).toEqual([]);
});

it('a conversation goes on after a reload, without a new one', async () => {
  const { page, told } = visit;
  const { emulator } = demo;
  emulator.setAgentAvailable(AGENT, true);
  await openPricing();
  await linger();
  await told.whenDecision(({ outcome }) => outcome === 'invited');
  await invitation().click();
  const { id } = await emulator.whenConversation(() => true);
  await told.whenEvent('lcw:chatQueued');
  emulator.accept(id);
  emulator.say(id, 'Take your time.');
  await page.getByText('Take your time.').waitFor();

  told.clear();
  await page.reload();
  await told.whenEvent('lcw:chatRetrieved');
  await page.getByText('Take your time.').waitFor();
  emulator.say(id, 'Welcome back.');
  await page.getByText('Welcome back.').waitFor();
  expect(emulator.conversations()).toHaveLength(1);
  expect(told.events.map(({ type }) => type)).not.toContain('lcw:startChat');
  expect(told.troubles).toEqual([]);
});
