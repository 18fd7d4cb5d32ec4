import { createConversationStore, storedLifetimeMs } from '../../../src/sdk/storedConversation.ts';
import { createMemoryStorage } from '../../fakes/fakeChatPorts.ts';

const identity = { appId: 'app', orgId: 'org', orgUrl: 'https://org.example' };
const kept = { resumeState: '{"id":1}', minimized: true };

function storeAt(start: number, storage = createMemoryStorage()) {
  const clock = { now: start };
  return { clock, storage, store: createConversationStore(storage, identity, () => clock.now) };
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

it('neither gives away the conversation of another widget nor removes it', () => {
  const { storage, store } = storeAt(1_000_000);
  store.write(kept);
  const other = createConversationStore(storage, { ...identity, appId: 'other' }, () => 1_000_000);
  expect(other.read()).toBeNull();
  other.remove(kept.resumeState);
  expect(store.read()).toEqual(kept);
});

it('takes the conversation of another widget away when its life is over', () => {
  const { clock, storage, store } = storeAt(1_000_000);
  store.write(kept);
  clock.now += storedLifetimeMs;
  createConversationStore(storage, { ...identity, appId: 'other' }, () => clock.now).read();
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
  '{"v":1,"widget":"org/app","expiresAt":"later","resumeState":"x"}',
])('takes the damaged text %j away', (text) => {
  const { storage, store } = storeAt(1_000_000, createMemoryStorage(text));
  expect(store.read()).toBeNull();
  expect(storage.text()).toBeNull();
});
