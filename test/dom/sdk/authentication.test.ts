import { TextDecoder } from 'node:util';
import type { WidgetConfig } from '../../../src/core/chatPort.ts';
import type { AuthTokenProvider } from '../../../src/core/sdkPort.ts';
import type { Harness } from './harness.ts';
import { onFakeTime, settle, startHarness } from './harness.ts';

// jsdom has none.
Object.assign(globalThis, { TextDecoder });

const start = Date.parse('2026-01-05T10:00:00Z');
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const tokenWith = (claims: object): string => `${part({ alg: 'RS256' })}.${part(claims)}.c2lnbmF0dXJl`;
const claims = { iss: 'shop', iat: start / 1000, exp: start / 1000 + 3600, sub: 'contact' };
const token = tokenWith(claims);
const expired = tokenWith({ ...claims, exp: start / 1000 - 1 });

const required: WidgetConfig = { operatingHours: 'open', requiresAuthentication: true };
const optional: WidgetConfig = { ...required, isSignInOptional: true };

const page = window as unknown as Record<string, unknown>;
let harness: Harness;

onFakeTime(() => harness.stop(), { now: start });
afterEach(() => {
  delete page['shopAuth'];
});

async function ready(config: WidgetConfig = required, storage?: Harness['storage']): Promise<void> {
  harness = startHarness({}, storage);
  harness.availability.config = config;
  await settle();
}

async function starts(provider?: unknown, time = 0): Promise<void> {
  if (provider !== undefined) harness.sdk.setAuthTokenProvider(provider as AuthTokenProvider);
  harness.sdk.startChat({ customContext: { Plan: 'pro' } });
  await jest.advanceTimersByTimeAsync(time);
}

type Deliver = (given?: unknown) => void;
const delivers = (given: unknown) => (deliver: Deliver) => deliver(given);
const lastError = () => harness.events.filter(({ type }) => type === 'lcw:error').at(-1)?.detail as unknown;
const request = () => harness.port.requests.at(-1);

it('starts with the token of the provider, and without the context of the page', async () => {
  await ready();
  await starts((deliver: Deliver) => setTimeout(() => deliver(token), 9_999), 9_999);
  expect(harness.port.requests).toEqual([{ customContext: {}, isProactive: false, authToken: token }]);
  expect(harness.log.at(-1)).toBe('lcw:chatQueued');
  harness.sdk.closeChat();
  expect(jest.getTimerCount()).toBe(0);
});

it('without one the window asks to sign in, and after any other error it does not', async () => {
  await ready();
  await starts();
  expect(harness.window.view).toMatchObject({ pane: 'error', needsSignIn: true });
  harness.sdk.setAuthTokenProvider(delivers(token) as AuthTokenProvider);
  harness.port.failure = { ok: false, failure: 'network', detail: 'no' };
  harness.window.callbacks?.onRetry();
  await settle();
  expect(harness.window.view).toMatchObject({ pane: 'error', needsSignIn: false });
});

it('is asked for when a chat starts, not when the provider is registered', async () => {
  await ready();
  const provider = jest.fn<void, Parameters<AuthTokenProvider>>((deliver) => deliver(token));
  harness.sdk.setAuthTokenProvider(provider);
  await settle();
  expect(provider).not.toHaveBeenCalled();
  await starts();
  expect(provider).toHaveBeenCalledTimes(1);
});

it.each([
  [
    'throws',
    2,
    () => {
      throw new Error('no');
    },
  ],
  [
    'throws something that is no error',
    2,
    () => {
      throw Object.create(null);
    },
  ],
  ['is async and fails', 2, () => Promise.reject(new Error('no'))],
  ['delivers nothing', 3, (deliver: Deliver) => deliver()],
  ['delivers null', 3, delivers(null)],
  ['delivers an empty text', 3, delivers('')],
  ['stays silent for ten seconds', 3, () => undefined],
  ['returns the token and delivers nothing', 3, async () => token],
  ['delivers garbage', 4, delivers('garbage')],
  ['delivers two parts', 4, delivers('e30.e30')],
  ['delivers what has expired', 4, delivers(expired)],
  ['delivers a number', 4, delivers(1)],
  ['delivers an object', 4, delivers({ token })],
])('a provider that %s is an error with code %i, and no conversation', async (_, errorCode, provider) => {
  await ready();
  await starts(provider, 10_000);
  expect(lastError()).toMatchObject({ errorCode });
  expect(harness.log).toEqual(['lcw:ready', 'lcw:startChat', 'lcw:onMaximize', 'lcw:error']);
  expect(harness.port.requests).toEqual([]);
  expect(jest.getTimerCount()).toBe(0);
});

