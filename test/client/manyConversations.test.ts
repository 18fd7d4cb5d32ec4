import { startEmulator } from '../../src/emulator/service.ts';
import { createConversationPort } from '../../src/omnichannel/conversation.ts';
import { whenQuiet } from './nodePage.ts';

const CONVERSATIONS = 50;
/** From each side of each conversation, in turns: 5,000 in all. */
const MESSAGES = 50;

it(`${String(CONVERSATIONS)} conversations at once lose, double and swap no message, on either side`, async () => {
  // The client writes what it receives to the console.
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const emulator = await startEmulator({
    config: { agents: [{ id: 'alex', name: 'Alex', available: true, capacity: CONVERSATIONS }] },
  });
  const { orgId, appId, url: orgUrl } = emulator;
  let waiting: (() => void)[] = [];
  const whenHeard = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));

  const talk = async (number: number) => {
    const heard: string[] = [];
    const port = createConversationPort({ orgId, appId, orgUrl });
    const started = await port.start(
      {
        customContext: { Number: { value: number, isDisplayable: true } },
        isProactive: false,
        onCreating: () => undefined,
        isLeftToNextPage: () => false,
      },
      {
        onMessage: ({ role, text }) => {
          if (role === 'agent') heard.push(text);
          waiting.forEach((look) => look());
          waiting = [];
        },
        onTyping: () => undefined,
        onAgentJoined: () => undefined,
        onEnded: () => undefined,
      },
    );
    if (!started.ok) throw new Error(started.detail);
    const { conversation } = started;
    const own = () =>
      emulator.conversations().find(({ customContext }) => {
        const { value } = Object(customContext['Number']) as { value?: unknown };
        return value === number;
      })!;
    const { id } = own();
    emulator.accept(id);
    for (let count = 0; count < MESSAGES; count += 1) {
      emulator.say(id, `agent ${String(number)}.${String(count)}`);
      await conversation.send({
        clientId: String(number * MESSAGES + count + 1),
        text: `visitor ${String(number)}.${String(count)}`,
      });
    }
    while (heard.length < MESSAGES) await whenHeard();
    const said = own()
      .messages.filter(({ role }) => role === 'visitor')
      .map(({ text }) => text);
    await conversation.end();
    return { heard, said };
  };

  try {
    const numbers = Array.from({ length: CONVERSATIONS }, (_, number) => number);
    const talks = await Promise.all(numbers.map(talk));
    const expected = (who: string, number: number) =>
      Array.from({ length: MESSAGES }, (_, count) => `${who} ${String(number)}.${String(count)}`);
    talks.forEach(({ heard, said }, number) => {
      expect(heard).toEqual(expected('agent', number));
      expect(said).toEqual(expected('visitor', number));
    });
    // No socket stays open; they take a moment to close.
    while (emulator.realtimeConnections() > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  } finally {
    await whenQuiet();
    await emulator.close();
  }
});
