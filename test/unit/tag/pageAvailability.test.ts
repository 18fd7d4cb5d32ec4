import type { AvailabilityDetail, UnknownCause } from '../../../src/core/availability.ts';
import type { AvailabilityResult } from '../../../src/core/chatPort.ts';
import { createAvailabilityCache } from '../../../src/tag/availabilityCache.ts';
import { createPageAvailability } from '../../../src/tag/pageAvailability.ts';
import { createMemoryStorage, openAvailability } from '../../fakes/fakeChatPorts.ts';
import { createFakeClock } from '../../fakes/fakeClock.ts';

const clear = (more: Partial<AvailabilityDetail> = {}): AvailabilityResult => ({
  ok: true,
  detail: { ...openAvailability, ...more },
});
const failed = (cause: UnknownCause): AvailabilityResult => ({ ok: false, cause });
const plan = (value: string | number) => ({ Plan: { value, isDisplayable: true } });

function setUp(answer: AvailabilityResult) {
  const at = { answer, asked: 0 };
  const clock = createFakeClock();
  const store = createMemoryStorage();
  const parts = {
    store,
    clock,
    random: () => 0.5,
    exclusively: <Result>(work: () => Promise<Result>) => work(),
  };
  const open = () =>
    createPageAvailability({
      ...parts,
      port: {
        getAvailability: () => {
          at.asked += 1;
          return Promise.resolve(at.answer);
        },
      },
    });
  const rules = createAvailabilityCache({
    ...parts,
    ask: () => {
      at.asked += 1;
      const { answer: given } = at;
      return Promise.resolve(given.ok ? { status: 'available' } : { status: 'unknown', cause: given.cause });
    },
  });
  return { at, clock, store, open, ask: open(), rules };
}

it('the next page is told the same for two minutes, in full', async () => {
  const { at, ask, open, clock } = setUp(clear({ averageWaitTime: NaN, positionInQueue: 3 }));
  const goodUntil = clock.now() + 120_000;
  expect(await ask(plan('pro'))).toEqual({ ...at.answer, goodUntil });
  clock.advance(119_999);
  expect(await open()(plan('pro'))).toEqual({ ...at.answer, goodUntil });
  expect(at.asked).toBe(1);
  clock.advance(1);
  await open()(plan('pro'));
  expect(at.asked).toBe(2);
});

it('another context is asked for, also when only a number is another', async () => {
  const { at, ask } = setUp(clear());
  for (const context of [plan('pro'), plan('basic'), plan(1), plan(2), plan(2)]) await ask(context);
  expect(at.asked).toBe(4);
});

it('a refusal for asking too much stops the page’s questions and those for rules, until one is let through again', async () => {
  const { at, ask, rules, clock } = setUp(failed('rate_limited'));
  await ask(plan('a'));
  expect(await ask(plan('b'))).toEqual(failed('rate_limited'));
  expect(await rules('agents', plan('c'))).toMatchObject({ availability: { cause: 'rate_limited' } });
  expect(at.asked).toBe(1);
  at.answer = clear();
  clock.advance(90_000);
  expect(await ask(plan('d'))).toMatchObject(at.answer);
  expect(at.asked).toBe(2);
});

it('a page is told of the breaker that questions for rules have opened', async () => {
  const { at, ask, rules } = setUp(failed('network'));
  for (const value of ['a', 'b', 'c']) await rules('agents', plan(value));
  expect(await ask({})).toEqual(failed('network'));
  expect(at.asked).toBe(3);
});

it('a page that asks in a loop of a service that is ill asks it three times', async () => {
  const { at, ask } = setUp(failed('timeout'));
  for (let count = 0; count < 100; count += 1) expect(await ask({})).toEqual(failed('timeout'));
  expect(at.asked).toBe(3);
});

it.each([
  ['without the two facts', { queueId: 'q' }, 1],
  ['of no kind', 7, 1],
  ['good for too long', openAvailability, 1_000_000],
  ['over', openAvailability, -1],
])('a kept answer %s is not believed', async (_, detail, ms) => {
  const { at, ask, store, clock } = setUp(clear());
  await ask({});
  const kept = JSON.parse(store.read()!) as { answers: Record<string, { detail?: unknown }> };
  const entries = Object.entries(kept.answers).map(([key, answer]) => [
    key,
    'detail' in answer ? { ...answer, detail, goodUntil: clock.now() + ms } : answer,
  ]);
  store.write(JSON.stringify({ ...kept, answers: Object.fromEntries(entries) }));
  expect(await ask({})).toMatchObject(at.answer);
  expect(at.asked).toBe(2);
});

it('what is kept is bounded, and says nothing about the visitor', async () => {
  const { ask, store } = setUp(clear());
  for (let count = 0; count < 100; count += 1) await ask(plan(`jane ${String(count)}`));
  expect(store.read()).not.toContain('jane');
  expect(String(store.read()).length).toBeLessThan(9000);
});
