import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { bundleClientFromNpm } from '../../scripts/clientFromNpm.mjs';
import { startEmulator } from '../../src/emulator/service.ts';
import type { RunningEmulator } from '../../src/emulator/service.ts';
import { launchChromium } from './harness.ts';

/** What the page uses of Microsoft's client. */
interface Client {
  startChat(options?: object): Promise<void>;
  getLiveChatConfig(): Promise<unknown>;
  getAgentAvailability(options?: object): Promise<unknown>;
  getCurrentLiveChatContext(): Promise<unknown>;
  getConversationDetails(): Promise<unknown>;
  getLiveChatTranscript(): Promise<{ readonly chatMessagesJson: string }>;
  sendMessage(message: object): Promise<unknown>;
  sendTypingEvent(): Promise<unknown>;
  endChat(options?: object): Promise<void>;
}
declare global {
  interface Window {
    openClient(settings?: { readonly token?: string }): Promise<Client>;
    listenTo(client: Client): Promise<void>;
    client: Client;
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
window.openClient = async ({ token } = {}) => {
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
  return (window.client = sdk);
};
window.listenTo = async (sdk) => {
  await sdk.onNewMessage(({ content }) => window.heard.push(content));
  await sdk.onTypingEvent(() => window.heard.push('(types)'));
  await sdk.onAgentEndSession(() => window.heard.push('(has ended)'));
};
`;

let browser: Browser;
let pages: Server;
let origin: string;
let emulator: RunningEmulator;

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
afterEach(() => emulator.close());

async function start(config: object): Promise<Page> {
  emulator = await startEmulator({
    config: { agents: [{ id: 'alex', name: 'Alex', available: true }], ...config },
  });
  const page = await browser.newPage();
  const { appId, orgId, url: orgUrl } = emulator;
  await page.goto(`${origin}/?${new URLSearchParams({ appId, orgId, orgUrl }).toString()}`);
  await page.waitForFunction(() => 'openClient' in window);
  return page;
}

const whenHeard = (page: Page, text: string) =>
  page.waitForFunction((wanted) => window.heard.includes(wanted), text);
const conversation = () => emulator.conversations()[0]!;

it('Microsoft’s client as npm has it, in a page of another origin: from the configuration to the end, and back after a reload', async () => {
  const page = await start({});
  const customContext = { Topic: { value: 'shipping', isDisplayable: true } };
  const answers = await page.evaluate(async (given) => {
    const client = await window.openClient();
    const config = await client.getLiveChatConfig();
    const availability = await client.getAgentAvailability({ customContext: given });
    await client.startChat({ customContext: given });
    await window.listenTo(client);
    return { config, availability };
  }, customContext);
  expect(answers).toMatchObject({
    config: { LiveChatVersion: 2 },
    availability: { AgentAvailability: true, IsQueueAvailable: true },
  });
  expect(conversation().customContext).toEqual(customContext);

  const { id } = conversation();
  emulator.accept(id);
  await whenHeard(page, 'Alex has joined the conversation.');
  await page.evaluate(() => window.client.sendMessage({ content: 'Do you ship to Malta?' }));
  expect(conversation().messages.at(-1)).toMatchObject({ role: 'visitor', text: 'Do you ship to Malta?' });
  const typed = emulator.whenVisitorTypes(id);
  await page.evaluate(() => window.client.sendTypingEvent());
  await typed;
  emulator.typing(id);
  await whenHeard(page, '(types)');

  const content = {
    type: 'AdaptiveCard',
    version: '1.1',
    body: [{ type: 'Input.Text', id: 'size' }],
    actions: [{ type: 'Action.Submit', title: 'Send' }],
  };
  const card = JSON.stringify({
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  });
  emulator.say(id, card);
  await whenHeard(page, card);
  await page.evaluate(() =>
    window.client.sendMessage({
      content: JSON.stringify({ value: { size: '42' } }),
      metadata: { 'microsoft.azure.communication.chat.bot.contenttype': 'azurebotservice.adaptivecard' },
    }),
  );
  expect(conversation().messages.at(-1)?.text).toBe('{"value":{"size":"42"}}');
  const transcript = await page.evaluate(() => window.client.getLiveChatTranscript());
  expect(JSON.parse(transcript.chatMessagesJson)).toHaveLength(4);

  const liveChatContext = await page.evaluate(() => window.client.getCurrentLiveChatContext());
  await page.reload();
  await page.waitForFunction(() => 'openClient' in window);
  await page.evaluate(async (context) => {
    const client = await window.openClient();
    await client.startChat({ liveChatContext: context });
    await window.listenTo(client);
  }, liveChatContext);
  await page.evaluate(() => window.client.sendMessage({ content: 'Thank you' }));
  expect(conversation().messages.at(-1)).toMatchObject({ role: 'visitor', text: 'Thank you' });

  emulator.endConversation(id);
  await whenHeard(page, '(has ended)');
  expect(await page.evaluate(() => window.client.getConversationDetails())).toMatchObject({
    state: 'WrapUp',
  });
  await page.evaluate(() => window.client.endChat());
  expect(emulator.conversations()).toMatchObject([{ id, state: 'Closed' }]);
  await page.close();
});

it('Microsoft’s client as npm has it, for a signed-in visitor', async () => {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const claims = { sub: 'kim', name: 'Kim', exp: 4_102_444_800, lwicontexts: '{"Tier":"gold"}' };
  const token = `${encode({ alg: 'RS256' })}.${encode(claims)}.c2ln`;
  const page = await start({ authenticatedChat: true });
  await page.evaluate(async (signIn) => {
    const client = await window.openClient({ token: signIn });
    await client.startChat();
    await client.sendMessage({ content: 'Hello' });
  }, token);
  expect(conversation()).toMatchObject({
    visitorName: 'Kim',
    customContext: { Tier: { value: 'gold', isDisplayable: true } },
    messages: [{ role: 'visitor', text: 'Hello' }],
  });
  await page.evaluate(() => window.client.endChat());
  expect(conversation().state).toBe('Closed');
  await page.close();
});
