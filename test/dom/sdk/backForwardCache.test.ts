import { createFakeTabs } from '../../fakes/fakeTabs.ts';
import type { Harness } from './harness.ts';
import { conversationParts, createHold, onFakeTime, settle, startHarness } from './harness.ts';

let harness: Harness;

onFakeTime(() => harness.stop());
beforeEach(async () => {
  harness = startHarness();
  await settle();
});

const conversation = () => harness.port.conversations.at(-1)!;

async function chatting(): Promise<void> {
  harness.sdk.startChat();
  await settle();
  harness.log.length = 0;
}

const goes = (persisted = true): boolean =>
  window.dispatchEvent(Object.assign(new Event('pagehide'), { persisted }));
const comesBack = (persisted = true): boolean =>
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted }));

it.each([true, false])(
  'lets go of the connection, and of nothing else, when the page goes (cached: %s)',
  async (cached) => {
    await chatting();
    goes(cached);
    expect(conversation().log).toEqual(['dispose']);
    expect(harness.storage.text()).not.toBeNull();
    expect(harness.log).toEqual([]);
  },
);

it('joins the conversation again: chatRetrieved, and what was said before is not reported', async () => {
  await chatting();
  const said = conversation().agentSays('Hello');
  harness.log.length = 0;
  goes();
  harness.port.resumable = [said];
  comesBack();
  expect(harness.installed.chatState()).toBe('rejoining');
  await settle();
  expect(harness.port.resumed).toEqual(['{"request":1}']);
  expect(harness.log).toEqual(['lcw:chatRetrieved']);
  expect(harness.window.view).toMatchObject({ pane: 'active', visible: true, entries: [{ text: 'Hello' }] });
  conversation().agentSays('Still there?');
  expect(harness.log).toEqual(['lcw:chatRetrieved', 'lcw:onMessageReceived']);
  expect(harness.port.requests).toHaveLength(1);
});

it('keeps a minimised window minimised', async () => {
  await chatting();
  harness.window.callbacks?.onMinimize();
  goes();
  comesBack();
  await settle();
  expect(harness.window.view).toMatchObject({ pane: 'active', visible: false });
});

it.each([
  ['is over', () => (harness.port.resumable = null)],
  ['was closed in another tab', () => harness.storage.remove()],
  ['has outlived its memory', () => jest.advanceTimersByTime(16 * 60_000)],
])('a conversation that %s is closed, and the page hears of it', async (_, change) => {
  await chatting();
  goes();
  change();
  comesBack();
  await settle();
  expect(harness.installed.chatState()).toBe('closed');
  expect(harness.log).toEqual(['lcw:closeChat', 'lcw:onClose']);
  expect(harness.storage.text()).toBeNull();
});

it('a conversation that cannot be asked about can be tried again', async () => {
  await chatting();
  goes();
  harness.port.resumable = 'unreachable';
  comesBack();
  await settle();
  expect(harness.log).toEqual(['lcw:error']);
  expect(harness.window.view?.pane).toBe('error');
  harness.port.resumable = [];
  harness.window.callbacks?.onRetry();
  await settle();
  expect(harness.log).toEqual(['lcw:error', 'lcw:chatRetrieved']);
  expect(harness.port.requests).toHaveLength(1);
});

it('closed while it is being joined again: ended at the service', async () => {
  await chatting();
  goes();
  const { hold, letGo } = createHold();
  harness.port.hold = hold;
  comesBack();
  await settle();
  harness.sdk.closeChat();
  expect(harness.log).toEqual(['lcw:closeChat', 'lcw:onClose']);
  letGo();
  await settle();
  expect(conversation().log).toEqual(['end']);
});

it('an ordinary pageshow joins nothing', async () => {
  await chatting();
  comesBack(false);
  await settle();
  expect(harness.port.resumed).toEqual([]);
});

it('an invitation is gone when a chat has begun in another tab meanwhile', async () => {
  harness.sdk.startProactiveChat({ message: 'Hello', invitationId: 'i1' });
  await settle();
  goes();
  harness.storage.write(
    JSON.stringify({
      v: 2,
      expiresAt: Date.now() + 60_000,
      resumeState: 'other',
      minimized: false,
      place: 'page',
    }),
  );
  comesBack();
  expect(harness.find('.card')).toBeNull();
  expect(harness.log.at(-1)).toBe('invitation withdrawn i1');
});

it('a chat that was closed stays closed', async () => {
  goes();
  comesBack();
  await settle();
  expect(harness.log).toEqual(['lcw:ready']);
  expect(harness.installed.chatState()).toBe('closed');
});

describe('a page that is left before what runs a conversation has loaded', () => {
  it('starts nothing while it is away, and its chat when it comes back', async () => {
    const { hold, letGo } = createHold();
    const tabs = createFakeTabs().open();
    harness.stop();
    harness = startHarness({ loadConversation: () => hold.then(() => conversationParts(tabs)) });
    await settle();
    harness.sdk.startChat();
    goes();
    letGo();
    await settle();
    expect(harness.port.requests).toEqual([]);
    comesBack();
    await settle();
    expect(harness.log).toEqual(['lcw:ready', 'lcw:startChat', 'lcw:onMaximize', 'lcw:chatQueued']);
    expect(harness.port.requests).toHaveLength(1);
  });

  it('starts its chat also when it is back before that', async () => {
    const { hold, letGo } = createHold();
    const tabs = createFakeTabs().open();
    harness.stop();
    harness = startHarness({ loadConversation: () => hold.then(() => conversationParts(tabs)) });
    await settle();
    harness.sdk.startChat();
    goes();
    comesBack();
    letGo();
    await settle();
    expect(harness.log.at(-1)).toBe('lcw:chatQueued');
    expect(harness.port.requests).toHaveLength(1);
  });
});

describe('a page that is left between the creation of a conversation and its joining', () => {
  it('has kept what the next page resumes it with', async () => {
    harness.port.hold = new Promise(() => undefined);
    harness.sdk.startChat();
    await settle();
    expect(harness.port.conversations).toEqual([]);
    const { storage } = harness;
    harness.stop();
    harness = startHarness({}, storage);
    await settle();
    expect(harness.port.resumed).toEqual(['{"request":1}']);
    expect(harness.log).toEqual(['lcw:ready', 'lcw:chatRetrieved']);
  });

  it('leaves it to the next page, also when its own start fails or arrives as it goes', async () => {
    const { hold, letGo } = createHold();
    harness.port.hold = hold;
    harness.sdk.startChat();
    await settle();
    expect(harness.port.isLeftToNextPage()).toBe(false);
    goes();
    expect(harness.port.isLeftToNextPage()).toBe(true);
    letGo();
    await settle();
    expect(conversation().log).toEqual(['dispose']);
    expect(harness.storage.text()).not.toBeNull();
  });

  it('closed by the visitor before, it is not left to anybody', async () => {
    const { hold, letGo } = createHold();
    harness.port.hold = hold;
    harness.sdk.startChat();
    await settle();
    harness.sdk.closeChat();
    goes();
    expect(harness.port.isLeftToNextPage()).toBe(false);
    letGo();
    await settle();
    expect(conversation().log).toEqual(['end']);
  });

  it.each([
    ['failed', async () => undefined],
    ['was closed by the visitor', async () => harness.sdk.closeChat()],
  ])('keeps nothing of a start that %s', async (how, act) => {
    if (how === 'failed') harness.port.failure = { ok: false, failure: 'network', detail: '' };
    else harness.port.hold = new Promise(() => undefined);
    harness.sdk.startChat();
    await settle();
    await act();
    expect(harness.storage.text()).toBeNull();
  });
});
