import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EmulatorOptions, RunningEmulator } from '../../../src/emulator/service.ts';
import { startEmulator } from '../../../src/emulator/service.ts';
import { ask, createVisitor } from './visitor.ts';

const running: RunningEmulator[] = [];
async function start(options: EmulatorOptions = {}) {
  const emulator = await startEmulator(options);
  running.push(emulator);
  return emulator;
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

describe('configuration', () => {
  it('has every part the client reads without looking', async () => {
    const emulator = await start({ config: { widgetTitle: 'Ask us' } });
    const { status, json } = await createVisitor(emulator).config();
    expect(status).toBe(200);
    expect(json).toMatchObject({
      LiveChatVersion: 2,
      LiveChatConfigAuthSettings: null,
      DataMaskingInfo: { setting: { msdyn_maskforcustomer: false } },
      ChatWidgetLanguage: { msdyn_localeid: '1033' },
      LiveWSAndLiveChatEngJoin: { msdyn_widgettitle: 'Ask us', OutOfOperatingHours: 'False' },
      EmbeddedService: { serviceOrigin: emulator.url },
    });
  });

  it('says that it is closed outside operating hours', async () => {
    const emulator = await start({ config: { operatingHours: 'closed' } });
    const { json } = await createVisitor(emulator).config();
    expect(json).toMatchObject({ LiveWSAndLiveChatEngJoin: { OutOfOperatingHours: 'True' } });
  });

  it('knows no other widget', async () => {
    const emulator = await start();
    const { status, headers } = await ask(
      `${emulator.url}/livechatconnector/config/${emulator.orgId}/${emulator.orgId}`,
    );
    expect([status, headers['errorcode']]).toEqual([404, '701']);
  });
});

describe('availability', () => {
  it('follows the agents and the operating hours', async () => {
    const emulator = await start({ config: { averageWaitMinutes: 4, queueName: 'Sales' } });
    const visitor = createVisitor(emulator);
    expect((await visitor.availability()).json).toMatchObject({
      AgentAvailability: false,
      IsQueueAvailable: true,
      AverageWaitTime: 4,
      QueueName: 'Sales',
      QueuePosition: 1,
    });
    emulator.setAgentAvailable('sam', true);
    expect((await visitor.availability()).json).toMatchObject({ AgentAvailability: true });
    emulator.setQueueOpen(false);
    expect((await visitor.availability()).json).toMatchObject({ IsQueueAvailable: false });
    emulator.setAgentAvailable('sam', false);
    emulator.setQueueOpen(true);
    expect((await visitor.availability()).json).toMatchObject({
      AgentAvailability: false,
      IsQueueAvailable: true,
    });
  });

  it('answers a hundred times a minute for the whole organisation, then 429 until a minute is over', async () => {
    let now = Date.UTC(2026, 10, 27);
    const emulator = await start({ now: () => now });
    const answers = await Promise.all(
      Array.from({ length: 101 }, () => createVisitor(emulator).availability()),
    );
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.map(({ status, headers }) => [status, headers['retry-after']])).toEqual([[429, '60']]);
    expect(refused[0]?.json['error']).toMatch(/100 times a minute .*"availabilityCallsPerMinute"/);
    now += 59_999;
    expect((await createVisitor(emulator).availability()).status).toBe(429);
    now += 1;
    expect((await createVisitor(emulator).availability()).status).toBe(200);
  });

  it('counts an agent with a full desk as not available', async () => {
    const emulator = await start({ config: { conversationsPerAgent: 1 } });
    emulator.setAgentAvailable('alex', true);
    const visitor = createVisitor(emulator);
    await visitor.start();
    const [conversation] = emulator.conversations();
    emulator.accept(conversation!.id);
    expect((await createVisitor(emulator).availability()).json).toMatchObject({ AgentAvailability: false });
    emulator.endConversation(conversation!.id);
    expect((await createVisitor(emulator).availability()).json).toMatchObject({ AgentAvailability: true });
  });
});

