import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { isForLoopbackHost, isFromSameOrigin, isLoopbackOrigin } from './loopback.ts';
import { matchPath } from './routePattern.ts';

/** A request that has passed the Host and Origin checks. */
export interface ServiceRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  /** The named parts of the route's pattern, percent-decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** Parsed body, that of a form as an object of texts; `undefined` if there was none. */
  readonly body: unknown;
}

/** What goes back: `json`, `text` or `bytes`, or a stream that the route writes and ends itself. */
export interface ServiceReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
  readonly bytes?: Uint8Array;
  readonly stream?: (response: ServerResponse) => void;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Segments beginning with `:` are named parts; a last segment `*` takes the rest of the path, as `params.rest`. */
  readonly pattern: string;
  /** `pages`: callable from pages of other loopback origins. `own`: only from pages of this server. */
  readonly audience: 'pages' | 'own';
  /** Part of the service the route belongs to; faults are set per area. */
  readonly area: 'availability' | 'service' | 'messages' | 'realtime' | 'site';
  /** What the request is for, where tests need one thing to fail and nothing else. */
  readonly step?:
    | 'config'
    | 'token'
    | 'conversation'
    | 'sessioninit'
    | 'validate'
    | 'details'
    | 'close'
    | 'transcript'
    | 'reconnect'
    | 'survey'
    | 'join'
    | 'history'
    | 'send';
  /** How a body is written; default JSON. */
  readonly body?: 'json' | 'form';
  readonly answer: (request: ServiceRequest) => ServiceReply | Promise<ServiceReply>;
}

/**
 * What happens to a request in place of its answer; with `answer` it is carried out, but its answer (or `instead`) waits, or
 * never comes: the connection is destroyed.
 */
export type Interference =
  | ServiceReply
  | 'destroy'
  | 'hang'
  | { readonly answer: Promise<void> | 'never'; readonly instead?: ServiceReply };

export interface HttpServerOptions {
  readonly routes: readonly Route[];
  /** Asked for every request with a route but preflights. */
  readonly interfere: (route: Route) => Interference | null;
  /** A WebSocket request that has passed the Host and Origin checks. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Origins besides the loopback ones whose pages may call, such as `http://shop.test:8080`. */
  readonly allowedOrigins: readonly string[];
  readonly onRequest: (method: string, path: string) => void;
}

const bodyLimit = 64 * 1024;
const exposedHeaders =
  'AuthCodeNonce, Oc-Sessionid, errorcode, message, transaction-id, Retry-After, Date, WWW-Authenticate';

/** Thrown by a route to answer with a status and a sentence. */
export class RequestProblem extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  constructor(status: number, sentence: string, headers: Readonly<Record<string, string>> = {}) {
    super(sentence);
    this.name = 'RequestProblem';
    this.status = status;
    this.headers = headers;
  }
}

/**
 * An HTTP server that answers only to its own loopback names and only to pages of loopback
 * origins, so that no website can reach it through a visitor's browser.
 */
