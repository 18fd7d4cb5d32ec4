import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type {
  ChatMessage,
  Conversation,
  ConversationPort,
  StartResult,
  SurveyAnswers,
} from '../../src/core/chatPort.ts';
import { startEmulator } from '../../src/emulator/service.ts';
import type { EmulatedConversation, RunningEmulator } from '../../src/emulator/service.ts';
import { createPassTime, launchChromium } from './harness.ts';

/** The chunk as it is shipped: `npm run build` makes it. */
const chunk = readFileSync('dist/proactive-chat.client.js', 'utf8');

/** What the page of the test makes known: it has no more than a customer's page would have. */
interface ChatPage {
  port: ConversationPort;
  /** What the last start has said before its conversation was created. */
  creating: string | null;
  conversation: Conversation | null;
  readonly listenerTypes: readonly string[];
  /** Names that were not global before the chunk came. */
  newGlobals(): readonly string[];
  keep(result: StartResult): { readonly ok: boolean; readonly failure?: string };
  listener: Parameters<ConversationPort['start']>[1];
}
declare global {
  interface Window {
    chatPage: ChatPage;
    tell: (event: string, detail: unknown) => Promise<void>;
  }
}

const pageScript = `
  const query = new URLSearchParams(location.search);
  const tell = (event) => (detail) => window.tell(event, { detail });
  addEventListener('securitypolicyviolation', (event) => tell('violation')(event.violatedDirective));
  addEventListener('unhandledrejection', (event) => tell('error')(String(event.reason)));
  addEventListener('error', (event) => tell('error')(event.message));
  const listenerTypes = [];
  const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, ...rest) {
    if (this === window || this === undefined) listenerTypes.push(type);
    return add.call(this ?? window, type, ...rest);
  };
  const globals = new Set(Object.getOwnPropertyNames(window));
  const { install } = await import('/proactive-chat.client.js');
  const identity = { appId: query.get('appId'), orgId: query.get('orgId'), orgUrl: query.get('orgUrl') };
  window.chatPage = {
    port: install({ identity }),
    conversation: null,
    creating: null,
    listenerTypes,
    newGlobals: () => Object.getOwnPropertyNames(window).filter((name) => !globals.has(name)),
    listener: { onMessage: tell('message'), onTyping: tell('typing'), onAgentJoined: tell('joined'), onEnded: tell('ended') },
    keep(result) {
      this.conversation = result.ok ? result.conversation : null;
      return { ok: result.ok, failure: result.failure };
    },
  };
  tell('loaded')();
`;

let emulator: RunningEmulator;
let browser: Browser;
let pages: Server;
let pagesOrigin: string;

beforeAll(async () => {
  pages = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://page').pathname;
    const [type, body] =
      path === '/'
        ? ['text/html', '<!doctype html><title>Shop</title><script type="module" src="/page.js"></script>']
        : path === '/page.js'
          ? ['text/javascript', pageScript]
          : path === '/proactive-chat.client.js'
            ? ['text/javascript', chunk]
            : ['text/plain', ''];
    response.writeHead(body === '' ? 404 : 200, {
      'Content-Type': type,
      'Content-Security-Policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'; " +
        `connect-src ${emulator.url} ${emulator.url.replace('http', 'ws')}`,
    });
    response.end(body);
  });
  await new Promise<void>((listening) => pages.listen(0, '127.0.0.1', listening));
  pagesOrigin = `http://127.0.0.1:${String((pages.address() as AddressInfo).port)}`;
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
  pages.closeAllConnections();
  pages.close();
});

let context: BrowserContext;

beforeEach(async () => {
  emulator = await startEmulator({ config: { agents: [{ id: 'alex', name: 'Alex', available: true }] } });
  context = await browser.newContext();
});

afterEach(async () => {
  await context.close();
  await emulator.close();
});

interface PageEvent {
  readonly event: string;
  readonly detail: unknown;
}

