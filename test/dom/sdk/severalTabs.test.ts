import type { Harness } from './harness.ts';
import { createHold, onFakeTime, settle } from './harness.ts';
import type { FakeBrowser } from './tabs.ts';
import { startBrowser } from './tabs.ts';

let browser: FakeBrowser;

onFakeTime(() => browser.close());
beforeEach(() => {
  browser = startBrowser();
});

const conversations = () => browser.port.conversations;

async function openTabs(count: number): Promise<Harness[]> {
  const tabs = Array.from({ length: count }, () => browser.open());
  await settle();
  for (const { log } of tabs) log.length = 0;
  return tabs;
}

/** Two tabs with one conversation. */
async function chattingInTwo(): Promise<readonly [Harness, Harness]> {
  const [first] = await openTabs(1);
  first!.sdk.startChat();
  await settle();
  const second = browser.open();
  await settle();
  first!.log.length = 0;
  second.log.length = 0;
  return [first!, second];
}

it('a start in three tabs at the same moment is one conversation, which the others join', async () => {
  const [first, second, third] = await openTabs(3);
  for (const { sdk } of [first!, second!, third!]) sdk.startChat();
  await settle();
  expect(browser.port.requests).toHaveLength(1);
  expect(browser.port.resumed).toHaveLength(2);
  const states = [first!, second!, third!].map(({ installed }) => installed.chatState());
  expect(states).toEqual(['active', 'active', 'active']);
  expect(first!.log).toEqual(['lcw:startChat', 'lcw:onMaximize', 'lcw:chatQueued']);
  for (const { log } of [second!, third!]) {
    expect(log).toEqual(['lcw:startChat', 'lcw:onMaximize', 'lcw:chatRetrieved']);
  }
});

it('a start while another tab waits for the service joins what comes of it', async () => {
  const [first, second] = await openTabs(2);
  const { hold, letGo } = createHold();
  browser.port.hold = hold;
  first!.sdk.startChat();
  await settle();
  second!.sdk.startChat();
  browser.port.resumable = null;
  await settle();
  browser.port.resumable = [];
  browser.port.hold = null;
  letGo();
  await settle();
  expect(browser.port.requests).toHaveLength(1);
  expect([first!, second!].map(({ installed }) => installed.chatState())).toEqual(['active', 'active']);
  expect(second!.log.at(-1)).toBe('lcw:chatRetrieved');
  expect(second!.log).not.toContain('lcw:chatQueued');
});

it('the tab that was quicker and fails leaves the turn to the next', async () => {
  const [first, second] = await openTabs(2);
  browser.port.failure = { ok: false, failure: 'network', detail: '' };
  const { hold, letGo } = createHold();
  browser.port.hold = hold;
  first!.sdk.startChat();
  second!.sdk.startChat();
  await settle();
  expect(browser.port.requests).toHaveLength(1);
  letGo();
  browser.port.hold = null;
  await Promise.resolve();
  await settle();
  expect(browser.port.requests).toHaveLength(2);
  expect([first!, second!].map(({ installed }) => installed.chatState())).toEqual(['error', 'error']);
});

it('a tab that is opened beside a chat joins it', async () => {
  const [first, second] = await chattingInTwo();
  expect(second.installed.chatState()).toBe('active');
  conversations()[0]?.agentSays('Hello');
  conversations()[1]?.agentSays('Hello');
  for (const { log } of [first, second]) expect(log).toEqual(['lcw:onMessageReceived']);
});

it('what is closed in one tab is closed in the other, once, and ended once at the service', async () => {
  const [first, second] = await chattingInTwo();
  first.sdk.closeChat();
  await settle();
  for (const { log, installed } of [first, second]) {
    expect(log).toEqual(['lcw:closeChat', 'lcw:onClose']);
    expect(installed.chatState()).toBe('closed');
  }
  expect(conversations().map(({ log }) => log)).toEqual([['end'], ['dispose']]);
  second.sdk.closeChat();
  expect(second.log).toEqual(['lcw:closeChat', 'lcw:onClose']);
  expect(browser.storage.text()).toBeNull();
});

it('closing inside the closeChat handler of the other tab does not go round', async () => {
  const [first, second] = await chattingInTwo();
  const views = Array.from(document.querySelectorAll('iframe'), ({ contentWindow }) => contentWindow!);
  views[0]!.addEventListener('lcw:closeChat', () => first.sdk.closeChat());
  views[1]!.addEventListener('lcw:closeChat', () => second.sdk.closeChat());
  first.sdk.closeChat();
  await settle();
  for (const { log } of [first, second]) expect(log).toEqual(['lcw:closeChat', 'lcw:onClose']);
});

it('a new chat is not closed by a notice about a conversation of before', async () => {
  const [first, second] = await openTabs(2);
  first!.sdk.startChat();
  await settle();
  first!.sdk.closeChat();
  second!.sdk.startChat();
  await settle();
  expect(second!.installed.chatState()).toBe('active');
  expect(second!.log).toEqual(['lcw:startChat', 'lcw:onMaximize', 'lcw:chatQueued']);
});

