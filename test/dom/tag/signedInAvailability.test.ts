import { TextDecoder } from 'node:util';
import { install as installAvailability } from '../../../src/chunks/availability.ts';
import { install as installSignedIn } from '../../../src/chunks/signed-in-availability.ts';
import { publishSdk } from '../../../src/sdk/liveChatSdk.ts';
import type { SdkHost } from '../../../src/sdk/host.ts';
import type { WidgetOptions } from '../../../src/sdk/widgetOptions.ts';
import { createBuiltInHost } from '../../../src/tag/builtInHost.ts';
import { createMemoryStorage } from '../../fakes/fakeChatPorts.ts';

/** A service for a widget; keeps with which token and which context it was asked. */
class FakeService {
  readonly asked: { readonly token: string | null; readonly context: unknown }[] = [];
  authSettings: object | undefined = { msdyn_javascriptclientfunction: '' };
  isSignInOptional = false;

  readonly fetch = async (url: string, init: RequestInit): Promise<object> => {
    const text = url.includes('/config/') ? this.config() : this.answer(init);
    return { ok: true, status: 200, text: async () => JSON.stringify(text) };
  };

  private config(): object {
    return {
      LiveWSAndLiveChatEngJoin: {
        OutOfOperatingHours: 'False',
        msdyn_authenticatedsigninoptional: this.isSignInOptional ? 'true' : 'false',
      },
      ...(this.authSettings && { LiveChatConfigAuthSettings: this.authSettings }),
    };
  }

  private answer({ headers, body }: RequestInit): object {
    const token = new Map(Object.entries(headers as object)).get('AuthenticatedUserToken') as
      string | undefined;
    const { customContextData } = JSON.parse(String(body)) as { readonly customContextData: unknown };
    this.asked.push({ token: token ?? null, context: customContextData });
    return { IsQueueAvailable: true, AgentAvailability: true, QueueId: token ? 'known' : 'anybody' };
  }
}

const encode = (part: object): string => btoa(JSON.stringify(part)).replace(/[+/=]/g, '');
const token = `${encode({ alg: 'RS256' })}.${encode({ sub: 'kim', iss: 'shop', iat: 1, exp: 4_102_444_800 })}.c2ln`;
const topic = { Topic: { value: 'shipping', isDisplayable: true } };

let service: FakeService;
let loaded: string[];
beforeEach(() => {
  service = new FakeService();
  loaded = [];
  Object.assign(globalThis, { fetch: service.fetch, TextDecoder });
});
afterEach(() => {
  Reflect.deleteProperty(globalThis, 'fetch');
});

function open(options: WidgetOptions = {}, store = createMemoryStorage()) {
  const published = publishSdk(window);
  const files: Readonly<Record<string, unknown>> = {
    availability: { install: installAvailability },
    'signed-in-availability': { install: installSignedIn },
  };
  const clock = {
    now: () => Date.now(),
    after: (ms: number, run: () => void) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
  const host: SdkHost = createBuiltInHost({
    published,
    identity: { appId: 'app', orgId: 'org', orgUrl: 'https://org.example' },
    options,
    async loadChunk(name) {
      loaded.push(name);
      return files[name];
    },
    conversationStorage: createMemoryStorage(),
    sharedAnswers: () => ({ clock, store, about: 'org/app', shares: false }),
    baseUrl: 'https://shop.example/chat/proactive-chat.js',
    warn: () => undefined,
  });
  return { host, sdk: published.sdk, store };
}
const queueOf = (answer: Awaited<ReturnType<SdkHost['askForPage']>>): string =>
  answer.ok ? answer.detail.queueId : answer.cause;

it('a page without a provider is answered as a stranger, and loads nothing more', async () => {
  const { host } = open();
  expect(queueOf(await host.askForPage(topic))).toBe('anybody');
  expect(service.asked).toEqual([{ token: null, context: topic }]);
  expect(loaded).toEqual(['availability']);
});

it('the token of the provider goes with a call of the page, and nothing else does', async () => {
  const { host, sdk } = open();
  sdk.setAuthTokenProvider((deliver) => deliver(token));
  expect(queueOf(await host.askForPage(topic))).toBe('known');
  expect(service.asked).toEqual([{ token, context: topic }]);
});

it('a widget that asks nobody to sign in does not ask the provider', async () => {
  service.authSettings = undefined;
  const provider = jest.fn();
  const { host, sdk } = open();
  sdk.setAuthTokenProvider(provider);
  expect(queueOf(await host.askForPage(topic))).toBe('anybody');
  expect(provider).not.toHaveBeenCalled();
});

it.each([
  ['throws', () => Promise.reject(new Error('signed out'))],
  ['has none', (deliver: (given: string | null) => void) => deliver(null)],
  ['delivers no token', (deliver: (given: string) => void) => deliver('kim')],
])('without the token that is needed nobody is asked: the provider %s', async (_, provider) => {
  const { host, sdk } = open();
  sdk.setAuthTokenProvider(provider as Parameters<typeof sdk.setAuthTokenProvider>[0]);
  expect(await host.askForPage(topic)).toEqual({ ok: false, cause: 'refused' });
  expect(service.asked).toEqual([]);
});

it('where signing in is up to the visitor, one without a token is asked for as a stranger', async () => {
  service.isSignInOptional = true;
  const { host, sdk } = open();
  sdk.setAuthTokenProvider((deliver) => deliver(null as unknown as string));
  expect(queueOf(await host.askForPage(topic))).toBe('anybody');
});

it('what is kept for a stranger is not for who has signed in, nor the other way round', async () => {
  const { host, sdk } = open();
  const ask = async (): Promise<string> => queueOf(await host.askForPage(topic));
  expect(await ask()).toBe('anybody');
  sdk.setAuthTokenProvider((deliver) => deliver(token));
  expect([await ask(), await ask()]).toEqual(['known', 'known']);
  sdk.removeAuthTokenProvider();
  expect(await ask()).toBe('anybody');
  expect(service.asked).toHaveLength(2);
});

describe('a rule', () => {
  it('does not ask the provider, which may ask the visitor to sign in', async () => {
    const provider = jest.fn();
    const { host, sdk } = open();
    sdk.setAuthTokenProvider(provider);
    expect(queueOf(await host.availability.getAvailability(topic))).toBe('anybody');
    expect(provider).not.toHaveBeenCalled();
  });

  it('asks a provider that shows nothing', async () => {
    const { host, sdk } = open({ silentToken: true });
    sdk.setAuthTokenProvider((deliver) => deliver(token));
    expect(queueOf(await host.availability.getAvailability(topic))).toBe('known');
    expect(service.asked).toEqual([{ token, context: topic }]);
  });

  it('is told that nobody knows when the token cannot be had', async () => {
    const { host, sdk } = open({ silentToken: true });
    sdk.setAuthTokenProvider(() => {
      throw new Error('signed out');
    });
    expect(await host.availability.getAvailability(topic)).toEqual({ ok: false, cause: 'refused' });
    expect(service.asked).toEqual([]);
  });
});
