import type { Gates } from '../../../src/core/eligibility.ts';
import type { InvitationRequest } from '../../../src/core/invitationRequest.ts';
import type { ContextProvider, LiveChatSdk } from '../../../src/core/sdkPort.ts';
import { sdkEventNames } from '../../../src/core/sdkEvents.ts';
import { loadMicrosoftWidget } from '../../../src/tag/microsoftWidget.ts';
import type { Widget } from '../../../src/tag/widget.ts';

const page = window as unknown as { Microsoft?: unknown };
const request = (change: Partial<InvitationRequest> = {}): InvitationRequest => ({
  ruleId: 'pricing',
  message: 'May we help?',
  title: 'Not for this widget',
  agentName: 'Nobody',
  agentPictureUrl: null,
  showPrechat: true,
  inNewWindow: false,
  closeAfterSeconds: null,
  context: { Source: { value: 'rule', isDisplayable: true } },
  ...change,
});
const raise = (name: (typeof sdkEventNames)[number], detail: unknown = null): void => {
  window.dispatchEvent(new CustomEvent(name, { detail }));
};
const available = { isAgentAvailable: true, isQueueAvailable: true, averageWaitTime: 2, positionInQueue: 0 };

let widget: Widget | null = null;
let gates: Partial<Gates>[];
let told: string[];
let calls: unknown[][];
let provider: ContextProvider | null;

/** Microsoft's global, which writes down what it is asked and answers nothing by itself. */
function putSdk(change: Partial<LiveChatSdk> = {}): void {
  const sdk: Partial<LiveChatSdk> = {
    getContextProvider: () => provider,
    setContextProvider: (given) => {
      provider = given;
    },
    removeContextProvider: () => {
      provider = null;
    },
    getAgentAvailability: (...given) => calls.push(['getAgentAvailability', ...given]),
    startProactiveChat: (...given) => calls.push(['startProactiveChat', ...given]),
    ...change,
  };
  page.Microsoft = { Omnichannel: { LiveChatWidget: { SDK: sdk } } };
}

function load(): Widget {
  widget = loadMicrosoftWidget(window, {
    listener: {
      onGates: (change) => gates.push(change),
      onInvitation: (id, event, inferred) =>
        told.push(`${id} ${event}${inferred === true ? ' inferred' : ''}`),
      onPageInvitation: () => undefined,
    },
    insert: null,
    warn: () => undefined,
    report: () => undefined,
  });
  return widget;
}

/** A widget that is ready, and an invitation that it has taken. */
function invite(change: Partial<InvitationRequest> = {}): Widget {
  putSdk();
  const loaded = load();
  raise('lcw:ready');
  loaded.invite('one', request(change));
  return loaded;
}

const sdkGates = (): readonly unknown[] => gates.flatMap(({ sdk }) => (sdk === undefined ? [] : [sdk]));
const chatGates = (): readonly unknown[] => gates.flatMap(({ chat }) => (chat === undefined ? [] : [chat]));
/** Lets promises that are settled be heard of. */
const settle = (): Promise<unknown> => jest.advanceTimersByTimeAsync(0);

beforeEach(() => {
  jest.useFakeTimers();
  gates = [];
  told = [];
  calls = [];
  provider = null;
});
afterEach(() => {
  widget?.destroy();
  widget = null;
  delete page.Microsoft;
  jest.useRealTimers();
});

describe('readiness', () => {
  it.each(sdkEventNames.filter((name) => name !== 'lcw:error'))('is proved by %s', (name) => {
    load();
    raise(name);
    raise(name);
    expect(sdkGates()).toEqual(['ready']);
  });

  it('is asked for once where the global was there before us, and not where it was not', async () => {
    putSdk();
    load();
    await settle();
    expect(calls).toEqual([['getAgentAvailability', undefined]]);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(calls).toHaveLength(1);
    widget?.destroy();
    delete page.Microsoft;
    calls = [];
    load();
    putSdk();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(calls).toEqual([]);
  });

  it('has failed after 15 s without a sign, and comes back with a later one', () => {
    load();
    jest.advanceTimersByTime(14_999);
    expect(sdkGates()).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(sdkGates()).toEqual(['failed']);
    raise('lcw:ready');
    expect(sdkGates()).toEqual(['failed', 'ready']);
  });

  it('is not proved by the error that says that the scripts did not load', () => {
    load();
    raise('lcw:error', { errorCode: 7, errorDescription: 'Live chat widget scripts failed to load' });
    expect(sdkGates()).toEqual(['failed']);
  });

  it.each([
    [
      'throws',
      {
        getAgentAvailability: () => {
          throw new Error('early');
        },
      },
    ],
    ['lacks the method', { getAgentAvailability: undefined as unknown as () => void }],
  ])('a global that %s harms nobody', async (_, change) => {
    putSdk(change);
    const answer = load().askAvailability('agents', {});
    await settle();
    expect(await answer).toMatchObject({ status: 'unknown' });
    raise('lcw:ready');
    expect(sdkGates()).toEqual(['ready']);
  });
});

