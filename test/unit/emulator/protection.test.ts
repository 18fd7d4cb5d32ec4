import type { RunningEmulator } from '../../../src/emulator/service.ts';
import { startEmulator } from '../../../src/emulator/service.ts';
import { ask, createVisitor } from './visitor.ts';

let emulator: RunningEmulator;
let host: string;
beforeAll(async () => {
  emulator = await startEmulator({ allowedOrigins: ['http://shop.test:8080'] });
  host = new URL(emulator.url).host;
});
afterAll(() => emulator.close());

const path = () => `${emulator.url}/livechatconnector/config/${emulator.orgId}/${emulator.appId}`;

describe('who may call', () => {
  it.each([
    'evil.example',
    'evil.example:80',
    '127.0.0.1',
    '127.0.0.1:1',
    '169.254.0.1',
    'localhost.evil.example',
  ])('refuses the host %s', async (name) => {
    expect((await ask(path(), { headers: { Host: name } })).status).toBe(403);
  });

  it.each([
    'https://evil.example',
    'null',
    'http://127.0.0.1.evil.example',
    'http://127.0.0.1@evil.example',
    'http://localhost:80/x',
    'file://',
    'http://shop.test:8081',
    'chrome-extension://abc',
  ])('refuses pages of %s, on HTTP, in preflights and on the socket', async (origin) => {
    expect((await ask(path(), { headers: { Origin: origin } })).status).toBe(403);
    const preflight = await ask(path(), {
      method: 'OPTIONS',
      headers: { Origin: origin, 'Access-Control-Request-Method': 'GET' },
    });
    expect(preflight.status).toBe(403);
    expect(preflight.headers['access-control-allow-origin']).toBeUndefined();
    const socket = await ask(`${emulator.url}/socket.io/1/websocket/x`, {
      headers: { Origin: origin, Connection: 'Upgrade', Upgrade: 'websocket' },
    });
    expect(socket.status).toBe(403);
  });

  it.each(['http://127.0.0.1:4000', 'http://localhost:4000', 'https://localhost', 'http://shop.test:8080'])(
    'serves pages of %s and names the headers they may read',
    async (origin) => {
      const { status, headers } = await ask(path(), { headers: { Origin: origin } });
      expect(status).toBe(200);
      expect(headers['access-control-allow-origin']).toBe(origin);
      expect(headers['vary']).toBe('Origin');
      for (const name of ['AuthCodeNonce', 'Oc-Sessionid', 'errorcode', 'message', 'Retry-After', 'Date']) {
        expect(headers['access-control-expose-headers']).toContain(name);
      }
    },
  );

  it('answers a preflight by echoing the headers asked for', async () => {
    const { status, headers } = await ask(path(), {
      method: 'OPTIONS',
      headers: {
        Origin: 'http://localhost:4000',
        'Access-Control-Request-Method': 'GET',
        'Access-Control-Request-Headers': 'authorization,ms-oc-user-agent',
        'Access-Control-Request-Private-Network': 'true',
      },
    });
    expect(status).toBe(204);
    expect(headers['access-control-allow-headers']).toBe('authorization,ms-oc-user-agent');
    expect(headers['access-control-allow-private-network']).toBe('true');
  });

  it('keeps the console to its own pages', async () => {
    const post = (headers: Record<string, string>) =>
      ask(`${emulator.url}/console/api/agents/alex/presence`, {
        method: 'POST',
        json: { available: true },
        headers,
      });
    const foreign = await post({ Origin: 'http://localhost:4000' });
    expect(foreign.status).toBe(403);
    expect(foreign.headers['access-control-allow-origin']).toBeUndefined();
    const events = await ask(`${emulator.url}/console/api/events`, {
      headers: { 'Sec-Fetch-Site': 'same-site' },
    });
    expect(events.status).toBe(403);
    expect((await createVisitor(emulator).availability()).json['AgentAvailability']).toBe(false);
    expect((await post({ Origin: `http://${host}` })).status).toBe(204);
    expect((await createVisitor(emulator).availability()).json['AgentAvailability']).toBe(true);
  });
});

describe('what may be sent', () => {
  const create = () =>
    `${emulator.url}/livechatconnector/organization/${emulator.orgId}/widgetApp/${emulator.appId}/conversation`;
  const headers = { 'Request-Id': 'r' };

  it('takes bodies up to 64 kB, announced or not', async () => {
    const body = JSON.stringify({ preChatResponse: 'x'.repeat(64 * 1024) });
    expect((await ask(create(), { method: 'POST', body, headers })).status).toBe(413);
    const chunked = await ask(create(), {
      method: 'POST',
      body,
      headers: { ...headers, 'Transfer-Encoding': 'chunked' },
    });
    expect(chunked.status).toBe(413);
  });

  it.each(['{', '{"a":1', 'null', '[]', '"x"', '\u0000'])('answers 400 to the body %j', async (body) => {
    const answer = await ask(create(), { method: 'POST', body, headers });
    expect(answer.status).toBe(400);
    expect(typeof answer.json['error']).toBe('string');
  });

  it('takes JSON only as JSON, so that no form of another site can send it', async () => {
    const answer = await ask(create(), {
      method: 'POST',
      body: '{}',
      headers: { ...headers, 'Content-Type': 'text/plain' },
    });
    expect(answer.status).toBe(415);
  });

  it.each([
    '/%',
    '/livechatconnector/config/%zz/x',
    '//evil.example/',
    '/chat/threads/%00/messages',
    '/nothing',
  ])('answers 4xx at %s', async (target) => {
    const { status } = await ask(emulator.url + target);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });

  it('says when the method is wrong', async () => {
    expect((await ask(create(), { method: 'DELETE' })).status).toBe(405);
  });
});
