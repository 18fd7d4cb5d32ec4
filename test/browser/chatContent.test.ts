import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import type { Stage } from './conformance/stage.ts';
import { createStage } from './conformance/stage.ts';
import { eventually } from './conformance/eventually.ts';
import { launchChromium } from './harness.ts';

/** What is said in the chat window, through Microsoft's client and the embedded service, on a page with a strict policy. */

let browser: Browser;
let stage: Stage;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(() => {
  stage = createStage(browser);
});
afterEach(async () => {
  const troubles = stage.troubles();
  await stage.close();
  expect(troubles).toEqual([]);
});

const card = (kind: string, content: object): string =>
  JSON.stringify({ attachments: [{ contentType: `application/vnd.microsoft.card.${kind}`, content }] });
const order = card('adaptive', {
  type: 'AdaptiveCard',
  version: '1.3',
  body: [{ type: 'Input.Text', id: 'size', label: 'Size', isRequired: true }],
  actions: [{ type: 'Action.Submit', title: 'Hold it', data: { action: 'hold' } }],
});
const status = (page: Page) => page.locator('.window-status');
const said = (id: string) => {
  const { messages } = stage.service.conversations().find((each) => each.id === id)!;
  return messages.filter(({ role }) => role === 'visitor').map(({ text }) => text);
};

it('Markdown of an agent becomes what it means, and links lead out of the page safely', async () => {
  const tab = await stage.open();
  const { id } = await stage.converse(tab);
  stage.service.say(id, '**Bold** and [words](https://shop.example/a) and [x](javascript:alert(1))\n- one');
  const bubble = tab.window.locator('.from-agent .bubble');
  await bubble.locator('strong', { hasText: 'Bold' }).waitFor();
  expect(await bubble.locator('li').textContent()).toBe('one');
  const links = await bubble.locator('a').evaluateAll((all) => all.map(({ outerHTML }) => outerHTML));
  expect(links).toEqual([
    '<a href="https://shop.example/a" target="_blank" rel="noopener noreferrer">words</a>',
  ]);
  await tab.say('**not bold**');
  await eventually(() => said(id).length === 1);
  expect(await tab.window.locator('.from-visitor .bubble').textContent()).toBe('**not bold**');
});

it('a card is drawn, its answers reach the agent as bots expect them, and a reload knows them as answers', async () => {
  const tab = await stage.open();
  const { id } = await stage.converse(tab);
  stage.service.say(id, order);
  const submit = tab.window.getByRole('button', { name: 'Hold it' });
  await submit.click();
  expect(await tab.window.getByRole('textbox', { name: /Size/ }).getAttribute('aria-invalid')).toBe('true');
  await tab.window.getByRole('textbox', { name: /Size/ }).fill('M');
  await submit.click();
  await tab.when('lcw:onMessageSent');
  expect(said(id)).toEqual(['{"value":{"action":"hold","size":"M"}}']);
  const own = tab.window.locator('.from-visitor .bubble');
  expect(await own.textContent()).toBe('Hold it');
  expect(await submit.isDisabled()).toBe(true);
  await tab.reload();
  await own.waitFor();
  expect(await own.textContent()).toBe('Answered');
  await submit.waitFor();
  expect(await submit.isDisabled()).toBe(true);
  expect(await tab.window.getByRole('textbox', { name: /Size/ }).isDisabled()).toBe(true);
  stage.service.say(id, order);
  await submit.nth(1).waitFor();
  expect(await submit.nth(1).isEnabled()).toBe(true);
  expect(await status(tab.page).textContent()).toBe('Talking with Alex');
});

it('a page that gives nobody a Trusted Types policy gets its cards all the same', async () => {
  const tab = await stage.open({ policy: "require-trusted-types-for 'script'; trusted-types 'none'" });
  const { id } = await stage.converse(tab);
  stage.service.say(id, order);
  await tab.window.getByRole('textbox', { name: /Size/ }).fill('M');
  await tab.press('Hold it');
  await eventually(() => said(id).length === 1);
});