describe('availability', () => {
  beforeEach(async () => {
    putSdk();
    load();
    await settle();
    raise('lcw:ready');
    calls = [];
  });
  const ask = (context = {}): Promise<unknown> =>
    widget?.askAvailability('agents', context) ?? Promise.reject(new Error('No widget.'));

  it('is the answer that comes as an event, asked with the context of the rule', async () => {
    const context = { Source: { value: 'rule', isDisplayable: true } };
    const answer = ask(context);
    await settle();
    expect(calls).toEqual([['getAgentAvailability', { customContext: context }]]);
    raise('lcw:getAgentAvailability', available);
    expect(await answer).toEqual({ status: 'available', waitMinutes: 2, positionInQueue: 0 });
  });

  it.each([
    [
      { ...available, isAgentAvailable: false },
      { status: 'unavailable', reason: 'agents_unavailable' },
    ],
    [
      { ...available, isQueueAvailable: false },
      { status: 'unavailable', reason: 'queue_closed' },
    ],
    [{ queueId: 'q' }, { status: 'unknown', cause: 'malformed' }],
    [null, { status: 'unknown', cause: 'malformed' }],
  ])('reads %j', async (detail, expected) => {
    const answer = ask();
    await settle();
    raise('lcw:getAgentAvailability', detail);
    expect(await answer).toMatchObject(expected);
  });

  it('is unknown after 3 s', async () => {
    const answer = ask();
    await jest.advanceTimersByTimeAsync(3000);
    expect(await answer).toEqual({ status: 'unknown', cause: 'timeout' });
  });

  it("does not take the answer to the page's own question for one to ours", async () => {
    raise('lcw:getAgentAvailability', available);
    const answer = ask();
    await settle();
    raise('lcw:getAgentAvailability', { ...available, isAgentAvailable: false });
    expect(await answer).toMatchObject({ status: 'unavailable' });
  });

  it('asks one question at a time, and a late answer goes to the one that was asked first', async () => {
    const first = ask({ Queue: { value: 'sales', isDisplayable: false } });
    await jest.advanceTimersByTimeAsync(2000);
    const second = ask({ Queue: { value: 'support', isDisplayable: false } });
    await jest.advanceTimersByTimeAsync(2000);
    expect(await first).toMatchObject({ cause: 'timeout' });
    expect(calls).toHaveLength(1);
    raise('lcw:getAgentAvailability', available);
    await settle();
    expect(calls).toHaveLength(2);
    raise('lcw:getAgentAvailability', { ...available, isAgentAvailable: false });
    expect(await second).toMatchObject({ status: 'unavailable' });
  });

  it('does not wait for what was asked before the widget was ready, which is lost', async () => {
    widget?.destroy();
    load();
    await settle();
    raise('lcw:ready');
    calls = [];
    const answer = ask();
    await settle();
    expect(calls).toHaveLength(1);
    raise('lcw:getAgentAvailability', available);
    expect(await answer).toMatchObject({ status: 'available' });
  });

  it('is not asked where the rules do not want it, and unknown where the widget cannot say', async () => {
    expect(await widget?.askAvailability('none', {})).toEqual({ status: 'available' });
    expect(await widget?.askAvailability('operatingHours', {})).toMatchObject({ status: 'unknown' });
    expect(calls).toEqual([]);
  });
});