it('an end by the agent is heard by both, and closing in one closes the other', async () => {
  const [first, second] = await chattingInTwo();
  for (const conversation of conversations()) conversation.agentEnds();
  for (const { log, installed } of [first, second]) {
    expect(log).toEqual(['lcw:onMessageReceived', 'lcw:threadUpdate']);
    expect(installed.chatState()).toBe('inactive');
  }
  first.sdk.closeChat();
  await settle();
  expect(second.installed.chatState()).toBe('closed');
  expect(second.log.slice(2)).toEqual(['lcw:closeChat', 'lcw:onClose']);
});

describe('an invitation', () => {
  it('leaves when a chat becomes active in another tab, and not before', async () => {
    const [first, second] = await openTabs(2);
    second!.sdk.startProactiveChat({ message: 'Hello', invitationId: 'i1' });
    await settle();
    const { hold, letGo } = createHold();
    browser.port.hold = hold;
    first!.sdk.startChat();
    await settle();
    expect(second!.find('.card')).not.toBeNull();
    letGo();
    await settle();
    expect(second!.find('.card')).toBeNull();
    expect(second!.log).toEqual(['invitation shown i1', 'invitation withdrawn i1']);
    expect(second!.installed.chatState()).toBe('closed');
  });

  it('is not shown while another tab has a chat', async () => {
    const [first, second] = await openTabs(2);
    const chatsElsewhere = (): boolean => second!.installed.isStored();
    expect(chatsElsewhere()).toBe(false);
    first!.sdk.startChat();
    await settle();
    expect(chatsElsewhere()).toBe(true);
    second!.sdk.startProactiveChat({ message: 'Hello', invitationId: 'i1' });
    await settle();
    expect(second!.log).toEqual(['invitation refused i1']);
    first!.sdk.closeChat();
    await settle();
    expect(chatsElsewhere()).toBe(false);
  });

  it('appears only in the tab that has asked for it', async () => {
    const [first, second] = await openTabs(2);
    first!.sdk.startProactiveChat('Hello');
    await settle();
    expect(first!.find('.card')).not.toBeNull();
    expect(second!.find('.card')).toBeNull();
  });
});

it('what the visitor says in one tab is read in the other too, once, and is no news there', async () => {
  const [first, second] = await chattingInTwo();
  second.window.callbacks?.onMinimize();
  second.log.length = 0;
  first.window.callbacks?.onSend('Hello?');
  await settle();
  const said = ({ window }: Harness): readonly unknown[] =>
    (window.view?.entries ?? []).map(({ role, text, delivery }) => [role, text, delivery]);
  expect(said(first)).toEqual([['visitor', 'Hello?', 'sent']]);
  expect(said(second)).toEqual(said(first));
  expect(first.log).toEqual(['lcw:onMessageSent']);
  expect(second.log).toEqual([]);
  expect(second.find('.chat-button-count')?.hidden).toBe(true);
});

it('a card that is answered in one tab is answered in the other too', async () => {
  const [first, second] = await chattingInTwo();
  first.window.callbacks?.onSend('', { value: { size: 'M' } });
  await settle();
  expect(second.window.view?.entries).toMatchObject([{ answersCard: true, answer: { size: 'M' } }]);
});

it('what is said in a conversation of before is not', async () => {
  const [first, second] = await chattingInTwo();
  browser.post({ kind: 'said', conversationId: 'another', message: { id: '1', text: 'No', sentAt: '' } });
  browser.post({ kind: 'said', conversationId: 'another' });
  first.window.callbacks?.onSend('Yes');
  await settle();
  expect(second.window.view?.entries.map(({ text }) => text)).toEqual(['Yes']);
});

it('events are raised in the tab in which they happen', async () => {
  const [first, second] = await chattingInTwo();
  first.window.callbacks?.onMinimize();
  first.sdk.startChat();
  expect(first.log).toEqual(['lcw:onMinimize', 'lcw:onMaximize']);
  expect(second.log).toEqual([]);
});

it('a tab that is gone hears and does nothing any more', async () => {
  const [first, second] = await chattingInTwo();
  second.installed.destroy();
  first.sdk.closeChat();
  await settle();
  expect(second.log).toEqual([]);
  expect(conversations()[1]?.log).toEqual(['dispose']);
});

it('what another version of the widget says besides is ignored', async () => {
  const [first, second] = await chattingInTwo();
  const messages = [
    [],
    {},
    { kind: 'later' },
    { kind: 'chatClosed' },
    { kind: 'chatClosed', conversationId: 1 },
  ];
  for (const message of messages) browser.post(message);
  browser.post({ kind: 'chatClosed', conversationId: 'another' });
  await settle();
  for (const { log, installed } of [first, second]) {
    expect(log).toEqual([]);
    expect(installed.chatState()).toBe('active');
  }
});
