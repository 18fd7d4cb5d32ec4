import { sdkEventNames } from '../../../src/core/sdkEvents.ts';
import type { Harness } from './harness.ts';
import { onFakeTime, settle, startHarness } from './harness.ts';

type Call = (...args: unknown[]) => unknown;

let harness: Harness;

onFakeTime(() => harness.stop());
beforeEach(() => {
  harness = startHarness();
});

const methods = () => harness.sdk as unknown as Readonly<Record<string, Call>>;
const call = (name: string, ...args: unknown[]): unknown => methods()[name]?.(...args);

const throwing = (): never => {
  throw new Error('hostile');
};
const hostile = (): object =>
  new Proxy({}, { get: throwing, has: throwing, ownKeys: throwing, getPrototypeOf: throwing });
const cyclic = (): object => {
  const self: Record<string, unknown> = {};
  for (const name of ['self', 'message', 'title', 'customContext', 'inNewWindow']) self[name] = self;
  return self;
};
/** Every kind of thing that is no function. */
const things: readonly (readonly [string, unknown])[] = [
  ['undefined', undefined],
  ['null', null],
  ['false', false],
  ['true', true],
  ['zero', 0],
  ['NaN', Number.NaN],
  ['an empty text', ''],
  ['a text', 'text'],
  ['a symbol', Symbol('x')],
  ['a bigint', 10n],
  ['an array', [1, 2]],
  ['an object', {}],
  ['a date', new Date(0)],
  ['a cyclic object', cyclic()],
  ['a proxy that throws', hostile()],
  ['an object without prototype', Object.create(null)],
  ['a frozen object', Object.freeze({ message: 'Hello', customContext: Object.freeze({ Plan: 'pro' }) })],
  ['a context that throws', { customContext: hostile() }],
  ['a context that contains itself', { customContext: cyclic() }],
  ['a message that throws', Object.defineProperty({}, 'message', { get: throwing })],
];
const withFunctions = [
  ...things,
  ['a function', () => undefined],
  ['a function that throws', throwing],
] as const;
const calls = ['startChat', 'startProactiveChat', 'getAgentAvailability', 'closeChat'];
const others = [
  'maximizeChat',
  'setBotAuthTokenProvider',
  'getContextProvider',
  'getAuthTokenProvider',
  'removeContextProvider',
  'removeAuthTokenProvider',
];

describe.each([
  ['before ready', async () => undefined],
  ['when ready', settle],
  [
    'during a chat',
    async () => {
      await settle();
      harness.sdk.startChat();
      await settle();
    },
  ],
  ['after destroy', async () => harness.installed.destroy()],
])('%s', (_, arrive) => {
  it.each(withFunctions)('the methods take %s without a word', async (_name, thing) => {
    await arrive();
    for (const name of [...calls, ...others]) {
      const result = name.startsWith('get') && name.endsWith('Provider') ? null : undefined;
      expect(call(name, thing)).toBe(result);
      expect(call(name, thing, thing, thing)).toBe(result);
      expect(call(name, undefined, thing, thing)).toBe(result);
    }
    await jest.advanceTimersByTimeAsync(60_000);
  });
});

describe.each([
  ['setContextProvider', 'getContextProvider'],
  ['setAuthTokenProvider', 'getAuthTokenProvider'],
] as const)('%s', (set, get) => {
  it.each(things)('throws a TypeError for %s, and keeps the provider it had', (_, thing) => {
    const provider = (): object => ({});
    call(set, provider);
    expect(() => call(set, thing)).toThrow(TypeError);
    expect(call(get)).toBe(provider);
  });

  it('keeps none where there was none', () => {
    expect(() => call(set)).toThrow(TypeError);
    expect(call(get)).toBeNull();
  });

  it('replaces the provider it had, and works after destroy too', () => {
    const [first, second] = [() => ({}), () => ({})];
    call(set, first);
    call(set, second);
    expect(call(get)).toBe(second);
    harness.installed.destroy();
    expect(() => call(set, first)).not.toThrow();
    expect(() => call(set, null)).toThrow(TypeError);
  });
});

it.each([
  ['a proxy that throws', hostile()],
  ['a cyclic object', cyclic()],
  ['a function', () => ({ Plan: 'pro' })],
])('a chat starts without context where the provider gives %s', async (_, given) => {
  await settle();
  call('setContextProvider', () => given);
  harness.sdk.startChat();
  await settle();
  expect(harness.log.at(-1)).toBe('lcw:chatQueued');
  expect(harness.port.requests[0]?.customContext).toEqual({});
});

describe('from inside the handler of', () => {
  it.each(sdkEventNames)('%s every method can be called', async (name) => {
    const thrown: unknown[] = [];
    const onEvent = (): void => {
      try {
        for (const method of [
          ...others,
          'getAgentAvailability',
          'startProactiveChat',
          'startChat',
          'closeChat',
        ]) {
          call(method);
        }
      } catch (cause) {
        thrown.push(cause);
      }
    };
    window.addEventListener(name, onEvent, { once: true });
    await settle();
    harness.sdk.getAgentAvailability();
    await settle();
    for (let round = 0; round < 2; round += 1) {
      harness.sdk.startChat();
      await settle();
      harness.window.callbacks?.onMinimize();
      harness.sdk.startChat();
      harness.window.callbacks?.onSend('Hi');
      await settle();
      harness.port.conversations.at(-1)?.agentEnds();
      harness.sdk.closeChat();
      await settle();
    }
    harness.availability.answer = { ok: false, cause: 'rate_limited' };
    harness.sdk.getAgentAvailability({ customContext: { Plan: 'pro' } });
    await settle();
    window.removeEventListener(name, onEvent);
    expect(thrown).toEqual([]);
    if (name !== 'lcw:chatRetrieved') expect(harness.log).toContain(name);

    // Whatever the handler has done, each chat that was started was closed, in this order.
    const lives = harness.log.filter((event) => /startChat|closeChat|onClose/.test(event));
    while (lives.length > 0) {
      expect(lives.splice(0, 3)).toEqual(['lcw:startChat', 'lcw:closeChat', 'lcw:onClose']);
    }
    harness.sdk.startChat();
    await settle();
    expect(harness.installed.chatState()).toBe('active');
  });
});