it('stays an error of silence before the whole start is given up', async () => {
  await ready();
  await starts(() => undefined, 9_999);
  expect(lastError()).toBeUndefined();
  await jest.advanceTimersByTimeAsync(1);
  expect(lastError()).toMatchObject({ errorCode: 3 });
  await jest.advanceTimersByTimeAsync(60_000);
  expect(harness.log.filter((name) => name === 'lcw:error')).toHaveLength(1);
});

it('counts the first delivery only', async () => {
  await ready();
  await starts((deliver: Deliver) => {
    deliver(token);
    deliver(null);
    throw new Error('afterwards');
  });
  expect(request()?.authToken).toBe(token);
  expect(harness.log.at(-1)).toBe('lcw:chatQueued');
});

it('does not hear what is delivered after the time is over', async () => {
  await ready();
  await starts((deliver: Deliver) => setTimeout(() => deliver(token), 11_000), 12_000);
  expect(harness.port.requests).toEqual([]);
  expect(harness.installed.chatState()).toBe('error');
});

it('can be tried again, with another token', async () => {
  await ready();
  await starts(delivers(null));
  harness.sdk.setAuthTokenProvider((deliver) => deliver(token));
  harness.window.callbacks?.onRetry();
  await settle();
  expect(request()?.authToken).toBe(token);
});

it.each([
  ['closing', () => harness.sdk.closeChat()],
  ['destroying', () => harness.installed.destroy()],
])('%s while the token is awaited leaves no timer, and no conversation', async (_, leave) => {
  await ready();
  let deliver: Deliver = () => undefined;
  await starts((given: Deliver) => (deliver = given));
  leave();
  expect(jest.getTimerCount()).toBe(0);
  deliver(token);
  await settle();
  expect(harness.port.requests).toEqual([]);
});

describe('the function the administrator has named', () => {
  const named: WidgetConfig = { ...required, authTokenFunction: 'shopAuth.session.getToken' };

  it('is found by its path, and called on the object it belongs to', async () => {
    await ready(named);
    const session = {
      token,
      getToken(this: { readonly token: string }, deliver: Deliver) {
        deliver(this.token);
      },
    };
    page['shopAuth'] = { session };
    await starts();
    expect(request()?.authToken).toBe(token);
  });

  it('is looked for when a chat starts: it may come late', async () => {
    await ready({ ...required, authTokenFunction: 'shopAuth' });
    page['shopAuth'] = delivers(token);
    await starts();
    expect(request()?.authToken).toBe(token);
  });

  it('is beaten by a registered provider', async () => {
    await ready(named);
    const getToken = jest.fn();
    page['shopAuth'] = { session: { getToken } };
    await starts(delivers(token));
    expect(getToken).not.toHaveBeenCalled();
    expect(request()?.authToken).toBe(token);
  });

  it.each([
    ['nothing is there', undefined],
    ['the path breaks off', {}],
    ['it is no function', { session: { getToken: token } }],
    [
      'a getter on the way throws',
      {
        get session() {
          throw new Error('no');
        },
      },
    ],
  ])('gives code 8 where %s', async (_, shopAuth) => {
    await ready(named);
    if (shopAuth !== undefined) page['shopAuth'] = shopAuth;
    await starts();
    expect(lastError()).toMatchObject({
      errorCode: 8,
      errorDescription: 'Auth function cannot be found on webpage',
      errorDetail: 'window.shopAuth.session.getToken',
    });
    expect(harness.port.requests).toEqual([]);
  });
});

