import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Fault, FaultArea } from '../../src/emulator/service.ts';
import { createPassTime, launchChromium, startTestDemo, witness } from './harness.ts';
import type { Demo, Witness } from './harness.ts';

/** Every fault of the embedded service: what the visitor sees, which events the page gets, which decision is recorded. */

const rules = JSON.stringify({
  formatVersion: 1,
  id: 'faults',
  version: '1',
  availability: { basis: 'agents' },
  rules: [
    {
      id: 'only',
      conditions: { all: [{ fact: 'page.path', operator: 'equal', value: '/page' }] },
      invitation: { message: 'May we help?' },
    },
  ],
});
const html = `<!doctype html><html lang="en"><title>Page</title>
  <script src="/config.js"></script><script src="/tag/proactive-chat.js"></script><main><h1>Page</h1></main></html>`;

let browser: Browser;
let demo: Demo;
let context: BrowserContext;
let told: Witness;
let page: Page;

beforeAll(async () => {
  let config = '';
  browser = await launchChromium();
  demo = await startTestDemo(
    {
      routes: {
        '/page': { contentType: 'text/html; charset=utf-8', body: html },
        '/rules.json': { contentType: 'application/json', body: rules },
        '/config.js': {
          contentType: 'text/javascript',
          get body() {
            return config;
          },
        },
      },
    },
    // What one test leaves open must not keep the agent from the visitors of the others.
    { conversationsPerAgent: 100 },
  );
  const { url: orgUrl, appId, orgId } = demo.emulator;
  config = `window.lcwProactiveChat = [${JSON.stringify({
    command: 'init',
    protocol: 1,
    config: {
      widget: { source: 'built-in', appId, orgId, orgUrl },
      ruleSetUrl: '/rules.json',
      consent: { default: 'granted' },
    },
  })}];`;
});
afterAll(async () => {
  await browser.close();
  await demo.close();
});
beforeEach(async () => {
  demo.emulator.setFault(null);
  demo.emulator.setAgentAvailable('alex', true);
  context = await browser.newContext();
  told = await witness(context);
  page = await context.newPage();
});
afterEach(async () => {
  await context.close();
});

const open = () => page.goto(`${demo.shop.url}/page`);
const invitation = () => page.getByRole('button', { name: 'Chat now' });
const types = () => told.events.map(({ type }) => type).filter((type) => type.startsWith('lcw:'));
const requests = (part: string) => demo.emulator.requests().filter(({ path }) => path.includes(part)).length;

describe('while it is asked whether somebody is there', () => {
  it.each([
    ['status:429', 'rate_limited'],
    ['status:500', 'availability_unknown'],
    ['empty', 'availability_unknown'],
    ['malformed', 'availability_unknown'],
    ['hang', 'availability_unknown'],
    ['lost', 'availability_unknown'],
  ] as const)(
    '%s: nobody is invited, the page hears only that the widget is ready: %s',
    async (fault, reason) => {
      demo.emulator.setFault(fault, 'availability');
      const before = requests('getagentavailability');
      await open();
      const decision = await told.whenDecision(({ outcome }) => outcome === 'suppressed');
      expect(decision).toMatchObject({ ruleId: 'only', reason });
      expect(await invitation().count()).toBe(0);
      expect(types()).toEqual(['lcw:ready']);
      expect(told.troubles).toEqual([]);
      expect(requests('getagentavailability') - before).toBe(1);
    },
  );

  it('latency that is bearable: the visitor is invited a moment later', async () => {
    demo.emulator.setFault('latency:400', 'availability');
    await open();
    await invitation().waitFor();
    expect(types()).toEqual(['lcw:ready']);
    expect(await told.whenDecision(({ outcome }) => outcome === 'invited')).toMatchObject({ ruleId: 'only' });
  });

  it('five tabs of one visitor make one request, and the next page none', async () => {
    demo.emulator.setFault('status:429', 'availability');
    const before = requests('getagentavailability');
    const tabs = await Promise.all(Array.from({ length: 4 }, () => context.newPage()));
    await Promise.all([page, ...tabs].map((tab) => tab.goto(`${demo.shop.url}/page`)));
    await told.whenDecision(({ reason }) => reason === 'rate_limited');
    told.clear();
    await page.reload();
    await told.whenDecision(({ reason }) => reason === 'rate_limited');
    expect(requests('getagentavailability') - before).toBe(1);
  });
});

it.each(['down', 'lost'] as const)(
  '%s strikes once for each question of a page, although a browser asks again by itself where a connection breaks that it has used before',
  async (fault) => {
    const { url, orgId, appId } = demo.emulator;
    await open();
    const ask = (): Promise<boolean> =>
      page.evaluate(
        (address) =>
          fetch(address)
            .then((response) => response.text())
            .then(
              () => true,
              () => false,
            ),
        `${url}/livechatconnector/config/${orgId}/${appId}`,
      );
    expect(await ask()).toBe(true);
    const before = requests('/config/');
    demo.emulator.setFault(fault, 'config');
    expect(await ask()).toBe(false);
    expect(requests('/config/') - before).toBe(1);
  },
);

/** The visitor accepts an invitation. */
async function accept(): Promise<void> {
  await open();
  await invitation().click();
}

