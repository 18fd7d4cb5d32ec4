import type { Availability, UnknownCause } from '../../../src/core/availability.ts';
import { createAvailabilityCache } from '../../../src/tag/availabilityCache.ts';
import { createMemoryStorage } from '../../fakes/fakeChatPorts.ts';

const VISITORS = 500;
const MINUTE = 60_000;
/** The rate is told per window of this length. */
const WINDOW = 10_000;
const OUTAGE_FROM = 8 * MINUTE;
const OUTAGE_UNTIL = 18 * MINUTE;
const END = 28 * MINUTE;

/** Numbers from 0 to 1, the same every time (a linear congruential generator modulo 2^32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x1_0000_0000;
  };
}

/**
 * 500 visitors who look at a page for a minute on average and want to know all the time whether somebody is there. The
 * service has agents half of the time, and an outage that begins for everybody at the same moment. Returns the requests
 * per window.
 */
async function simulate(seed: number, cause: UnknownCause): Promise<readonly number[]> {
  const random = seeded(seed);
  const windows = new Array<number>(END / WINDOW).fill(0);
  let now = 0;
  const service = (): Promise<Availability> => {
    windows[Math.floor(now / WINDOW)]! += 1;
    if (now >= OUTAGE_FROM && now < OUTAGE_UNTIL) return Promise.resolve({ status: 'unknown', cause });
    return Promise.resolve(
      Math.floor(now / (2 * MINUTE)) % 2 === 0
        ? { status: 'available' }
        : { status: 'unavailable', reason: 'agents_unavailable' },
    );
  };
  const clock = {
    now: () => now,
    // Nothing here takes long enough for a deadline.
    after: (ms: number, run: () => void) => {
      if (ms < 100) queueMicrotask(run);
      return () => undefined;
    },
  };
  const visitors = Array.from({ length: VISITORS }, () => ({
    ask: createAvailabilityCache({
      ask: service,
      clock,
      random,
      store: createMemoryStorage(),
      exclusively: (work) => work(),
    }),
    path: '/',
    asksAt: random() * MINUTE,
    leavesAt: random() * 2 * MINUTE,
  }));

  for (now = 0; now < END; now += 2000) {
    for (const visitor of visitors) {
      if (visitor.leavesAt <= now) {
        visitor.leavesAt = now + random() * 2 * MINUTE;
        visitor.path = `/${String(Math.floor(random() * 8))}`;
        visitor.asksAt = now;
      }
      if (visitor.asksAt > now) continue;
      const { goodUntil } = await visitor.ask('agents', {
        Page: { value: visitor.path, isDisplayable: true },
      });
      visitor.asksAt = goodUntil;
    }
  }
  return windows;
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

it.each([
  ['timeout', 1],
  ['rate_limited', 3],
] as const)(
  'after an outage (%s) nobody storms the service: no window has three times the normal rate',
  async (cause, seed) => {
    const windows = await simulate(seed, cause);
    const at = (time: number): number => time / WINDOW;
    const normal = mean(windows.slice(at(2 * MINUTE), at(OUTAGE_FROM)));
    const during = windows.slice(at(OUTAGE_FROM), at(OUTAGE_UNTIL));
    const after = windows.slice(at(OUTAGE_UNTIL));
    expect(normal).toBeGreaterThan(10);
    expect(Math.max(...during)).toBeLessThan(3 * normal);
    expect(Math.max(...after)).toBeLessThan(3 * normal);
    // While it is ill, the service is left alone for the most part, and it is found again when it is well.
    expect(mean(during.slice(at(5 * MINUTE)))).toBeLessThan(normal / 2);
    expect(mean(after.slice(-at(5 * MINUTE)))).toBeGreaterThan(normal / 2);
  },
);
