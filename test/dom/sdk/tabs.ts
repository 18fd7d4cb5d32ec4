import type { SdkHost } from '../../../src/sdk/host.ts';
import { createFakeConversationPort, createMemoryStorage } from '../../fakes/fakeChatPorts.ts';
import type { FakeConversationPort } from '../../fakes/fakeChatPorts.ts';
import { createFakeTabs } from '../../fakes/fakeTabs.ts';
import type { Harness } from './harness.ts';
import { startHarness } from './harness.ts';

/** A window of its own, in this document and on its clock. */
export function openWindow(): Window & typeof globalThis {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const view = frame.contentWindow as (Window & typeof globalThis) | null;
  if (view === null) throw new Error('A frame has no window.');
  Object.assign(view, {
    setTimeout: window.setTimeout.bind(window),
    clearTimeout: window.clearTimeout.bind(window),
    setInterval: window.setInterval.bind(window),
    clearInterval: window.clearInterval.bind(window),
  });
  Object.defineProperty(view, 'performance', { value: window.performance });
  return view;
}

/** Tabs of one browser: they share the storage, the service, and what they tell each other. */
export interface FakeBrowser {
  readonly port: FakeConversationPort;
  readonly storage: ReturnType<typeof createMemoryStorage>;
  /** Loads the page in a new tab; ready once `settle` has been awaited. */
  open(overrides?: Partial<SdkHost>): Harness;
  /** Sends all tabs a message, as another version of the widget might. */
  post(message: object): void;
  close(): void;
}

export function startBrowser(): FakeBrowser {
  const tabs = createFakeTabs();
  const storage = createMemoryStorage();
  const port = createFakeConversationPort();
  const open: Harness[] = [];
  return {
    port,
    storage,
    open(overrides) {
      const host = { window: openWindow(), loadConversationPort: async () => port, ...overrides };
      const harness = startHarness(host, storage, tabs.open());
      open.push(harness);
      return harness;
    },
    post(message) {
      tabs.open().post(message);
    },
    close() {
      for (const harness of open) harness.stop();
      document.body.replaceChildren();
    },
  };
}
