import type { ChatMessage } from '../../src/core/chatPort.ts';
import type { RunningEmulator } from '../../src/emulator/service.ts';
import { startEmulator } from '../../src/emulator/service.ts';
import { createConversationPort } from '../../src/omnichannel/conversation.ts';
import { whenQuiet } from './nodePage.ts';

const MESSAGES = 20;

let emulator: RunningEmulator;

beforeEach(async () => {
  // The client writes what it receives, and every attempt at realtime, to the console.
  for (const method of ['log', 'warn', 'error'] as const) {
    jest.spyOn(console, method).mockImplementation(() => undefined);
  }
  emulator = await startEmulator({
    config: {
      agents: [
        { id: 'alex', name: 'Alex', available: true },
        { id: 'sam', name: 'Sam' },
      ],
    },
  });
  emulator.setFault('down', 'realtime');
});
afterEach(async () => {
  await whenQuiet();
  await emulator.close();
});

/** A conversation that an agent has accepted, and what its listener was told. */
async function converse() {
  const heard: ChatMessage[] = [];
  const joined: string[] = [];
  let ends = 0;
  let look: () => void = () => undefined;
  const { orgId, appId, url: orgUrl } = emulator;
  const started = await createConversationPort({ orgId, appId, orgUrl }).start(
    {
      customContext: {},
      isProactive: false,
      onCreating: () => undefined,
      isLeftToNextPage: () => false,
    },
    {
      onMessage: (message) => {
        heard.push(message);
        look();
      },
      onTyping: () => undefined,
      onAgentJoined: (name) => {
        joined.push(name);
        look();
      },
      onEnded: () => {
        ends += 1;
        look();
      },
    },
  );
  if (!started.ok) throw new Error(started.detail);
  const { id } = emulator.conversations()[0]!;
  emulator.accept(id);
  return {
    id,
    conversation: started.conversation,
    ofAgent: () => heard.filter(({ role }) => role === 'agent').map(({ text }) => text),
    joined,
    ends: () => ends,
    /** Resolves when `test` holds, looking after everything the listener is told. */
    when: (test: () => boolean) =>
      new Promise<void>((resolve) => {
        look = () => {
          if (test()) resolve();
        };
        look();
      }),
  };
}

async function until(test: () => boolean): Promise<void> {
  while (!test()) await new Promise((resolve) => setTimeout(resolve, 20));
}

const numbered = (who: string, from: number, to: number): readonly string[] =>
  Array.from({ length: to - from }, (_, index) => `${who} ${String(from + index)}`);

it('without a realtime channel no message is lost or doubled on either side, and the end by the agent is noticed', async () => {
  const { id, conversation, ofAgent, ends, when } = await converse();
  for (let count = 0; count < MESSAGES; count += 1) {
    emulator.say(id, `agent ${String(count)}`);
    await conversation.send({ clientId: String(count + 1), text: `visitor ${String(count)}` });
  }
  await when(() => ofAgent().length >= MESSAGES / 2);
  emulator.say(id, 'Good bye');
  // The last words and the end come in one poll, and the words first.
  emulator.endConversation(id);
  await when(() => ends() > 0);
  expect(ofAgent()).toEqual([...numbered('agent', 0, MESSAGES), 'Good bye']);
  const said = emulator
    .conversations()[0]!
    .messages.filter(({ role }) => role === 'visitor')
    .map(({ text }) => text);
  expect(said).toEqual(numbered('visitor', 0, MESSAGES));
  expect(emulator.realtimeConnections()).toBe(0);
  await conversation.end();
  expect(ends()).toBe(1);
});

it('what was polled is not told again by a realtime channel that comes later', async () => {
  const { id, conversation, ofAgent, when } = await converse();
  for (const text of numbered('agent', 0, MESSAGES)) emulator.say(id, text);
  await when(() => ofAgent().length >= MESSAGES);
  // The service repeats on a new channel what was said while there was none.
  emulator.setFault(null);
  await until(() => emulator.realtimeConnections() === 1);
  for (const text of numbered('agent', MESSAGES, 2 * MESSAGES)) emulator.say(id, text);
  await when(() => ofAgent().length >= 2 * MESSAGES);
  expect(ofAgent()).toEqual(numbered('agent', 0, 2 * MESSAGES));
  await conversation.end();
});

it('without a realtime channel it is told who has taken the conversation, and who takes it over', async () => {
  const { id, conversation, joined, when } = await converse();
  await when(() => joined.length === 1);
  emulator.agentVanishes('alex');
  emulator.setAgentAvailable('sam', true);
  emulator.accept(id, 'sam');
  emulator.say(id, 'I am taking over.');
  await when(() => joined.length === 2);
  expect(joined).toEqual(['Alex', 'Sam']);
  expect(emulator.realtimeConnections()).toBe(0);
  await conversation.end();
});