describe('a conversation', () => {
  it('keeps the custom context exactly as it came', async () => {
    const emulator = await start();
    const customContextData = {
      'Time On Page': { value: '42', isDisplayable: true },
      'Käse / "quoted"': { value: '<b>&amp;</b>', isDisplayable: false },
      __proto__x: { value: 'x', isDisplayable: true },
    };
    const answer = await createVisitor(emulator).start({
      customContextData,
      isProactiveChat: true,
      locale: 'nl-nl',
    });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      RegionGtms: '{}',
      ACSEndpoint: expect.stringMatching(/^https:\/\/.*\.invalid$/),
    });
    expect(answer.headers['oc-sessionid']).toBeTruthy();
    const [conversation] = emulator.conversations();
    expect(JSON.stringify(conversation!.customContext)).toBe(JSON.stringify(customContextData));
    expect(conversation).toMatchObject({
      isProactive: true,
      locale: 'nl-nl',
      state: 'Waiting',
      messages: [],
    });
  });

  it('is created once when the client asks again with the same request id', async () => {
    const emulator = await start();
    const visitor = createVisitor(emulator);
    const first = await visitor.start();
    const second = await visitor.start();
    expect(second.json['ChatId']).toBe(first.json['ChatId']);
    expect(emulator.conversations()).toHaveLength(1);
  });

  it('is created in two steps: the token first, which is good for it and for nothing before', async () => {
    const emulator = await start();
    const visitor = createVisitor(emulator);
    expect((await visitor.sessionInit()).status).toBe(400);
    const promised = await visitor.getToken();
    expect(promised.headers['oc-sessionid']).toBeTruthy();
    expect((await visitor.getToken()).json['ChatId']).toBe(promised.json['ChatId']);
    expect(emulator.conversations()).toEqual([]);
    expect([(await visitor.details()).status, (await visitor.messages()).status]).toEqual([404, 404]);

    expect((await visitor.sessionInit({ preChatResponse: { name: 'Kim' } })).status).toBe(200);
    expect((await visitor.sessionInit()).status).toBe(200);
    expect(emulator.conversations()).toMatchObject([
      { threadId: promised.json['ChatId'], state: 'Waiting', preChatAnswers: { name: 'Kim' } },
    ]);
    expect((await visitor.send('Hi')).status).toBe(201);
  });

  it('is refused when the answers before it are none', async () => {
    const emulator = await start();
    for (const preChatResponse of ['Kim', ['Kim'], { name: { first: 'Kim' } }]) {
      expect((await createVisitor(emulator).start({ preChatResponse })).status).toBe(400);
    }
  });

  it('is refused outside operating hours, with the code the client knows', async () => {
    const emulator = await start({ config: { operatingHours: 'closed' } });
    const answer = await createVisitor(emulator).start();
    expect([answer.status, answer.headers['errorcode']]).toEqual([400, '705']);
    expect(emulator.conversations()).toEqual([]);
  });

  it('is refused when an entry of the context has no value', async () => {
    const emulator = await start();
    const answer = await createVisitor(emulator).start({ customContextData: { a: 'bare' } });
    expect(answer.status).toBe(400);
    expect(answer.json['error']).toContain('customContextData');
  });

  it('gives messages newest first, with rising ids and tags', async () => {
    // A clock that stands still: ids are times, and must still not repeat.
    const emulator = await start({ now: () => 1_800_000_000_000 });
    emulator.setAgentAvailable('alex', true);
    const visitor = createVisitor(emulator);
    await visitor.start();
    const [conversation] = emulator.conversations();
    emulator.accept(conversation!.id);
    const sent = await visitor.send('Hello', { tags: 'ChannelId-lcw,FromCustomer', clientMessageId: '7' });
    emulator.say(conversation!.id, 'Hi, how can I help?');

    const list = (await visitor.messages()).json['value'] as Record<string, unknown>[];
    expect(list.map((each) => (each['content'] as { message: string }).message)).toEqual([
      'Hi, how can I help?',
      'Hello',
      'Alex has joined the conversation.',
    ]);
    expect(list.map((each) => each['id'])).toEqual(['1800000000002', '1800000000001', '1800000000000']);
    expect(sent.status).toBe(201);
    expect(sent.json).toEqual({ id: '1800000000001' });
    const tags = list.map((each) => (each['metadata'] as { tags: string }).tags);
    expect(tags[0]).toMatch(/^public,client_activity_id:[0-9a-f-]{36}$/);
    expect(tags[1]).toBe('ChannelId-lcw,FromCustomer');
    expect(tags[2]).toBe('system,agentaccepted');
    expect(list[1]).toMatchObject({
      type: 'text',
      senderDisplayName: 'Customer',
      senderCommunicationIdentifier: { communicationUser: { id: visitor.visitorId() } },
    });
  });

  it('goes Waiting, Active, WrapUp, Closed and takes no message after its end', async () => {
    const emulator = await start();
    emulator.setAgentAvailable('alex', true);
    const visitor = createVisitor(emulator);
    await visitor.start();
    const id = emulator.conversations()[0]!.id;
    const states: unknown[] = [(await visitor.details()).json['State']];
    emulator.accept(id);
    states.push((await visitor.details()).json['State']);
    emulator.endConversation(id);
    states.push((await visitor.details()).json['State']);
    expect((await visitor.send('Still there?')).status).toBe(403);
    await visitor.close();
    states.push((await visitor.details()).json['State']);
    expect(states).toEqual(['Waiting', 'Active', 'WrapUp', 'Closed']);
    expect(emulator.conversations()[0]!.messages.at(-1)!.tags).toEqual(['system', 'agentendconversation']);
  });

  it('is closed when the visitor leaves while waiting', async () => {
    const emulator = await start();
    const visitor = createVisitor(emulator);
    await visitor.start();
    expect((await visitor.close()).status).toBe(200);
    expect(emulator.conversations()[0]).toMatchObject({ state: 'Closed', endedBy: 'visitor' });
  });

  it('has a transcript for the holder of its token', async () => {
    const emulator = await start();
    const visitor = createVisitor(emulator);
    await visitor.start();
    await visitor.send('one');
    await visitor.send('two');
    const { json } = await visitor.transcript();
    const entries = JSON.parse(String(json['chatMessagesJson'])) as { content: string }[];
    expect(entries.map((entry) => entry.content)).toEqual(['two', 'one']);
    expect((await visitor.transcript('x.y.z')).status).toBe(401);
  });

  it('lists who takes part', async () => {
    const emulator = await start();
    emulator.setAgentAvailable('sam', true);
    const visitor = createVisitor(emulator);
    await visitor.start();
    const names = async () =>
      ((await visitor.participants()).json['value'] as { displayName: string }[]).map(
        (each) => each.displayName,
      );
    expect(await names()).toEqual(['Customer']);
    emulator.accept(emulator.conversations()[0]!.id);
    expect(await names()).toEqual(['Customer', 'Sam']);
  });

  it('cannot be read with the token of another one', async () => {
    const emulator = await start();
    const [one, other] = [createVisitor(emulator), createVisitor(emulator)];
    await one.start();
    await other.start();
    const url = `${emulator.url}/chat/threads/${encodeURIComponent(one.threadId())}/messages`;
    const statusWith = async (token: string) =>
      (await ask(url, { headers: { Authorization: `Bearer ${token}` } })).status;
    expect(await statusWith(other.token())).toBe(403);
    expect(await statusWith(`${one.token().slice(0, -3)}AAA`)).toBe(401);
    expect(await statusWith(one.token())).toBe(200);
  });

  it('does not accept a token after its lifetime', async () => {
    let now = Date.now();
    const emulator = await start({ now: () => now });
    const visitor = createVisitor(emulator);
    await visitor.start();
    now += 11 * 3_600_000;
    expect((await visitor.messages()).status).toBe(200);
    now += 2 * 3_600_000;
    expect((await visitor.messages()).status).toBe(401);
  });

  it('takes no more than 20 messages in a second', async () => {
    let now = 1_800_000_000_000;
    const emulator = await start({ now: () => now });
    const visitor = createVisitor(emulator);
    await visitor.start();
    const statuses = [];
    for (let count = 0; count < 21; count += 1) statuses.push((await visitor.send('again')).status);
    expect(statuses).toEqual([...Array<number>(20).fill(201), 429]);
    now += 1000;
    expect((await visitor.send('later')).status).toBe(201);
  });
});

