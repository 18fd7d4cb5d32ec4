import { createConversationStore, storedLifetimeMs } from '../../../src/sdk/storedConversation.ts';
import { createMemoryStorage } from '../../fakes/fakeChatPorts.ts';

const kept = {
  resumeState: '{"id":1}',
  conversationId: 'conversation-1',
  minimized: true,
  place: 'page',
} as const;

function storeAt(start: number, storage = createMemoryStorage()) {
  const clock = { now: start };
  return { clock, storage, store: createConversationStore(storage, () => clock.now) };
}

it('gives back what was written, for 15 minutes', () => {
  const { clock, store } = storeAt(1_000_000);
  store.write(kept);
  clock.now += storedLifetimeMs - 1;
  expect(store.read()).toEqual(kept);
  clock.now += 1;
  expect(store.read()).toBeNull();
});

it('begins a new life with each write', () => {
  const { clock, store } = storeAt(1_000_000);
  store.write(kept);
  clock.now += storedLifetimeMs - 1;
  store.write(kept);
  clock.now += storedLifetimeMs - 1;
  expect(store.read()).toEqual(kept);
});

it('does not live longer because the clock was set back', () => {
  const { clock, store } = storeAt(1_000_000_000);
  store.write(kept);
  clock.now -= storedLifetimeMs;
  expect(store.read()).toBeNull();
});

it.each(['page', 'popOut'] as const)('knows that the visitor has it in the %s', (place) => {
  const { store } = storeAt(1_000_000);
  store.write({ ...kept, minimized: false, place });
  expect(store.read()).toEqual({ ...kept, minimized: false, place });
});

it('takes a place it does not know for a page', () => {
  const { storage, store } = storeAt(1_000_000);
  store.write(kept);
  const other = storage.text()?.replace('"page"', '"moon"') ?? null;
  expect(storeAt(1_000_000, createMemoryStorage(other)).store.read()).toEqual(kept);
});

it('takes the conversation away when its life is over', () => {
  const { clock, storage, store } = storeAt(1_000_000);
  store.write(kept);
  clock.now += storedLifetimeMs;
  store.read();
  expect(storage.text()).toBeNull();
});

it('removes the conversation it is asked to, and not one that has taken its place', () => {
  const { store } = storeAt(1_000_000);
  store.write(kept);
  store.remove('{"id":2}');
  expect(store.read()).toEqual(kept);
  store.remove(kept.resumeState);
  expect(store.read()).toBeNull();
});

it.each([
  '',
  'null',
  '{',
  '[]',
  '{"v":2}',
  '{"v":1,"expiresAt":1000001,"resumeState":"x"}',
  '{"v":2,"expiresAt":"later","resumeState":"x"}',
  '{"v":2,"expiresAt":1000001}',
])('takes the damaged text %j away', (text) => {
  const { storage, store } = storeAt(1_000_000, createMemoryStorage(text));
  expect(store.read()).toBeNull();
  expect(storage.text()).toBeNull();
});
