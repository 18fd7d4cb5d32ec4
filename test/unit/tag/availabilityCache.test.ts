import type { Availability } from '../../../src/core/availability.ts';
import { createAvailabilityCache } from '../../../src/tag/availabilityCache.ts';
import { createFakeClock } from '../../fakes/fakeClock.ts';

const away: Availability = { status: 'unavailable', reason: 'agents_unavailable' };

function setUp(answer: Availability): {
  asked: () => number;
  ask: ReturnType<typeof createAvailabilityCache>;
  clock: ReturnType<typeof createFakeClock>;
} {
  let asked = 0;
  const clock = createFakeClock();
  const ask = createAvailabilityCache(
    () => {
      asked += 1;
      return Promise.resolve(answer);
    },
    clock,
    () => 0.5,
  );
  return { ask, clock, asked: () => asked };
}

it.each([
  ['yes', { status: 'available' } as const, 30_000],
  ['no', away, 135_000],
  ['unknown', { status: 'unknown', cause: 'network' } as const, 135_000],
])('an answer of %s is good for its time, and asked for again afterwards', async (_, answer, goodFor) => {
  const { ask, clock, asked } = setUp(answer);
  const first = await ask({});
  expect(first).toEqual({ availability: answer, goodUntil: clock.now() + goodFor });
  clock.advance(goodFor - 1);
  await ask({});
  expect(asked()).toBe(1);
  clock.advance(1);
  await ask({});
  expect(asked()).toBe(2);
});

it('asks anew for another context, but not for another number of seconds in it', async () => {
  const { ask, asked } = setUp(away);
  const seconds = (value: number): object => ({ 'Time On Page': { value, isDisplayable: true } });
  await ask(seconds(20) as never);
  await ask(seconds(21) as never);
  expect(asked()).toBe(1);
  await ask({ Page: { value: '/pricing', isDisplayable: true } });
  expect(asked()).toBe(2);
});

it('answers unknown when the service hangs, and when the port rejects', async () => {
  const clock = createFakeClock();
  const hanging = createAvailabilityCache(
    () => new Promise(() => undefined),
    clock,
    () => 0,
  );
  const answer = hanging({});
  clock.advance(4000);
  expect((await answer).availability).toEqual({ status: 'unknown', cause: 'timeout' });
  const failing = createAvailabilityCache(
    () => Promise.reject(new Error('no')),
    clock,
    () => 0,
  );
  expect((await failing({})).availability.status).toBe('unknown');
});
