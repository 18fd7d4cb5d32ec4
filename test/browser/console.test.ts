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

it('by keyboard alone: two conversations at once, changed between, answered and ended, and the focus is never lost', async () => {
  const { emulator } = demo;
  const { orgId, appId, url } = emulator;
  const begin = async (words: string) => {
    const response = await fetch(
      `${url}/livechatconnector/organization/${orgId}/widgetApp/${appId}/conversation`,
      {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Request-Id': words },
        body: JSON.stringify({ customContextData: { Topic: { value: words, isDisplayable: true } } }),
      },
    );
    const { ChatId, Token } = (await response.json()) as { readonly ChatId: string; readonly Token: string };
    await fetch(`${url}/chat/threads/${encodeURIComponent(ChatId)}/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${Token}` },
      body: JSON.stringify({ content: words, senderDisplayName: 'Customer' }),
    });
  };
  await begin('First question');
  await begin('Second question');
  const focused = () =>
    desk.evaluate(() => {
      const { activeElement: element } = document;
      return element?.id || element?.getAttribute('aria-label') || element?.textContent;
    });
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await desk.keyboard.press(key);
  };
  const whenFocused = (id: string) =>
    desk.waitForFunction((wanted) => document.activeElement?.id === wanted, id);
  const reach = async (name: RegExp) => {
    while (!name.test((await focused()) ?? '')) await press('Tab');
  };
  const whenSaid = (text: string) =>
    emulator.whenConversation(({ messages }) => messages.some((each) => each.text === text));

  await desk.getByText('Second question').waitFor();
  await reach(/^presence$/);
  await press('Space');
  await desk.getByText('Available', { exact: true }).waitFor();
  await reach(/^Accept Visitor 1$/);
  await press('Enter');
  await whenFocused('draft');
  await desk.keyboard.type('To the first');
  await press('Enter');
  expect((await whenSaid('To the first')).visitorName).toBe('Visitor 1');

  await press('Alt+ArrowDown');
  await whenFocused('accept');
  await press('Enter');
  await whenFocused('draft');
  await desk.keyboard.type('Half an answer');
  await press('Alt+ArrowUp');
  await desk.getByRole('heading', { name: 'Visitor 1' }).waitFor();
  await press('Alt+Digit4', 'Enter');
  expect((await whenSaid('Thank you for the conversation, and have a good day!')).visitorName).toBe(
    'Visitor 1',
  );
  await press('Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab');
  expect(await focused()).toBe('end');
  await press('Enter', 'Tab', 'Enter');
  await emulator.whenConversation(({ state }) => state === 'WrapUp');
  await whenFocused('log');

  // What was begun for the other one is still there.
  await press('Alt+ArrowDown');
  await whenFocused('draft');
  await desk.keyboard.type(' and the rest');
  await press('Enter');
  expect((await whenSaid('Half an answer and the rest')).visitorName).toBe('Visitor 2');
  expect(emulator.conversations().map(({ state }) => state)).toEqual(['WrapUp', 'Active']);
});
