import type { Availability } from '../../../src/core/availability.ts';
import type { AvailabilityCache } from '../../../src/tag/availabilityCache.ts';
import { createAvailabilityCache } from '../../../src/tag/availabilityCache.ts';
import { createMemoryStorage } from '../../fakes/fakeChatPorts.ts';
import type { FakeClock } from '../../fakes/fakeClock.ts';
import { createFakeClock } from '../../fakes/fakeClock.ts';

const here: Availability = { status: 'available' };
const away: Availability = { status: 'unavailable', reason: 'agents_unavailable' };
const failed = (cause: 'network' | 'rate_limited' | 'timeout' | 'not_ready'): Availability => ({
  status: 'unknown',
  cause,
});
const page = (path: string) => ({ Page: { value: path, isDisplayable: true } });

function setUp(answer: Availability | (() => Promise<Availability>)) {
  const at = { answer, asked: 0 };
  const clock = createFakeClock();
  const store = createMemoryStorage();
  const open = (): AvailabilityCache =>
    createAvailabilityCache({
      ask: () => {
        at.asked += 1;
        return typeof at.answer === 'function' ? at.answer() : Promise.resolve(at.answer);
      },
      store,
      clock,
      random: () => 0.5,
      exclusively: (work) => work(),
    });
  return { at, clock, store, open, ask: open() };
}

/** Lets time pass on a clock that also times promises. */
async function pass(clock: FakeClock, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 1000) {
    clock.advance(Math.min(1000, ms - passed));
    for (let turn = 0; turn < 10; turn += 1) await null;
  }
}

it.each([
  ['yes', here, 30_000],
  ['no', away, 135_000],
  ['unknown', failed('network'), 135_000],
])('an answer of %s is good for its time, and asked for again afterwards', async (_, answer, goodFor) => {
  const { ask, clock, at } = setUp(answer);
  expect(await ask('agents', {})).toEqual({ availability: answer, goodUntil: clock.now() + goodFor });
  clock.advance(goodFor - 1);
  await ask('agents', {});
  expect(at.asked).toBe(1);
  clock.advance(1);
  await ask('agents', {});
  expect(at.asked).toBe(2);
});

it('asks anew for another context or basis, but not for another number of seconds in it', async () => {
  const { ask, at } = setUp(away);
  const seconds = (value: number) => ({ 'Time On Page': { value, isDisplayable: true } });
  await ask('agents', seconds(20));
  await ask('agents', seconds(21));
  expect(at.asked).toBe(1);
  await ask('agents', page('/pricing'));
  await ask('operatingHours', page('/pricing'));
  expect(at.asked).toBe(3);
});

it('the next page has the answer of the one before, from a store that says nothing about the visitor', async () => {
  const { ask, open, store, at } = setUp(here);
  await ask('agents', page('/patients/jane-doe'));
  const next = open();
  expect(await next('agents', page('/patients/jane-doe'))).toMatchObject({ availability: here });
  expect(at.asked).toBe(1);
  expect(store.read()).not.toContain('jane');
});

it('basis none is asked for nowhere and kept nowhere', async () => {
  const { ask, store } = setUp(here);
  expect(await ask('none', {})).toMatchObject({ availability: here });
  expect(store.read()).toBeNull();
});

it('answers unknown when the service hangs, and when the port rejects', async () => {
  const { ask, at, clock } = setUp(() => new Promise(() => undefined));
  const answer = ask('agents', {});
  await pass(clock, 4000);
  expect((await answer).availability).toEqual(failed('timeout'));
  at.answer = () => Promise.reject(new Error('no'));
  expect((await ask('agents', page('/'))).availability).toEqual(failed('timeout'));
});

it('does not tell other tabs that this one had no widget yet', async () => {
  const { ask, store } = setUp(failed('not_ready'));
  expect((await ask('agents', {})).availability).toEqual(failed('not_ready'));
  expect(store.read()).toBeNull();
});

describe('what is kept', () => {
  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['nothing', 'null'],
    ['something else', '{"answers":{"a":1},"circuit":7}'],
    [
      'written by a clock far ahead',
      '{"circuit":{"failures":9,"openUntil":9e15,"cause":"network"},"answers":{"a":{"availability":{"status":"available"},"goodUntil":9e15}}}',
    ],
  ])('is not believed if it is %s', async (_, text) => {
    const { ask, store, at } = setUp(here);
    store.write(text);
    expect((await ask('agents', {})).availability).toEqual(here);
    expect(at.asked).toBe(1);
  });

  it('is bounded', async () => {
    const { ask, store } = setUp(here);
    for (let index = 0; index < 100; index += 1) await ask('agents', page(`/${String(index)}`));
    expect(String(store.read()).length).toBeLessThan(3000);
  });
});

describe('the breaker', () => {
  it('stops all questions at once when the service says it is asked too much', async () => {
    const { ask, at, clock } = setUp(failed('rate_limited'));
    await ask('agents', page('/a'));
    expect(await ask('agents', page('/b'))).toEqual({
      availability: failed('rate_limited'),
      goodUntil: clock.now() + 90_000,
    });
    expect(at.asked).toBe(1);
  });

  it('stops them after three failures in a row, lets one try, and waits twice as long when that fails', async () => {
    const { ask, at, clock } = setUp(failed('network'));
    for (const path of ['/a', '/b', '/c', '/d', '/e']) await ask('agents', page(path));
    expect(at.asked).toBe(3);
    clock.advance(90_000);
    await ask('agents', page('/f'));
    await ask('agents', page('/g'));
    expect(at.asked).toBe(4);
    clock.advance(90_000);
    await ask('agents', page('/h'));
    expect(at.asked).toBe(4);
    clock.advance(90_000);
    at.answer = here;
    expect((await ask('agents', page('/i'))).availability).toEqual(here);
    expect((await ask('agents', page('/j'))).availability).toEqual(here);
    expect(at.asked).toBe(6);
  });

  it('is not moved by failures with an answer between them', async () => {
    const { ask, at } = setUp(failed('timeout'));
    for (const path of ['/a', '/b', '/c', '/d']) {
      at.answer = failed('timeout');
      await ask('agents', page(path));
      at.answer = away;
      await ask('agents', page(`${path}/more`));
    }
    expect(at.asked).toBe(8);
  });
});
