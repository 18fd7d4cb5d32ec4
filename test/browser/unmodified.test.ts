import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { bundleClientFromNpm } from '../../scripts/clientFromNpm.mjs';
import { startEmulator } from '../../src/emulator/service.ts';
import type { RunningEmulator } from '../../src/emulator/service.ts';
import type { ClientPage } from '../client/journey.ts';
import { goThroughChat, goThroughSignedInChat } from '../client/journey.ts';
import { launchChromium } from './harness.ts';

declare global {
  interface Window {
    openClient(settings: { readonly token: string | undefined }): Promise<void>;
    listen(): Promise<void>;
    client: Readonly<Record<string, (...args: readonly unknown[]) => Promise<unknown>>>;
    /** What the client has told, in order. */
    heard: string[];
  }
}

/** As docs/embedded-service.md says it, for a client of somebody's own. */
const pageScript = `
import { ACSConversation, AzureCommunicationTokenCredential, ChatClient, OmnichannelChatSDK } from './client.js';
const { appId: widgetId, orgId, orgUrl } = Object.fromEntries(new URLSearchParams(location.search));
const redirect = {
  position: 'perRetry',
  policy: {
    name: 'embeddedServiceRedirect',
    sendRequest(request, next) {
      request.url = request.url.replace('https://messages.emulator.invalid', orgUrl);
      request.allowInsecureConnection = true;
      return next(request);
    },
  },
};
window.heard = [];
window.openClient = async ({ token }) => {
  const settings = { telemetry: { disable: true }, ...(token && { getAuthToken: async () => token }) };
  const sdk = new OmnichannelChatSDK({ orgUrl, orgId, widgetId }, settings);
  await sdk.initialize();
  let credential, chatClient;
  sdk.ACSClient = {
    async initialize({ token: messageToken, environmentUrl }) {
      const additionalPolicies = [redirect];
      credential = new AzureCommunicationTokenCredential(messageToken);
      const signalingClientOptions = { additionalPolicies };
      chatClient = new ChatClient(environmentUrl, credential, { additionalPolicies, signalingClientOptions });
    },
    async joinConversation(session) {
      const conversation = new ACSConversation(credential, chatClient);
      await conversation.initialize(session);
      return conversation;
    },
    getChatClient: () => chatClient,
  };
  window.client = sdk;
};
window.listen = async () => {
  await client.onNewMessage(({ content }) => heard.push(content));
  await client.onTypingEvent(() => heard.push('(types)'));
  await client.onAgentEndSession(() => heard.push('(has ended)'));
};
`;

let browser: Browser;
let pages: Server;
let origin: string;
let emulator: RunningEmulator;
let page: Page;

beforeAll(async () => {
  const files: Readonly<Record<string, readonly [type: string, body: string]>> = {
    '/': ['text/html', '<!doctype html><title>Page</title><script type="module" src="/page.js"></script>'],
    '/page.js': ['text/javascript', pageScript],
    '/client.js': ['text/javascript', await bundleClientFromNpm()],
  };
  pages = createServer((request, response) => {
    const [type, body] = files[new URL(request.url ?? '/', 'http://page').pathname] ?? ['text/plain', ''];
    response.writeHead(body === '' ? 404 : 200, { 'Content-Type': type });
    response.end(body);
  });
  await new Promise<void>((listening) => pages.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${String((pages.address() as AddressInfo).port)}`;
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  pages.closeAllConnections();
  pages.close();
});
afterEach(async () => {
  await page.close();
  await emulator.close();
});

/** A page of another origin than the service. */
async function openPage(config: object): Promise<ClientPage> {
  emulator = await startEmulator({
    config: { agents: [{ id: 'alex', name: 'Alex', available: true }], ...config },
  });
  page = await browser.newPage();
  const { appId, orgId, url: orgUrl } = emulator;
  const open = async (token?: string): Promise<void> => {
    await page.goto(`${origin}/?${new URLSearchParams({ appId, orgId, orgUrl }).toString()}`);
    await page.waitForFunction(() => 'openClient' in window);
    await page.evaluate((given) => window.openClient({ token: given }), token);
  };
  return {
    open,
    reload: open,
    call: (method, ...args) =>
      page.evaluate(([name, given]) => window.client[name]!(...given), [method, args] as const),
    listen: () => page.evaluate(() => window.listen()),
    whenHeard: (text) => page.waitForFunction((wanted) => window.heard.includes(wanted), text),
    timesHeard: (text) =>
      page.evaluate((wanted) => window.heard.filter((each) => each === wanted).length, text),
  };
}

it('Microsoft’s client as npm has it, in a page of another origin: from the configuration to the end, and back after a reload', async () => {
  const client = await openPage({});
  await goThroughChat(emulator, client);
});

it('Microsoft’s client as npm has it, for a signed-in visitor', async () => {
  const client = await openPage({ authenticatedChat: true });
  await goThroughSignedInChat(emulator, client);
});