export function createHttpServer(options: HttpServerOptions): Server {
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 15_000 });
  // A browser has up to seven to one origin, and a hundred of them may be talking.
  server.maxConnections = 700;
  const routes = options.routes.map((route) => ({ route, segments: route.pattern.split('/').slice(1) }));

  server.on('request', (request, response) => {
    handle(request, response).catch((error: unknown) => {
      const reply: ServiceReply =
        error instanceof RequestProblem
          ? { status: error.status, headers: error.headers, json: { error: error.message } }
          : { status: 500, json: { error: 'The embedded service has failed on this request.' } };
      send(request, response, reply, corsHeaders(request));
    });
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    if (refusal(request, 'pages') !== null) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    options.upgrade(request, socket, head);
  });
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    const foreign = refusal(request, 'pages');
    if (foreign !== null) {
      send(request, response, { status: 403, text: foreign }, {});
      return;
    }
    const url = parseTarget(request);
    if (url === null) throw new RequestProblem(400, 'The address cannot be read.');
    const wanted = method === 'OPTIONS' ? request.headers['access-control-request-method'] : method;
    const matches = routes.flatMap(({ route, segments }) => {
      const params = matchPath(segments, url.pathname);
      return params === null ? [] : [{ route, params }];
    });
    const found = matches.find(
      ({ route }) => route.method === wanted || (wanted === 'HEAD' && route.method === 'GET'),
    );
    if (found === undefined) {
      throw matches.length > 0
        ? new RequestProblem(405, `This address does not take ${method}.`)
        : new RequestProblem(404, 'There is nothing at this address.');
    }
    const { route, params } = found;
    const refused = refusal(request, route.audience);
    if (refused !== null) {
      send(request, response, { status: 403, text: refused }, {});
      return;
    }
    const cors = route.audience === 'pages' ? corsHeaders(request) : {};

    if (method === 'OPTIONS') {
      send(request, response, { status: 204 }, cors);
      return;
    }
    options.onRequest(method, url.pathname);
    const interference = options.interfere(route);
    if (interference === 'destroy') {
      breakOff(response);
      return;
    }
    if (interference === 'hang') return;
    if (interference !== null && 'status' in interference) {
      send(request, response, interference, cors);
      return;
    }
    const body =
      method === 'POST' ? parseBody(await readBody(request), request, route.body ?? 'json') : undefined;
    const reply =
      interference?.instead ?? (await route.answer({ method, url, headers: request.headers, params, body }));
    if (interference?.answer === 'never') {
      breakOff(response);
      return;
    }
    await interference?.answer;
    send(request, response, reply, cors);
  }

  /** Why this request is not for us, or `null`. */
  function refusal(request: IncomingMessage, audience: Route['audience']): string | null {
    if (!isForLoopbackHost(request)) return 'This service answers only under its loopback address.';
    const origin = request.headers.origin;
    if (origin === undefined) {
      // Browsers leave Origin out of plain GETs, but say where they come from.
      const site = request.headers['sec-fetch-site'];
      return audience === 'own' && (site === 'cross-site' || site === 'same-site')
        ? 'Only the pages of this service may ask for this.'
        : null;
    }
    if (isFromSameOrigin(request)) return null;
    if (audience === 'own') return 'Only the pages of this service may ask for this.';
    return isLoopbackOrigin(origin) || options.allowedOrigins.includes(origin)
      ? null
      : 'Pages of this origin may not use the embedded service.';
  }

  function corsHeaders(request: IncomingMessage): Record<string, string> {
    const { origin } = request.headers;
    if (origin === undefined || refusal(request, 'pages') !== null) return { Vary: 'Origin' };
    const asked = request.headers['access-control-request-headers'];
    return {
      Vary: 'Origin',
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Expose-Headers': exposedHeaders,
      ...(request.method === 'OPTIONS' && {
        'Access-Control-Allow-Methods': 'GET, POST, DELETE, OPTIONS',
        // Echoed, because `*` does not cover Authorization.
        ...(asked !== undefined && { 'Access-Control-Allow-Headers': asked }),
        'Access-Control-Allow-Private-Network': 'true',
        'Access-Control-Max-Age': '600',
      }),
    };
  }

  return server;
}

/**
 * Ends the connection before the answer. A browser sends a request by itself once more when a connection it has used before
 * breaks without a word, so there is one: that the request has come.
 */
function breakOff(response: ServerResponse): void {
  response.writeProcessing(() => response.socket?.resetAndDestroy());
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  reply: ServiceReply,
  more: Readonly<Record<string, string>>,
): void {
  if (response.headersSent || response.destroyed) return;
  const json = reply.json === undefined ? undefined : JSON.stringify(reply.json);
  const body = reply.bytes ?? Buffer.from(json ?? reply.text ?? '');
  const type =
    json !== undefined ? 'application/json' : reply.text !== undefined ? 'text/plain; charset=utf-8' : null;
  response.writeHead(reply.status, {
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    ...(type !== null && { 'Content-Type': type }),
    ...more,
    ...reply.headers,
    ...(reply.stream === undefined && reply.status !== 204 && { 'Content-Length': String(body.byteLength) }),
    // A body that was not read would be taken as the next request.
    ...(!request.complete && { Connection: 'close' }),
  });
  if (reply.stream !== undefined && request.method !== 'HEAD') {
    reply.stream(response);
    return;
  }
  response.end(request.method === 'HEAD' ? undefined : body);
  if (!request.complete) request.resume();
}

function parseTarget(request: IncomingMessage): URL | null {
  const target = request.url ?? '/';
  // Only the origin form: an absolute target would bring a host of its own.
  const address = `http://loopback${target}`;
  return target.startsWith('/') && URL.canParse(address) ? new URL(address) : null;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const tooLarge = new RequestProblem(413, 'A body may have 64 kB.');
  if (Number(request.headers['content-length'] ?? 0) > bodyLimit) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > bodyLimit) {
        request.removeAllListeners('data');
        reject(tooLarge);
        return;
      }
      chunks.push(chunk);
    });
    request.on('end', () => {
      resolve(Buffer.concat(chunks).toString('utf8'));
    });
    request.on('error', reject);
    request.on('close', () => {
      reject(new RequestProblem(400, 'The body has broken off.'));
    });
  });
}

const bodyTypes = { json: 'application/json', form: 'application/x-www-form-urlencoded' };

function parseBody(text: string, request: IncomingMessage, kind: keyof typeof bodyTypes): unknown {
  if (text.trim() === '') return undefined;
  if (!(request.headers['content-type'] ?? '').includes(bodyTypes[kind])) {
    throw new RequestProblem(415, `A body has to be ${bodyTypes[kind]}.`);
  }
  if (kind === 'form') return Object.fromEntries(new URLSearchParams(text));
  try {
    const body: unknown = JSON.parse(text);
    return body;
  } catch {
    throw new RequestProblem(400, 'The body is not JSON.');
  }
}
