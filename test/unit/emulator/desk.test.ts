import { defaultEmulatorConfig, parseEmulatorConfig } from '../../../src/emulator/config.ts';
import type { Change } from '../../../src/emulator/conversation.ts';
import { createDesk } from '../../../src/emulator/state.ts';

function open(endedKept?: number) {
  let ids = 0;
  let now = 1_800_000_000_000;
  const desk = createDesk({
    config: parseEmulatorConfig({
      agents: [{ id: 'alex', name: 'Alex', available: true }],
      conversationsPerAgent: 100,
    }),
    now: () => now,
    newId: () => `id-${String((ids += 1))}`,
    ...(endedKept !== undefined && { endedKept }),
  });
  const start = (requestId: string) =>
    desk.create({
      requestId,
      visitorName: null,
      customContext: {},
      preChatResponse: null,
      isProactive: false,
      locale: 'en-us',
    });
  return { desk, start, pass: (milliseconds: number) => (now += milliseconds) };
}

describe('the desk', () => {
  it('tells of the end in the order the client needs', () => {
    const { desk, start } = open();
    const { id } = start('r');
    desk.accept(id, 'alex');
    const heard: string[] = [];
    desk.onChange((change: Change) => {
      const state = 'conversation' in change ? change.conversation.state : '';
      heard.push(`${change.kind} ${state}`);
    });
    desk.agentEnds(id);
    expect(heard).toEqual([
      'conversationChanged WrapUp',
      'conversationChanged WrapUp',
      'messageAdded WrapUp',
      'agentLeft WrapUp',
    ]);
  });

  it('gives each place in the queue', () => {
    const { desk, start } = open();
    expect(desk.availability().position).toBe(1);
    const { id } = start('a');
    start('b');
    expect(desk.availability().position).toBe(3);
    desk.accept(id, 'alex');
    expect(desk.availability().position).toBe(2);
  });

  it('forgets the oldest ended conversations and no running one', () => {
    const { desk, start, pass } = open(2);
    const running = start('running');
    const ended = ['a', 'b', 'c', 'd'].map((requestId) => {
      const { id } = start(requestId);
      pass(1000);
      desk.visitorEnds(id);
      return id;
    });
    expect(desk.conversations().map(({ id }) => id)).toEqual([running.id, ended[2], ended[3]]);
  });

  it('does not let two agents take one visitor, nor answer one who has left', () => {
    const { desk, start } = open();
    const { id } = start('r');
    expect(desk.accept(id, 'alex').ok).toBe(true);
    expect(desk.accept(id, 'alex')).toMatchObject({
      ok: false,
      problem: 'Somebody has taken this conversation.',
    });
    desk.visitorEnds(id);
    expect(desk.agentSays(id, 'Hello?')).toMatchObject({
      ok: false,
      problem: 'This conversation has ended.',
    });
    expect(desk.accept(id, 'alex')).toMatchObject({ ok: false, problem: 'The visitor has left.' });
  });
});

describe('the configuration', () => {
  it('is complete without a word', () => {
    expect(parseEmulatorConfig({})).toEqual(defaultEmulatorConfig);
    expect(parseEmulatorConfig(undefined)).toEqual(defaultEmulatorConfig);
  });

  it.each([
    [null, 'must be an object'],
    [{ agents: [] }, '1 to 50 agents'],
    [
      {
        agents: [
          { id: 'a', name: 'A' },
          { id: 'a', name: 'B' },
        ],
      },
      'repeats "a"',
    ],
    [{ averageWaitMinutes: -1 }, 'number of minutes'],
    [{ conversationsPerAgent: 0.5 }, 'whole number'],
    [{ orgId: 'x' }, 'orgId'],
    [{ widgetTitle: ' ' }, 'widgetTitle'],
    [{ ['__proto__x']: 1 }, 'not known'],
  ])('says what is wrong with %j', (input, words) => {
    expect(() => parseEmulatorConfig(input)).toThrow(words);
  });
});
