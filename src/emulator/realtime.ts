import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import { isRecord } from './record.ts';
import type { Change } from './conversation.ts';
import type { Route, ServiceRequest } from './httpServer.ts';
import { RequestProblem } from './httpServer.ts';
import {
  acknowledgeFrame,
  connectFrame,
  deliveryFrame,
  eventFrame,
  heartbeatFrame,
  messagePayload,
  participantPayload,
  readClientFrame,
  typingPayload,
} from './realtimeFrames.ts';
import type { Desk } from './desk.ts';
import type { Tokens } from './tokens.ts';

export interface Realtime {
  readonly routes: readonly Route[];
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Open sockets. */
  readonly connections: () => number;
  /** Breaks every open socket; clients come back by themselves. */
  readonly disconnectAll: () => void;
  readonly close: () => void;
}

export interface RealtimeOptions {
  readonly desk: Desk;
  readonly tokens: Tokens;
  /** Own address, known when the server listens. */
  readonly origin: () => string;
  readonly now: () => number;
}

const secondsBetweenHeartbeats = 20;
/** The client closes after this silence. */
const heartbeatTimeoutSeconds = 50;
const handshakeSeconds = 30;
/** Events for a conversation without a socket wait this long, so that nothing falls between join and connect. */
const backlogSeconds = 30;
/** Far more than anybody says in that time; a bound all the same, for what no page ever comes for. */
const backlogSize = 500;
const framesPerSecond = 200;

/** Without a path, which the client would take for a namespace, and with the port, for which it would take that of the page. */
function socketAddress(origin: string): string {
  const { protocol, hostname, port } = new URL(origin);
  return `${protocol}//${hostname}:${port || '80'}/`;
}

/**
 * The realtime channel: allocation, socket.io 0.9 handshake, WebSocket, registration, and delivery
 * of what happens in a conversation to every socket of its visitor.
 */
