import { handOverName } from '../../../src/sdk/popOut.ts';
import type { PopOutHandOver } from '../../../src/sdk/popOut.ts';
import { runPopOut } from '../../../src/sdk/popOutPage.ts';
import { createMemoryStorage } from '../../fakes/fakeChatPorts.ts';
import { createFakeTabs } from '../../fakes/fakeTabs.ts';
import type { Harness } from './harness.ts';
import { createFakeHost, onFakeTime, recordEvents, settle, startHarness } from './harness.ts';
import type { FakePopOutWindow } from './popOutWindow.ts';
import { fakePopOutWindow } from './popOutWindow.ts';

type PopOutHost = ReturnType<typeof createFakeHost> & { readonly log: readonly string[] };

let page: Harness;
let opened: FakePopOutWindow;
let tabs: ReturnType<typeof createFakeTabs>;
let storage: ReturnType<typeof createMemoryStorage>;

onFakeTime(() => page.stop());
beforeEach(async () => {
  opened = fakePopOutWindow();
  tabs = createFakeTabs();
  storage = createMemoryStorage();
  await openPage();
});

async function openPage(): Promise<void> {
  page = startHarness({}, storage, tabs.open());
  await settle();
  page.log.length = 0;
}

/** What the script in the pop-out does when it comes. */
function runScript(prepare: (host: PopOutHost) => void = () => undefined): PopOutHost {
  const handOver = (opened.view as unknown as Record<string, unknown>)[handOverName] as PopOutHandOver;
  const parts = createFakeHost(
    { window: opened.view, page: handOver.page, popOutUrl: null },
    storage,
    tabs.open(),
  );
  const popOut = { ...parts, log: recordEvents(opened.view).log };
  prepare(popOut);
  runPopOut(popOut.host, handOver);
  return popOut;
}

async function chatting(...args: Parameters<Harness['sdk']['startChat']>): Promise<PopOutHost> {
  page.sdk.startChat({ inNewWindow: true, ...args[0] });
  await settle();
  const popOut = runScript();
  await settle();
  return popOut;
}

const find = (selector: string): HTMLElement | null =>
  opened.view.document
    .querySelector('[data-lcw-proactive-chat]')
    ?.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;

it('starts the chat that the page was asked for, and the page raises its events', async () => {
  page.sdk.setContextProvider(() => ({ Plan: 'pro' }));
  const popOut = await chatting();
  expect(popOut.port.requests).toEqual([
    { customContext: { Plan: { value: 'pro', isDisplayable: false } }, isProactive: false },
  ]);
  expect(page.port.requests).toEqual([]);
  expect(popOut.log).toEqual(['lcw:ready', 'lcw:startChat', 'lcw:onMaximize', 'lcw:chatQueued']);
  expect(page.log).toEqual(['lcw:startChat', 'lcw:chatQueued']);
  popOut.port.conversations[0]?.agentSays('Hello', { tags: ['public'] });
  expect(page.log.at(-1)).toBe('lcw:onMessageReceived');
  expect(page.events.at(-1)?.detail).toMatchObject({
    messageType: 'user',
    channelData: { tags: ['public'] },
  });
});

it('fills its window, and has no chat button', async () => {
  const popOut = await chatting();
  expect(popOut.window.options?.fillsWindow).toBe(true);
  expect(find('.chat-button')?.hidden).toBe(true);
});

it('asks the functions of the page for a token', async () => {
  const { TextDecoder } = await import('node:util');
  Object.assign(globalThis, { TextDecoder });
  const token = `e30.${Buffer.from('{"sub":"x"}').toString('base64url')}.e30`;
  const owner = Object.assign(window, { shopToken: (deliver: (given: string) => void) => deliver(token) });
  page.sdk.startChat({ inNewWindow: true });
  await settle();
  const popOut = runScript(({ availability }) => {
    availability.config = {
      operatingHours: 'open',
      requiresAuthentication: true,
      authTokenFunction: 'shopToken',
    };
  });
  await settle();
  expect(popOut.port.requests[0]?.authToken).toBe(token);
  Reflect.deleteProperty(owner, 'shopToken');
});

