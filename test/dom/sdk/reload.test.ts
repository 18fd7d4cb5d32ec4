import { connectDeadlineMs } from '../../../src/sdk/conversationRun.ts';
import { createConversationStore } from '../../../src/sdk/storedConversation.ts';
import { createMemoryStorage } from '../../fakes/fakeChatPorts.ts';
import type { Harness } from './harness.ts';
import { createHold, onFakeTime, settle, startHarness } from './harness.ts';

let harness: Harness;

onFakeTime(() => harness.stop());

async function ready(...args: Parameters<typeof startHarness>): Promise<void> {
  harness = startHarness(...args);
  await settle();
}

async function chatting(): Promise<void> {
  await ready();
  harness.sdk.startChat();
  await settle();
  harness.log.length = 0;
}

const conversation = () => harness.port.conversations.at(-1)!;

describe('a reload', () => {
  async function reload(): Promise<void> {
    const { storage } = harness;
    harness.stop();
    harness = startHarness({}, storage);
  }

  it('joins the conversation again: ready, then chatRetrieved, and nothing that was said before', async () => {
    await chatting();
    const said = conversation().agentSays('Hello');
    await reload();
    harness.port.resumable = [said];
    await settle();
    expect(harness.log).toEqual(['lcw:ready', 'lcw:chatRetrieved']);
    expect(harness.port.resumed).toEqual(['{"request":1}']);
    expect(harness.window.view).toMatchObject({
      pane: 'active',
      visible: true,
      entries: [{ text: 'Hello' }],
    });
    conversation().listener.onMessage(said);
    conversation().agentSays('Still there?');
    expect(harness.log.slice(2)).toEqual(['lcw:onMessageReceived']);
  });

  it('keeps a minimised window minimised and does not load it', async () => {
    await chatting();
    harness.window.callbacks?.onMinimize();
    await reload();
    await settle();
    expect(harness.installed.chatState()).toBe('active');
    expect(harness.window.opened).toBe(0);
    conversation().agentSays('Hello');
    harness.press('Chat with us, 1 unread message');
    await settle();
    expect(harness.window.opened).toBe(1);
    expect(harness.find('.chat-button')?.hidden).toBe(true);
  });

  it('joins a conversation in which nobody has said anything for an hour', async () => {
    await chatting();
    await jest.advanceTimersByTimeAsync(60 * 60_000);
    // As after a crash: without the notice of being left.
    const storage = createMemoryStorage(harness.storage.text());
    harness.stop();
    harness = startHarness({}, storage);
    await settle();
    expect(harness.log).toEqual(['lcw:ready', 'lcw:chatRetrieved']);
  });

  it('a start asked for inside the ready handler joins the conversation and begins no other', async () => {
    await chatting();
    const { storage } = harness;
    harness.stop();
    window.addEventListener('lcw:ready', () => harness.sdk.startChat(), { once: true });
    harness = startHarness({}, storage);
    await settle();
    expect(harness.log).toEqual(['lcw:ready', 'lcw:onMaximize', 'lcw:chatRetrieved']);
    expect(harness.port.requests).toEqual([]);
  });

  it('finds a conversation that is over: closed, and forgotten', async () => {
    await chatting();
    await reload();
    harness.port.resumable = null;
    await settle();
    expect(harness.log).toEqual(['lcw:ready']);
    expect(harness.installed.chatState()).toBe('closed');
    expect(harness.storage.text()).toBeNull();
  });

  it('keeps the conversation for later if the client cannot be loaded', async () => {
    await chatting();
    const { storage } = harness;
    harness.stop();
    await ready({ loadConversationPort: () => Promise.reject(new Error('offline')) }, storage);
    expect(harness.log).toEqual(['lcw:ready', 'lcw:error']);
    expect(storage.text()).not.toBeNull();
  });

  it('does not bring back what the agent or the visitor has ended', async () => {
    await chatting();
    conversation().agentEnds();
    expect(harness.storage.text()).toBeNull();
    harness.sdk.closeChat();
    harness.sdk.startChat();
    await settle();
    expect(harness.storage.text()).not.toBeNull();
    harness.sdk.closeChat();
    expect(harness.storage.text()).toBeNull();
  });

  it('closing while it is being joined ends it at the service, and forgets it', async () => {
    await chatting();
    await reload();
    const { hold, letGo } = createHold();
    harness.port.hold = hold;
    await settle();
    harness.sdk.closeChat();
    letGo();
    await settle();
    expect(conversation().log).toEqual(['end']);
    expect(harness.storage.text()).toBeNull();
    expect(harness.log).toEqual(['lcw:ready', 'lcw:closeChat', 'lcw:onClose']);
  });

  it('a conversation that could not be joined in time runs on if it comes late', async () => {
    await chatting();
    await reload();
    const { hold, letGo } = createHold();
    harness.port.hold = hold;
    await jest.advanceTimersByTimeAsync(connectDeadlineMs);
    letGo();
    await settle();
    expect(conversation().log).toEqual(['dispose']);
  });

  it.each([
    ['the page is left', () => window.dispatchEvent(new Event('pagehide'))],
    ['the tab goes to the background', () => showTab('hidden')],
    ['the visitor has sent something', () => harness.window.callbacks?.onSend('Hi')],
    ['the agent has said something', () => conversation().agentSays('Hello')],
  ])('counts the life of the conversation from the moment %s', async (_, use) => {
    await chatting();
    await jest.advanceTimersByTimeAsync(20 * 60_000);
    use();
    await jest.advanceTimersByTimeAsync(10 * 60_000);
    // As it is now: the end of the harness would begin a new life.
    const text = harness.storage.text();
    harness.stop();
    await ready({}, createMemoryStorage(text));
    expect(harness.log).toEqual(['lcw:ready', 'lcw:chatRetrieved']);
  });
});

