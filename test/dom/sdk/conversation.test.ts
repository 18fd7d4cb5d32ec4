import { createConversationStore } from '../../../src/sdk/storedConversation.ts';
import { connectDeadlineMs } from '../../../src/sdk/conversationRun.ts';
import { chatMessage, createMemoryStorage } from '../../fakes/fakeChatPorts.ts';
import type { Harness } from './harness.ts';
import { settle, startHarness } from './harness.ts';

let harness: Harness;

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  harness.stop();
  document.body.replaceChildren();
  jest.useRealTimers();
});

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

describe('ready', () => {
  it('is raised once, in a later task, before its promise resolves', async () => {
    harness = startHarness();
    const order: string[] = [];
    void harness.installed.ready.then(() => order.push('promise', ...harness.log));
    await Promise.resolve();
    expect(harness.log).toEqual([]);
    await settle();
    expect(order).toEqual(['promise', 'lcw:ready']);
    await jest.advanceTimersByTimeAsync(120_000);
    expect(harness.log).toEqual(['lcw:ready']);
  });

  it('comes with an event that neither bubbles nor can be cancelled', async () => {
    await ready();
    const event = harness.events[0]!;
    expect(event).toBeInstanceOf(CustomEvent);
    expect(event.target === window).toBe(true);
    expect(event).toMatchObject({ detail: null, bubbles: false, cancelable: false });
  });
});