describe('a service that is full', () => {
  it('takes no more messages in a conversation that is too long', async () => {
    const emulator = await start();
    const visitor = createVisitor(emulator);
    await visitor.start();
    const statuses = [];
    for (let count = 0; count < 9; count += 1) statuses.push((await visitor.send('x'.repeat(25_000))).status);
    expect(statuses).toEqual([...Array<number>(8).fill(201), 429]);
  });

  it('takes no new conversation, but a visitor who has one back', async () => {
    const emulator = await start();
    const first = createVisitor(emulator);
    expect((await first.start()).status).toBe(200);
    for (let count = 1; count < 500; count += 1) await createVisitor(emulator).start();
    const refused = await createVisitor(emulator).start();
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '60']);
    expect((await first.start()).status).toBe(200);
    expect(emulator.conversations()).toHaveLength(500);
  });
});

describe('faults', () => {
  it('breaks connections when down, but not those of the page at /', async () => {
    const emulator = await start();
    emulator.setFault('down');
    await expect(createVisitor(emulator).availability()).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(emulator.requests()).toHaveLength(1);
    expect((await ask(`${emulator.url}/`)).status).toBe(200);
    emulator.setFault(null);
    expect((await createVisitor(emulator).availability()).status).toBe(200);
  });

  it('answers availability with a status, and leaves conversations alone', async () => {
    const emulator = await start();
    emulator.setFault('status:429');
    const answer = await createVisitor(emulator).availability();
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '1']);
    expect((await createVisitor(emulator).start()).status).toBe(200);
    emulator.setFault('status:500', 'service');
    expect((await createVisitor(emulator).availability()).status).toBe(200);
    expect((await createVisitor(emulator).start()).status).toBe(500);
  });

  it.each([
    ['config', 'config'],
    ['token', 'getToken'],
    ['conversation', 'start'],
    ['sessioninit', 'sessionInit'],
    ['details', 'details'],
    ['close', 'close'],
    ['history', 'messages'],
    ['send', 'send'],
  ] as const)('strikes %s alone', async (step, call) => {
    const emulator = await start();
    const visitor = createVisitor(emulator);
    await visitor.getToken();
    await visitor.sessionInit();
    emulator.setFault('status:500', step);
    const calls = [
      'config',
      'getToken',
      'start',
      'sessionInit',
      'details',
      'messages',
      'send',
      'close',
    ] as const;
    const failed: string[] = [];
    for (const each of calls) if ((await visitor[each]('x')).status === 500) failed.push(each);
    expect(failed).toEqual([call]);
  });

  it('answers something that is no JSON', async () => {
    const emulator = await start();
    emulator.setFault('malformed', 'join');
    const { status, text } = await ask(`${emulator.url}/chat/config/realTimeNotifications`);
    expect(status).toBe(200);
    expect(() => JSON.parse(text) as unknown).toThrow();
  });

  it('never answers when it hangs, and still closes', async () => {
    const emulator = await start();
    emulator.setFault('hang', 'availability');
    let outcome = 'none';
    const asked = createVisitor(emulator)
      .availability()
      .then(
        () => (outcome = 'answered'),
        () => (outcome = 'broken'),
      );
    // Others are answered meanwhile, so it had every chance.
    for (let count = 0; count < 5; count += 1) await createVisitor(emulator).config();
    expect(outcome).toBe('none');
    await emulator.close();
    await asked;
    expect(outcome).toBe('broken');
  });
});