it('what a card shows on demand is reached, opened and submitted by the keyboard', async () => {
  const tab = await stage.open();
  const { id } = await stage.converse(tab);
  stage.service.say(
    id,
    card('adaptive', {
      type: 'AdaptiveCard',
      version: '1.5',
      body: [{ type: 'TextBlock', id: 'terms', text: 'Until Friday', isVisible: false }],
      actions: [
        { type: 'Action.ToggleVisibility', title: 'Terms', targetElements: ['terms'] },
        {
          type: 'Action.ShowCard',
          title: 'Refuse',
          card: {
            type: 'AdaptiveCard',
            body: [{ type: 'Input.Text', id: 'why', label: 'Why?' }],
            actions: [{ type: 'Action.Submit', title: 'Send', data: { action: 'refuse' } }],
          },
        },
      ],
    }),
  );
  const terms = tab.window.getByRole('button', { name: 'Terms' });
  await terms.focus();
  await tab.page.keyboard.press('Enter');
  await tab.window.getByText('Until Friday').waitFor();
  expect(await terms.getAttribute('aria-expanded')).toBe('true');
  await tab.page.keyboard.press('Tab');
  await tab.page.keyboard.press('Space');
  expect(await tab.window.getByRole('button', { name: 'Refuse' }).getAttribute('aria-expanded')).toBe('true');
  await tab.page.keyboard.press('Tab');
  await tab.page.keyboard.type('Too late');
  await tab.page.keyboard.press('Tab');
  await tab.page.keyboard.press('Enter');
  await eventually(() => said(id).length === 1);
  expect(said(id)).toEqual(['{"value":{"action":"refuse","why":"Too late"}}']);
});

it('where the file that draws cards does not come, a card says what it is about', async () => {
  const tab = await stage.open({ missingFiles: ['proactive-chat.cards.js'] });
  const { id } = await stage.converse(tab);
  stage.service.say(id, card('adaptive', { type: 'AdaptiveCard', fallbackText: 'Which **size**?' }));
  await tab.window.locator('.message-card', { hasText: 'Which size?' }).waitFor();
});

it('where the file that draws messages does not come, the chat goes on in plain text', async () => {
  const tab = await stage.open({ missingFiles: ['proactive-chat.rich-messages.js'] });
  const { id } = await stage.converse(tab);
  stage.service.say(id, '**Bold**');
  await tab.window.locator('.bubble', { hasText: '**Bold**' }).waitFor();
  await tab.say('Hello');
  await eventually(() => said(id).length === 1);
});

it('suggested answers are buttons, stacked where the site says so, and go with the answer', async () => {
  const tab = await stage.open({ attributes: { 'data-suggested-action-layout': 'stacked' } });
  const { id } = await stage.converse(tab);
  const actions = ['Yes', 'No'].map((title) => ({ type: 'imBack', title, value: `${title}, please` }));
  stage.service.say(id, JSON.stringify({ text: 'Well?', suggestedActions: { actions } }));
  const yes = tab.window
    .getByRole('group', { name: 'Suggested answers' })
    .getByRole('button', { name: 'Yes' });
  const no = tab.window.getByRole('button', { name: 'No' });
  await yes.waitFor();
  const [above, below] = [await yes.boundingBox(), await no.boundingBox()];
  expect(below!.y).toBeGreaterThanOrEqual(above!.y + above!.height);
  await yes.click();
  await eventually(() => said(id).length === 1);
  expect(said(id)).toEqual(['Yes, please']);
  expect(await yes.count()).toBe(0);
  expect(
    await tab.field.evaluate((field) => (field.getRootNode() as ShadowRoot).activeElement === field),
  ).toBe(true);
});

it('place and wait are one line that follows what is going on, until somebody has the conversation', async () => {
  const tab = await stage.open({ service: { averageWaitMinutes: 3 } });
  const other = await createOther();
  const { id } = await stage.start(tab);
  await eventually(() => stage.service.realtimeConnections() > 0);
  const line = tab.window.locator('.waiting[role="status"]');
  await tab.window.getByText('You are number 2 in line.').waitFor();
  await tab.window.getByText('The average wait is about 6 minutes.').waitFor();
  expect(await status(tab.page).textContent()).toBe('Waiting for an agent');
  await other.leave();
  await tab.window.getByText('You are next in line.').waitFor();
  await tab.window.getByText('The average wait is about 3 minutes.').waitFor();
  expect(await tab.window.getByRole('log').textContent()).not.toContain('in line');
  stage.service.accept(id);
  await status(tab.page).getByText('Talking with Alex').waitFor();
  expect(await line.textContent()).toBe('');

  /** Another visitor, who was there first. */
  async function createOther() {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(stage.url);
    await page.locator('.chat-button').click();
    await page.getByRole('textbox', { name: 'Your message' }).waitFor();
    return {
      async leave() {
        await page.getByRole('button', { name: 'Close chat' }).click();
        await page.getByRole('button', { name: 'End chat' }).click();
        await eventually(() => stage.service.conversations()[0]?.state === 'Closed');
        await context.close();
      },
    };
  }
});