describe('a chat from start to end', () => {
  it('raises the events in the documented order, each once', async () => {
    await ready();
    harness.sdk.startChat();
    expect(harness.log).toEqual(['lcw:ready', 'lcw:startChat', 'lcw:onMaximize']);
    await settle();
    conversation().agentSays('Hello');
    harness.window.callbacks?.onSend('Hi');
    await settle();
    harness.window.callbacks?.onMinimize();
    harness.sdk.startChat();
    conversation().agentEnds();
    harness.sdk.closeChat();
    harness.sdk.closeChat();
    expect(harness.log).toEqual([
      'lcw:ready',
      'lcw:startChat',
      'lcw:onMaximize',
      'lcw:chatQueued',
      'lcw:onMessageReceived',
      'lcw:onMessageSent',
      'lcw:onMinimize',
      'lcw:onMaximize',
      'lcw:onMessageReceived',
      'lcw:threadUpdate',
      'lcw:closeChat',
      'lcw:onClose',
    ]);
  });

  it('raises what the service says before the answer to the start only after chatQueued', async () => {
    await ready();
    const { port } = harness;
    const start = port.start.bind(port);
    port.start = async (request, listener) => {
      listener.onMessage(chatMessage('You are next.', { role: 'system', tags: ['system', 'queueposition'] }));
      return start(request, listener);
    };
    harness.sdk.startChat();
    await settle();
    expect(harness.log.slice(-2)).toEqual(['lcw:chatQueued', 'lcw:onMessageReceived']);
  });

  it('tells what kind of message came, and its tags', async () => {
    await chatting();
    conversation().agentSays('Hello', { tags: ['public', 'client_activity_id:1'] });
    conversation().agentSays('Anna joined', { role: 'system', tags: ['system', 'agentaccepted'] });
    expect(harness.events.slice(-2).map(({ detail }) => detail as unknown)).toEqual([
      { messageType: 'user', channelData: { tags: ['public', 'client_activity_id:1'] } },
      { messageType: 'system', channelData: { tags: ['system', 'agentaccepted'] } },
    ]);
  });

  it('a repeated message and typing are no news', async () => {
    await chatting();
    const message = conversation().agentSays('Hello');
    conversation().listener.onMessage(message);
    conversation().listener.onTyping('Anna');
    expect(harness.log).toEqual(['lcw:onMessageReceived']);
    expect(harness.window.view?.typing).toBe('Anna');
    await jest.advanceTimersByTimeAsync(6_000);
    expect(harness.window.view?.typing).toBeNull();
  });

  it('two starts are one conversation, also after the agent has ended it', async () => {
    await ready();
    harness.sdk.startChat();
    harness.sdk.startChat();
    await settle();
    conversation().agentEnds();
    harness.sdk.startChat();
    await settle();
    expect(harness.port.requests).toHaveLength(1);
    expect(harness.installed.chatState()).toBe('inactive');
    harness.sdk.closeChat();
    harness.sdk.startChat();
    await settle();
    expect(harness.port.requests).toHaveLength(2);
  });

  it('closeChat inside the threadUpdate handler has done its work when it returns', async () => {
    await chatting();
    const seen: string[][] = [];
    const onThreadUpdate = (): void => {
      harness.sdk.closeChat();
      seen.push([...harness.log]);
    };
    window.addEventListener('lcw:threadUpdate', onThreadUpdate);
    conversation().agentEnds();
    window.removeEventListener('lcw:threadUpdate', onThreadUpdate);
    expect(seen).toEqual([['lcw:onMessageReceived', 'lcw:threadUpdate', 'lcw:closeChat', 'lcw:onClose']]);
    expect(harness.log).toEqual(seen[0]);
  });

  it('a new chat started inside the closeChat handler comes after onClose', async () => {
    await chatting();
    const restart = (): void => {
      harness.sdk.closeChat();
      harness.sdk.startChat();
    };
    window.addEventListener('lcw:closeChat', restart, { once: true });
    harness.sdk.closeChat();
    expect(harness.log).toEqual(['lcw:closeChat', 'lcw:onClose', 'lcw:startChat', 'lcw:onMaximize']);
  });

  it('closing while it is being started ends it at the service when it comes', async () => {
    await ready();
    let letGo: () => void = () => undefined;
    harness.port.hold = new Promise((resolve) => (letGo = resolve));
    harness.sdk.startChat();
    await settle();
    harness.sdk.closeChat();
    letGo();
    await settle();
    expect(conversation().log).toEqual(['end']);
    expect(harness.log.slice(-2)).toEqual(['lcw:closeChat', 'lcw:onClose']);
  });

  it.each([
    ['closing', () => harness.sdk.closeChat()],
    ['destroying', () => harness.installed.destroy()],
  ])('%s while it is being started leaves no timer', async (_, leave) => {
    await ready();
    harness.port.hold = new Promise(() => undefined);
    harness.sdk.startChat();
    await settle();
    expect(jest.getTimerCount()).toBe(1);
    leave();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('closeChat on a closed widget does nothing', async () => {
    await ready();
    harness.sdk.closeChat();
    expect(harness.log).toEqual(['lcw:ready']);
  });
});

describe('messages of the visitor', () => {
  it('are shown as unsent if the service does not take them, and sent again on request', async () => {
    await chatting();
    conversation().accepts = false;
    harness.window.callbacks?.onSend('Hi');
    await settle();
    const [entry] = harness.window.view?.entries ?? [];
    expect(entry).toMatchObject({ text: 'Hi', delivery: 'unsent' });
    expect(harness.log).toEqual([]);

    conversation().accepts = true;
    harness.window.callbacks?.onResend(entry!.key);
    harness.window.callbacks?.onResend(entry!.key);
    await settle();
    expect(harness.window.view?.entries).toMatchObject([{ key: entry!.key, delivery: 'sent' }]);
    expect(conversation().log).toEqual(['send Hi', 'send Hi']);
    expect(harness.log).toEqual(['lcw:onMessageSent']);
  });

  it('typing is told at most every four seconds', async () => {
    await chatting();
    for (let second = 0; second < 8; second += 1) {
      harness.window.callbacks?.onTyping();
      await jest.advanceTimersByTimeAsync(1_000);
    }
    expect(conversation().log).toEqual(['typing', 'typing']);
  });
});

describe('custom context', () => {
  it('is asked of the provider when a chat starts, not before', async () => {
    await ready();
    const provider = jest.fn(() => ({ Plan: 'pro' }));
    harness.sdk.setContextProvider(provider);
    expect(provider).not.toHaveBeenCalled();
    harness.sdk.startChat();
    await settle();
    expect(provider).toHaveBeenCalledTimes(1);
    expect(provider).toHaveBeenCalledWith();
    expect(harness.port.requests).toEqual([
      { customContext: { Plan: { value: 'pro', isDisplayable: false } }, isProactive: false },
    ]);
  });

  it('given to startChat beats the provider', async () => {
    await ready();
    const provider = jest.fn(() => ({ Plan: 'pro' }));
    harness.sdk.setContextProvider(provider);
    harness.sdk.startChat({ customContext: { Plan: { value: 'basic', isDisplayable: true } } });
    await settle();
    expect(provider).not.toHaveBeenCalled();
    expect(harness.port.requests[0]?.customContext).toEqual({
      Plan: { value: 'basic', isDisplayable: true },
    });
  });

  it('a provider that throws is an error with code 1, and the chat goes on without context', async () => {
    await ready();
    harness.sdk.setContextProvider(() => {
      throw new Error('no cart');
    });
    harness.sdk.startChat();
    await settle();
    expect(harness.log).toEqual([
      'lcw:ready',
      'lcw:startChat',
      'lcw:onMaximize',
      'lcw:error',
      'lcw:chatQueued',
    ]);
    expect(harness.events[3]?.detail).toEqual({
      errorCode: 1,
      errorDescription: 'Custom context provider method execution failed',
      errorDetail: 'no cart',
    });
    expect(harness.port.requests[0]?.customContext).toEqual({});
  });
});

describe('a start that does not succeed', () => {
  it('outside operating hours shows the pane and starts no conversation', async () => {
    await ready();
    harness.availability.config = { operatingHours: 'closed', title: 'Pottery' };
    harness.sdk.startChat();
    await settle();
    expect(harness.window.view).toMatchObject({ pane: 'outOfOffice', title: 'Pottery' });
    expect(harness.port.requests).toEqual([]);
    expect(harness.log).toEqual(['lcw:ready', 'lcw:startChat', 'lcw:onMaximize']);
  });

  it('shows the same pane when it is the service that says so', async () => {
    await ready();
    harness.port.failure = { ok: false, failure: 'outsideOperatingHours', detail: '' };
    harness.sdk.startChat();
    await settle();
    expect(harness.installed.chatState()).toBe('outOfOffice');
  });

  it.each([
    ['network', 1010],
    ['unavailable', 1010],
    ['refused', 1011],
    ['authentication', 1012],
  ] as const)('%s is an error with code %i that can be tried again', async (failure, errorCode) => {
    await ready();
    harness.port.failure = { ok: false, failure, detail: 'why' };
    harness.sdk.startChat({ customContext: { Plan: 'pro' } });
    await settle();
    expect(harness.events.at(-1)?.detail).toMatchObject({ errorCode, errorDetail: 'why' });
    expect(harness.window.view?.pane).toBe('error');

    harness.port.failure = null;
    harness.window.callbacks?.onRetry();
    await settle();
    expect(harness.log.slice(-2)).toEqual(['lcw:error', 'lcw:chatQueued']);
    expect(harness.port.requests[1]).toEqual(harness.port.requests[0]);
  });

  it('a client that cannot be loaded is an error too', async () => {
    await ready({ loadConversationPort: () => Promise.reject(new Error('offline')) });
    harness.sdk.startChat();
    await settle();
    expect(harness.events.at(-1)?.detail).toMatchObject({ errorCode: 1014, errorDetail: 'offline' });
  });

  it('a service that does not answer is given up, and what comes later is ended', async () => {
    await ready();
    let letGo: () => void = () => undefined;
    harness.port.hold = new Promise((resolve) => (letGo = resolve));
    harness.sdk.startChat();
    await jest.advanceTimersByTimeAsync(connectDeadlineMs);
    expect(harness.events.at(-1)?.detail).toMatchObject({ errorCode: 1013 });
    letGo();
    await settle();
    expect(conversation().log).toEqual(['end']);
    expect(harness.installed.chatState()).toBe('error');
  });

  it('a window that cannot be loaded is told to the visitor, and can be tried again', async () => {
    let works = false;
    const { create } = await windowThatWorksWhen(() => works);
    await ready({ loadChatWindow: create });
    harness.sdk.startChat();
    await settle();
    expect(
      harness.events.some(({ detail }) => (detail as { errorCode?: number } | null)?.errorCode === 1014),
    ).toBe(true);
    expect(harness.find('.card-title')?.textContent).toBe('The chat did not open');
    works = true;
    harness.press('Try again');
    await settle();
    expect(harness.find('.card')).toBeNull();
    expect(harness.find('[data-window]')).not.toBeNull();
  });
});

async function windowThatWorksWhen(works: () => boolean) {
  return {
    create: async () => {
      if (!works()) throw new Error('offline');
      return ({ root }: { readonly root: ShadowRoot }) => {
        const node = document.createElement('div');
        node.setAttribute('data-window', '');
        root.append(node);
        return { update: () => undefined, focus: () => undefined, destroy: () => node.remove() };
      };
    },
  };
}

describe('a widget that requires authentication', () => {
  const authenticated = { operatingHours: 'open', requiresAuthentication: true } as const;

  it('starts with the token of the provider, and without the context of the page', async () => {
    await ready();
    harness.availability.config = authenticated;
    harness.sdk.setAuthTokenProvider((deliver) => setTimeout(() => deliver('a.b.c'), 9_999));
    harness.sdk.startChat({ customContext: { Plan: 'pro' } });
    await jest.advanceTimersByTimeAsync(9_999);
    expect(harness.port.requests).toEqual([{ customContext: {}, isProactive: false, authToken: 'a.b.c' }]);
    expect(harness.log.at(-1)).toBe('lcw:chatQueued');
  });

  it.each([
    [
      'throws',
      2,
      () => {
        throw new Error('no');
      },
    ],
    ['is async and fails', 2, () => Promise.reject(new Error('no'))],
    ['delivers null', 3, (deliver: (token: string | null) => void) => deliver(null)],
    ['delivers an empty text', 3, (deliver: (token: string | null) => void) => deliver('')],
    ['stays silent for ten seconds', 3, () => undefined],
    ['delivers garbage', 4, (deliver: (token: string | null) => void) => deliver('garbage')],
  ])('a provider that %s is an error with code %i and no conversation', async (_, errorCode, provider) => {
    await ready();
    harness.availability.config = authenticated;
    harness.sdk.setAuthTokenProvider(provider);
    harness.sdk.startChat();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(harness.events.at(-1)?.detail).toMatchObject({ errorCode });
    expect(harness.port.requests).toEqual([]);
  });

  it('an anonymous widget does not ask the provider', async () => {
    await ready();
    const provider = jest.fn();
    harness.sdk.setAuthTokenProvider(provider);
    harness.sdk.startChat();
    await settle();
    expect(provider).not.toHaveBeenCalled();
    expect(harness.log.at(-1)).toBe('lcw:chatQueued');
  });
});

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
    expect(harness.port.resumed).toEqual(['{"id":"conversation-1"}']);
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
    let letGo: () => void = () => undefined;
    harness.port.hold = new Promise((resolve) => (letGo = resolve));
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
    let letGo: () => void = () => undefined;
    harness.port.hold = new Promise((resolve) => (letGo = resolve));
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
  const otherTab = (id: string, storage = harness.storage): void =>
    createConversationStore(storage, { appId: 'app', orgId: 'org', orgUrl: '' }, Date.now).write({
      resumeState: id,
      minimized: false,
    });

  it('keeps the visitor from being invited in this one', async () => {
    await ready();
    otherTab('other');
    harness.sdk.startProactiveChat('Hello');
    expect(harness.find('.card')).toBeNull();
    expect(harness.installed.chatState()).toBe('closed');
  });

  it('is joined, not doubled, by who accepts an invitation that was open before', async () => {
    await ready();
    harness.sdk.startProactiveChat({ message: 'Hello', invitationId: 'i1' });
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

it('a page on which the widget cannot be drawn hears of it, and nothing else happens', async () => {
  const attach = jest.spyOn(HTMLElement.prototype, 'attachShadow').mockImplementation(() => {
    throw new Error('not here');
  });
  harness = startHarness();
  const failed = expect(harness.installed.ready).rejects.toThrow('not here');
  harness.sdk.startProactiveChat('Hello');
  await settle();
  await failed;
  harness.sdk.startChat();
  await settle();
  attach.mockRestore();
  expect(harness.log).toEqual(['lcw:error']);
  expect(harness.events[0]?.detail).toMatchObject({ errorCode: 1015, errorDetail: 'not here' });
  expect(harness.installed.chatState()).toBe('closed');
});

describe('destroy', () => {
  it('leaves no node, no listener, no timer and no global, and lets the conversation run on', async () => {
    const added = jest.spyOn(window, 'addEventListener');
    const removed = jest.spyOn(window, 'removeEventListener');
    const addedToDocument = jest.spyOn(document, 'addEventListener');
    const removedFromDocument = jest.spyOn(document, 'removeEventListener');
    harness = startHarness();
    added.mockClear();
    harness.stop();
    harness = startHarness();
    await settle();
    harness.sdk.startProactiveChat('Hello');
    harness.press('Chat now');
    await settle();
    conversation().listener.onTyping('Anna');
    harness.installed.destroy();

    expect(document.body.childElementCount).toBe(0);
    expect('Microsoft' in globalThis).toBe(false);
    expect(jest.getTimerCount()).toBe(0);
    const own = (calls: unknown[][]) =>
      calls
        .map(([type]) => type)
        .filter((type) => !String(type).startsWith('lcw:'))
        .sort();
    expect(own(added.mock.calls)).toEqual(['keydown', 'keydown', 'pagehide']);
    // The first widget of this test has listened too.
    expect(own(removed.mock.calls)).toEqual(['keydown', 'keydown', 'pagehide', 'pagehide']);
    const watches = ([type]: readonly unknown[]): boolean => type === 'visibilitychange';
    expect(addedToDocument.mock.calls.filter(watches)).toHaveLength(2);
    expect(removedFromDocument.mock.calls.filter(watches)).toEqual(
      addedToDocument.mock.calls.filter(watches),
    );
    for (const spy of [added, removed, addedToDocument, removedFromDocument]) spy.mockRestore();
    expect(conversation().log).toEqual(['dispose']);
    expect(harness.storage.text()).not.toBeNull();
  });

  it('before ready, nothing is raised and nothing appears', async () => {
    harness = startHarness();
    harness.sdk.startProactiveChat('Hello');
    harness.installed.destroy();
    await settle();
    expect(harness.log).toEqual([]);
    expect(document.body.childElementCount).toBe(0);
  });

  it('twice is as good as once, and methods called afterwards do nothing', async () => {
    await ready();
    harness.installed.destroy();
    harness.installed.destroy();
    harness.sdk.startChat();
    harness.sdk.startProactiveChat('Hello');
    harness.sdk.getAgentAvailability();
    await settle();
    expect(harness.log).toEqual(['lcw:ready']);
    expect(harness.port.requests).toEqual([]);
  });
});

it('tells state changes to its listeners, also when one of them throws', async () => {
  await ready();
  const seen: string[] = [];
  harness.installed.onChatState(() => {
    throw new Error('mine');
  });
  const stop = harness.installed.onChatState((state) => seen.push(state));
  harness.sdk.startChat();
  await settle();
  stop();
  harness.sdk.closeChat();
  expect(seen).toEqual(['loading', 'active']);
  expect(harness.warnings).toContain('mine');
});
