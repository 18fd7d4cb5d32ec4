import type { Browser, Page } from 'playwright-core';
import { launchChromium, newVisitor, scrollToEnd, startTestDemo, untilEngagementCounts } from './harness.ts';
import type { Demo, Visit } from './harness.ts';

let browser: Browser;
let demo: Demo;
let visit: Visit;
let desk: Page;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  demo = await startTestDemo();
  visit = await newVisitor(browser);
  desk = await browser.newPage();
  await desk.goto(demo.emulator.consoleUrl);
});
afterEach(async () => {
  await Promise.allSettled([demo.close(), desk.close(), visit.context.close()]);
});

it('an agent becomes available, sees who waits and why, answers, and ends: two people and nothing in between', async () => {
  const { page, told } = visit;
  await desk.getByRole('switch', { name: /away|available/i }).click();
  await desk.getByText('Available', { exact: true }).waitFor();

  const counting = untilEngagementCounts(page);
  await page.goto(`${demo.shop.url}/pricing`);
  await told.whenDecision(({ outcome }) => outcome === 'waiting');
  await counting;
  await scrollToEnd(page);
  await visit.passTime(21);
  await page.getByRole('button', { name: 'Chat now' }).click();

  await desk
    .getByRole('button', { name: /accept/i })
    .first()
    .click();
  const context = desk.getByRole('table');
  await context.getByRole('row', { name: /Page URL/ }).waitFor();
  await expect(context.getByRole('row', { name: /Proactive Chat/ }).innerText()).resolves.toContain('True');
  await expect(context.getByRole('row', { name: /Device/ }).innerText()).resolves.toContain('desktop');

  await desk.getByPlaceholder('Write an answer').fill('Good morning!');
  await desk.keyboard.press('Enter');
  await page.getByText('Good morning!').waitFor();
  await page.getByRole('textbox', { name: 'Your message' }).fill('Which lamp is brighter?');
  await page.keyboard.press('Enter');
  await desk.getByText('Which lamp is brighter?').first().waitFor();

  await desk.getByRole('button', { name: 'End conversation' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: /end/i }).click();
  await page.getByText('The conversation has ended').waitFor();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await told.whenEvent('lcw:onClose');
  expect(told.troubles).toEqual([]);
});

it('the desk shows the load of everybody, ready answers by key, and switches for faults, all without a reload', async () => {
  const { emulator } = demo;
  emulator.setAgentAvailable('alex', true);
  await visit.page.goto(`${demo.shop.url}/pricing`);
  await visit.told.whenEvent('lcw:ready');
  await visit.page.evaluate(() => {
    const { Microsoft } = window as unknown as {
      Microsoft: { Omnichannel: { LiveChatWidget: { SDK: { startChat(): void } } } };
    };
    Microsoft.Omnichannel.LiveChatWidget.SDK.startChat();
  });
  await desk.getByText('0 of 3').first().waitFor();
  await desk
    .getByRole('button', { name: /accept/i })
    .first()
    .click();
  await desk.getByText('1 of 3').waitFor();

  await desk.getByPlaceholder('Write an answer').focus();
  await desk.keyboard.press('Alt+Digit2');
  await desk.keyboard.press('Enter');
  await visit.page.getByText('One moment please, I am looking that up.').waitFor();

  await desk.getByText('Faults').click();
  await desk.getByLabel('Fault', { exact: true }).selectOption('status:429');
  await desk.getByLabel('Where').selectOption('availability');
  await desk.getByLabel('How often').selectOption('3');
  await desk.getByRole('button', { name: 'Set' }).click();
  await desk.getByText('429 too many requests: availability, 3 more').waitFor();
  expect(emulator.faults()).toEqual([{ fault: 'status:429', area: 'availability', times: 3 }]);
  await desk.getByRole('button', { name: 'Heal availability' }).click();
  await desk.getByText('429 too many requests: availability').waitFor({ state: 'detached' });
  expect(emulator.faults()).toEqual([]);

  await desk.getByRole('button', { name: 'Vanish as this agent' }).click();
  await desk.getByText('Waiting', { exact: true }).first().waitFor();
  await emulator.whenConversation(({ state }) => state === 'Waiting');
});