export function createRealtime({ desk, tokens, origin, now }: RealtimeOptions): Realtime {
  const server = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024, perMessageDeflate: false });
  const handshakes = new Map<string, { conversationId: string; until: number }>();
  const sockets = new Map<string, Set<WebSocket>>();
  const backlogs = new Map<string, { frame: string; at: number }[]>();
  let deliveries = 0;

  const callbackPath = (conversationId: string): string => `/v4/f/${conversationId}/`;

  function conversationOf(request: ServiceRequest): string {
    const token = request.headers['x-skypetoken'];
    const subject = tokens.check(typeof token === 'string' ? token : undefined);
    if (subject === null) throw new RequestProblem(401, 'The token is not valid.');
    return subject.conversationId;
  }

  function deliver(conversationId: string, payload: { readonly eventId: number }, waits: boolean): void {
    deliveries += 1;
    const frame = deliveryFrame(deliveries, `${callbackPath(conversationId)}messaging`, payload);
    const open = sockets.get(conversationId);
    if (open !== undefined && open.size > 0) {
      for (const socket of open) socket.send(frame);
      return;
    }
    if (!waits) return;
    const backlog = backlogs.get(conversationId) ?? [];
    backlog.push({ frame, at: now() });
    backlogs.set(conversationId, backlog.slice(-backlogSize));
  }

  const stopListening = desk.onChange((change: Change) => {
    switch (change.kind) {
      case 'messageAdded':
        deliver(change.conversation.id, messagePayload(change.conversation, change.message), true);
        break;
      case 'agentTyping':
        deliver(change.conversation.id, typingPayload(change.conversation, change.agent, now()), false);
        break;
      case 'agentJoined':
      case 'agentLeft': {
        const what = change.kind === 'agentJoined' ? 'added' : 'removed';
        deliver(
          change.conversation.id,
          participantPayload(what, change.conversation, change.agent, now()),
          true,
        );
        break;
      }
      case 'conversationRemoved':
        backlogs.delete(change.conversation.id);
        break;
      default:
        break;
    }
  });

  const heartbeat = setInterval(() => {
    for (const socket of server.clients) socket.send(heartbeatFrame);
  }, secondsBetweenHeartbeats * 1000);
  heartbeat.unref();

  function connected(socket: WebSocket, conversationId: string): void {
    const open = sockets.get(conversationId) ?? new Set<WebSocket>();
    sockets.set(conversationId, open.add(socket));
    let second = 0;
    let frames = 0;
    socket.on('message', (data, isBinary) => {
      const current = Math.floor(now() / 1000);
      frames = current === second ? frames + 1 : 1;
      second = current;
      if (isBinary || frames > framesPerSecond) {
        socket.close(1008);
        return;
      }
      // With the default settings of `ws` a text message is one Buffer.
      const frame = readClientFrame(Buffer.isBuffer(data) ? data.toString('utf8') : '');
      if (frame === null) return;
      if (frame.type === 'disconnect') socket.close(1000);
      else if (frame.acknowledge !== null) socket.send(acknowledgeFrame(frame.acknowledge));
    });
    socket.on('error', () => {
      socket.terminate();
    });
    socket.on('close', () => {
      open.delete(socket);
      if (open.size === 0 && sockets.get(conversationId) === open) sockets.delete(conversationId);
    });
    socket.send(connectFrame);
    socket.send(eventFrame('trouter.connected', { ttl: tokens.lifetimeSeconds }));
    for (const { frame, at } of backlogs.get(conversationId) ?? []) {
      if (now() - at <= backlogSeconds * 1000) socket.send(frame);
    }
    backlogs.delete(conversationId);
  }

  const routes: Route[] = [
    {
      method: 'POST',
      pattern: '/v4/a',
      audience: 'pages',
      area: 'realtime',
      answer: (request) => {
        const callback = origin() + callbackPath(conversationOf(request));
        return {
          status: 200,
          json: {
            socketio: socketAddress(origin()),
            url: callback,
            surl: callback,
            ccid: randomUUID(),
            id: randomUUID(),
            ttl: String(tokens.lifetimeSeconds),
            connectparams: { se: String(now() + tokens.lifetimeSeconds * 1000) },
          },
        };
      },
    },
    {
      method: 'GET',
      pattern: '/socket.io/1/',
      audience: 'pages',
      area: 'realtime',
      answer: (request) => {
        const conversationId = conversationOf(request);
        const sid = randomUUID();
        for (const [old, handshake] of handshakes) if (handshake.until < now()) handshakes.delete(old);
        handshakes.set(sid, { conversationId, until: now() + handshakeSeconds * 1000 });
        const heartbeatTimeout = String(heartbeatTimeoutSeconds);
        return { status: 200, text: `${sid}:${heartbeatTimeout}:${heartbeatTimeout}:websocket` };
      },
    },
    {
      method: 'POST',
      pattern: '/v3/registrations',
      audience: 'pages',
      area: 'realtime',
      answer: (request) => {
        conversationOf(request);
        if (!isRecord(request.body) || typeof request.body['registrationId'] !== 'string') {
          throw new RequestProblem(400, 'A registration has a "registrationId".');
        }
        return { status: 202, json: {} };
      },
    },
    {
      method: 'DELETE',
      pattern: '/v3/registrations/:registrationId',
      audience: 'pages',
      area: 'realtime',
      answer: (request) => {
        conversationOf(request);
        return { status: 202, json: {} };
      },
    },
  ];

  return {
    routes,
    upgrade(request, socket, head) {
      const sid = /^\/socket\.io\/1\/websocket\/([^/?]+)(?:\?|$)/.exec(request.url ?? '')?.[1] ?? '';
      const handshake = handshakes.get(sid);
      handshakes.delete(sid);
      if (handshake === undefined || handshake.until < now()) {
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, (opened) => {
        connected(opened, handshake.conversationId);
      });
    },
    connections: () => server.clients.size,
    disconnectAll() {
      for (const socket of server.clients) socket.terminate();
    },
    close() {
      stopListening();
      clearInterval(heartbeat);
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}
