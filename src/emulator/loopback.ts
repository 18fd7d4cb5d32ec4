import type { IncomingMessage } from 'node:http';

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

/** What a request says of itself, and the port it has come in at. */
export interface LoopbackRequest {
  readonly headers: Pick<IncomingMessage['headers'], 'host' | 'origin'>;
  readonly socket: { readonly localPort?: number | undefined };
}

/**
 * True if the request names a loopback host with the port it has come in at, which is left out for port 80. A website whose
 * name is made to point at this machine sends its own name.
 */
export function isForLoopbackHost({ headers, socket }: LoopbackRequest): boolean {
  const host = headers.host?.toLowerCase() ?? '';
  return loopbackNames.some(
    (name) => host === `${name}:${String(socket.localPort)}` || (host === name && socket.localPort === 80),
  );
}

/** True if the request comes from a page of the very host and port it names. */
export function isFromSameOrigin({ headers: { host, origin } }: LoopbackRequest): boolean {
  const own = `http://${host ?? ''}`;
  return URL.canParse(own) && new URL(own).origin === origin;
}

/** True for `http(s)://` loopback names with any port. */
export function isLoopbackOrigin(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return /^https?:$/.test(url.protocol) && url.origin === origin && loopbackNames.includes(url.hostname);
}

/** The origin of what listens on this port of 127.0.0.1, as a browser writes it. */
export function loopbackOrigin(port: number): string {
  return new URL(`http://127.0.0.1:${String(port)}`).origin;
}