describe('where signing in is up to the visitor', () => {
  it.each([
    ['there is no provider', undefined],
    ['the provider has no token', delivers(null)],
    ['the provider stays silent', () => undefined],
  ])('and %s, a stranger chats, with the context of the page', async (_, provider) => {
    await ready(optional);
    await starts(provider, 10_000);
    expect(harness.port.requests).toEqual([
      { customContext: { Plan: { value: 'pro', isDisplayable: false } }, isProactive: false },
    ]);
    expect(lastError()).toBeUndefined();
  });

  it.each([
    [
      'throws',
      2,
      () => {
        throw new Error('no');
      },
    ],
    ['delivers garbage', 4, delivers('garbage')],
  ])('a provider that %s is an error with code %i all the same', async (_, errorCode, provider) => {
    await ready(optional);
    await starts(provider);
    expect(lastError()).toMatchObject({ errorCode });
    expect(harness.port.requests).toEqual([]);
  });

  it('a visitor with a token is signed in', async () => {
    await ready(optional);
    await starts(delivers(token));
    expect(request()).toEqual({ customContext: {}, isProactive: false, authToken: token });
  });
});

it('without any provider is an error with code 3', async () => {
  await ready();
  await starts();
  expect(lastError()).toMatchObject({ errorCode: 3 });
});

it.each([
  ['and no token was sent', 1012, undefined, 'open'],
  ['and the token was refused', 4, delivers(token), 'required'],
])(
  'a service that asks for a signed-in visitor %s is an error with code %i',
  async (_, errorCode, provider, kind) => {
    await ready(kind === 'open' ? { operatingHours: 'open' } : required);
    harness.port.failure = { ok: false, failure: 'authentication', detail: 'why' };
    await starts(provider);
    expect(lastError()).toMatchObject({ errorCode, errorDetail: 'why' });
  },
);

it('a widget that asks for no token does not ask the provider', async () => {
  await ready({ operatingHours: 'open', authTokenFunction: 'shopAuth' });
  const provider = jest.fn();
  page['shopAuth'] = provider;
  await starts(provider);
  expect(provider).not.toHaveBeenCalled();
  expect(request()?.authToken).toBeUndefined();
  expect(harness.log.at(-1)).toBe('lcw:chatQueued');
});

it('a conversation is joined again with a token asked for anew', async () => {
  await ready();
  await starts(delivers(token));
  const { storage } = harness;
  harness.stop();
  harness = startHarness({}, storage);
  harness.availability.config = required;
  const later = tokenWith({ ...claims, sub: 'again' });
  harness.sdk.setAuthTokenProvider((deliver) => deliver(later));
  await settle();
  expect(harness.port.resumedWith).toEqual([later]);
  expect(harness.log).toEqual(['lcw:ready', 'lcw:chatRetrieved']);
});

it('a conversation that cannot be joined without a token is kept for later', async () => {
  await ready();
  await starts(delivers(token));
  const { storage } = harness;
  harness.stop();
  await ready(required, storage);
  expect(lastError()).toMatchObject({ errorCode: 3 });
  expect(harness.port.resumed).toEqual([]);
  expect(storage.text()).not.toBeNull();
});

it.each([
  ['works', () => null],
  ['is refused', () => (harness.port.failure = { ok: false, failure: 'authentication', detail: 'no' })],
])('a token that %s is in no event, no storage and no warning', async (_, prepare) => {
  await ready();
  prepare();
  const secret = tokenWith({ sub: 'secret', lwicontexts: {} });
  await starts(delivers(secret));
  expect(request()?.authToken).toBe(secret);
  harness.sdk.closeChat();
  harness.sdk.startChat();
  await settle();
  const told = [
    ...harness.events.map(({ detail }) => JSON.stringify(detail)),
    harness.storage.text(),
    ...harness.warnings,
    document.documentElement.outerHTML,
  ].join('\n');
  expect(harness.warnings.length).toBeGreaterThan(0);
  for (const piece of secret.split('.')) expect(told).not.toContain(piece);
});
