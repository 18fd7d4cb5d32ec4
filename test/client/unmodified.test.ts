import OmnichannelChatSDK from '@microsoft/omnichannel-chat-sdk/lib/OmnichannelChatSDK';
import { startEmulator } from '../../src/emulator/service.ts';
import type { RunningEmulator } from '../../src/emulator/service.ts';
import { connectionOf } from '../../src/omnichannel/connection.ts';
import { createEmbeddedMessageClient } from '../../src/omnichannel/embeddedService.ts';
import { whenQuiet } from './nodePage.ts';

interface Heard {
  readonly content: string;
  readonly role?: string;
  readonly tags?: readonly string[];
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

it('the unmodified client holds a conversation from the configuration to the end, and resumes one', async () => {
  emulator = await startEmulator({ config: { agents: [{ id: 'alex', name: 'Alex', available: true }] } });
  const sdk = await openClient(emulator);
  expect((await sdk.getLiveChatConfig()) as object).toMatchObject({ LiveChatVersion: 2 });
  const customContext = { Topic: { value: 'shipping', isDisplayable: true } };
  expect(await sdk.getAgentAvailability({ customContext })).toMatchObject({ AgentAvailability: true });

  await sdk.startChat({ customContext });
  stops.push(connectionOf(sdk));
  const heard: string[] = [];
  let types = 0;
  let ends = 0;
  await sdk.onNewMessage((message: { readonly content: string }) => heard.push(message.content));
  await sdk.onTypingEvent(() => (types += 1));
  await sdk.onAgentEndSession(() => (ends += 1));
  const { id, customContext: received } = emulator.conversations()[0]!;
  expect(received).toEqual(customContext);
  await eventually(() => emulator.realtimeConnections() === 1);

  emulator.accept(id);
  await sdk.sendMessage({ content: 'Do you ship to Malta?' });
  expect(emulator.conversations()[0]!.messages.at(-1)).toMatchObject({
    role: 'visitor',
    text: 'Do you ship to Malta?',
  });
  const typed = emulator.whenVisitorTypes(id);
  await sdk.sendTypingEvent();
  await typed;
  emulator.typing(id);
  await eventually(() => types > 0);
  emulator.say(id, 'Yes.');
  await eventually(() => heard.includes('Yes.'));
  const transcript = (await sdk.getLiveChatTranscript()) as { chatMessagesJson: string };
  expect(JSON.parse(transcript.chatMessagesJson)).toHaveLength(3);

  // A reload: another client joins what the first one left.
  const liveChatContext = await sdk.getCurrentLiveChatContext();
  const again = await openClient(emulator);
  await again.startChat({ liveChatContext: liveChatContext as NonNullable<typeof liveChatContext> });
  stops.push(connectionOf(again));
  expect(emulator.conversations()).toHaveLength(1);
  await again.sendMessage({ content: 'Thank you' });

  emulator.endConversation(id);
  await eventually(() => ends === 1);
  expect(await sdk.getConversationDetails()).toMatchObject({ state: 'WrapUp' });
  await sdk.endChat();
  expect(emulator.conversations()[0]!.state).toBe('Closed');
});

it('the unmodified client gets a card, and the agent the answer to it', async () => {
  emulator = await startEmulator({ config: { agents: [{ id: 'alex', name: 'Alex', available: true }] } });
  const sdk = await openClient(emulator);
  await sdk.startChat();
  stops.push(connectionOf(sdk));
  const heard: Heard[] = [];
  await sdk.onNewMessage((message: Heard) => heard.push(message));
  const { id } = emulator.conversations()[0]!;
  emulator.accept(id);
  const content = {
    type: 'AdaptiveCard',
    version: '1.1',
    body: [{ type: 'Input.Text', id: 'size' }],
    actions: [{ type: 'Action.Submit', title: 'Send' }],
  };
  const card = JSON.stringify({
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  });
  emulator.say(id, card);
  const received = await eventually(() => heard.find(({ role }) => role === 'agent'));
  expect(JSON.parse(received.content)).toEqual(JSON.parse(card));
  await sdk.sendMessage({
    content: JSON.stringify({ value: { size: '42' } }),
    metadata: { 'microsoft.azure.communication.chat.bot.contenttype': 'azurebotservice.adaptivecard' },
  });
  const { role, text } = emulator.conversations()[0]!.messages.at(-1)!;
  expect({ role, answer: JSON.parse(text) as unknown }).toEqual({
    role: 'visitor',
    answer: { value: { size: '42' } },
  });
  await sdk.endChat();
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
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const token = `${encode({ alg: 'RS256' })}.${encode({ sub: 'kim', name: 'Kim', exp: 4_102_444_800 })}.c2ln`;
  emulator = await startEmulator({ config: { authenticatedChat: true } });
  const sdk = await openClient(emulator, { getAuthToken: () => Promise.resolve(token) });
  await sdk.startChat();
  stops.push(connectionOf(sdk));
  expect(emulator.conversations()[0]).toMatchObject({ visitorName: 'Kim' });
  await sdk.sendMessage({ content: 'Hello' });
  expect(emulator.conversations()[0]!.messages.at(-1)).toMatchObject({ text: 'Hello' });
  await sdk.endChat();
  expect(emulator.conversations()[0]!.state).toBe('Closed');
});