it('closes with its chat when the page says closeChat; the page hears of it once', async () => {
  const popOut = await chatting();
  page.log.length = 0;
  page.sdk.closeChat();
  await settle();
  expect(popOut.port.conversations[0]?.log).toEqual(['end']);
  expect(page.log).toEqual(['lcw:closeChat', 'lcw:onClose']);
  expect(opened.close).toHaveBeenCalledTimes(1);
  opened.view.dispatchEvent(new opened.view.Event('pagehide'));
  expect(page.log).toEqual(['lcw:closeChat', 'lcw:onClose']);
  expect(page.installed.chatState()).toBe('closed');
  expect(storage.text()).toBeNull();
});

it('does not hear another origin, or another widget, say so', async () => {
  const popOut = await chatting();
  const say = (origin: string, data: unknown): boolean =>
    opened.view.dispatchEvent(new opened.view.MessageEvent('message', { origin, data }));
  say('https://evil.example', { closePopOut: 'org/app' });
  say(window.origin, { closePopOut: 'org/other' });
  for (const data of [null, undefined, 'org/app', 1]) say(window.origin, data);
  await settle();
  expect(popOut.port.conversations[0]?.log).toEqual([]);
});

it('closed by the visitor: onClose in the page, and the conversation can be brought back', async () => {
  await chatting();
  page.log.length = 0;
  opened.view.dispatchEvent(new opened.view.Event('pagehide'));
  expect(page.log).toEqual(['lcw:onClose']);
  expect(page.installed.chatState()).toBe('closed');
  expect(storage.text()).toContain('"place":"popOut"');
});

it('goes on with the conversation when it is opened again', async () => {
  await chatting();
  opened.view.dispatchEvent(new opened.view.Event('pagehide'));
  opened.view.close();
  opened = fakePopOutWindow();
  page.log.length = 0;
  page.press('Chat with us');
  await settle();
  const again = runScript();
  await settle();
  expect(again.port.requests).toEqual([]);
  expect(again.port.resumed).toEqual(['{"request":1}']);
  expect(page.log).toEqual(['lcw:chatRetrieved']);
  expect(page.port.resumed).toEqual([]);
});

it('is found by a page that is loaded beside it: nothing is joined there, and its events are raised', async () => {
  const popOut = await chatting();
  page.stop();
  await openPage();
  await settle();
  expect(page.installed.chatState()).toBe('popOut');
  expect(page.port.resumed).toEqual([]);
  popOut.port.conversations[0]?.agentEnds();
  expect(page.log).toEqual(['lcw:onMessageReceived', 'lcw:threadUpdate']);
  opened.focus.mockClear();
  page.sdk.startChat();
  expect(opened.focus).toHaveBeenCalledTimes(1);
  page.sdk.closeChat();
  await settle();
  expect(page.log.slice(2)).toEqual(['lcw:closeChat', 'lcw:onClose']);
});

it('a start that failed there is an error in the page', async () => {
  page.sdk.startChat({ inNewWindow: true });
  await settle();
  runScript(({ port }) => {
    port.failure = { ok: false, failure: 'network', detail: 'why' };
  });
  await settle();
  expect(page.log).toEqual(['lcw:startChat', 'lcw:error']);
  expect(page.events.at(-1)?.detail).toMatchObject({ errorCode: 1010, errorDetail: 'why' });
});

it('chats on when the page that opened it is gone', async () => {
  const popOut = await chatting();
  page.installed.destroy();
  Object.defineProperty(opened.view, 'opener', { value: null });
  popOut.port.conversations[0]?.agentSays('Hello');
  popOut.window.callbacks?.onSend('Hi');
  await settle();
  expect(popOut.log.slice(-2)).toEqual(['lcw:onMessageReceived', 'lcw:onMessageSent']);
  expect(page.log).not.toContain('lcw:onMessageReceived');
});
