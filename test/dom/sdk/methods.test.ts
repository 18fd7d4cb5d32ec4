import type { LiveChatSdk } from '../../../src/core/sdkPort.ts';
import { publishSdk } from '../../../src/sdk/sdkGlobal.ts';
import type { Harness } from './harness.ts';
import { settle, startHarness } from './harness.ts';

const methods = [
  'setContextProvider',
  'getContextProvider',
  'removeContextProvider',
  'setAuthTokenProvider',
  'getAuthTokenProvider',
  'removeAuthTokenProvider',
  'startChat',
  'startProactiveChat',
  'closeChat',
  'getAgentAvailability',
] as const;

const space = globalThis as unknown as {
  Microsoft?: { Other?: unknown; Omnichannel?: { LiveChatWidget?: { SDK?: LiveChatSdk } } };
};

let harness: Harness;

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  harness.stop();
  delete space.Microsoft;
  jest.useRealTimers();
});

describe('the global', () => {
  it('has the ten methods at once, before ready', () => {
    harness = startHarness();
    const sdk = space.Microsoft?.Omnichannel?.LiveChatWidget?.SDK;
    expect(sdk).toBe(harness.sdk);
    expect(Object.keys(sdk ?? {}).sort()).toEqual([...methods].sort());
  });

  it('joins namespaces that are there, and leaves them as they were', () => {
    const other = {};
    const omnichannel = {};
    space.Microsoft = { Other: other, Omnichannel: omnichannel };
    harness = startHarness();
    expect(space.Microsoft.Other).toBe(other);
    expect(space.Microsoft.Omnichannel).toBe(omnichannel);
    harness.installed.destroy();
    expect(space.Microsoft).toEqual({ Other: other, Omnichannel: {} });
  });

  it('goes as a whole if it was not there before', () => {
    harness = startHarness();
    harness.installed.destroy();
    expect('Microsoft' in globalThis).toBe(false);
  });

  it('gives an SDK that was there before back', () => {
    const before = { startChat: () => undefined } as unknown as LiveChatSdk;
    space.Microsoft = { Omnichannel: { LiveChatWidget: { SDK: before } } };
    harness = startHarness();
    expect(space.Microsoft.Omnichannel?.LiveChatWidget?.SDK).toBe(harness.sdk);
    harness.installed.destroy();
    expect(space.Microsoft.Omnichannel?.LiveChatWidget?.SDK).toBe(before);
  });

  it('does not take away an SDK that somebody else has put in its place', () => {
    harness = startHarness();
    const later = {} as LiveChatSdk;
    publishSdk(window, later);
    harness.installed.destroy();
    expect(space.Microsoft?.Omnichannel?.LiveChatWidget?.SDK).toBe(later);
  });

  it('is there although an element of the page is called Microsoft', () => {
    const element = document.createElement('form');
    element.id = 'Microsoft';
    document.body.append(element);
    harness = startHarness();
    expect(space.Microsoft?.Omnichannel?.LiveChatWidget?.SDK).toBe(harness.sdk);
    element.remove();
  });

  it('warns and throws nothing if the page has frozen the namespace', () => {
    space.Microsoft = Object.freeze({});
    harness = startHarness();
    expect(harness.warnings).toHaveLength(1);
  });
});

describe('providers', () => {
  it.each([
    ['setContextProvider', 'getContextProvider', 'removeContextProvider'],
    ['setAuthTokenProvider', 'getAuthTokenProvider', 'removeAuthTokenProvider'],
  ] as const)('%s keeps the very function, until it is removed', (set, get, remove) => {
    harness = startHarness();
    const { sdk } = harness;
    const provider = () => ({});
    expect(sdk[get]()).toBeNull();
    expect(sdk[remove]()).toBeUndefined();
    expect(sdk[set](provider)).toBeUndefined();
    expect(sdk[get]()).toBe(provider);
    sdk[remove]();
    expect(sdk[get]()).toBeNull();
  });

  it.each([undefined, null, {}, 'x', 1])('setters throw for %p and keep what they had', (wrong) => {
    harness = startHarness();
    const provider = () => ({});
    harness.sdk.setContextProvider(provider);
    harness.sdk.setAuthTokenProvider(provider);
    const setters = harness.sdk as unknown as Record<string, (given: unknown) => void>;
    expect(() => setters['setContextProvider']?.(wrong)).toThrow(TypeError);
    expect(() => setters['setAuthTokenProvider']?.(wrong)).toThrow(TypeError);
    expect(harness.sdk.getContextProvider()).toBe(provider);
    expect(harness.sdk.getAuthTokenProvider()).toBe(provider);
  });
});

