import { publishSdk } from '../../../src/sdk/liveChatSdk.ts';
import type { MicrosoftChunkHost } from '../../../src/chunks/microsoft-widget.ts';
import type { SdkChunkHost } from '../../../src/chunks/sdk.ts';
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
  expect(host).toMatchObject({ identity: ids, widgetOptions: options, scriptUrl: from.baseUrl });
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

it.each([
  ['a loader and all ids', { ...ids, scriptUrl: 'https://cdn.example/l.js' }, 'https://cdn.example/l.js'],
  ['no loader', ids, null],
  ['a loader without ids', { scriptUrl: 'https://cdn.example/l.js' }, null],
])("tells the chunk for Microsoft's widget what to insert: %s", async (_, config, scriptUrl) => {
  const { ports: from, given } = ports({ ...config, source: 'microsoft' }, true);
  expect(await loadWidget(from)).toBe(widget);
  expect(given.name).toBe('microsoft-widget');
  const { insert } = given.host as MicrosoftChunkHost;
  if (scriptUrl === null) expect(insert).toBeNull();
  else expect(insert).toMatchObject({ ...ids, scriptUrl });
});

describe("Microsoft's script, which is not ours,", () => {
  const config = { ...ids, source: 'microsoft', scriptUrl: 'https://cdn.example/l.js' };
  /** When this has been loaded, so has all that does not wait. */
  const loadAnother = (): Promise<unknown> => loadWidget(ports({ source: 'microsoft' }, true, {}).ports);

  it('waits until something may be kept', async () => {
    const { ports: from, given } = ports(config, true, {});
    const loading = loadWidget(from);
    await loadAnother();
    expect(given.name).toBe('');
    from.consent.update({ functionality: false, personalization: true, analytics: true });
    await loadAnother();
    expect(given.name).toBe('');
    from.consent.update({ functionality: true });
    expect(await loading).toBe(widget);
    expect(given.name).toBe('microsoft-widget');
  });

  it('is not waited for where nothing is inserted, or where a site invites without consent', async () => {
    expect(await loadAnother()).toBe(widget);
    expect(await loadWidget(ports(config, true, { whenDenied: 'memory' }).ports)).toBe(widget);
    expect(await loadWidget(ports({ ...ids, source: 'built-in' }, false, {}).ports)).toBe(widget);
  });
});
