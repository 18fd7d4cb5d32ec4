import type { ChatWindowCallbacks, ChatWindowFactory, ChatWindowView } from '../../../src/core/chatWindow.ts';
import type { InstalledSdk, LiveChatSdk } from '../../../src/core/sdkPort.ts';
import { installSdk } from '../../../src/sdk/controller.ts';
import type { SdkHost } from '../../../src/sdk/host.ts';
import { sdkEventNames } from '../../../src/core/sdkEvents.ts';
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
  opened: number;
}

function createFakeChatWindow(): {
  readonly fake: FakeChatWindow;
  readonly create: ChatWindowFactory<ShadowRoot>;
} {
  const fake: FakeChatWindow = { view: null, callbacks: null, opened: 0 };
  return {
    fake,
    create({ root, callbacks }) {
      const field = document.createElement('textarea');
      root.append(field);
      fake.opened += 1;
      fake.callbacks = callbacks;
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

/** Lets everything that is under way come to its end, without letting time pass. */
export const settle = (): Promise<void> => jest.advanceTimersByTimeAsync(0);

/** Installs the SDK on fake ports; needs fake timers. Ready once `settle` has been awaited. */
export function startHarness(overrides: Partial<SdkHost> = {}, storage = createMemoryStorage()): Harness {
  const log: string[] = [];
  const events: CustomEvent[] = [];
  const warnings: string[] = [];
  const availability = createFakeAvailabilityPort();
  const port = createFakeConversationPort();
  const { fake, create } = createFakeChatWindow();

  const listen = (event: Event): void => {
    log.push(event.type);
    events.push(event as CustomEvent);
  };
  for (const name of sdkEventNames) window.addEventListener(name, listen);

  const installed = installSdk({
    window,
    identity: { appId: 'app', orgId: 'org', orgUrl: 'https://org.example' },
    availability,
    loadConversationPort: async () => port,
    loadChatWindow: async () => create,
    conversationStorage: storage,
    warn: (message) => warnings.push(message),
    ...overrides,
  });
  installed.onInvitation((event, id) => log.push(`invitation ${event} ${id}`));

  const find = (selector: string): HTMLElement | null =>
    document.querySelector('[data-lcw-proactive-chat]')?.shadowRoot?.querySelector<HTMLElement>(selector) ??
    null;

  return {
    installed,
    sdk: installed.sdk,
    availability,
    port,
    storage,
    window: fake,
    warnings,
    log,
    events,
    find,
    press(name) {
      const root = document.querySelector('[data-lcw-proactive-chat]')?.shadowRoot;
      const button = Array.from(root?.querySelectorAll('button') ?? []).find(
        (candidate) =>
          !candidate.hidden && (candidate.getAttribute('aria-label') ?? candidate.textContent) === name,
      );
      if (button === undefined) throw new Error(`There is no button "${name}".`);
      button.focus();
      button.click();
    },
    stop() {
      installed.destroy();
      for (const name of sdkEventNames) window.removeEventListener(name, listen);
    },
  };
}
