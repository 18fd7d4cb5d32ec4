import { randomUUID } from 'node:crypto';
import { parseEmulatorConfig } from '../../../src/emulator/config.ts';
import { createRealtime } from '../../../src/emulator/realtime.ts';
import type { RunningEmulator } from '../../../src/emulator/service.ts';
import { startEmulator } from '../../../src/emulator/service.ts';
import { createDesk } from '../../../src/emulator/state.ts';
import { createTokens } from '../../../src/emulator/tokens.ts';
import { ask, createVisitor } from './visitor.ts';

let emulator: RunningEmulator;
beforeEach(async () => {
  emulator = await startEmulator({ config: { agents: [{ id: 'zoe', name: 'Zoë', available: true }] } });
});
afterEach(() => emulator.close());

async function talking() {
  const visitor = createVisitor(emulator);
  await visitor.start();
  const { id } = emulator.conversations()[0]!;
  emulator.accept(id);
  const realtime = await visitor.connect();
  return { id, visitor, realtime };
}

describe('the realtime channel', () => {
  it('allocates, shakes hands and connects as the client expects', async () => {
    const { realtime } = await talking();
    expect(realtime.allocation).toMatchObject({
      socketio: `${emulator.url}/`,
      ccid: expect.any(String),
      id: expect.any(String),
    });
    // Less than an hour ahead, and the client forgets the address; more than 24 days, and its timer overflows.
    const hours =
      (Number((realtime.allocation['connectparams'] as { se: string }).se) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(1.5);
    expect(hours).toBeLessThanOrEqual(24);
    expect(realtime.handshake).toMatch(/^[0-9a-f-]{36}:\d+:\d+:websocket$/);
    expect(realtime.frames[0]).toBe('1::');
    expect(JSON.parse(realtime.frames[1]!.slice(4))).toMatchObject({
      name: 'trouter.connected',
      args: [{ ttl: expect.any(Number) }],
    });
    expect(emulator.realtimeConnections()).toBe(1);
  });

  it('names its port also where browsers leave it out, for there the client would take that of the page', async () => {
    const tokens = createTokens(Date.now);
    const desk = createDesk({ config: parseEmulatorConfig(), now: Date.now, newId: randomUUID });
    const realtime = createRealtime({ desk, tokens, origin: () => 'http://127.0.0.1', now: Date.now });
    const allocate = realtime.routes.find(({ pattern }) => pattern === '/v4/a');
    const reply = await allocate?.answer({
      method: 'POST',
      url: new URL('http://127.0.0.1/v4/a'),
      headers: { 'x-skypetoken': tokens.issue({ conversationId: 'c', visitorId: 'v' }) },
      params: {},
      body: undefined,
    });
    expect(reply?.json).toMatchObject({ socketio: 'http://127.0.0.1:80/' });
    realtime.close();
  });

  it('delivers what the agent says before anything that is asked after it is answered', async () => {
    const { id, visitor, realtime } = await talking();
    emulator.say(id, 'Hello "you"');
    const find = (text: string) => realtime.events.find((each) => each.fields['messageBody'] === text);
    await visitor.details();
    expect(find('Hello "you"')).toBeDefined();
    const { eventId, url, fields } = find('Hello "you"')!;
    expect(eventId).toBe(200);
    expect(url.startsWith(new URL(String(realtime.allocation['url'])).pathname)).toBe(true);
    expect(fields).toMatchObject({
      groupId: visitor.threadId(),
      recipientMri: visitor.visitorId(),
      senderDisplayName: 'Zoë',
      messageType: 'Text',
      senderId: expect.stringMatching(/^8:acs:/),
    });
    expect(JSON.parse(String(fields['acsChatMessageMetadata']))).toMatchObject({
      tags: expect.stringMatching(/^public,/),
    });
    expect(new Date(String(fields['originalArrivalTime'])).getTime()).toBe(Number(fields['messageId']));
  });

  it('echoes what the visitor says, marked as its own', async () => {
    const { visitor, realtime } = await talking();
    await visitor.send('Question');
    await realtime.frame((frame) => frame.includes('Question'));
    const echo = realtime.events.find((each) => each.fields['messageBody'] === 'Question')!;
    expect(echo.fields['senderId']).toBe(visitor.visitorId());
  });

  it('tells that the agent types', async () => {
    const { id, realtime } = await talking();
    emulator.typing(id);
    expect((await realtime.event(245)).fields['senderDisplayName']).toBe('Zoë');
  });

  it('has the state right before anybody hears that the agent has left', async () => {
    const { id, visitor, realtime } = await talking();
    emulator.endConversation(id);
    const { fields } = await realtime.event(261);
    expect((await visitor.details()).json['State']).toBe('WrapUp');
    const order = realtime.events.map((each) => each.eventId);
    expect(order.indexOf(261)).toBe(order.length - 1);
    const last = realtime.events.at(-2)!;
    expect(JSON.parse(String(last.fields['acsChatMessageMetadata']))).toEqual({
      tags: 'system,agentendconversation',
    });
    // The client undoes the escaping with the old global function, which knows UTF-16 units.
    const removed: unknown = JSON.parse(unescape(String(fields['participantsRemoved'])));
    expect(removed).toEqual([expect.objectContaining({ displayName: 'Zoë' })]);
  });

  it('keeps what happens between joining and connecting', async () => {
    const visitor = createVisitor(emulator);
    await visitor.start();
    const { id } = emulator.conversations()[0]!;
    emulator.accept(id);
    emulator.say(id, 'Early');
    const realtime = await visitor.connect();
    await realtime.frame((frame) => frame.includes('Early'));
    expect(realtime.events.map((each) => each.eventId)).toEqual([260, 200, 200]);
  });

  it('does not keep it for longer than half a minute', async () => {
    await emulator.close();
    let now = Date.now();
    emulator = await startEmulator({
      config: { agents: [{ id: 'zoe', name: 'Zoë', available: true }] },
      now: () => now,
    });
    const visitor = createVisitor(emulator);
    await visitor.start();
    const { id } = emulator.conversations()[0]!;
    emulator.accept(id);
    emulator.say(id, 'Early');
    now += 5000;
    emulator.say(id, 'Later');
    now += 26_000;
    const realtime = await visitor.connect();
    await realtime.frame((frame) => frame.includes('Later'));
    expect(realtime.events.map(({ fields }) => fields['messageBody'])).toEqual(['Later']);
  });

  it('acknowledges the events for which the client waits', async () => {
    const { realtime } = await talking();
    realtime.socket.send('5:3+::{"name":"ping"}');
    expect(await realtime.frame((frame) => frame.startsWith('6:'))).toBe('6:::3+[]');
  });

  it('survives frames that are none', async () => {
    const { realtime } = await talking();
    for (const frame of ['', ':', '9', '5:x', '3:::{', '\u0000', '5:::', '2::', 'x'.repeat(5000)]) {
      realtime.socket.send(frame);
    }
    realtime.socket.send('5:9+::{"name":"ping"}');
    expect(await realtime.frame((frame) => frame === '6:::9+[]')).toBe('6:::9+[]');
  });

  it('takes a visitor back after a broken connection', async () => {
    const { id, visitor, realtime } = await talking();
    const closed = new Promise((resolve) => realtime.socket.once('close', resolve));
    emulator.dropRealtime();
    await closed;
    const again = await visitor.connect();
    emulator.say(id, 'Back');
    await again.frame((frame) => frame.includes('Back'));
  });

  it('lets nobody in without a token, nor with a handshake that was used', async () => {
    const { visitor, realtime } = await talking();
    const statuses = await Promise.all([
      ask(`${emulator.url}/v4/a`, { method: 'POST', headers: { 'X-Skypetoken': 'x' } }),
      ask(`${emulator.url}/socket.io/1/`),
      ask(`${emulator.url}/v3/registrations`, { method: 'POST', json: { registrationId: 'r' } }),
      ask(`${emulator.url}/chat/config/realTimeNotifications`),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
    const registered = await ask(`${emulator.url}/v3/registrations`, {
      method: 'POST',
      json: { registrationId: 'r' },
      headers: { 'X-Skypetoken': visitor.token() },
    });
    expect(registered.status).toBe(202);
    const sid = realtime.handshake.split(':')[0] ?? '';
    const used = await ask(`${emulator.url}/socket.io/1/websocket/${sid}`, {
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
      },
    });
    expect(used.status).toBe(404);
  });
});
