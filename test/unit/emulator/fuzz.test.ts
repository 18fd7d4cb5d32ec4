import { Agent, request } from 'node:http';
import * as fc from 'fast-check';
import type { RunningEmulator } from '../../../src/emulator/service.ts';
import { startEmulator } from '../../../src/emulator/service.ts';
import { createVisitor } from './visitor.ts';

/** What the service may say to a client that does something wrong, or right. */
const documented = new Set([200, 201, 202, 204, 308, 400, 401, 403, 404, 405, 409, 413, 415, 429]);
const REQUESTS = 5000;
const AT_ONCE = 20;

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startEmulator({ config: { agents: [{ id: 'alex', name: 'Alex', available: true }] } });
});
afterAll(async () => {
  agent.destroy();
  await emulator.close();
});

/** The status; 0 for a connection that the service has cut because of what was sent. */
function send({ method, path, headers, body }: Sent): Promise<number> {
  return new Promise((resolve) => {
    const outgoing = request(
      { agent, port: emulator.port, host: '127.0.0.1', method, path, headers },
      (incoming) => {
        incoming.resume();
        // The stream of the console never ends.
        if (incoming.headers['content-type'] === 'text/event-stream') outgoing.destroy();
        resolve(incoming.statusCode ?? 0);
      },
    );
    outgoing.on('error', () => resolve(0));
    outgoing.end(body);
  });
}

it(`${String(REQUESTS)} malformed, oversized, unauthorised, replayed and misplaced requests get a documented status and change nothing`, async () => {
  const visitor = createVisitor(emulator);
  await visitor.start({ customContextData: { Topic: { value: 'x', isDisplayable: true } } });
  emulator.accept(emulator.conversations()[0]!.id);
  await visitor.send('before');
  const ended = createVisitor(emulator);
  await ended.start();
  await ended.close();
  const before = emulator.conversations();

  const widget = `${emulator.orgId}/${emulator.appId}`;
  const thread = encodeURIComponent(visitor.threadId());
  const ids = fc.constantFrom(
    visitor.requestId,
    ended.requestId,
    'x',
    '%',
    '%00',
    '..',
    encodeURIComponent('☃'),
    'a'.repeat(2000),
  );
  const threads = fc.constantFrom(thread, encodeURIComponent(ended.threadId()), 'x', '%2e%2e');
  const widgets = fc.constantFrom(widget, `${emulator.orgId}/x`, 'x/y', `${widget}/${widget}`);
  const connector = '/livechatconnector';
  const path = fc.oneof(
    widgets.map((each) => `${connector}/config/${each}?requestId=x`),
    fc.tuple(widgets, ids).map(([each, rid]) => `${connector}/auth/getagentavailability/${each}/${rid}`),
    fc.tuple(widgets, ids).map(([each, rid]) => `${connector}/getliveworkitemdetails/${each}/${rid}`),
    fc.tuple(widgets, ids).map(([each, rid]) => `${connector}/auth/sessioninit/${each}/${rid}`),
    fc.tuple(widgets, ids).map(([each, rid]) => `${connector}/auth/sessionclose/${each}/${rid}`),
    fc.tuple(threads, ids).map(([each, rid]) => `${connector}/v2/getchattranscripts/${each}/${rid}`),
    fc.tuple(widgets, ids).map(([each, rid]) => `${connector}/reconnect/${each}/${rid}`),
    threads.map((each) => `/chat/threads/${each}/messages`),
    threads.map((each) => `/chat/threads/${each}/typing`),
    threads.map((each) => `/chat/threads/${each}/participants`),
    fc.constantFrom(
      '/chat/config/realTimeNotifications',
      '/v4/a',
      '/socket.io/1/',
      '/v3/registrations',
      '/v3/registrations/x',
    ),
    ids.map((each) => `/console/api/conversations/${each}/accept`),
    ids.map((each) => `/console/api/conversations/${each}/messages`),
    fc.constantFrom(
      '/console/api/queue',
      '/console/api/faults',
      '/console/api/agents/kim/presence',
      '/console/../x',
      '//',
      '/survey/x',
    ),
    fc.webPath(),
  );
  // Whatever would be right is made wrong by who asks, or by what is sent: no token is good for a thread here.
  const headers = fc.oneof(
    fc.constant({}),
    fc.constantFrom<Record<string, string>>(
      { Authorization: 'Bearer x' },
      { Authorization: `Bearer ${ended.token()}` },
      { Authorization: `Bearer ${visitor.token()}x` },
      { 'X-Skypetoken': 'x.y.z' },
      { AuthenticatedUserToken: 'x.y.z' },
      {
        AuthenticatedUserToken: `e30.${Buffer.from('{"sub":"kim","exp":9e9,"lwicontexts":"{"}').toString('base64url')}.x`,
      },
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { Host: 'evil.example' },
    ),
  );
  const body = fc.oneof(
    fc.constantFrom(
      '',
      '{',
      '[]',
      'null',
      '7',
      '"x"',
      '{"customContextData":7}',
      '{"customContextData":{"a":1}}',
      '{"content":7}',
      '{"__proto__":{"x":1}}',
      '{"fault":"x"}',
      '{"open":"x"}',
      '{"agentId":"kim"}',
      '{"available":1}',
    ),
    fc.constant('x'.repeat(70_000)),
    fc.constant(`{"content":"${'x'.repeat(60_000)}"}`),
    fc.json({ maxDepth: 4 }),
    fc.string({ unit: 'binary' }),
  );
  const sent = fc.record({
    method: fc.constantFrom('GET', 'POST', 'DELETE', 'HEAD', 'OPTIONS', 'PUT', 'PATCH'),
    path,
    headers: fc
      .tuple(headers, fc.constantFrom('application/json', 'text/plain', 'application/x-www-form-urlencoded'))
      .map(([given, type]) => ({ ...given, 'Content-Type': type })),
    body,
  });

  const requests = fc.sample(sent, { numRuns: REQUESTS, seed: 20_261_127 });
  const wrong: unknown[] = [];
  const count = new Map<number, number>();
  const left = requests.values();
  const worker = async (): Promise<void> => {
    for (const each of left) {
      const status = await send(each);
      count.set(status, (count.get(status) ?? 0) + 1);
      // Node itself cuts what is no HTTP; a body that is too large may be cut while it is still being sent.
      if (!documented.has(status) && (status !== 0 || each.body.length < 60_000)) {
        wrong.push({ ...each, body: each.body.slice(0, 60), status });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));

  expect(wrong).toEqual([]);
  for (const status of [200, 400, 401, 403, 404, 405, 413]) expect(count.get(status)).toBeGreaterThan(0);
  expect(emulator.conversations()).toEqual(before);
  expect((await visitor.send('after')).status).toBe(201);
  expect(emulator.faults()).toEqual([]);
});

it('a request that is replayed does not do its work twice', async () => {
  const visitor = createVisitor(emulator);
  const before = emulator.conversations().length;
  await visitor.start();
  const threadId = visitor.threadId();
  await visitor.start();
  expect(visitor.threadId()).toBe(threadId);
  expect(emulator.conversations()).toHaveLength(before + 1);
  expect((await visitor.close()).status).toBe(200);
  expect((await visitor.close()).status).toBe(200);
  expect((await visitor.send('after the end')).status).toBe(403);
});
