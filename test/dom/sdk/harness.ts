import type {
  ChatWindowCallbacks,
  ChatWindowFactory,
  ChatWindowHost,
  ChatWindowOptions,
  ChatWindowView,
} from '../../../src/core/chatWindow.ts';
import type { InstalledSdk, LiveChatSdk } from '../../../src/core/sdkPort.ts';
import type { Tabs } from '../../../src/core/tabs.ts';
import { messages } from '../../../src/sdk/messages.en.ts';
import { installSdk } from '../../../src/sdk/controller.ts';
import { createTabNotices } from '../../../src/sdk/tabNotices.ts';
import { createAvailabilityQuestion } from '../../../src/sdk/availabilityQuestion.ts';
import type { ConversationParts } from '../../../src/sdk/dialogue.ts';
import { createDialogue } from '../../../src/sdk/dialogue.ts';
import { publishSdk } from '../../../src/sdk/liveChatSdk.ts';
import { createPopOut } from '../../../src/sdk/popOut.ts';
import type { SdkHost } from '../../../src/sdk/host.ts';
import { sdkEventNames } from '../../../src/core/sdkEvents.ts';
import { createFakeTabs } from '../../fakes/fakeTabs.ts';
import type { FakeAvailabilityPort, FakeConversationPort } from '../../fakes/fakeChatPorts.ts';
import {
  createFakeAvailabilityPort,
  createFakeConversationPort,
  createMemoryStorage,
} from '../../fakes/fakeChatPorts.ts';

/** A chat window that draws nothing but a field, keeps the view, and lets the test act as the visitor. */
export interface FakeChatWindow {
  view: ChatWindowView | null;
  callbacks: ChatWindowCallbacks | null;
  options: ChatWindowOptions | null;
  texts: Pick<ChatWindowHost<ShadowRoot>, 'language' | 'messages'> | null;
  opened: number;
}

function createFakeChatWindow(): {
  readonly fake: FakeChatWindow;
  readonly create: ChatWindowFactory<ShadowRoot>;
} {
  const fake: FakeChatWindow = { view: null, callbacks: null, options: null, texts: null, opened: 0 };
  return {
    fake,
    create({ root, callbacks, options, language, messages: texts }) {
      const field = root.ownerDocument.createElement('textarea');
      root.append(field);
      fake.opened += 1;
      fake.callbacks = callbacks;
      fake.options = options ?? null;
      fake.texts = { language, messages: texts };
      return {
        update(view) {
          fake.view = view;
          field.hidden = !view.visible;
        },
        focus: () => field.focus(),
        destroy() {
          field.remove();
          fake.view = null;
          fake.callbacks = null;
        },
      };
    },
  };
}

export interface Harness {
  readonly installed: InstalledSdk;
  readonly sdk: LiveChatSdk;
  readonly availability: FakeAvailabilityPort;
  readonly port: FakeConversationPort;
  readonly storage: ReturnType<typeof createMemoryStorage>;
  readonly window: FakeChatWindow;
  readonly warnings: string[];
  /** Every `lcw:*` event and every outcome of an invitation (`invitation <event> <id>`), in order. */
  readonly log: string[];
  readonly events: CustomEvent[];
  /** One of our nodes. */
  find(selector: string): HTMLElement | null;
  /** Presses a control by its visible text or its label. */
  press(name: string): void;
  stop(): void;
}

/** Time stands still in each test of the file; `stop` is called at its end, and the page is empty after it. */
export function onFakeTime(stop: () => void, options: { readonly now?: number | Date } = {}): void {
  beforeEach(() => {
    jest.useFakeTimers(options);
  });
  afterEach(() => {
    stop();
    document.body.replaceChildren();
    jest.useRealTimers();
  });
}

/** Lets everything that is under way come to its end, without letting time pass. */
export const settle = (): Promise<void> => jest.advanceTimersByTimeAsync(0);

export const identity = { appId: 'app', orgId: 'org', orgUrl: 'https://org.example' } as const;

/** What the chunk `conversation` brings, for one tab. */
export const conversationParts = (tabs: Tabs): ConversationParts => ({
  createDialogue: (parts) => createDialogue(tabs, parts),
  createAvailabilityQuestion,
  tabs: createTabNotices(tabs),
});

/** A promise, and what fulfils it. */
export function createHold(): { readonly hold: Promise<void>; letGo(): void } {
  let letGo: () => void = () => undefined;
  const hold = new Promise<void>((resolve) => (letGo = resolve));
  return { hold, letGo: () => letGo() };
}

/** A host with fake ports, and what the test holds of it. */
export function createFakeHost(
  overrides: Partial<SdkHost> = {},
  storage = createMemoryStorage(),
  tabs = createFakeTabs().open(),
) {
  const warnings: string[] = [];
  const availability = createFakeAvailabilityPort();
  const port = createFakeConversationPort();
  const { fake, create } = createFakeChatWindow();
  const host: SdkHost = {
    window,
    published: publishSdk(overrides.window ?? window),
    identity,
    availability,
    askForPage: (customContext) => availability.getAvailability(customContext),
    loadConversationPort: async () => port,
    loadChatWindow: async () => create,
    loadChunk: async () => ({}),
    loadPopOut: async () => createPopOut,
    loadLanguage: async () => ({ widget: messages, window: null }),
    loadConversation: async () => conversationParts(tabs),
    options: {},
    popOutUrl: 'https://cdn.example/proactive-chat.pop-out.js',
    conversationStorage: storage,
    warn: (message) => warnings.push(message),
    ...overrides,
  };
  return { host, availability, port, storage, window: fake, warnings };
}

/** Keeps the `lcw:*` events of a window. */
export function recordEvents(view: Window): {
  readonly log: string[];
  readonly events: CustomEvent[];
  stop(): void;
} {
  const log: string[] = [];
  const events: CustomEvent[] = [];
  const listen = (event: Event): void => {
    log.push(event.type);
    events.push(event as CustomEvent);
  };
  for (const name of sdkEventNames) view.addEventListener(name, listen);
  return {
    log,
    events,
    stop() {
      for (const name of sdkEventNames) view.removeEventListener(name, listen);
    },
  };
}

/** Installs the SDK on fake ports; needs fake timers. Ready once `settle` has been awaited. */
export function startHarness(...args: Parameters<typeof createFakeHost>): Harness {
  const { host, ...fakes } = createFakeHost(...args);
  const { document } = host.window;
  const { log, events, stop } = recordEvents(host.window);
  const installed = installSdk(host);
  installed.onInvitation((event, id) => log.push(`invitation ${event} ${id}`));

  const rootNow = () => document.querySelector('[data-lcw-proactive-chat]')?.shadowRoot;
  const find = (selector: string): HTMLElement | null =>
    rootNow()?.querySelector<HTMLElement>(selector) ?? null;

  return {
    installed,
    sdk: installed.sdk,
    ...fakes,
    log,
    events,
    find,
    press(name) {
      const button = Array.from(rootNow()?.querySelectorAll('button') ?? []).find(
        (candidate) =>
          !candidate.hidden && (candidate.getAttribute('aria-label') ?? candidate.textContent) === name,
      );
      if (button === undefined) throw new Error(`There is no button "${name}".`);
      button.focus();
      button.click();
    },
    stop() {
      installed.destroy();
      stop();
    },
  };
}
