import type { Server } from 'node:http';

/**
 * Binds a server to 127.0.0.1. Port 0 takes any free one. Resolves with the port; rejects with a
 * sentence that names the port and `option`, by which another is chosen.
 */
export function listenOnLoopback(server: Server, port: number, option = 'port'): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => {
      reject(new Error(explain(error, port, option), { cause: error }));
    };
    server.once('error', fail);
    try {
      server.listen({ host: '127.0.0.1', port }, () => {
        server.off('error', fail);
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    } catch (error) {
      fail(error as NodeJS.ErrnoException);
    }
  });
}

function explain(error: NodeJS.ErrnoException, port: number, option: string): string {
  const choose = `choose another with ${option} (0 takes any free port)`;
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${String(port)} on 127.0.0.1 is in use: stop what is listening there, or ${choose}.`;
    case 'EACCES':
      return `Port ${String(port)} on 127.0.0.1 may not be used by this account: ${choose}.`;
    case 'ERR_SOCKET_BAD_PORT':
      return `${String(port)} is not a port: ${choose}.`;
    default:
      return `The server cannot listen on port ${String(port)} (${error.message}): ${choose}.`;
  }
}
