import { generateKeyPairSync, sign } from 'node:crypto';
import type { RunningEmulator } from '../../../src/emulator/service.ts';
import { startEmulator } from '../../../src/emulator/service.ts';
import { ask, createVisitor } from './visitor.ts';

const running: RunningEmulator[] = [];
const time = { now: Date.parse('2026-11-23T10:00:00Z') };
async function start(config: object) {
  const emulator = await startEmulator({ config, now: () => time.now });
  running.push(emulator);
  return emulator;
}
beforeEach(() => {
  time.now = Date.parse('2026-11-23T10:00:00Z');
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

const topic = (value: string) => ({ Topic: { value, isDisplayable: true } });
const sales = { id: 'sales', name: 'Sales', when: { Topic: 'sales' } };
const agents = [
  { id: 'alex', name: 'Alex', available: true, queues: ['default'] },
  { id: 'sam', name: 'Sam', available: true, queues: ['sales'], capacity: 1 },
];

describe('queues', () => {
  it('take visitors by their custom context, and agents serve their own', async () => {
    const emulator = await start({ queues: [sales], agents });
    const visitor = createVisitor(emulator);
    await visitor.start({ customContextData: topic('sales') });
    const { id, queueId } = emulator.conversations()[0]!;
    expect(queueId).toBe('sales');
    expect(() => emulator.accept(id, 'alex')).toThrow('Alex does not serve the queue "Sales".');
    emulator.accept(id);
    expect(emulator.conversations()[0]?.agentId).toBe('sam');
  });

  it('answer availability for where the visitor would go', async () => {
    const emulator = await start({ queues: [sales], agents });
    for (let count = 0; count < 2; count += 1) {
      await createVisitor(emulator).start({ customContextData: topic('sales') });
    }
    emulator.accept(emulator.conversations()[0]!.id);
    const { availability } = createVisitor(emulator);
    expect((await availability(topic('sales'))).json).toMatchObject({
      QueueName: 'Sales',
      AgentAvailability: false,
      QueuePosition: 2,
    });
    expect((await availability(topic('other'))).json).toMatchObject({
      AgentAvailability: true,
      QueuePosition: 1,
    });
  });

  it('tell the average wait of those who have been accepted', async () => {
    const emulator = await start({
      agents: [{ id: 'alex', name: 'Alex', available: true }],
      averageWaitMinutes: 7,
    });
    const wait = async () => (await createVisitor(emulator).availability()).json['AverageWaitTime'];
    expect(await wait()).toBe(7);
    await createVisitor(emulator).start();
    await createVisitor(emulator).start();
    time.now += 3 * 60_000;
    emulator.accept(emulator.conversations()[0]!.id);
    expect(await wait()).toBe(3);
    time.now += 60_000;
    emulator.accept(emulator.conversations()[1]!.id);
    expect(await wait()).toBe(3.5);
  });
});

describe('operating hours by the clock', () => {
  const weekly = { timeZone: 'Europe/Brussels', weekly: { mon: ['09:00-17:00'], tue: ['09:00-17:00'] } };

  it('open and close, tell the next change, and keep visitors out', async () => {
    const emulator = await start({ operatingHours: weekly });
    const visitor = createVisitor(emulator);
    expect((await visitor.availability()).json).toMatchObject({
      IsQueueAvailable: true,
      AvailableUntil: '2026-11-23T16:00:00.000Z',
      nexttransitiontime: '2026-11-23T16:00:00.000Z',
      StartTimeOfNextOperatingHour: '0001-01-01T00:00:00Z',
    });
    time.now = Date.parse('2026-11-23T17:00:00Z');
    expect((await visitor.availability()).json).toMatchObject({
      IsQueueAvailable: false,
      AvailableNext: '2026-11-24T08:00:00.000Z',
      StartTimeOfNextOperatingHour: '2026-11-24T08:00:00.000Z',
      EndTimeOfNextOperatingHour: '2026-11-24T16:00:00.000Z',
    });
    expect((await visitor.config()).json['LiveWSAndLiveChatEngJoin']).toMatchObject({
      OutOfOperatingHours: 'True',
    });
    const refused = await visitor.start();
    expect([refused.status, refused.headers['errorcode']]).toEqual([400, '705']);
  });

  it('count again when the switch of the console is put back to what they say', async () => {
    const emulator = await start({ operatingHours: weekly });
    const put = (open: boolean) =>
      ask(`${emulator.url}/console/api/queue`, { method: 'POST', json: { open } });
    const isOpen = async () => (await createVisitor(emulator).availability()).json['IsQueueAvailable'];
    await put(false);
    expect(await isOpen()).toBe(false);
    await put(true);
    expect(await isOpen()).toBe(true);
    time.now = Date.parse('2026-11-23T17:00:00Z');
    expect(await isOpen()).toBe(false);
    // Overruled, until it is put back.
    await put(true);
    time.now = Date.parse('2026-11-24T17:00:00Z');
    expect(await isOpen()).toBe(true);
  });

  it('can be overruled by hand, and counted again', async () => {
    const emulator = await start({ operatingHours: weekly });
    const isOpen = async () => (await createVisitor(emulator).availability()).json['IsQueueAvailable'];
    emulator.setQueueOpen(false);
    expect(await isOpen()).toBe(false);
    emulator.setQueueOpen(null);
    expect(await isOpen()).toBe(true);
  });

  it('are a queue’s own where it has some', async () => {
    const emulator = await start({
      operatingHours: 'closed',
      queues: [{ ...sales, operatingHours: weekly }],
    });
    expect((await createVisitor(emulator).start({ customContextData: topic('sales') })).status).toBe(200);
    expect((await createVisitor(emulator).start()).status).toBe(400);
  });
});

describe('a bot', () => {
  const bot = { name: 'Nova', greeting: 'Hello!', answer: 'Say person.', handOverWord: 'person' };

  it('makes availability say yes with nobody there, and has the conversation first', async () => {
    const emulator = await start({ bot });
    const visitor = createVisitor(emulator);
    expect((await visitor.availability()).json).toMatchObject({ AgentAvailability: true });
    await visitor.start();
    expect((await visitor.details()).json).toMatchObject({ State: 'Active', ParticipantType: 'Bot' });
    await visitor.send('What does it cost?');
    await visitor.send('A PERSON please');
    expect((await visitor.details()).json).toMatchObject({ State: 'Waiting', ParticipantType: 'User' });
    const [conversation] = emulator.conversations();
    expect(conversation!.messages.map(({ role, text }) => [role, text])).toEqual([
      ['bot', 'Hello!'],
      ['visitor', 'What does it cost?'],
      ['bot', 'Say person.'],
      ['visitor', 'A PERSON please'],
    ]);
    emulator.setAgentAvailable('alex', true);
    emulator.accept(conversation!.id);
    await visitor.send('person');
    expect(emulator.conversations()[0]!.messages.at(-1)).toMatchObject({ role: 'visitor' });
  });

  it('is named to an agent who would have its conversation, with the word that brings it, until the visitor leaves', async () => {
    const emulator = await start({ bot, agents: [{ id: 'alex', name: 'Alex', available: true }] });
    const visitor = createVisitor(emulator);
    await visitor.start();
    const { id } = emulator.conversations()[0]!;
    const sentence = 'Nova has this conversation until the visitor says "person".';
    expect(() => emulator.accept(id, 'alex')).toThrow(sentence);
    expect(() => emulator.say(id, 'Hello')).toThrow(sentence);
    expect(() => emulator.endConversation(id)).toThrow(sentence);
    await visitor.close();
    expect(() => emulator.say(id, 'Hello')).toThrow('This conversation has ended.');
    expect(() => emulator.accept(id, 'alex')).toThrow('The visitor has left.');
  });
});

describe('an agent who vanishes', () => {
  it('leaves conversations that wait again, before those who came later', async () => {
    const emulator = await start({ agents: [{ id: 'alex', name: 'Alex', available: true }] });
    const visitor = createVisitor(emulator);
    await visitor.start();
    emulator.accept(emulator.conversations()[0]!.id);
    emulator.agentVanishes('alex');
    expect((await visitor.details()).json).toMatchObject({ State: 'Waiting' });
    expect((await createVisitor(emulator).availability()).json).toMatchObject({
      AgentAvailability: false,
      QueuePosition: 2,
    });
    expect((await visitor.send('Are you there?')).status).toBe(201);
    expect(() => emulator.agentVanishes('kim')).toThrow('no agent "kim"');
  });
});

describe('signed-in visitors', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const tokenOf = (claims: object, header: object = { alg: 'RS256', kid: 'one' }) => {
    const text = `${encode(header)}.${encode({ sub: 'kim', exp: time.now / 1000 + 60, ...claims })}`;
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), privateKey).toString('base64url')}`;
  };
  const config = {
    authenticatedChat: true,
    authPublicKey: [{ kid: 'one', publicKey: publicKey.export({ type: 'spki', format: 'pem' }) }],
    queues: [sales],
  };

  it('bring a custom context that the page cannot change', async () => {
    const emulator = await start(config);
    const visitor = createVisitor(
      emulator,
      tokenOf({ lwicontexts: JSON.stringify({ Topic: 'sales', Vip: true }) }),
    );
    await visitor.start({ customContextData: topic('other') });
    expect(emulator.conversations()[0]).toMatchObject({
      queueId: 'sales',
      customContext: { Topic: { value: 'sales' }, Vip: { value: true } },
    });
  });

  it.each([
    ['a key of another id', tokenOf({}, { alg: 'RS256', kid: 'two' })],
    ['no algorithm', tokenOf({}, { alg: 'none', kid: 'one' })],
    ['a beginning that has not come', tokenOf({ nbf: time.now / 1000 + 30 })],
    ['contexts that are no JSON', tokenOf({ lwicontexts: '{' })],
    ['contexts that are no primitives', tokenOf({ lwicontexts: '{"a":{"b":1}}' })],
  ])('are refused with %s', async (_, token) => {
    const emulator = await start(config);
    expect((await createVisitor(emulator, token).start()).status).toBe(401);
  });

  it('come back to their conversation from another browser', async () => {
    const emulator = await start({ ...config, chatReconnect: true });
    const connector = `${emulator.url}/livechatconnector`;
    const widget = `${emulator.orgId}/${emulator.appId}`;
    const visitor = createVisitor(emulator, tokenOf({}));
    const headers = { AuthenticatedUserToken: tokenOf({}) };
    const lookUp = () =>
      ask(`${connector}/auth/reconnectablechats/${widget}/${visitor.requestId}`, { headers });
    expect((await lookUp()).status).toBe(204);
    await visitor.start();
    const { json } = await lookUp();
    expect(json).toEqual({ reconnectid: emulator.conversations()[0]!.reconnectId });

    const elsewhere = createVisitor(emulator, tokenOf({}));
    await elsewhere.start({ reconnectId: json['reconnectid'] });
    expect(elsewhere.threadId()).toBe(visitor.threadId());
    expect(emulator.conversations()).toHaveLength(1);
    await elsewhere.send('Here I am again');
    expect((await elsewhere.details()).json).toMatchObject({ State: 'Waiting' });
    await elsewhere.close();
    expect((await visitor.details()).json).toMatchObject({ State: 'Closed' });
  });
});

describe('a reconnect link', () => {
  it('is good while the conversation runs, for whom it belongs to, and where the widget allows it', async () => {
    const emulator = await start({ chatReconnect: true });
    const widget = `${emulator.orgId}/${emulator.appId}`;
    const available = async (id: string, where = emulator) =>
      (await ask(`${where.url}/livechatconnector/reconnect/${widget}/${id}`)).json['isReconnectAvailable'];
    const visitor = createVisitor(emulator);
    await visitor.start();
    const { reconnectId } = emulator.conversations()[0]!;
    expect(await available(reconnectId)).toBe(true);
    expect(await available('other')).toBe(false);
    await visitor.close();
    expect(await available(reconnectId)).toBe(false);
    const without = await start({});
    await createVisitor(without).start();
    expect(await available(without.conversations()[0]!.reconnectId, without)).toBe(false);
  });

  it('that is over tells where to send the visitor, if that is configured; one that is good does not', async () => {
    const reconnectRedirectUrl = 'https://shop.example/over';
    const emulator = await start({ chatReconnect: true, reconnectRedirectUrl });
    const widget = `${emulator.orgId}/${emulator.appId}`;
    const follow = async (id: string) =>
      (await ask(`${emulator.url}/livechatconnector/reconnect/${widget}/${id}`)).json;
    const visitor = createVisitor(emulator);
    await visitor.start();
    const { reconnectId } = emulator.conversations()[0]!;
    expect(await follow(reconnectId)).toEqual({ isReconnectAvailable: true, reconnectRedirectionURL: null });
    await visitor.close();
    const over = { isReconnectAvailable: false, reconnectRedirectionURL: reconnectRedirectUrl };
    expect(await follow(reconnectId)).toEqual(over);
    expect(await follow('of-a-conversation-long-forgotten')).toEqual(over);
  });
});