describe('running', () => {
  it('says which port is in use and how to choose another', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const inUse = `Port ${String(port)} on 127.0.0.1 is in use: stop what is listening there, or choose another with`;
    await expect(startEmulator({ port })).rejects.toThrow(`${inUse} port (0 takes any free port).`);
    await expect(startEmulator({ port, portOption: '--port N' })).rejects.toThrow(`${inUse} --port N (0`);
    other.close();
  });

  it('rejects a port that is none', async () => {
    await expect(startEmulator({ port: 70_000 })).rejects.toThrow('70000 is not a port');
  });

  it('rejects a configuration with every mistake named', async () => {
    const config = { agents: [{ id: 'A B', name: 'x' }], operatingHours: 'sometimes', colour: 'red' };
    await expect(startEmulator({ config })).rejects.toThrow(
      /\/colour [^]*\/agents\/0\/id [^]*\/operatingHours /,
    );
  });

  it('says at / what it is', async () => {
    const emulator = await start();
    const { text } = await ask(`${emulator.url}/`);
    expect(text).toContain('development');
    expect(text).toContain(emulator.consoleUrl);
  });

  it('rejects when the question of who waits for a conversation throws, and goes on', async () => {
    const emulator = await start();
    const asked = emulator.whenConversation(({ visitorName }) => {
      throw new Error(`Nothing is known of ${visitorName}.`);
    });
    const answer = createVisitor(emulator).start();
    await expect(asked).rejects.toThrow('Nothing is known of Visitor 1.');
    expect((await answer).status).toBe(200);
    await expect(emulator.whenConversation(() => JSON.parse('{') as boolean)).rejects.toThrow(SyntaxError);
  });

  it('tells of conversations as they change', async () => {
    const emulator = await start();
    const visitor = createVisitor(emulator);
    const waiting = emulator.whenConversation((each) => each.state === 'Waiting');
    await visitor.start();
    const { id } = await waiting;
    const greeted = emulator.whenConversation((each) => each.messages.some(({ text }) => text === 'Hi'));
    const typed = emulator.whenVisitorTypes(id);
    await visitor.type();
    await visitor.send('Hi');
    expect((await greeted).id).toBe(id);
    await typed;
    expect(emulator.requests().map(({ method }) => method)).toEqual(['POST', 'POST', 'POST']);
  });

  it('says why an agent cannot do something', async () => {
    const emulator = await start();
    await createVisitor(emulator).start();
    const { id } = emulator.conversations()[0]!;
    expect(() => emulator.accept(id)).toThrow('No agent is available');
    expect(() => emulator.accept(id, 'sam')).toThrow('Sam is away');
    expect(() => emulator.say(id, 'x')).toThrow('Nobody has accepted');
    expect(() => emulator.setAgentAvailable('kim', true)).toThrow('no agent "kim"');
  });
});

