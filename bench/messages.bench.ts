import { startEmulator } from '../src/emulator/service.ts';
import { createConversationPort } from '../src/omnichannel/conversation.ts';

const MESSAGES = 200;

/** How long a message takes from the agent to the page's listener. */
async function measure(count: number, pauseMs: number): Promise<readonly number[]> {
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const emulator = await startEmulator({
    config: { agents: [{ id: 'alex', name: 'Alex', available: true }] },
  });
  const { orgId, appId, url: orgUrl } = emulator;
  let heard: (text: string) => void = () => undefined;
  const started = await createConversationPort({ orgId, appId, orgUrl }).start(
    {
      customContext: {},
      isProactive: false,
      onCreating: () => undefined,
      isLeftToNextPage: () => false,
    },
    {
      onMessage: ({ text }) => heard(text),
      onTyping: () => undefined,
      onAgentJoined: () => undefined,
      onEnded: () => undefined,
    },
  );
  if (!started.ok) throw new Error(started.detail);
  while (emulator.realtimeConnections() === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  const id = emulator.conversations()[0]?.id ?? '';
  emulator.accept(id);
  const times: number[] = [];
  for (let number = 0; number < count; number += 1) {
    const said = performance.now();
    await new Promise<void>((resolve) => {
      heard = (text) => {
        if (text === String(number)) resolve();
      };
      emulator.say(id, String(number));
    });
    times.push(performance.now() - said);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  await started.conversation.end();
  await emulator.close();
  return times.sort((a, b) => a - b);
}

it('a message from the agent is at the page within 50 ms, median of 200', async () => {
  const times = await measure(MESSAGES, 20);
  const at = (part: number): number => Math.round((times[Math.floor(times.length * part)] ?? NaN) * 10) / 10;
  process.stdout.write(`agent to page, ms: median ${at(0.5)}, p95 ${at(0.95)}, longest ${at(0.999)}\n`);
  expect(at(0.5)).toBeLessThanOrEqual(50);
});
