import type { EmulatorConfig } from './config.ts';
import type { Route } from './httpServer.ts';

/** The page at `/`: says what this is, for whoever opens the address. */
export function createLandingRoute(config: EmulatorConfig, origin: () => string): Route {
  return {
    method: 'GET',
    pattern: '/',
    audience: 'pages',
    area: 'site',
    // Microsoft's realtime client asks here whether it has the right place, and expects this word.
    answer: ({ url }) =>
      url.searchParams.has('check')
        ? { status: 200, text: 'Trouter' }
        : {
            status: 200,
            text: [
              'Embedded Omnichannel service',
              '',
              'Speaks the protocol of the Dynamics 365 Omnichannel live chat, for development and tests only.',
              'It is bound to the loopback interface, keeps everything in memory and forgets it when it stops.',
              '',
              `Agent console    ${origin()}/console/`,
              `Service address  ${origin()}`,
              `Organisation id  ${config.orgId}`,
              `Widget id        ${config.appId}`,
              '',
            ].join('\n'),
          },
  };
}