describe('an answer that does not come', () => {
  const talking = async () => {
    const emulator = await start();
    const visitor = createVisitor(emulator);
    await visitor.start();
    const texts = () => emulator.conversations()[0]?.messages.map(({ text }) => text);
    return { emulator, visitor, texts };
  };

  it('because it is lost: what was asked for is done', async () => {
    const { emulator, visitor, texts } = await talking();
    emulator.setFault('lost', 'send');
    await expect(visitor.send('Hello')).rejects.toThrow();
    expect(texts()).toEqual(['Hello']);
    expect((await visitor.messages()).status).toBe(200);
  });

  it('until the fault goes: what was asked for is done at once', async () => {
    const { emulator, visitor, texts } = await talking();
    emulator.setFault('late', 'send');
    let isAnswered = false;
    const answer = visitor.send('Hello').then((given) => {
      isAnswered = true;
      return given;
    });
    await emulator.whenConversation(({ messages }) => messages.length === 1);
    expect([texts(), isAnswered]).toEqual([['Hello'], false]);
    emulator.setFault(null);
    expect((await answer).status).toBe(201);
  });
});

it('tells when the operating hours begin again, while they are over', async () => {
  const emulator = await start({ config: { nextOpening: '2026-11-30T09:00:00+01:00' } });
  const visitor = createVisitor(emulator);
  expect((await visitor.availability()).json).not.toHaveProperty('AvailableNext');
  emulator.setQueueOpen(false);
  expect((await visitor.availability()).json).toMatchObject({ AvailableNext: '2026-11-30T08:00:00.000Z' });
  await expect(start({ config: { nextOpening: 'Monday' } })).rejects.toThrow('/nextOpening');
});
