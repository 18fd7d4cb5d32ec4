import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { askAgentAvailability } from '../../../src/omnichannel/agentAvailability.ts';
import { createAvailabilityPort } from '../../../src/omnichannel/availability.ts';
import { contextPayload } from '../../../src/omnichannel/contextPayload.ts';
import { clientAgent } from '../../../src/omnichannel/serviceAddress.ts';
import { createServiceRequests } from '../../../src/omnichannel/serviceRequests.ts';
import { forSignedIn } from '../../../src/omnichannel/signedIn.ts';
import { readWidgetConfig } from '../../../src/omnichannel/widgetConfig.ts';

interface Received {
  readonly method: string | undefined;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const ids = { orgId: '5f0e3c1a-7b42-4d6e-9a10-0c1d2e3f4a5b', appId: '9d8c7b6a-5e4f-4321-8765-a1b2c3d4e5f6' };
const context = {
  zone: { value: 'Delta', isDisplayable: false },
  'Time On Page': { value: 42, isDisplayable: true },
  Straße: { value: 'Größe „L“ 👟', isDisplayable: true },
  empty: { value: '', isDisplayable: true },
  Member: { value: false, isDisplayable: false },
};

/** A service that keeps what it receives and answers configuration and availability in German. */
async function startRecorder() {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://recorder');
      received.push({ method: request.method, url, headers: request.headers, body });
      response.setHeader('Content-Type', 'application/json');
      response.end(
        JSON.stringify({
          LiveChatVersion: 2,
          LiveWSAndLiveChatEngJoin: { OutOfOperatingHours: 'False' },
          ChatWidgetLanguage: { msdyn_localeid: '1031' },
          DataMaskingInfo: { setting: { msdyn_maskforcustomer: false } },
          LiveChatConfigAuthSettings: null,
          IsQueueAvailable: true,
          AgentAvailability: true,
        }),
      );
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { received, server, orgUrl: `http://127.0.0.1:${String(port)}` };
}

/**
 * What both must agree in: everything but the request id and the nonce, of which the shape counts, and what belongs to the
 * runtime below (agent, encodings).
 */
function shape({ method, url, headers, body }: Received) {
  const requestId = headers['x-ms-client-request-id'];
  const own = Object.entries(headers)
    .filter(([name]) => /^(accept|content-type|.*oc-.*|auth.*)$/.test(name))
    .map(([name, value]) => [
      name,
      name === 'authcodenonce' ? String(value).replace(/^[\da-f]{8}$/, 'NONCE') : value,
    ]);
  return {
    method,
    target: (url.pathname + url.search).replaceAll(String(requestId), 'REQUEST'),
    requestId: typeof requestId,
    headers: Object.fromEntries(own),
    body,
  };
}

describe('the hand-written requests', () => {
  it('are those of Microsoft’s client, byte for byte but for the request id', async () => {
    // Microsoft's client expects a browser's global when it is loaded.
    Object.assign(globalThis, { self: globalThis });
    const { default: OmnichannelChatSDK } =
      await import('@microsoft/omnichannel-chat-sdk/lib/OmnichannelChatSDK');
    const { received, server, orgUrl } = await startRecorder();
    try {
      const port = createAvailabilityPort(createServiceRequests({ ...ids, orgUrl }));
      expect(await port.readConfig()).toEqual({ operatingHours: 'open' });
      expect(await port.getAvailability(context)).toMatchObject({ ok: true });

      const sdk = new OmnichannelChatSDK(
        { orgUrl, orgId: ids.orgId, widgetId: ids.appId },
        { telemetry: { disable: true }, ocUserAgent: [clientAgent] },
      );
      await sdk.initialize();
      await sdk.getAgentAvailability({ customContext: contextPayload(context) });

      const [ourConfig, ourQuestion, theirConfig, theirQuestion] = received.map(shape);
      expect(ourConfig).toEqual(theirConfig);
      expect(ourQuestion).toEqual(theirQuestion);
      expect(JSON.parse(String(ourQuestion?.body))).toMatchObject({ cacheKey: expect.any(String) as string });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('are those of Microsoft’s client for a signed-in visitor, too', async () => {
    Object.assign(globalThis, { self: globalThis });
    const { default: OmnichannelChatSDK } =
      await import('@microsoft/omnichannel-chat-sdk/lib/OmnichannelChatSDK');
    const { received, server, orgUrl } = await startRecorder();
    try {
      const sdk = new OmnichannelChatSDK(
        { orgUrl, orgId: ids.orgId, widgetId: ids.appId },
        { telemetry: { disable: true }, ocUserAgent: [clientAgent] },
      );
      await sdk.initialize();
      await (
        sdk as unknown as { setAuthTokenProvider(provider: () => Promise<string>): Promise<void> }
      ).setAuthTokenProvider(() => Promise.resolve('a.b.c'));
      await sdk.getAgentAvailability({ customContext: contextPayload(context) });

      const service = createServiceRequests({ ...ids, orgUrl });
      await readWidgetConfig(service);
      const answer = await askAgentAvailability(forSignedIn(service, 'a.b.c'), context);
      expect(answer).toMatchObject({ ok: true });

      const [, theirQuestion, , ourQuestion] = received.map(shape);
      expect(ourQuestion).toEqual(theirQuestion);
      expect(ourQuestion?.headers).toMatchObject({ authenticatedusertoken: 'a.b.c', authcodenonce: 'NONCE' });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
