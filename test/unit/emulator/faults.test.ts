import type { RunningEmulator } from '../../../src/emulator/service.ts';
import { startEmulator } from '../../../src/emulator/service.ts';
import { ask, createVisitor } from './visitor.ts';

let emulator: RunningEmulator;
beforeEach(async () => {
  emulator = await startEmulator({ config: { agents: [{ id: 'alex', name: 'Alex', available: true }] } });
});
afterEach(() => emulator.close());

const control = (path: string, json: unknown, headers = {}) =>
  ask(`${emulator.url}/console/api/${path}`, { method: 'POST', json, headers });
const statuses = async (calls: readonly (() => Promise<{ readonly status: number }>)[]) => {
  const answers: number[] = [];
  for (const call of calls) answers.push((await call().catch(() => ({ status: 0 }))).status);
  return answers;
};

describe('faults', () => {
  it('can be several at once, each in its area, the narrowest first', async () => {
    const visitor = createVisitor(emulator);
    await visitor.start();
    emulator.addFault('status:429', 'availability');
    emulator.addFault('status:503', 'service');
    emulator.addFault('empty', 'details');
    const { availability, config, details, messages } = visitor;
    expect(await statuses([availability, config, details, messages])).toEqual([429, 503, 204, 200]);
    emulator.setFault(null);
    expect(await statuses([availability, config, details, messages])).toEqual([200, 200, 200, 200]);
  });

  it('strike as often as asked for, and preflights do not count', async () => {
    emulator.addFault('down', 'config', 2);
    const { config } = createVisitor(emulator);
    const preflight = await ask(
      `${emulator.url}/livechatconnector/config/${emulator.orgId}/${emulator.appId}`,
      {
        method: 'OPTIONS',
        headers: { Origin: 'http://127.0.0.1:1', 'Access-Control-Request-Method': 'GET' },
      },
    );
    expect(preflight.status).toBe(204);
    expect(await statuses([config, config, config])).toEqual([0, 0, 200]);
    expect(emulator.faults()).toEqual([]);
  });

  it('let an answer come late, also that of another fault', async () => {
    emulator.addFault('latency:150', 'everything');
    emulator.addFault('status:500', 'config');
    const before = performance.now();
    expect((await createVisitor(emulator).config()).status).toBe(500);
    expect(performance.now() - before).toBeGreaterThan(140);
  });

  it('refuse a token as if its time were over', async () => {
    const visitor = createVisitor(emulator);
    await visitor.start();
    emulator.addFault('expired');
    expect((await visitor.messages()).status).toBe(401);
  });

  it.each([['lost'], ['late']] as const)('%s: it is done, but not answered', async (fault) => {
    const visitor = createVisitor(emulator);
    await visitor.start();
    emulator.addFault(fault, 'send');
    const sent = visitor.send('Hi').then(
      ({ status }) => status,
      () => 0,
    );
    await emulator.whenConversation(({ messages }) => messages.some(({ text }) => text === 'Hi'));
    emulator.setFault(null);
    expect(await sent).toBe(fault === 'lost' ? 0 : 201);
  });
});

describe('the control API', () => {
  it('sets, tells and heals faults', async () => {
    expect((await control('faults', { fault: 'status:429', area: 'availability', times: 3 })).status).toBe(
      204,
    );
    expect((await control('faults', { fault: 'hang', area: 'send' })).status).toBe(204);
    const { json } = await ask(`${emulator.url}/console/api/faults`);
    expect(json['faults']).toEqual([
      { fault: 'status:429', area: 'availability', times: 3 },
      { fault: 'hang', area: 'send', times: null },
    ]);
    await control('faults', { fault: null, area: 'send' });
    expect(emulator.faults()).toHaveLength(1);
    await control('faults', { fault: null });
    expect(emulator.faults()).toEqual([]);
  });

  it.each([
    [{ fault: 'slow' }],
    [{ fault: 'status:200' }],
    [{ fault: 'latency:99999' }],
    [{ fault: 'down', area: 'site' }],
    [{ fault: 'down', times: 0 }],
    [{ fault: 7 }],
    [[]],
  ])('refuses %j', async (body) => {
    expect((await control('faults', body)).status).toBe(400);
    expect(emulator.faults()).toEqual([]);
  });

  it('is not for pages of other origins', async () => {
    expect((await control('faults', { fault: 'down' }, { Origin: 'http://127.0.0.1:1' })).status).toBe(403);
    expect((await control('realtime/drop', {}, { Origin: 'http://127.0.0.1:1' })).status).toBe(403);
  });

  it('drops realtime, and lets an agent vanish', async () => {
    const visitor = createVisitor(emulator);
    await visitor.start();
    emulator.accept(emulator.conversations()[0]!.id);
    expect(
      await statuses([() => control('realtime/drop', {}), () => control('agents/alex/vanish', {})]),
    ).toEqual([204, 204]);
    expect((await control('agents/kim/vanish', {})).status).toBe(404);
    expect(emulator.conversations()[0]).toMatchObject({ state: 'Waiting', agentId: null });
  });
});