describe('an invitation', () => {
  it('gets what Microsoft documents and no more, and counts as shown', () => {
    invite();
    expect(calls.at(-1)).toEqual([
      'startProactiveChat',
      { message: 'May we help?' },
      true,
      { inNewWindow: false },
    ]);
    expect(told).toEqual(['one shown inferred']);
    expect(chatGates()).toEqual(['proactive']);
  });

  it.each([
    ['lcw:startChat', 'accepted', ['proactive', 'active']],
    ['lcw:onMaximize', 'accepted', ['proactive', 'active']],
    ['lcw:chatQueued', 'accepted', ['proactive', 'active']],
    ['lcw:chatRetrieved', 'withdrawn', ['proactive', 'active']],
    ['lcw:onMessageReceived', 'withdrawn', ['proactive', 'active']],
    ['lcw:onMinimize', 'withdrawn', ['proactive', 'active']],
    ['lcw:threadUpdate', 'withdrawn', ['proactive', 'inactive']],
    ['lcw:onClose', 'dismissed', ['proactive', 'closed']],
  ] as const)('on %s is %s', (name, outcome, chats) => {
    invite();
    raise(name);
    expect(told).toEqual(['one shown inferred', `one ${outcome} inferred`]);
    expect(chatGates()).toEqual(chats);
    jest.advanceTimersByTime(120_000);
    expect(told).toHaveLength(2);
  });

  it.each(['lcw:error', 'lcw:closeChat', 'lcw:getAgentAvailability'] as const)(
    'outlives %s, which is about something else',
    (name) => {
      invite();
      raise(name);
      expect(told).toEqual(['one shown inferred']);
      expect(chatGates()).toEqual(['proactive']);
    },
  );

  it('in a window of its own is accepted when something is said there', () => {
    invite({ inNewWindow: true });
    raise('lcw:onMessageReceived');
    expect(told.at(-1)).toBe('one accepted inferred');
  });

  it('has expired when its time is over, and not before', () => {
    invite();
    jest.advanceTimersByTime(60_000);
    expect(told).toHaveLength(1);
    jest.advanceTimersByTime(1000);
    expect(told.at(-1)).toBe('one expired inferred');
    expect(chatGates()).toEqual(['proactive', 'closed']);
  });

  it('is judged by the time and not by the timer, which sleeps with the tab', () => {
    invite();
    const now = performance.now();
    jest.spyOn(performance, 'now').mockReturnValue(now + 90_000);
    raise('lcw:startChat');
    expect(told.at(-1)).toBe('one expired inferred');
    expect(chatGates().at(-1)).toBe('active');
  });

  it('accepted, whatever goes wrong with the chat afterwards', () => {
    invite();
    raise('lcw:startChat');
    raise('lcw:error', { errorCode: 3 });
    raise('lcw:onClose');
    expect(told).toEqual(['one shown inferred', 'one accepted inferred']);
  });

  it('has failed, as a fact, where a chat is known', () => {
    putSdk();
    const loaded = load();
    raise('lcw:onMessageReceived');
    calls = [];
    loaded.invite('one', request());
    expect(told).toEqual(['one failed']);
    expect(calls).toEqual([]);
  });

  it('that the global refuses leaves nothing behind', () => {
    putSdk({
      startProactiveChat: () => {
        throw new Error('refused');
      },
    });
    const loaded = load();
    raise('lcw:ready');
    expect(() => loaded.invite('one', request())).toThrow('refused');
    expect(provider).toBeNull();
    jest.advanceTimersByTime(120_000);
    expect(told).toEqual([]);
  });
});

describe("the page's context provider", () => {
  const ofPage: ContextProvider = () => ({ Page: 'pricing', Source: 'page' });
  beforeEach(() => {
    provider = ofPage;
  });

  it('is asked first, and ours wins', () => {
    invite();
    expect(provider?.()).toEqual({ Page: 'pricing', Source: { value: 'rule', isDisplayable: true } });
  });

  it.each([['lcw:chatQueued'], ['lcw:chatRetrieved'], ['lcw:onMessageSent'], ['lcw:onClose']] as const)(
    'stays merged after acceptance until %s',
    (name) => {
      invite();
      raise('lcw:startChat');
      expect(provider).not.toBe(ofPage);
      raise(name);
      expect(provider).toBe(ofPage);
    },
  );

  it('is back when the invitation has expired, and when the tag goes', () => {
    const loaded = invite();
    jest.advanceTimersByTime(61_000);
    expect(provider).toBe(ofPage);
    loaded.invite('two', request());
    expect(provider).not.toBe(ofPage);
    loaded.destroy();
    expect(provider).toBe(ofPage);
  });
});

it('hears and says nothing after it was destroyed', () => {
  invite().destroy();
  const before = { told: [...told], gates: [...gates] };
  for (const name of sdkEventNames) raise(name);
  jest.advanceTimersByTime(120_000);
  expect({ told, gates }).toEqual(before);
});