/** A page on another origin than the service, with the chunk loaded, and all that can be observed of it. */
async function openPage() {
  const page = await context.newPage();
  const events: PageEvent[] = [];
  const waiting = new Set<() => void>();
  const seen = {
    events,
    console: [] as string[],
    requests: [] as string[],
    texts: () =>
      events.filter(({ event }) => event === 'message').map(({ detail }) => (detail as ChatMessage).text),
    /** Resolves with the first event for which `test` holds, now or later. */
    until: (test: (event: PageEvent) => boolean): Promise<PageEvent> =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = events.find(test);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
  page.on('console', (message) => seen.console.push(message.text()));
  page.on('pageerror', (error) => seen.console.push(String(error)));
  page.on('request', (request) => seen.requests.push(request.url()));
  await page.exposeFunction('tell', (event: string, told: Omit<PageEvent, 'event'>) => {
    events.push({ event, ...told });
    for (const look of [...waiting]) look();
  });
  const { appId, orgId, url: orgUrl } = emulator;
  await page.goto(`${pagesOrigin}/?${new URLSearchParams({ appId, orgId, orgUrl }).toString()}`);
  await seen.until(({ event }) => event === 'loaded');
  return { page, ...seen };
}

const start = (
  page: Page,
  more: {
    readonly authToken?: string;
    readonly preChatAnswers?: SurveyAnswers;
    readonly isLeft?: boolean;
  } = {},
) =>
  page.evaluate(async ({ isLeft = false, ...given }) => {
    const { chatPage } = window;
    const customContext = {
      'Proactive Chat': { value: 'True', isDisplayable: true },
      'Time On Page': { value: 42, isDisplayable: true },
      Empty: { value: '', isDisplayable: false },
    };
    const request = {
      customContext,
      isProactive: true,
      ...given,
      onCreating: (resumeState: string) => {
        chatPage.creating = resumeState;
        void window.tell('creating', { detail: resumeState });
      },
      isLeftToNextPage: () => isLeft,
    };
    const result = await chatPage.port.start(request, chatPage.listener);
    return { ...chatPage.keep(result), untouched: Object.keys(customContext) };
  }, more);
const send = (page: Page, text: string) =>
  page.evaluate(
    (said) => window.chatPage.conversation?.send({ clientId: String(Date.now()), text: said }),
    text,
  );
const end = (page: Page) => page.evaluate(() => window.chatPage.conversation?.end());

/** Looks until something holds that tells nobody when it begins to. */
async function eventually(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** A conversation that the visitor has started, the agent has accepted, and both hear in real time. */
async function startConversation() {
  const opened = await openPage();
  expect(await start(opened.page)).toMatchObject({ ok: true });
  const conversation = await emulator.whenConversation(({ state }) => state === 'Waiting');
  await eventually(() => emulator.realtimeConnections() === 1);
  emulator.accept(conversation.id);
  await opened.until(({ event }) => event === 'message');
  return { ...opened, id: conversation.id };
}

const current = (): EmulatedConversation => emulator.conversations()[0] as EmulatedConversation;
const asked = (part: string): number => emulator.requests().filter(({ path }) => path.includes(part)).length;

describe('loading the client', () => {
  it('sends nothing, makes nothing global, and does not keep the page out of the back/forward cache', async () => {
    const { page, requests, events } = await openPage();
    expect(requests.filter((url) => !url.startsWith(pagesOrigin))).toEqual([]);
    await start(page);
    await eventually(() => emulator.realtimeConnections() === 1);
    const types = await page.evaluate(() => window.chatPage.listenerTypes);
    expect(types.filter((type) => /unload/.test(type))).toEqual([]);
    const globals = await page.evaluate(() => window.chatPage.newGlobals());
    expect(globals.filter((name) => name !== 'chatPage')).toEqual([]);
    expect(events.filter(({ event }) => event === 'violation' || event === 'error')).toEqual([]);
  });
});

describe('a conversation with the embedded service', () => {
  it('goes from the start to the end by the agent, silently', async () => {
    const seen = await openPage();
    const { page, until } = seen;
    expect(await start(page)).toEqual({
      ok: true,
      failure: undefined,
      untouched: ['Proactive Chat', 'Time On Page', 'Empty'],
    });
    expect(current()).toMatchObject({
      state: 'Waiting',
      isProactive: true,
      customContext: {
        'Proactive Chat': { value: 'True', isDisplayable: true },
        'Time On Page': { value: 42, isDisplayable: true },
      },
    });
    expect(Object.keys(current().customContext)).not.toContain('Empty');
    const { id } = current();
    await eventually(() => emulator.realtimeConnections() === 1);
    emulator.accept(id);
    await until(({ event }) => event === 'message');

    const accepted = await send(page, 'Do you ship to Malta?');
    expect(accepted).toMatchObject({ role: 'visitor', text: 'Do you ship to Malta?' });
    expect(current().messages.at(-1)).toMatchObject({
      role: 'visitor',
      text: 'Do you ship to Malta?',
      id: accepted?.id,
    });
    const visitorTypes = emulator.whenVisitorTypes(id);
    await page.evaluate(() => window.chatPage.conversation?.sendTyping());
    await visitorTypes;

    emulator.typing(id);
    expect(await until(({ event }) => event === 'typing')).toMatchObject({ detail: 'Alex' });

    // Whoever asks hears nothing, so it comes in real time.
    emulator.setFault('hang', 'history');
    emulator.say(id, 'Yes, in two days.');
    const answer = await until(
      ({ detail }) => (detail as ChatMessage | undefined)?.text === 'Yes, in two days.',
    );
    expect(answer.detail).toMatchObject({ role: 'agent', senderName: 'Alex' });
    emulator.setFault(null);

    emulator.endConversation(id);
    await until(({ event }) => event === 'ended');
    // Although the visitor still reads.
    await eventually(() => emulator.realtimeConnections() === 0);
    await end(page);

    expect(seen.texts()).toEqual([
      'Alex has joined the conversation.',
      'Yes, in two days.',
      'Alex has ended the conversation.',
    ]);
    expect(seen.events.filter(({ event }) => event === 'ended')).toHaveLength(1);
    expect(seen.events.at(-1)?.event).toBe('ended');
    expect(asked('/sessionclose/')).toBe(0);
    expect(seen.console).toEqual([]);
    expect(seen.events.filter(({ event }) => event === 'violation' || event === 'error')).toEqual([]);
    const foreign = seen.requests.filter(
      (url) => !url.startsWith(pagesOrigin) && !url.startsWith(emulator.url),
    );
    expect(foreign).toEqual([]);
    expect(await context.cookies()).toEqual([]);
  });

  it('is closed at the service when the visitor ends it, and another can follow', async () => {
    const { page, events } = await startConversation();
    await end(page);
    await eventually(() => emulator.realtimeConnections() === 0);
    expect(current()).toMatchObject({ state: 'Closed', endedBy: 'visitor' });
    expect(asked('/sessionclose/')).toBe(1);
    expect(events.some(({ event }) => event === 'ended')).toBe(false);

    expect(await start(page)).toMatchObject({ ok: true });
    await eventually(() => emulator.realtimeConnections() === 1);
    expect(emulator.conversations().map(({ state }) => state)).toEqual(['Closed', 'Waiting']);
  });

  it('can be closed while the client still asks for the first messages, and the page hears of no error', async () => {
    const { page, events } = await openPage();
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    let polls: 'none' | 'held' | 'answered' = 'none';
    await page.route(/\/chat\/threads\/.*\/messages/, async (route) => {
      polls = 'held';
      await released;
      await route.fulfill({ response: await route.fetch() });
      polls = 'answered';
    });
    expect(await start(page)).toMatchObject({ ok: true });
    await eventually(() => polls === 'held');
    await end(page);
    release();
    await eventually(() => polls === 'answered');
    // Whatever came of the answer has been told when a later task of the page has run.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
    await eventually(() => emulator.realtimeConnections() === 0);
    expect(current()).toMatchObject({ state: 'Closed', endedBy: 'visitor' });
    expect(events.filter(({ event }) => event === 'violation' || event === 'error')).toEqual([]);
  });

  it('goes on at the service when the page lets go of it', async () => {
    const { page } = await startConversation();
    await page.evaluate(() => window.chatPage.conversation?.dispose());
    await eventually(() => emulator.realtimeConnections() === 0);
    expect(current().state).toBe('Active');
    expect(asked('/sessionclose/')).toBe(0);
  });

  it('hears messages and the end also when there is no realtime channel', async () => {
    emulator.setFault('down', 'realtime');
    const { page, until, texts, events } = await openPage();
    expect(await start(page)).toMatchObject({ ok: true });
    const { id } = current();
    emulator.accept(id);
    emulator.say(id, 'Hello');
    await until(({ detail }) => (detail as ChatMessage | undefined)?.text === 'Hello');
    emulator.endConversation(id);
    await until(({ event }) => event === 'ended');
    expect(texts()).toEqual([
      'Alex has joined the conversation.',
      'Hello',
      'Alex has ended the conversation.',
    ]);
    await end(page);
    expect(events.filter(({ event }) => event === 'ended')).toHaveLength(1);
  });

  it('goes on after the realtime channel broke', async () => {
    const { id, until } = await startConversation();
    emulator.dropRealtime();
    await eventually(() => emulator.realtimeConnections() === 0);
    await eventually(() => emulator.realtimeConnections() === 1);
    emulator.say(id, 'Still there?');
    await until(({ detail }) => (detail as ChatMessage | undefined)?.text === 'Still there?');
  });
});

const resume = (page: Page, state: string, authToken?: string) =>
  page.evaluate(
    async ([text, token]) => {
      const { chatPage } = window;
      const conversation = await chatPage.port.resume(text as string, chatPage.listener, token);
      if (conversation === null) return null;
      chatPage.conversation = conversation;
      return (await conversation.history()).map(({ role, text: said }) => `${role}: ${said}`);
    },
    [state, authToken],
  );

/** An embedded service of another configuration, with an agent. */
async function configure(config: object): Promise<void> {
  await emulator.close();
  emulator = await startEmulator({
    config: { agents: [{ id: 'alex', name: 'Alex', available: true }], ...config },
  });
}

/** The token of a signed-in visitor. */
function signInOf(sub: string, exp = 4_102_444_800): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encode({ alg: 'RS256' })}.${encode({ sub, name: sub, exp })}.c2ln`;
}

describe('resuming after a reload', () => {
  it('joins the running conversation, with all that was said, and nothing of it is news', async () => {
    const { page, id, until, events } = await startConversation();
    await send(page, 'One moment please');
    emulator.say(id, 'Take your time.');
    await until(({ detail }) => (detail as ChatMessage | undefined)?.text === 'Take your time.');
    const state = await page.evaluate(() => window.chatPage.conversation?.resumeState ?? '');
    await page.reload();
    await eventually(() => emulator.realtimeConnections() === 0);
    await eventually(() => events.filter(({ event }) => event === 'loaded').length === 2);
    const before = events.length;

    expect(await resume(page, state)).toEqual([
      'system: Alex has joined the conversation.',
      'visitor: One moment please',
      'agent: Take your time.',
    ]);
    expect(emulator.conversations()).toHaveLength(1);
    await eventually(() => emulator.realtimeConnections() === 1);
    emulator.say(id, 'Back again?');
    await until(({ detail }) => (detail as ChatMessage | undefined)?.text === 'Back again?');
    await send(page, 'Yes');
    expect(current().messages.at(-1)).toMatchObject({ role: 'visitor', text: 'Yes' });
    const since = events.slice(before);
    const said = since.filter(({ event }) => event === 'message');
    expect(said.map(({ detail }) => (detail as ChatMessage).text)).toEqual(['Back again?']);
    // Who has the conversation is told again: the page that knew is gone.
    expect(since.filter(({ event }) => event === 'joined').map(({ detail }) => detail)).toEqual(['Alex']);
  });

  it('is null when the conversation is over, unknown, or the state is not ours', async () => {
    const { page, id } = await startConversation();
    const state = await page.evaluate(() => window.chatPage.conversation?.resumeState ?? '');
    emulator.endConversation(id);
    expect(await resume(page, state)).toBeNull();
    expect(await resume(page, 'not a state')).toBeNull();
    expect(emulator.conversations()).toHaveLength(1);
  });

  it('rejects when the service cannot be asked, so that the conversation is not given up', async () => {
    const { page } = await startConversation();
    const state = await page.evaluate(() => window.chatPage.conversation?.resumeState ?? '');
    emulator.setFault('status:403', 'service');
    await expect(resume(page, state)).rejects.toThrow(/403/);
    // For Microsoft's client this would be a conversation that the service does not know.
    emulator.setFault('status:403', 'details');
    await expect(resume(page, state)).rejects.toThrow();
    emulator.setFault('status:403', 'join');
    await expect(resume(page, state)).rejects.toThrow();
    expect(current().state).toBe('Active');
    emulator.setFault(null);
    expect(await resume(page, state)).not.toBeNull();
  });

  it('joins what was created while the page was left, although its start has never ended', async () => {
    const { page, until } = await openPage();
    let sent = (): void => undefined;
    const created = new Promise<void>((resolve) => (sent = resolve));
    await page.route(/\/sessioninit\//, async (route) => {
      await route.fetch();
      // The answer is never heard: the page goes first.
      sent();
    });
    void start(page).catch(() => undefined);
    const { detail: state } = await until(({ event }) => event === 'creating');
    await created;
    await page.unrouteAll();
    await page.reload();
    await page.waitForFunction(() => 'chatPage' in window);
    expect(await resume(page, state as string)).toEqual([]);
    expect(emulator.conversations()).toHaveLength(1);
    expect(await page.evaluate(() => window.chatPage.conversation?.resumeState)).toBe(state);
    await send(page, 'Here I am');
    expect(current().messages.at(-1)).toMatchObject({ role: 'visitor', text: 'Here I am' });
  });

  it('is null when the service never came to create it', async () => {
    const { page, until } = await openPage();
    await page.route(/\/sessioninit\//, () => undefined);
    void start(page).catch(() => undefined);
    const { detail: state } = await until(({ event }) => event === 'creating');
    await page.reload();
    await page.waitForFunction(() => 'chatPage' in window);
    expect(await resume(page, state as string)).toBeNull();
    expect(emulator.conversations()).toEqual([]);
  });

  it('needs the token of the visitor who is signed in, and is null for another one', async () => {
    await configure({ authenticatedChat: true });
    const { page } = await openPage();
    expect(await start(page, { authToken: signInOf('kim') })).toMatchObject({ ok: true });
    const state = await page.evaluate(() => window.chatPage.conversation?.resumeState ?? '');
    await page.reload();
    await page.waitForFunction(() => 'chatPage' in window);
    expect(await resume(page, state, signInOf('kim'))).toEqual([]);
    expect(asked('/livechatconnector/getliveworkitemdetails')).toBe(0);
    await page.evaluate(() => window.chatPage.conversation?.dispose());
    expect(await resume(page, state, signInOf('lee'))).toBeNull();
    expect(current().state).toBe('Waiting');
  });
});

describe('a reconnect link', () => {
  const follow = (page: Page, id: string) =>
    page.evaluate(async (reconnectId) => {
      const { chatPage } = window;
      const found = await chatPage.port.reconnect(reconnectId, chatPage.listener);
      if (found === null || found instanceof URL) return found?.href ?? null;
      chatPage.conversation = found;
      return found.resumeState;
    }, id);

  it('leads into the conversation, which a page after a reload still ends by the id of the link', async () => {
    await configure({ chatReconnect: true });
    const first = await startConversation();
    await send(first.page, 'I will be back');
    const { reconnectId } = current();
    const { page } = await openPage();
    const state = (await follow(page, reconnectId)) ?? '';
    await page.reload();
    await page.waitForFunction(() => 'chatPage' in window);
    expect(await resume(page, state)).toEqual([
      'system: Alex has joined the conversation.',
      'visitor: I will be back',
    ]);
    await send(page, 'Here I am');
    expect(current().messages.at(-1)).toMatchObject({ role: 'visitor', text: 'Here I am' });
    await end(page);
    expect(current()).toMatchObject({ state: 'Closed', endedBy: 'visitor' });
    expect(asked(`/sessionclose/${emulator.orgId}/${emulator.appId}/${reconnectId}`)).toBe(1);
    expect(asked('/sessionclose/')).toBe(1);
    expect(emulator.conversations()).toHaveLength(1);
  });

  it('of a conversation that is over leads where the service says, or nowhere', async () => {
    const reconnectRedirectUrl = 'https://shop.example/over?from=chat';
    await configure({ chatReconnect: true, reconnectRedirectUrl });
    const { page } = await startConversation();
    const { reconnectId } = current();
    await end(page);
    expect(await follow(page, reconnectId)).toBe(reconnectRedirectUrl);
    await configure({ chatReconnect: true });
    const { page: other } = await openPage();
    expect(await follow(other, reconnectId)).toBeNull();
    expect(emulator.conversations()).toEqual([]);
  });
});

describe('surveys', () => {
  it('before the conversation: the answers reach the agent', async () => {
    const { page } = await openPage();
    await start(page, { preChatAnswers: { name: 'Kim', topic: 'Größe "L"' } });
    expect(current().preChatAnswers).toEqual({ name: 'Kim', topic: 'Größe "L"' });
  });

  const survey = (page: Page) => page.evaluate(() => window.chatPage.conversation?.postChatSurvey());

  it.each(['embedded', 'link'] as const)(
    'after it, %s: for those who have talked to somebody, also when the agent has ended',
    async (mode) => {
      await configure({ postChatSurvey: mode });
      const { page, until } = await openPage();
      await start(page);
      expect(await survey(page)).toBeNull();
      const { id } = current();
      emulator.accept(id);
      const given = await survey(page);
      expect(given).toMatchObject({ mode });
      emulator.endConversation(id);
      await until(({ event }) => event === 'ended');
      expect(await survey(page)).toEqual(given);
      await end(page);
      expect(await survey(page)).toBeNull();

      const form = await context.newPage();
      await form.goto(given?.address ?? '');
      await form.getByRole('radio', { name: 'Very good' }).check();
      await form.getByRole('textbox').fill('Thanks!');
      await form.getByRole('button', { name: 'Send' }).click();
      await form.getByRole('heading', { name: /Thank you/ }).waitFor();
      expect(emulator.surveySubmissions()).toBe(1);
    },
  );

  it('after it: none where there is none, or where the service does not tell', async () => {
    const { page } = await startConversation();
    expect(await survey(page)).toBeNull();
    expect(asked('/getsurveyinvite/')).toBe(0);
    await end(page);
    await configure({ postChatSurvey: 'embedded' });
    const other = await startConversation();
    emulator.setFault('status:403', 'survey');
    expect(await survey(other.page)).toBeNull();
    emulator.setFault('malformed', 'survey');
    expect(await survey(other.page)).toBeNull();
  });
});

describe('a conversation that cannot start', () => {
  it('says that the service is outside its operating hours', async () => {
    emulator.setQueueOpen(false);
    const { page } = await openPage();
    expect(await start(page)).toMatchObject({ ok: false, failure: 'outsideOperatingHours' });
    expect(emulator.conversations()).toEqual([]);
  });

  it('says that the visitor is not signed in where only signed-in visitors may chat', async () => {
    await configure({ authenticatedChat: true });
    const { page } = await openPage();
    expect(await start(page)).toMatchObject({ ok: false, failure: 'authentication' });
    expect(await start(page, { authToken: signInOf('kim', 1) })).toMatchObject({
      ok: false,
      failure: 'authentication',
    });
    expect(emulator.conversations()).toEqual([]);

    expect(await start(page, { authToken: signInOf('kim') })).toMatchObject({ ok: true });
    expect(current()).toMatchObject({ state: 'Waiting', visitorName: 'kim' });
  });

  it('starts for strangers where signing in is optional, and resumes for them', async () => {
    await configure({ authenticatedChat: true, signInOptional: true });
    const { page } = await openPage();
    expect(await start(page)).toMatchObject({ ok: true });
    expect(current()).toMatchObject({ visitorName: 'Visitor 1' });
    const state = await page.evaluate(() => window.chatPage.conversation?.resumeState ?? '');
    await page.evaluate(() => window.chatPage.conversation?.dispose());
    expect(await resume(page, state)).toEqual([]);
    await end(page);
    expect(await start(page, { authToken: signInOf('kim') })).toMatchObject({ ok: true });
    expect(emulator.conversations().map(({ visitorName }) => visitorName)).toEqual(['Visitor 1', 'kim']);
  });

  it('sends no token of a signed-in visitor with what a stranger does after them', async () => {
    await configure({ authenticatedChat: true, signInOptional: true });
    const { page } = await openPage();
    const withToken: string[] = [];
    const withoutToken: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (!pathname.startsWith('/livechatconnector/') || request.method() === 'OPTIONS') return;
      ('authenticatedusertoken' in request.headers() ? withToken : withoutToken).push(pathname);
    });
    expect(await start(page, { authToken: signInOf('kim') })).toMatchObject({ ok: true });
    await page.evaluate(() => window.chatPage.conversation?.postChatSurvey());
    await end(page);
    expect(withToken.length).toBeGreaterThan(2);
    withToken.length = withoutToken.length = 0;
    expect(await start(page)).toMatchObject({ ok: true });
    await end(page);
    expect(withoutToken.length).toBeGreaterThan(2);
    expect(withToken).toEqual([]);
  });

  it('says that the service refuses', async () => {
    emulator.setFault('status:404', 'service');
    const { page } = await openPage();
    expect(await start(page)).toMatchObject({ ok: false, failure: 'refused' });
  });

  it('gives up after 15 seconds when the service does not answer', async () => {
    const { page } = await openPage();
    await page.clock.install();
    emulator.setFault('hang');
    const configAsked = page.waitForRequest(/livechatconnector\/config/);
    const result = start(page);
    await configAsked;
    await page.clock.fastForward(15_000);
    expect(await result).toMatchObject({ ok: false, failure: 'network' });
  });
});

describe('a start that fails after the conversation was created', () => {
  const closed = () => eventually(() => emulator.conversations().every(({ state }) => state === 'Closed'));

  it.each(['status:403', 'malformed', 'down'] as const)(
    'because it cannot be joined (%s) leaves nobody waiting',
    async (fault) => {
      const { page, events } = await openPage();
      emulator.setFault(fault, 'join');
      expect(await start(page)).toMatchObject({ ok: false });
      expect(emulator.conversations()).toHaveLength(1);
      await closed();
      expect(events.filter(({ event }) => event === 'violation' || event === 'error')).toEqual([]);
      expect(emulator.realtimeConnections()).toBe(0);
    },
  );

  it('because the answer to its creation is lost leaves nobody waiting', async () => {
    const { page } = await openPage();
    await page.route(/\/sessioninit\//, async (route) => {
      await route.fetch();
      await route.fulfill({ status: 500, headers: { 'Access-Control-Allow-Origin': pagesOrigin } });
    });
    await page.clock.install();
    const passTime = createPassTime(page);
    const creation = page.waitForResponse(/\/sessioninit\//);
    const result = start(page);
    await creation;
    await page.clock.fastForward(15_000);
    expect(await result).toMatchObject({ ok: false });
    // The client's own second attempt comes to its end before the conversation is closed.
    await page.unrouteAll({ behavior: 'wait' });
    while (emulator.conversations().some(({ state }) => state !== 'Closed')) await passTime(1);
    expect(emulator.conversations()).toHaveLength(1);
  });

  it('on a page that has gone leaves the conversation to the next page', async () => {
    const { page } = await openPage();
    emulator.setFault('down', 'join');
    expect(await start(page, { isLeft: true })).toMatchObject({ ok: false });
    emulator.setFault(null);
    const state = await page.evaluate(() => window.chatPage.creating ?? '');
    expect(await resume(page, state)).not.toBeNull();
    expect(emulator.conversations()).toMatchObject([{ state: 'Waiting' }]);
    expect(asked('/sessionclose/')).toBe(0);
  });

  it('because joining hangs leaves nobody waiting, while it still hangs', async () => {
    const { page } = await openPage();
    await page.clock.install();
    emulator.setFault('hang', 'join');
    const joining = page.waitForRequest(/realTimeNotifications/);
    const result = start(page);
    await joining;
    await page.clock.fastForward(15_000);
    expect(await result).toMatchObject({ ok: false, failure: 'network' });
    await closed();
    expect(emulator.conversations()).toHaveLength(1);
  });

  it('is not closed when the service has refused to create it, nor asked about before', async () => {
    const { page } = await openPage();
    for (const step of ['token', 'sessioninit'] as const) {
      emulator.setFault('status:400', step);
      expect(await start(page)).toMatchObject({ ok: false, failure: 'refused' });
    }
    emulator.setFault(null);
    expect(await start(page)).toMatchObject({ ok: true });
    expect(emulator.conversations()).toMatchObject([{ state: 'Waiting' }]);
    expect(asked('/sessionclose/')).toBe(0);
  });
});
