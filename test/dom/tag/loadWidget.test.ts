import { publishSdk } from '../../../src/sdk/liveChatSdk.ts';
import type { MicrosoftChunkHost } from '../../../src/chunks/microsoft-widget.ts';
import type { SdkChunkHost } from '../../../src/chunks/sdk.ts';
import type { ChunkName } from '../../../src/core/chunks.ts';
import type { ChunkLoader } from '../../../src/tag/chunkLoader.ts';
import { parseConfig } from '../../../src/tag/config.ts';
import { loadWidget, usesMicrosoftWidget } from '../../../src/tag/loadWidget.ts';
import type { LoadWidgetPorts } from '../../../src/tag/loadWidget.ts';
import type { Widget } from '../../../src/tag/widget.ts';
import { createConsent } from '../../../src/page/consent.ts';
import type { ConsentSettings } from '../../../src/page/consent.ts';
import { createPageStorage } from '../../../src/page/storage.ts';
import { createFakeClock } from '../../fakes/fakeClock.ts';

const ID = 'Microsoft_Omnichannel_LCWidget';

function addScript(src: string, id = ID): HTMLScriptElement {
  const script = document.createElement('script');
  script.id = id;
  // jsdom loads no scripts; the address is all that counts.
  script.src = src;
  document.body.append(script);
  return script;
}

beforeEach(() => document.body.replaceChildren());

describe("Microsoft's widget, to a tag that takes what is there,", () => {
  const isThere = (own: HTMLScriptElement | null): boolean => usesMicrosoftWidget(document, 'auto', own);

  it('is there if its element is', () => {
    expect(isThere(null)).toBe(false);
    addScript('https://cdn.example/LiveChatBootstrapper.js');
    expect(isThere(null)).toBe(true);
    expect(isThere(addScript('/chat/proactive-chat.js', 'ours'))).toBe(true);
  });

  it("is not there because of the tag's own element, nor of a copy of that", () => {
    const own = addScript('/chat/proactive-chat.js');
    expect(isThere(own)).toBe(false);
    addScript('/chat/proactive-chat.js');
    expect(isThere(own)).toBe(false);
  });

  it('is there also behind an element of ours with the same id', () => {
    const own = addScript('/chat/proactive-chat.js');
    addScript('https://cdn.example/LiveChatBootstrapper.js');
    expect(isThere(own)).toBe(true);
  });

  it('is not asked after where the page names a widget', () => {
    addScript('https://cdn.example/LiveChatBootstrapper.js');
    expect(usesMicrosoftWidget(document, 'built-in', null)).toBe(false);
    document.body.replaceChildren();
    expect(usesMicrosoftWidget(document, 'microsoft', null)).toBe(true);
  });
});

const ids = { appId: 'app', orgId: 'org', orgUrl: 'https://org.example' };
const widget = {} as Widget;

/** What a chunk was given, and which one it was. */
interface Given {
  name: string;
  host: unknown;
}

function ports(
  config: object,
  isMicrosoft: boolean,
  consented: Partial<ConsentSettings> = { default: 'granted' },
): { ports: LoadWidgetPorts; given: Given } {
  const given: Given = { name: '', host: null };
  const take = (name: string, host: unknown): Widget => {
    Object.assign(given, { name, host });
    return widget;
  };
  const chunks: ChunkLoader = {
    names: () => [],
    importChunk: async (name) => ({ install: (host: unknown) => take(name, host) }),
    load: async <Installed>(name: string, host?: unknown) => take(name, host) as Installed,
  };
  const consent = createConsent({
    default: 'ask',
    whenDenied: 'wait',
    globalPrivacyControl: false,
    ...consented,
  });
  return {
    given,
    ports: {
      config: parseConfig({ widget: config }).config.widget,
      published: isMicrosoft ? null : publishSdk(window),
      script: addScript('/chat/proactive-chat.js'),
      baseUrl: 'https://shop.example/chat/proactive-chat.js',
      chunks,
      consent,
      storage: createPageStorage(window, consent, createFakeClock()),
      sharedAnswers: null,
      listener: { onGates: jest.fn(), onInvitation: jest.fn(), onPageInvitation: jest.fn() },
      report: jest.fn(),
      warn: jest.fn(),
    },
  };
}

it('gives the built-in widget its ids, its options as they were given, and the element the tag came with', async () => {
  const options = { colorOverride: 'teal', unknown: [1] };
  const { ports: from, given } = ports({ ...ids, source: 'built-in', options }, false);
  expect(await loadWidget(from)).toBe(widget);
  const host = given.host as SdkChunkHost;
  expect(given.name).toBe('sdk');
  expect(host).toMatchObject({ config: { ...ids, options }, baseUrl: from.baseUrl });
  expect(host.script).toBe(from.script);
});

it('keeps the conversation of each widget by itself', async () => {
  const kept = async (appId: string): Promise<SdkChunkHost['conversationStorage']> => {
    const { ports: from, given } = ports({ ...ids, appId }, false);
    await loadWidget(from);
    return (given.host as SdkChunkHost).conversationStorage;
  };
  (await kept('one')).write('conversation one');
  expect((await kept('two')).read()).toBeNull();
  expect((await kept('one')).read()).toBe('conversation one');
});

it("leaves a page that has Microsoft's widget with what it has", async () => {
  const { ports: from, given } = ports({ source: 'microsoft' }, true);
  expect(await loadWidget(from)).toBe(widget);
  expect(given.name).toBe('microsoft-widget');
  expect((given.host as MicrosoftChunkHost).insert).toBeNull();
});

it("asks for Microsoft's script where the site has told its address", async () => {
  const config = { ...ids, source: 'microsoft', scriptUrl: 'https://cdn.example/l.js' };
  const { ports: from, given } = ports(config, true);
  const insert = (): void => undefined;
  const chunks: ChunkLoader = {
    ...from.chunks,
    load: async <Installed>(name: ChunkName, host?: unknown) =>
      (name === 'microsoft-script' ? insert : from.chunks.load(name, host)) as Installed,
  };
  await loadWidget({ ...from, chunks });
  expect(given.name).toBe('microsoft-widget');
  expect((given.host as MicrosoftChunkHost).insert).toBe(insert);
});