describe('calls', () => {
  const wrong = [undefined, null, true, 0, Number.NaN, '', 'text', [], {}, () => undefined, Symbol('x'), 10n];

  it('never throw and never return anything, whatever they are given', async () => {
    harness = startHarness();
    await settle();
    const calls = harness.sdk as unknown as Record<string, (...args: unknown[]) => unknown>;
    for (const name of ['startProactiveChat', 'startChat', 'getAgentAvailability', 'closeChat']) {
      for (const argument of wrong) {
        for (const second of [undefined, null, {}]) {
          expect(calls[name]?.(argument, second, argument)).toBeUndefined();
        }
      }
    }
    await settle();
  });

  it('work when taken off the object', async () => {
    harness = startHarness();
    await settle();
    const { startProactiveChat } = harness.sdk;
    startProactiveChat('Need a hand?');
    expect(harness.find('.card-text')?.textContent).toBe('Need a hand?');
  });

  it('wait for ready if they come too early, and keep their order', async () => {
    harness = startHarness();
    harness.sdk.startProactiveChat({ message: 'First', invitationId: '1' });
    harness.sdk.closeChat();
    harness.sdk.startProactiveChat({ message: 'Second', invitationId: '2' });
    expect(harness.log).toEqual([]);
    await settle();
    expect(harness.log).toEqual([
      'lcw:ready',
      'invitation shown 1',
      'invitation withdrawn 1',
      'invitation shown 2',
    ]);
  });
});

describe('getAgentAvailability', () => {
  it('answers by the event, with the documented members', async () => {
    harness = startHarness();
    await settle();
    harness.sdk.getAgentAvailability({ customContext: { Plan: 'pro' } });
    expect(harness.log).toEqual(['lcw:ready']);
    await settle();
    expect(harness.log).toEqual(['lcw:ready', 'lcw:getAgentAvailability']);
    expect(harness.events.at(-1)?.detail).toMatchObject({ isAgentAvailable: true, queueId: 'queue-1' });
    expect(harness.availability.asked).toEqual([{ Plan: { value: 'pro', isDisplayable: false } }]);
  });

  it('asks with what the provider says', async () => {
    harness = startHarness();
    await settle();
    harness.sdk.setContextProvider(() => ({ Plan: { value: 'basic', isDisplayable: true } }));
    harness.sdk.getAgentAvailability();
    await settle();
    expect(harness.availability.asked).toEqual([{ Plan: { value: 'basic', isDisplayable: true } }]);
  });

  it('raises no success on failure, but an error of our own', async () => {
    harness = startHarness();
    await settle();
    harness.availability.answer = { ok: false, cause: 'rate_limited' };
    harness.sdk.getAgentAvailability();
    await settle();
    expect(harness.log).toEqual(['lcw:ready', 'lcw:error']);
    expect(harness.events.at(-1)?.detail).toMatchObject({ errorCode: 1001, errorDetail: 'rate_limited' });
  });

  it('is refused while a chat is open', async () => {
    harness = startHarness();
    await settle();
    harness.sdk.startChat();
    await settle();
    harness.log.length = 0;
    harness.sdk.getAgentAvailability();
    await settle();
    expect(harness.log).toEqual(['lcw:error']);
    expect(harness.events.at(-1)?.detail).toMatchObject({ errorCode: 1002 });
    expect(harness.availability.asked).toEqual([]);
  });

  it('the tag can ask without an event', async () => {
    harness = startHarness();
    await settle();
    expect(await harness.installed.askAvailability({})).toMatchObject({ ok: true });
    expect(harness.log).toEqual(['lcw:ready']);
  });
});
