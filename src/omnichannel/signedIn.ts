import type { ServiceRequests } from './serviceRequests.ts';

/** The same requests for a visitor whose page has vouched for them with this token, as Microsoft's client sends them. */
export function forSignedIn(service: ServiceRequests, token: string): ServiceRequests {
  return {
    ...service,
    send: (path, init) =>
      service.send(path, {
        ...init,
        headers: {
          ...init.headers,
          AuthenticatedUserToken: token,
          // Random, and the same for all requests of one client.
          AuthCodeNonce: service.requestId.slice(0, 8),
        },
      }),
  };
}
