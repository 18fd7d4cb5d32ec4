import { defaultEmulatorConfig, parseEmulatorConfig } from '../../../src/emulator/config.ts';
import type { Change } from '../../../src/emulator/conversation.ts';
import { createDesk } from '../../../src/emulator/state.ts';

function open({ endedKept, perAgent = 100 }: { endedKept?: number; perAgent?: number } = {}) {
  let ids = 0;
  let now = 1_800_000_000_000;
  const desk = createDesk({
    config: parseEmulatorConfig({
      agents: [{ id: 'alex', name: 'Alex', available: true }],
      conversationsPerAgent: perAgent,
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
      preChatAnswers: {},
      subject: null,
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
    expect(heard).toEqual(['conversationChanged WrapUp', 'messageAdded WrapUp', 'agentLeft WrapUp']);
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

  it('tells those who wait behind others their place, and again when they move up', () => {
    const { desk, start, pass } = open();
    const [first, second, third] = [start('a'), start('b'), start('c')];
    const told = ({ id }: { id: string }) =>
      desk.findById(id)?.messages.map(({ text, role, metadata }) => [role, text, metadata['tags']]);
    const wait = (words: string) => ['system', `The average wait is ${words}.`, 'system,averagewaittime'];
    const next = ['system', 'You are next in line.', 'system,queueposition,customerqueuepositionnext'];
    const number = (place: number) => [
      'system',
      `You are number ${String(place)} in line.`,
      'system,queueposition',
    ];
    const [before2, before3] = [
      [number(2), wait('about 2 minutes')],
      [number(3), wait('about 3 minutes')],
    ];
    expect([first, second, third].map(told)).toEqual([[], before2, before3]);
    // The wait that was measured takes the place of the configured one.
    pass(4 * 60_000);
    desk.accept(first.id, 'alex');
    expect(told(second)).toEqual([...before2, next, wait('about 4 minutes')]);
    expect(told(third)).toEqual([...before3, number(2), wait('about 8 minutes')]);
    desk.visitorEnds(third.id);
    expect(told(second)).toHaveLength(4);
    desk.visitorEnds(first.id);
    expect(told(second)).toHaveLength(4);
  });

  it('tells the average wait of the last ten who were accepted', () => {
    const { desk, start, pass } = open();
    const wait = (minutes: number): number => {
      const { id } = start('r');
      pass(minutes * 60_000);
      desk.accept(id, 'alex');
      return desk.availability().averageWaitMinutes;
    };
    expect(desk.availability().averageWaitMinutes).toBe(1);
    expect(wait(20)).toBe(20);
    for (let count = 0; count < 9; count += 1) wait(0);
    expect(wait(0)).toBe(0);
    start('a');
    const { id } = start('b');
    expect(desk.findById(id)?.messages.at(-1)?.text).toBe('The average wait is less than a minute.');
  });

  it('forgets the oldest ended conversations and no running one', () => {
    const { desk, start, pass } = open({ endedKept: 2 });
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

describe('the limits of the desk', () => {
  it('gives an agent no more conversations than one can hold', () => {
    const { desk, start } = open({ perAgent: 1 });
    const [one, other] = [start('a'), start('b')];
    desk.accept(one.id, 'alex');
    expect(desk.accept(other.id, 'alex')).toMatchObject({ ok: false, why: 'refused' });
    expect(desk.findById(other.id)?.state).toBe('Waiting');
    desk.agentEnds(one.id);
    expect(desk.accept(other.id, 'alex').ok).toBe(true);
  });

  it('is full with 500 running conversations, until one ends', () => {
    const { desk, start } = open();
    for (let count = 0; count < 499; count += 1) start(String(count));
    expect(desk.isFull()).toBe(false);
    const { id } = start('last');
    expect(desk.isFull()).toBe(true);
    desk.visitorEnds(id);
    expect(desk.isFull()).toBe(false);
  });

  it('takes 2000 messages in a conversation, from both sides, and can still end it', () => {
    const { desk, start } = open();
    const { id } = start('r');
    desk.accept(id, 'alex');
    for (let count = 1; count < 2000; count += 1) {
      expect(desk.visitorSays(id, 'again', 'Customer', {}).ok).toBe(true);
    }
    expect(desk.visitorSays(id, 'again', 'Customer', {})).toMatchObject({ ok: false, why: 'full' });
    expect(desk.agentSays(id, 'again')).toMatchObject({ ok: false, why: 'full' });
    expect(desk.agentEnds(id).ok).toBe(true);
  });

  it.each([
    ['words', 'x'.repeat(25_000), {}],
    ['metadata', 'x', { tags: 'x'.repeat(25_000) }],
  ])('takes 200,000 characters of %s in a conversation', (_what, text, metadata) => {
    const { desk, start } = open();
    const { id } = start('r');
    const results = Array.from({ length: 9 }, () => desk.visitorSays(id, text, 'Customer', metadata).ok);
    expect(results).toEqual([...Array<boolean>(8).fill(true), false]);
  });
});

describe('the configuration', () => {
  it('is complete without a word', () => {
    expect(parseEmulatorConfig({})).toEqual(defaultEmulatorConfig);
    expect(parseEmulatorConfig(undefined)).toEqual(defaultEmulatorConfig);
  });

  it.each([
    [null, '/ must be an object'],
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
    [{ preChatSurvey: { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'Hi' }] } }, 'preChatSurvey'],
    [{ preChatSurvey: { type: 'Input.Text', id: 'name' } }, 'preChatSurvey'],
    [{ postChatSurvey: 'popup' }, 'postChatSurvey'],
    [{ proactiveChat: 'no' }, 'proactiveChat'],
    [{ authTokenFunction: 'getToken()' }, 'authTokenFunction'],
    [{ authPublicKey: '-----BEGIN PUBLIC KEY-----' }, 'authPublicKey'],
    [{ signInOptional: null }, 'signInOptional'],
    [{ ['__proto__x']: 1 }, 'not known'],
  ])('says what is wrong with %j', (input, words) => {
    expect(() => parseEmulatorConfig(input)).toThrow(words);
  });
});
