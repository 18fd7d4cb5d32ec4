import type { LiveChatSdk } from '../../../src/core/sdkPort.ts';
import { publishSdk } from '../../../src/sdk/liveChatSdk.ts';
import type { Harness } from './harness.ts';
import { onFakeTime, settle, startHarness } from './harness.ts';

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
/** Not in the list of the reference, and called by pages. */
const unlisted = ['maximizeChat', 'setBotAuthTokenProvider'] as const;

const space = globalThis as unknown as {
  Microsoft?: { Other?: unknown; Omnichannel?: { LiveChatWidget?: { SDK?: LiveChatSdk } } };
};

let harness: Harness;

onFakeTime(() => harness.stop());
afterEach(() => {
  delete space.Microsoft;
});

describe('the global', () => {
  it('has the ten methods and the two unlisted ones at once, before ready', () => {
    harness = startHarness();
    const sdk = space.Microsoft?.Omnichannel?.LiveChatWidget?.SDK;
    expect(sdk).toBe(harness.sdk);
    expect(Object.keys(sdk ?? {}).sort()).toEqual([...methods, ...unlisted].sort());
  });

  it('joins namespaces that are there, and takes away only what is empty without it', () => {
    const other = {};
    const omnichannel = {};
    space.Microsoft = { Other: other, Omnichannel: omnichannel };
    harness = startHarness();
    expect(space.Microsoft.Other).toBe(other);
    expect(space.Microsoft.Omnichannel).toBe(omnichannel);
    harness.installed.destroy();
    expect(space.Microsoft).toEqual({ Other: other });
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
    Object.assign(space.Microsoft?.Omnichannel?.LiveChatWidget ?? {}, { SDK: later });
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

  it.each([
    ['has frozen the namespace', () => Object.freeze({})],
    ['has something else there', () => 'text'],
  ])('throws nothing if the page %s, and the chat works without it', async (_, create) => {
    const mine = create();
    Object.assign(space, { Microsoft: mine });
    harness = startHarness();
    await settle();
    harness.press('Chat with us');
    await settle();
    expect(harness.log.at(-1)).toBe('lcw:chatQueued');
    expect(() => harness.installed.destroy()).not.toThrow();
    expect(space.Microsoft).toBe(mine);
  });

  it.each([
    [
      'declared the namespace',
      (page: object) => void Object.defineProperty(page, 'Microsoft', { value: {} }),
    ],
    [
      'frozen it since',
      (_page: object, spaces: Readonly<Record<string, unknown>>) =>
        void Object.freeze(Object(spaces['LiveChatWidget'])),
    ],
  ])('withdraws without a word from a page that has %s', (how, act) => {
    const page: { Microsoft?: { Omnichannel?: Record<string, unknown> } } = {};
    if (how.startsWith('declared')) act(page, {});
    const published = publishSdk(page as unknown as Window);
    if (!how.startsWith('declared')) act(page, page.Microsoft?.Omnichannel ?? {});
    expect(() => published.withdraw()).not.toThrow();
  });

  it('keeps what is called until somebody carries it out, in its order, with its arguments', () => {
    const page = {};
    const published = publishSdk(page as Window);
    const done: unknown[] = [];
    published.sdk.startProactiveChat('Hello', false);
    published.sdk.closeChat();
    published.carryOut((name, args) => done.push([name, ...args]));
    published.sdk.startChat();
    expect(done).toEqual([['startProactiveChat', 'Hello', false], ['closeChat'], ['startChat']]);
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
  it('work when taken off the object', async () => {
    harness = startHarness();
    await settle();
    const { startProactiveChat } = harness.sdk;
    startProactiveChat('Need a hand?');
    await settle();
    expect(harness.find('.card-text')?.textContent).toBe('Need a hand?');
  });

  it('wait for ready if they come too early, and keep their order', async () => {
    harness = startHarness();
    harness.sdk.startProactiveChat({ message: 'First', invitationId: '1' });
    harness.sdk.closeChat();
    harness.sdk.startProactiveChat({ message: 'Second', invitationId: '2' });
    expect(harness.log).toEqual([]);
    await settle();
    expect(harness.log).toContain('invitation shown 2');
    expect(harness.log).not.toContain('invitation shown 1');
  });
});

describe('the unlisted methods', () => {
  const calls = () => harness.sdk as unknown as Record<string, (...args: unknown[]) => unknown>;

  it('maximizeChat shows a minimised chat, and does nothing else', async () => {
    harness = startHarness();
    await settle();
    calls()['maximizeChat']?.();
    await settle();
    expect(harness.log).toEqual(['lcw:ready']);
    harness.sdk.startChat();
    await settle();
    harness.window.callbacks?.onMinimize();
    harness.log.length = 0;
    calls()['maximizeChat']?.();
    calls()['maximizeChat']?.();
    expect(harness.log).toEqual(['lcw:onMaximize']);
    expect(harness.window.view?.visible).toBe(true);
  });

  it('setBotAuthTokenProvider takes anything and changes nothing', () => {
    harness = startHarness();
    const provider = (): void => undefined;
    harness.sdk.setAuthTokenProvider(provider);
    for (const given of [undefined, null, () => undefined, 'x']) {
      expect(calls()['setBotAuthTokenProvider']?.(given)).toBeUndefined();
    }
    expect(harness.sdk.getAuthTokenProvider()).toBe(provider);
  });
});
