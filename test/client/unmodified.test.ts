import OmnichannelChatSDK from '@microsoft/omnichannel-chat-sdk/lib/OmnichannelChatSDK';
import { startEmulator } from '../../src/emulator/service.ts';
import type { RunningEmulator } from '../../src/emulator/service.ts';
import { connectionOf } from '../../src/omnichannel/connection.ts';
import { createEmbeddedMessageClient } from '../../src/omnichannel/embeddedService.ts';
import type { ChatSdk } from '../../src/omnichannel/chatSdk.ts';
import type { ClientPage } from './journey.ts';
import { goThroughChat, goThroughSignedInChat } from './journey.ts';
import { whenQuiet } from './nodePage.ts';

interface Heard {
  readonly content: string;
}

/** Microsoft's client as npm has it; only its messages go to plain http. */
async function openClient(emulator: RunningEmulator, settings: object = {}) {
  const sdk = new OmnichannelChatSDK(
    { orgUrl: emulator.url, orgId: emulator.orgId, widgetId: emulator.appId },
    { telemetry: { disable: true }, ...settings },
  );
  await sdk.initialize();
  sdk.ACSClient = createEmbeddedMessageClient(emulator.url) as unknown as typeof sdk.ACSClient;
  return sdk;
}

async function eventually<T>(look: () => T | undefined | false): Promise<T> {
  for (;;) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

let emulator: RunningEmulator;
const stops: (() => unknown)[] = [];

beforeEach(() => {
  // The client writes what it receives to the console.
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await whenQuiet();
  await emulator.close();
});

/** This process as a page; what it leaves behind is let go of after the test. */
function createClientPage(): ClientPage {
  let sdk: ChatSdk;
  let heard: string[] = [];
  let settings = {};
  let letGo: () => unknown = () => undefined;
  const open = async (): Promise<void> => {
    sdk = await openClient(emulator, settings);
    heard = [];
  };
  return {
    open(token) {
      settings = token === undefined ? {} : { getAuthToken: () => Promise.resolve(token) };
      return open();
    },
    async reload() {
      await letGo();
      await eventually(() => emulator.realtimeConnections() === 0);
      await open();
    },
    async call(method, ...args) {
      const own = sdk as unknown as Readonly<Record<string, (...given: readonly unknown[]) => unknown>>;
      const result = await own[method]?.(...args);
      if (method === 'startChat') stops.push((letGo = connectionOf(sdk)));
      return result;
    },
    async listen() {
      const own = heard;
      await sdk.onNewMessage(({ content }: Heard) => own.push(content));
      await sdk.onTypingEvent(() => own.push('(types)'));
      await sdk.onAgentEndSession(() => own.push('(has ended)'));
      await eventually(() => emulator.realtimeConnections() > 0);
    },
    whenHeard: (text) => eventually(() => heard.includes(text)),
    timesHeard: (text) => Promise.resolve(heard.filter((each) => each === text).length),
  };
}

it('the unmodified client holds a conversation from the configuration to the end, and resumes one', async () => {
  emulator = await startEmulator({ config: { agents: [{ id: 'alex', name: 'Alex', available: true }] } });
  await goThroughChat(emulator, createClientPage());
});

it('the unmodified client comes back by the reconnect id, and hears what was said before', async () => {
  emulator = await startEmulator({
    config: { agents: [{ id: 'alex', name: 'Alex', available: true }], chatReconnect: true },
  });
  const settings = { chatReconnect: { disable: false } };
  const sdk = await openClient(emulator, settings);
  await sdk.startChat();
  stops.push(connectionOf(sdk));
  const { id, reconnectId } = emulator.conversations()[0]!;
  emulator.accept(id);
  await sdk.sendMessage({ content: 'I will be back' });

  // Another browser, which knows nothing but the link.
  const elsewhere = await openClient(emulator, settings);
  expect(await elsewhere.getChatReconnectContext({ reconnectId })).toMatchObject({ reconnectId });
  await elsewhere.startChat({ reconnectId });
  stops.push(connectionOf(elsewhere));
  const heard: string[] = [];
  await elsewhere.onNewMessage(({ content }: Heard) => heard.push(content), { rehydrate: true });
  emulator.say(id, 'Welcome back');
  await eventually(() => heard.includes('Welcome back'));
  expect(heard).toEqual(['Alex has joined the conversation.', 'I will be back', 'Welcome back']);
  expect(emulator.conversations()).toHaveLength(1);

  await elsewhere.endChat();
  expect(emulator.conversations()[0]).toMatchObject({ state: 'Closed', endedBy: 'visitor' });
  // What is over cannot be come back to.
  const late = await openClient(emulator, settings);
  expect(await late.getChatReconnectContext({ reconnectId })).toMatchObject({ reconnectId: null });
});

it('the unmodified client holds a conversation for a signed-in visitor', async () => {
  emulator = await startEmulator({ config: { authenticatedChat: true } });
  await goThroughSignedInChat(emulator, createClientPage());
});