function showTab(state: DocumentVisibilityState): void {
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
  document.dispatchEvent(new Event('visibilitychange'));
  Reflect.deleteProperty(document, 'visibilityState');
}

describe('a chat in another tab', () => {
  /** The other tab shares the storage alone. */
  const otherTab = (id: string, { storage } = harness): void =>
    createConversationStore(storage, Date.now).write({
      resumeState: id,
      conversationId: '',
      minimized: false,
      place: 'page',
    });

  it('keeps the visitor from being invited in this one', async () => {
    await ready();
    otherTab('other');
    harness.sdk.startProactiveChat('Hello');
    await settle();
    expect(harness.log).toContain('invitation refused null');
    expect(harness.find('.card')).toBeNull();
    expect(harness.installed.chatState()).toBe('closed');
  });

  it('is joined, not doubled, by who accepts an invitation that was open before', async () => {
    await ready();
    harness.sdk.startProactiveChat({ message: 'Hello', invitationId: 'i1' });
    await settle();
    otherTab('other');
    harness.press('Chat now');
    await settle();
    expect(harness.port.requests).toEqual([]);
    expect(harness.port.resumed).toEqual(['other']);
    expect(harness.window.view).toMatchObject({ pane: 'active', visible: true });
    expect(harness.log).toEqual([
      'lcw:ready',
      'invitation shown i1',
      'invitation accepted i1',
      'lcw:onMaximize',
      'lcw:chatRetrieved',
    ]);
  });

  it('is joined by startChat too, and the open invitation goes', async () => {
    await ready();
    harness.sdk.startProactiveChat({ message: 'Hello', invitationId: 'i1' });
    await settle();
    otherTab('other');
    harness.sdk.startChat();
    await settle();
    expect(harness.port.resumed).toEqual(['other']);
    expect(harness.find('.card')).toBeNull();
    expect(harness.log).toEqual([
      'lcw:ready',
      'invitation shown i1',
      'invitation withdrawn i1',
      'lcw:onMaximize',
      'lcw:chatRetrieved',
    ]);
  });

  it('that is over makes the accepted invitation a new proactive conversation', async () => {
    await ready();
    harness.sdk.startProactiveChat('Hello');
    await settle();
    otherTab('other');
    harness.port.resumable = null;
    harness.press('Chat now');
    await settle();
    expect(harness.port.requests).toEqual([{ customContext: {}, isProactive: true }]);
    expect(harness.log.at(-1)).toBe('lcw:chatQueued');
  });

  it('stays remembered when the one in this tab ends', async () => {
    await chatting();
    otherTab('other');
    harness.sdk.closeChat();
    expect(harness.storage.text()).toContain('other');
  });
});