/** A conversation with an agent. */
async function talk() {
  const earlier = new Set(demo.emulator.conversations().map(({ id }) => id));
  await accept();
  const { id } = await demo.emulator.whenConversation((each) => !earlier.has(each.id));
  await told.whenEvent('lcw:chatQueued');
  demo.emulator.accept(id);
  await page.getByText('Alex has joined the conversation.').waitFor();
  const say = async (text: string) => {
    await page.getByRole('textbox', { name: 'Your message' }).fill(text);
    await page.keyboard.press('Enter');
  };
  return { id, say };
}

describe('while a conversation starts', () => {
  it.each([
    ['status:400', 'sessioninit'],
    ['status:403', 'join'],
    ['malformed', 'token'],
  ] as const)(
    '%s at %s: the visitor is told and can try again, with one error for the page',
    async (fault, area) => {
      const { emulator } = demo;
      emulator.setFault(fault, area);
      await accept();
      await page.getByText('We could not connect you').waitFor();
      await told.whenEvent('lcw:error');
      expect(types().filter((type) => type === 'lcw:error' || type === 'lcw:chatQueued')).toEqual([
        'lcw:error',
      ]);
      expect(await told.whenDecision(({ outcome }) => outcome === 'accepted')).toMatchObject({
        ruleId: 'only',
      });
      emulator.setFault(null);
      await page.getByRole('button', { name: 'Try again' }).click();
      await told.whenEvent('lcw:chatQueued');
      expect(told.troubles).toEqual([]);
    },
  );

  it.each([
    ['hang', 'token'],
    ['empty', 'token'],
    ['hang', 'join'],
    ['status:503', 'sessioninit'],
  ] as const)(
    '%s at %s: the visitor is told within a minute, and no agent is left with a conversation of nobody',
    async (fault, area) => {
      const { emulator } = demo;
      const earlier = emulator.conversations().length;
      await page.clock.install();
      const passTime = createPassTime(page);
      await open();
      await invitation().waitFor();
      emulator.setFault(fault, area);
      await invitation().click();
      const failure = page.getByText('We could not connect you');
      let seconds = 0;
      while ((await failure.count()) === 0) {
        await passTime(1);
        seconds += 1;
      }
      expect(seconds).toBeLessThan(60);
      await told.whenEvent('lcw:error');
      expect(types().filter((type) => type === 'lcw:error' || type === 'lcw:chatQueued')).toEqual([
        'lcw:error',
      ]);
      expect(await told.whenDecision(({ outcome }) => outcome === 'accepted')).toMatchObject({
        ruleId: 'only',
      });
      emulator.setFault(null);
      // What was created all the same is closed again.
      const mine = () => emulator.conversations().slice(earlier);
      while (mine().some(({ state }) => state !== 'Closed')) await passTime(1);
      await page.getByRole('button', { name: 'Try again' }).click();
      await told.whenEvent('lcw:chatQueued');
      expect(mine().filter(({ state }) => state === 'Waiting')).toHaveLength(1);
      expect(told.troubles).toEqual([]);
    },
  );
});

describe('while a conversation runs', () => {
  const unsent: readonly (readonly [Fault, FaultArea])[] = [
    ['expired', 'messages'],
    ['status:403', 'send'],
    ['status:500', 'send'],
    ['empty', 'send'],
    ['malformed', 'send'],
  ];
  it.each(unsent)(
    '%s: what the visitor writes is marked as not sent, and the chat stays',
    async (fault, area) => {
      const { id, say } = await talk();
      demo.emulator.setFault(fault, area);
      told.clear();
      await say('Can you hear me?');
      await page.getByText('Not sent').waitFor();
      expect(types()).not.toContain('lcw:onMessageSent');
      expect(types()).not.toContain('lcw:threadUpdate');
      demo.emulator.setFault(null);
      demo.emulator.say(id, 'Now I can.');
      await page.getByText('Now I can.').waitFor();
      expect(told.troubles).toEqual([]);
    },
  );

  it('latency: what the visitor writes is there when the answer comes', async () => {
    const { id, say } = await talk();
    demo.emulator.setFault('latency:600', 'messages');
    await say('Slowly');
    await told.whenEvent('lcw:onMessageSent');
    demo.emulator.endConversation(id);
    await told.whenEvent('lcw:threadUpdate');
    expect(await page.getByText('Slowly').count()).toBe(1);
  });

  it('dropped realtime: the visitor notices nothing, each message comes once', async () => {
    const { id } = await talk();
    demo.emulator.dropRealtime();
    demo.emulator.say(id, 'Still here.');
    await page.getByText('Still here.').waitFor();
    demo.emulator.endConversation(id);
    await told.whenEvent('lcw:threadUpdate');
    expect(await page.getByText('Still here.').count()).toBe(1);
    expect(types()).not.toContain('lcw:error');
  });

  it('the agent vanishes: the chat is not taken for ended, and goes on with the next agent', async () => {
    const { id } = await talk();
    demo.emulator.agentVanishes('alex');
    demo.emulator.setAgentAvailable('sam', true);
    demo.emulator.accept(id, 'sam');
    demo.emulator.say(id, 'I am taking over.');
    await page.getByText('I am taking over.').waitFor();
    demo.emulator.endConversation(id);
    await told.whenEvent('lcw:threadUpdate');
    expect(types().filter((type) => type === 'lcw:threadUpdate')).toHaveLength(1);
    expect(told.troubles).toEqual([]);
  });
});
