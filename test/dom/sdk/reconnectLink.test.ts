import type { WidgetConfig } from '../../../src/core/chatPort.ts';
import { connectDeadlineMs } from '../../../src/sdk/conversationRun.ts';
import { reconnectIdOf } from '../../../src/sdk/reconnectLink.ts';
import { chatMessage } from '../../fakes/fakeChatPorts.ts';
import type { Harness } from './harness.ts';
import { createHold, onFakeTime, settle, startHarness } from './harness.ts';

let harness: Harness;
let config: WidgetConfig;

onFakeTime(() => harness.stop());
beforeEach(() => {
  config = { operatingHours: 'open' };
});
afterEach(() => {
  history.replaceState(null, '', '/');
});

/** A page that was opened with this address, and a visitor who starts a chat there. */
async function startAt(address: string, ...links: (readonly [string, never])[]): Promise<void> {
  history.replaceState(null, '', address);
  harness = startHarness();
  harness.availability.config = config;
  for (const [id, leadsTo] of links) harness.port.links.set(id, leadsTo);
  await settle();
  harness.sdk.startChat();
  await settle();
}
const link = (id: string, leadsTo: unknown): readonly [string, never] => [id, leadsTo as never];

it('leads into the conversation with all that was said, and into no new one', async () => {
  await startAt('/case?oc.reconnectid=r-1', link('r-1', [chatMessage('Hello from before.')]));
  expect(harness.log).toEqual(['lcw:ready', 'lcw:startChat', 'lcw:onMaximize', 'lcw:chatRetrieved']);
  expect(harness.window.view?.entries.map(({ text }) => text)).toEqual(['Hello from before.']);
  expect(harness.port.requests).toEqual([]);
});

it('is not looked for in a page without one', async () => {
  await startAt('/case?oc.reconnectid=');
  expect(harness.port.followed).toEqual([]);
  expect(harness.log.at(-1)).toBe('lcw:chatQueued');
});

it('that leads nowhere any more is a new conversation', async () => {
  await startAt('/case?oc.reconnectid=r-1');
  expect(harness.port.followed).toEqual([['r-1', undefined]]);
  expect(harness.log.at(-1)).toBe('lcw:chatQueued');
});

it('that cannot be followed is an error, and no second conversation', async () => {
  await startAt('/case?oc.reconnectid=r-1', link('r-1', 'unreachable'));
  expect(harness.log.at(-1)).toBe('lcw:error');
  expect(harness.port.requests).toEqual([]);
});

it('is followed once: what was closed is not joined again, and the button makes a new conversation', async () => {
  await startAt('/case?oc.reconnectid=r-1', link('r-1', []));
  harness.sdk.closeChat();
  await settle();
  harness.sdk.startChat();
  await settle();
  expect(harness.port.followed).toHaveLength(1);
  expect(harness.log.at(-1)).toBe('lcw:chatQueued');
});

it('that takes too long is an error, and the conversation that comes then goes on without this page', async () => {
  history.replaceState(null, '', '/case?oc.reconnectid=r-1');
  harness = startHarness();
  harness.port.links.set('r-1', []);
  const { hold, letGo } = createHold();
  harness.port.hold = hold;
  await settle();
  harness.sdk.startChat();
  await settle();
  await jest.advanceTimersByTimeAsync(connectDeadlineMs);
  expect(harness.log.at(-1)).toBe('lcw:error');
  letGo();
  await settle();
  expect(harness.port.conversations.map(({ log }) => log)).toEqual([['dispose']]);
});

it('leads into the conversation before any survey; the survey comes where the link leads nowhere', async () => {
  config = { operatingHours: 'open', preChatSurvey: '{"type":"AdaptiveCard","body":[]}' };
  await startAt('/case?oc.reconnectid=r-1', link('r-1', []));
  expect(harness.window.view?.pane).toBe('active');
  harness.stop();
  document.body.replaceChildren();
  await startAt('/case?oc.reconnectid=r-2');
  expect(harness.port.followed).toHaveLength(1);
  expect(harness.window.view?.pane).toBe('preChat');
});

it('leads to the conversation of this page where there is one', async () => {
  await startAt('/case?oc.reconnectid=r-1', link('r-1', []));
  harness.sdk.startChat();
  await settle();
  expect(harness.port.followed).toHaveLength(1);
});

it('is found in the address of the page around this one, where that can be read', () => {
  const around = (search: string): Window => ({ location: { search } }) as Window;
  const page = (own: string, top: Window | null): Window => ({ location: { search: own }, top }) as Window;
  const foreign = Object.defineProperty({}, 'location', {
    get: () => {
      throw new DOMException('Blocked', 'SecurityError');
    },
  }) as Window;
  expect(reconnectIdOf(page('?a=1', around('?oc.reconnectid=r-2')))).toBe('r-2');
  expect(reconnectIdOf(page('?oc.reconnectid=r-1', around('?oc.reconnectid=r-2')))).toBe('r-1');
  expect(reconnectIdOf(page('', foreign))).toBeNull();
});

it('that is no longer good closes the chat and sends the visitor where the administrator says, once', async () => {
  const assign = jest.fn();
  const location = { search: '?oc.reconnectid=r-1', assign };
  harness = startHarness({ page: { location, top: null } as unknown as Window });
  harness.port.links.set('r-1', new URL('https://shop.example/ended'));
  await settle();
  harness.sdk.startChat();
  await settle();
  expect(assign.mock.calls.map(([url]) => String(url))).toEqual(['https://shop.example/ended']);
  expect(harness.log.slice(1)).toEqual(['lcw:startChat', 'lcw:onMaximize', 'lcw:closeChat', 'lcw:onClose']);
  expect(harness.port.requests).toEqual([]);
  // Back on this page, the button makes a new conversation.
  harness.sdk.startChat();
  await settle();
  expect(assign).toHaveBeenCalledTimes(1);
  expect(harness.log.at(-1)).toBe('lcw:chatQueued');
});
