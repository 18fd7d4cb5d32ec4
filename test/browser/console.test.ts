import type { Browser, Page } from 'playwright-core';
import { createVisitor } from '../unit/emulator/visitor.ts';
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

it('two tabs are two agents: who takes another place in one tab leaves the colleague in the other alone', async () => {
  const { emulator } = demo;
  const shownAs = (page: Page) => page.getByRole('combobox', { name: 'You are' });
  const presence = (page: Page) => page.getByRole('switch', { name: /^(away|available)$/i });
  const other = await browser.newPage();
  await presence(desk).click();
  await desk.getByText('Available', { exact: true }).waitFor();

  await other.goto(emulator.consoleUrl);
  await other.getByText('Available', { exact: true }).waitFor();
  await shownAs(other).selectOption('sam');
  await presence(other).click();
  await other.getByText('Available', { exact: true }).waitFor();
  const inTeam = (name: string, load: string) =>
    desk.locator('#team li').filter({ hasText: name }).filter({ hasText: load });
  await inTeam('Sam', '0 of 3').waitFor();
  expect(await inTeam('Alex', '0 of 3').count()).toBe(1);

  // The own place is left empty, and visitors are not invited to it.
  await shownAs(desk).selectOption('sam');
  await inTeam('Alex', 'away').waitFor();
  await other.close();
});

it('a desk that is full says so, and takes nobody else', async () => {
  const { emulator } = demo;
  emulator.setAgentAvailable('alex', true);
  for (let count = 0; count < 4; count += 1) await createVisitor(emulator).start();
  for (const { id } of emulator.conversations().slice(0, 3)) emulator.accept(id, 'alex');
  await desk.getByText('3 of 3').waitFor();
  await desk.getByText('You have 3 conversations, as many as you take at a time.').waitFor();
  expect(await desk.getByRole('button', { name: 'Accept Visitor 4' }).isDisabled()).toBe(true);
  await desk.getByRole('button', { name: /^Visitor 4/ }).click();
  await desk.getByText('End one to accept this one.').waitFor();
});

it('what is refused is told where everybody sees it, also when no conversation is chosen', async () => {
  demo.emulator.setAgentAvailable('alex', true);
  await createVisitor(demo.emulator).start();
  await desk.route('**/accept', (route) =>
    route.fulfill({ status: 409, json: { error: 'Somebody has taken this conversation.' } }),
  );
  await desk.getByRole('button', { name: 'Accept Visitor 1' }).click();
  await expect(desk.getByRole('alert').innerText()).resolves.toBe('Somebody has taken this conversation.');
});

it('words that could not be sent come back before those written since, in whatever conversation', async () => {
  const { emulator } = demo;
  emulator.setAgentAvailable('alex', true);
  for (let count = 0; count < 2; count += 1) await createVisitor(emulator).start();
  for (const { id } of emulator.conversations()) emulator.accept(id, 'alex');
  const draft = desk.getByPlaceholder('Write an answer');
  const failures: (() => void)[] = [];
  await desk.route('**/messages', async (route) => {
    await new Promise<void>((resolve) => failures.push(resolve));
    await route.abort();
  });
  const writeTwo = async (first: string, second: string) => {
    await draft.fill(first);
    const asked = desk.waitForRequest('**/messages');
    await draft.press('Enter');
    await asked;
    await draft.fill(second);
  };

  await desk.getByRole('button', { name: /^Visitor 1/ }).click();
  await writeTwo('sent to one', 'begun for one');
  await desk.getByRole('button', { name: /^Visitor 2/ }).click();
  await writeTwo('sent to two', 'begun for two');
  failures.forEach((fail) => fail());
  await desk.getByText('The service does not answer. Is it still running?').waitFor();
  expect(await draft.inputValue()).toBe('sent to two\nbegun for two');
  await desk.getByRole('button', { name: /^Visitor 1/ }).click();
  expect(await draft.inputValue()).toBe('sent to one\nbegun for one');
});

it('leaves Alt and the arrows to lists of choices, and asks nothing about a conversation that is over', async () => {
  const { emulator } = demo;
  emulator.setAgentAvailable('alex', true);
  const visitor = createVisitor(emulator);
  await visitor.start();
  emulator.accept(emulator.conversations()[0]?.id ?? '', 'alex');
  await desk.getByRole('button', { name: /^Visitor 1/ }).click();
  const isTaken = (id: string) =>
    desk.evaluate((where) => {
      const press = { key: 'ArrowDown', altKey: true, bubbles: true, cancelable: true };
      return document.getElementById(where)?.dispatchEvent(new KeyboardEvent('keydown', press)) === false;
    }, id);
  expect([await isTaken('agent'), await isTaken('draft')]).toEqual([false, true]);

  await desk.getByRole('button', { name: 'End conversation' }).click();
  const question = desk.getByRole('dialog');
  await question.waitFor();
  await visitor.close();
  await question.waitFor({ state: 'hidden' });
  await desk.getByText('This conversation has ended.').waitFor();
});
