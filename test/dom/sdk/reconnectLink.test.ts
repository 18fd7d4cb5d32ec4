import type { RunListener } from '../../../src/sdk/conversationRun.ts';
import { createConversationRun } from '../../../src/sdk/conversationRun.ts';
import { reconnectIdOf } from '../../../src/sdk/reconnectLink.ts';
import {
  chatMessage,
  createFakeAvailabilityPort,
  createFakeConversationPort,
} from '../../fakes/fakeChatPorts.ts';
import type { Harness } from './harness.ts';
import { settle, startHarness } from './harness.ts';

let harness: Harness;

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  harness.stop();
  document.body.replaceChildren();
  history.replaceState(null, '', '/');
  jest.useRealTimers();
});

/** A page that was opened with this address, and a visitor who starts a chat there. */
async function startAt(address: string, ...links: (readonly [string, never])[]): Promise<void> {
  history.replaceState(null, '', address);
  harness = startHarness();
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

it('that is no longer good sends the visitor where the administrator says, and starts nothing', async () => {
  const port = createFakeConversationPort();
  port.links.set('r-1', new URL('https://shop.example/ended'));
  const assign = jest.fn();
  const told: string[] = [];
  const listener = new Proxy({} as RunListener, { get: (_, name) => () => told.push(String(name)) });
  harness = startHarness();
  const run = createConversationRun(
    {
      window,
      page: { location: { search: '?oc.reconnectid=r-1', assign }, top: null } as unknown as Window,
      availability: createFakeAvailabilityPort(),
      loadConversationPort: async () => port,
      authTokenProvider: () => null,
      isStored: () => false,
      warn: () => undefined,
      exclusively: (work) => work(),
    },
    listener,
  );
  run.create({ customContext: undefined, isProactive: false });
  await settle();
  expect(assign.mock.calls.map(([url]) => String(url))).toEqual(['https://shop.example/ended']);
  expect(told).toEqual(['onConfig']);
  expect(port.requests).toEqual([]);
});
