import type { IncomingMessage } from 'node:http';

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * True if the request names a loopback host with the port it has come in at. A website whose name is made to point at
 * this machine sends its own name.
 */
export function isForLoopbackHost(request: IncomingMessage): boolean {
  const host = request.headers.host?.toLowerCase() ?? '';
  return loopbackNames.some((name) => host === `${name}:${String(request.socket.localPort)}`);
}

/** True for `http(s)://` loopback names with any port. */
export function isLoopbackOrigin(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return /^https?:$/.test(url.protocol) && url.origin === origin && loopbackNames.includes(url.hostname);
}
