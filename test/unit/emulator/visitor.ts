import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:http';
import { WebSocket } from 'ws';
import type { RunningEmulator } from '../../../src/emulator/service.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly json: Record<string, unknown>;
}

export interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly body?: string;
}

/** One request, with every header as given: `fetch` would not let a test choose Host. */
export function ask(url: string, { method = 'GET', headers = {}, json, body }: Ask = {}): Promise<Answer> {
  const sent = body ?? (json === undefined ? undefined : JSON.stringify(json));
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        hostname,
        port,
        // Not `new URL(url).pathname`: that would tidy up what a test sends on purpose.
        path: url.slice(url.indexOf('/', 'http://'.length)),
        method,
        agent: false,
        headers: { ...(sent !== undefined && { 'Content-Type': 'application/json' }), ...headers },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            text,
            json: parsed(text),
          });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(sent);
  });
}

/** The fields of an answer; none if it is no JSON. */
function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** A visitor that speaks the protocol as the published client does; `signIn` is the token of one who is signed in. */
export function createVisitor(emulator: RunningEmulator, signIn?: string, requestId: string = randomUUID()) {
  const auth = signIn === undefined ? '' : '/auth';
  const headers = signIn === undefined ? {} : { AuthenticatedUserToken: signIn };
  const widget = `${emulator.orgId}/${emulator.appId}`;
  const connector = `${emulator.url}/livechatconnector`;
  let threadId = '';
  let token = '';
  let visitorId = '';
  const bearer = () => ({ Authorization: `Bearer ${token}` });
  const keep = (answer: Answer): Answer => {
    threadId = String(answer.json['ChatId']);
    token = String(answer.json['Token']);
    visitorId = String(answer.json['VisitorId']);
    return answer;
  };
  const thread = (part: string) => `${emulator.url}/chat/threads/${encodeURIComponent(threadId)}/${part}`;

  return {
    requestId,
    token: () => token,
    visitorId: () => visitorId,
    threadId: () => threadId,
    config: () => ask(`${connector}/config/${widget}?requestId=${requestId}&channelId=lcw`),
    availability: (customContextData: unknown = {}) =>
      ask(`${connector}/auth/getagentavailability/${widget}/${requestId}?channelId=lcw`, {
        method: 'POST',
        json: { locale: 'en-us', customContextData },
      }),
    /** Token and conversation in one request. */
    async start(body: unknown = {}) {
      const answer = await ask(
        `${connector}${auth}/organization/${emulator.orgId}/widgetApp/${emulator.appId}/conversation`,
        { method: 'POST', json: body, headers: { 'Request-Id': requestId, ...headers } },
      );
      return keep(answer);
    },
    getToken: async () =>
      keep(
        await ask(`${connector}/v2${auth}/getchattoken/${widget}/${requestId}?channelId=lcw`, { headers }),
      ),
    /** The conversation for a token. */
    sessionInit: (body: unknown = {}) =>
      ask(`${connector}${auth}/sessioninit/${widget}/${requestId}?channelId=lcw`, {
        method: 'POST',
        json: body,
        headers,
      }),
    details: () =>
      ask(`${connector}${auth}/getliveworkitemdetails/${widget}/${requestId}?channelId=lcw`, { headers }),
    validate: (chat = threadId) =>
      ask(
        `${connector}/auth/validateauthchatmaprecord/${widget}/${encodeURIComponent(chat)}/${requestId}?channelId=lcw`,
        { headers },
      ),
    surveyInvite: (owner: string, body: unknown) =>
      ask(`${connector}${auth}/getsurveyinvite/${emulator.orgId}/${owner}`, {
        method: 'POST',
        json: body,
        headers,
      }),
    close: () =>
      ask(`${connector}${auth}/sessionclose/${widget}/${requestId}?channelId=lcw`, {
        method: 'POST',
        json: {},
        headers,
      }),
    transcript: (authorization = token) =>
      ask(`${connector}/v2/getchattranscripts/${encodeURIComponent(threadId)}/${requestId}`, {
        headers: { Authorization: authorization },
      }),
    send: (content: string, metadata: Record<string, string> = {}) =>
      ask(`${thread('messages')}?api-version=2024-03-07`, {
        method: 'POST',
        json: { content, senderDisplayName: 'Customer', metadata },
        headers: bearer(),
      }),
    messages: () => ask(thread('messages'), { headers: bearer() }),
    participants: () => ask(thread('participants'), { headers: bearer() }),
    type: () => ask(thread('typing'), { method: 'POST', headers: bearer() }),
    connect: () => connect(emulator, token),
  };
}

export interface RealtimeEvent {
  readonly eventId: number;
  readonly url: string;
  readonly fields: Record<string, unknown>;
}

/** Goes the way of the published client: settings, allocation, handshake, socket. Resolves once the service says it is connected. */
async function connect(emulator: RunningEmulator, token: string) {
  const settings = await ask(`${emulator.url}/chat/config/realTimeNotifications?api-version=2024-09-01`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  const allocation = await ask(
    `${String(settings.json['trouterServiceUrl'])}/v4/a?cor_id=1&con_num=0&epid=1`,
    {
      method: 'POST',
      headers: { 'X-Skypetoken': token, 'Content-Type': 'text/plain' },
    },
  );
  const handshake = await ask(`${String(allocation.json['socketio'])}socket.io/1/?v=v4&t=1`, {
    headers: { 'X-Skypetoken': token },
  });
  const sid = handshake.text.split(':')[0] ?? '';
  const socket = new WebSocket(`${emulator.url.replace('http', 'ws')}/socket.io/1/websocket/${sid}?v=v4`);

  const frames: string[] = [];
  const events: RealtimeEvent[] = [];
  let look = () => {};
  socket.on('message', (data: Buffer) => {
    const frame = data.toString('utf8');
    frames.push(frame);
    if (frame.startsWith('3:::')) {
      const delivery = JSON.parse(frame.slice(4)) as { id: number; url: string; body: string };
      const { eventId, ...fields } = JSON.parse(delivery.body) as Record<string, unknown>;
      events.push({ eventId: Number(eventId), url: delivery.url, fields });
      socket.send(`3:::${JSON.stringify({ id: delivery.id, status: 200, headers: {}, body: '' })}`);
    }
    look();
  });
  const until = <T>(find: () => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      socket.once('close', () => {
        reject(new Error('The socket was closed.'));
      });
      const before = look;
      look = () => {
        before();
        const found = find();
        if (found !== undefined) resolve(found);
      };
      look();
    });

  await until(() => frames.find((frame) => frame.includes('"trouter.connected"')));
  return {
    allocation: allocation.json,
    handshake: handshake.text,
    socket,
    frames,
    events,
    event: (eventId: number) => until(() => events.find((each) => each.eventId === eventId)),
    frame: (test: (frame: string) => boolean) => until(() => frames.find(test)),
  };
}
