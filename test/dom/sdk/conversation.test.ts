import { chatMessage, openAvailability } from '../../fakes/fakeChatPorts.ts';
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
    expect(harness.events.slice(-2).map(({ detail }) => detail as unknown)).toMatchObject([
      { messageType: 'user', channelData: { tags: ['public', 'client_activity_id:1'] } },
      { messageType: 'system', channelData: { tags: ['system', 'agentaccepted'] } },
    ]);
  });

  it('tells of a message under the names of the open-source widget too', async () => {
    await chatting();
    const { id, sentAt } = conversation().agentSays('Hello');
    expect(harness.events.at(-1)?.detail).toEqual({
      messageType: 'user',
      channelData: { tags: ['public'] },
      type: 'message',
      text: 'Hello',
      timestamp: sentAt,
      Id: id,
      role: 'agent',
      tags: ['public'],
      isChatComplete: false,
      chatId: 'conversation-1',
    });
  });

  it('what a page does to a detail does not reach the next', async () => {
    await chatting();
    const spoil = ({ detail }: Event & { detail?: { channelData: { tags: string[] }; tags: string[] } }) =>
      detail?.channelData.tags.push(...(detail.tags.splice(0), ['spoiled']));
    const tags = ['public'];
    window.addEventListener('lcw:onMessageReceived', spoil, { once: true });
    conversation().agentSays('Hello', { tags });
    expect(tags).toEqual(['public']);
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
    const { hold, letGo } = createHold();
    harness.port.hold = hold;
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

  it('one that the service takes after the chat was closed is nobody’s news any more', async () => {
    await chatting();
    harness.window.callbacks?.onSend('Hello');
    harness.sdk.closeChat();
    harness.sdk.startChat();
    await settle();
    expect(conversation().log).not.toContain('send Hello');
    expect(harness.log).not.toContain('lcw:onMessageSent');
    expect(harness.window.view?.entries).toEqual([]);
  });

  it('count as unsent when the service does not answer, and as sent when it does after all', async () => {
    await chatting();
    const { hold, letGo } = createHold();
    conversation().answerHold = hold;
    harness.window.callbacks?.onSend('Hi');
    await jest.advanceTimersByTimeAsync(14_900);
    expect(harness.window.view?.entries).toMatchObject([{ delivery: 'sending' }]);
    await jest.advanceTimersByTimeAsync(200);
    expect(harness.window.view?.entries).toMatchObject([{ delivery: 'unsent' }]);
    letGo();
    await settle();
    expect(harness.window.view?.entries).toMatchObject([{ text: 'Hi', delivery: 'sent' }]);
    expect(harness.log).toEqual(['lcw:onMessageSent']);
  });

  it('sent again keep their id, and the end of the first attempt is not that of the second', async () => {
    await chatting();
    const first = createHold();
    conversation().answerHold = first.hold;
    harness.window.callbacks?.onSend('Hi');
    await jest.advanceTimersByTimeAsync(15_000);
    const second = createHold();
    conversation().answerHold = second.hold;
    harness.window.callbacks?.onResend(harness.window.view!.entries[0]!.key);
    conversation().accepts = false;
    first.letGo();
    await settle();
    expect(harness.window.view?.entries).toMatchObject([{ delivery: 'sending' }]);
    conversation().accepts = true;
    second.letGo();
    await settle();
    expect(harness.window.view?.entries).toMatchObject([{ delivery: 'sent' }]);
    expect(new Set(conversation().clientIds).size).toBe(1);
    expect(harness.log).toEqual(['lcw:onMessageSent']);
  });

  it('have ids of their own, also within one millisecond, and may carry an answer', async () => {
    await chatting();
    harness.window.callbacks?.onSend('Hi');
    harness.window.callbacks?.onSend('Hold it', { value: { size: 'M' } });
    await settle();
    expect(new Set(conversation().clientIds).size).toBe(2);
    expect(harness.window.view?.entries.map(({ answersCard }) => answersCard)).toEqual([false, true]);
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

describe('who has the conversation', () => {
  it('is shown from the moment somebody has taken it, and is the one who speaks', async () => {
    await chatting();
    expect(harness.window.view?.agent).toBeNull();
    conversation().agentSays('Hello', { role: 'bot', senderName: 'Helper' });
    expect(harness.window.view?.agent).toBeNull();
    conversation().listener.onAgentJoined('Anna');
    expect(harness.window.view?.agent).toBe('Anna');
    conversation().agentSays('Hello', { senderName: 'Bob' });
    expect(harness.window.view?.agent).toBe('Bob');
  });
});

describe('outside operating hours', () => {
  const opensAt = (at: string) => {
    harness.availability.answer = {
      ok: true,
      detail: { ...openAvailability, StartTimeOfNextOperatingHour: at },
    };
  };
  const closed = async (): Promise<void> => {
    await ready();
    harness.availability.config = { operatingHours: 'closed', title: 'Pottery' };
  };

  it('the window says when they begin again, if the service tells', async () => {
    await closed();
    const at = new Date(Date.now() + 3_600_000).toISOString();
    opensAt(at);
    harness.sdk.startChat();
    await settle();
    expect(harness.window.view).toMatchObject({ pane: 'outOfOffice', title: 'Pottery', nextOpening: at });
    expect(harness.log).not.toContain('lcw:getAgentAvailability');
  });

  it.each(['0001-01-01T00:00:00Z', '2020-01-01T00:00:00Z'])(
    'a moment like %s is no time to come back',
    async (at) => {
      await closed();
      opensAt(at);
      harness.sdk.startChat();
      await settle();
      expect(harness.window.view).toMatchObject({ pane: 'outOfOffice', nextOpening: null });
    },
  );
});

describe('the title of the page', () => {
  const title = document.createElement('title');
  beforeEach(() => {
    title.textContent = '  Pots & pans ';
    document.head.append(title);
  });
  afterEach(() => title.remove());

  it('counts what came while nobody looked, and is given back as it was', async () => {
    await chatting();
    conversation().agentSays('Seen');
    expect(title.textContent).toBe('  Pots & pans ');
    harness.window.callbacks?.onMinimize();
    conversation().agentSays('One');
    conversation().agentSays('Next in line', { role: 'system' });
    conversation().agentSays('Two');
    expect(title.textContent).toBe('(2)   Pots & pans ');
    harness.sdk.startChat();
    expect(title.textContent).toBe('  Pots & pans ');
  });

  it('that the page changes meanwhile stays what the page has made of it', async () => {
    await chatting();
    harness.window.callbacks?.onMinimize();
    conversation().agentSays('One');
    title.textContent = 'Cart';
    conversation().agentSays('Two');
    expect(title.textContent).toBe('(2) Cart');
    title.textContent = 'Paid';
    harness.sdk.startChat();
    expect(title.textContent).toBe('Paid');
  });

  it('counts in a tab that nobody looks at, too, until somebody comes back to it', async () => {
    await chatting();
    let hidden = true;
    const spy = jest.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden);
    conversation().agentSays('One');
    expect(title.textContent).toBe('(1)   Pots & pans ');
    hidden = false;
    document.dispatchEvent(new Event('visibilitychange'));
    expect(title.textContent).toBe('  Pots & pans ');
    spy.mockRestore();
  });

  it('goes back with the widget, and a page without one gets none', async () => {
    await chatting();
    harness.window.callbacks?.onMinimize();
    conversation().agentSays('One');
    harness.installed.destroy();
    expect(title.textContent).toBe('  Pots & pans ');
    title.textContent = '';
    await chatting();
    harness.window.callbacks?.onMinimize();
    conversation().agentSays('One');
    expect(title.textContent).toBe('');
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