describe('a message that the visitor sends again is there once', () => {
  const unsent = (page: Page) => page.getByText('Not sent');

  it('when its answer was lost', async () => {
    const tab = await stage.open();
    const { id } = await stage.converse(tab);
    stage.service.setFault('lost', 'send');
    await tab.say('Are you there?');
    await unsent(tab.page).waitFor();
    expect(said(id)).toEqual(['Are you there?']);
    stage.service.setFault(null);
    await tab.press('Try again');
    await tab.when('lcw:onMessageSent');
    expect(await unsent(tab.page).count()).toBe(0);
    expect(said(id)).toEqual(['Are you there?']);
  });

  it('when its answer is late, and when it has come after all', async () => {
    const tab = await stage.open();
    const { id } = await stage.converse(tab);
    await stage.freeze();
    stage.service.setFault('late', 'send');
    await tab.say('First');
    await eventually(() => said(id).length === 1);
    await stage.pass(16);
    await unsent(tab.page).waitFor();
    await tab.press('Try again');
    await tab.when('lcw:onMessageSent');
    await tab.say('Second');
    await eventually(() => said(id).length === 2);
    await stage.pass(16);
    await unsent(tab.page).waitFor();
    stage.service.setFault(null);
    await tab.when('lcw:onMessageSent', 2);
    expect(await unsent(tab.page).count()).toBe(0);
    expect(said(id)).toEqual(['First', 'Second']);
  });

  it('when the service has failed in a way that does not say whether it has it', async () => {
    const tab = await stage.open();
    const { id } = await stage.converse(tab);
    stage.service.setFault('status:500', 'send');
    const sends = () =>
      stage.service.requests().filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'));
    const before = sends().length;
    await tab.say('Hello?');
    await unsent(tab.page).waitFor();
    expect(sends().length - before).toBe(1);
    stage.service.setFault(null);
    await tab.press('Try again');
    await tab.when('lcw:onMessageSent');
    expect(said(id)).toEqual(['Hello?']);
  });
});

it('what was said can be saved as a text file, while talking and after the end', async () => {
  const tab = await stage.open();
  const { id } = await stage.converse(tab);
  stage.service.say(id, 'Hello **you**');
  await tab.window.locator('.bubble strong').waitFor();
  await tab.say('Hi');
  await tab.when('lcw:onMessageSent');
  const save = async (): Promise<string> => {
    const [download] = await Promise.all([
      tab.page.waitForEvent('download'),
      tab.press('Save this conversation'),
    ]);
    expect(download.suggestedFilename()).toMatch(/^chat-\d{4}-\d\d-\d\d\.txt$/);
    return readFileSync(await download.path(), 'utf8');
  };
  const text = await save();
  expect(text).toMatch(/– Alex\r\nHello \*\*you\*\*\r\n\r\n.+ – You\r\nHi\r\n$/);
  stage.service.endConversation(id);
  await tab.window.getByText('The conversation has ended').waitFor();
  expect(await save()).toContain('Alex has ended the conversation.');
});

it('outside operating hours the window says when they begin again', async () => {
  const nextOpening = new Date(Date.now() + 2 * 86_400_000);
  const tab = await stage.open({
    service: { operatingHours: 'closed', nextOpening: nextOpening.toISOString() },
  });
  await tab.button.click();
  const weekday = nextOpening.toLocaleDateString('en', { weekday: 'long' });
  await tab.window.getByText(`We open again on ${weekday} at`).waitFor();
  expect(tab.count('lcw:getAgentAvailability')).toBe(0);
});

it('50,000 characters without a space stay in their place', async () => {
  const tab = await stage.open();
  const { id } = await stage.converse(tab);
  for (const text of ['x'.repeat(50_000), '*a'.repeat(25_000), 'مرحبا-abc'.repeat(5_000)])
    stage.service.say(id, text);
  const more = tab.window.getByRole('button', { name: 'Show more' });
  await more.nth(2).waitFor();
  await more.first().click();
  const overflow = await tab.window.evaluate((node) => {
    const log = node.querySelector('.log');
    return [node, log].map((each) => (each === null ? 1 : each.scrollWidth - each.clientWidth));
  });
  expect(overflow).toEqual([0, 0]);
});
