import type { RunningEmulator } from '../../src/emulator/service.ts';

/** Microsoft's client as npm has it, in a page or in what looks like one to it. */
export interface ClientPage {
  /** A new client, with the token of a signed-in visitor if one is given. What was heard before is forgotten. */
  open(token?: string): Promise<void>;
  /** Opens another client in place of this one, as a reload does. */
  reload(): Promise<void>;
  /** Calls a method of the client. */
  call(method: string, ...args: readonly unknown[]): Promise<unknown>;
  /** Listens to the conversation that runs. */
  listen(): Promise<void>;
  /** Resolves when the client has told this: a text, `(types)` or `(has ended)`. */
  whenHeard(text: string): Promise<unknown>;
  /** How often the client has told this by now. */
  timesHeard(text: string): Promise<number>;
}

const conversation = ({ conversations }: RunningEmulator) => conversations()[0]!;

const card = JSON.stringify({
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: {
        type: 'AdaptiveCard',
        version: '1.1',
        body: [{ type: 'Input.Text', id: 'size' }],
        actions: [{ type: 'Action.Submit', title: 'Send' }],
      },
    },
  ],
});

/** From the configuration to the end, and back after a reload; the service has one agent, `alex`. */
export async function goThroughChat(emulator: RunningEmulator, client: ClientPage): Promise<void> {
  const customContext = { Topic: { value: 'shipping', isDisplayable: true } };
  await client.open();
  expect(await client.call('getLiveChatConfig')).toMatchObject({ LiveChatVersion: 2 });
  expect(await client.call('getAgentAvailability', { customContext })).toMatchObject({
    AgentAvailability: true,
    IsQueueAvailable: true,
  });
  await client.call('startChat', { customContext });
  await client.listen();
  const { id, customContext: received } = conversation(emulator);
  expect(received).toEqual(customContext);

  emulator.accept(id);
  await client.whenHeard('Alex has joined the conversation.');
  expect(emulator.realtimeConnections()).toBe(1);
  await client.call('sendMessage', { content: 'Do you ship to Malta?' });
  expect(conversation(emulator).messages.at(-1)).toMatchObject({
    role: 'visitor',
    text: 'Do you ship to Malta?',
  });
  const typed = emulator.whenVisitorTypes(id);
  await client.call('sendTypingEvent');
  await typed;
  emulator.typing(id);
  await client.whenHeard('(types)');
  emulator.say(id, 'Yes.');
  await client.whenHeard('Yes.');

  emulator.say(id, card);
  await client.whenHeard(card);
  await client.call('sendMessage', {
    content: JSON.stringify({ value: { size: '42' } }),
    metadata: { 'microsoft.azure.communication.chat.bot.contenttype': 'azurebotservice.adaptivecard' },
  });
  expect(conversation(emulator).messages.at(-1)).toMatchObject({
    role: 'visitor',
    text: '{"value":{"size":"42"}}',
  });
  const transcript = (await client.call('getLiveChatTranscript')) as { readonly chatMessagesJson: string };
  expect(JSON.parse(transcript.chatMessagesJson)).toHaveLength(5);

  const liveChatContext = await client.call('getCurrentLiveChatContext');
  await client.reload();
  await client.call('startChat', { liveChatContext });
  await client.listen();
  expect(emulator.conversations()).toHaveLength(1);
  await client.call('sendMessage', { content: 'Thank you' });
  expect(conversation(emulator).messages.at(-1)).toMatchObject({ role: 'visitor', text: 'Thank you' });

  emulator.endConversation(id);
  await client.whenHeard('(has ended)');
  expect(await client.call('getConversationDetails')).toMatchObject({ state: 'WrapUp' });
  await client.call('endChat');
  expect(emulator.conversations()).toMatchObject([{ id, state: 'Closed' }]);
  expect(await client.timesHeard('(has ended)')).toBe(1);
}

/** The chat of a signed-in visitor, of whom the token says more than who they are. */
export async function goThroughSignedInChat(emulator: RunningEmulator, client: ClientPage): Promise<void> {
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const claims = { sub: 'kim', name: 'Kim', exp: 4_102_444_800, lwicontexts: '{"Tier":"gold"}' };
  await client.open(`${encode({ alg: 'RS256' })}.${encode(claims)}.c2ln`);
  await client.call('startChat');
  await client.call('sendMessage', { content: 'Hello' });
  expect(conversation(emulator)).toMatchObject({
    visitorName: 'Kim',
    customContext: { Tier: { value: 'gold', isDisplayable: true } },
    messages: [{ role: 'visitor', text: 'Hello' }],
  });
  await client.call('endChat');
  expect(conversation(emulator).state).toBe('Closed');
}
