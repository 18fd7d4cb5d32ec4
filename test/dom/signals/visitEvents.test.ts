/** Events over the page views of a visit: what the events of one page view know is in dataLayer.test.ts. */
import type { RunningSignal } from '../../../src/signals/signal.ts';
import { visitEventsSignal } from '../../../src/signals/visitEvents.ts';
import { createFakeSignalHost } from '../../fakes/fakeSignalHost.ts';
import type { Asked, FakeSignalHost } from '../../fakes/fakeSignalHost.ts';

const page = window as unknown as { dataLayer: unknown[] };
const count: Asked = { fact: 'visit.eventCount', params: { name: 'search' } };
const recent: Asked = { fact: 'visit.eventCount', params: { name: 'search', withinSeconds: 60 } };
const since: Asked = { fact: 'visit.secondsSinceEvent', params: { name: 'search' }, thresholds: [30, 90] };
const order: Asked = { fact: 'visit.eventSequence', params: { first: 'search', then: 'purchase' } };

let host: FakeSignalHost;
let signal: RunningSignal | undefined;

/** A page of the visit, loaded so much later than the one before. */
function load(asked: readonly Asked[], later = 0): void {
  signal?.stop();
  const at = signal === undefined ? undefined : host.clock.now() + later;
  page.dataLayer = [];
  host = createFakeSignalHost(asked, [], undefined, at);
  signal = visitEventsSignal.start(host);
}
const push = (...events: readonly string[]): unknown => events.map((event) => page.dataLayer.push({ event }));
const last = (place = 0): unknown =>
  host.published.filter(([name]) => name === host.needs[place]?.key).at(-1)?.[1];
const stored = (): string => JSON.stringify({ ...localStorage });

beforeEach(() => localStorage.clear());
afterEach(() => {
  signal?.stop();
  signal = undefined;
});

it('are counted over page loads', () => {
  load([count]);
  expect(last()).toBe(0);
  push('search', 'search');
  host.told.add({ command: 'event', name: 'search' });
  expect(last()).toBe(3);
  load([count], 1000);
  expect(last()).toBe(3);
  push('search');
  expect(last()).toBe(4);
});

it('are counted once when a soft navigation begins another page view', () => {
  load([count]);
  push('search');
  signal?.stop();
  host.beginPageView();
  signal = visitEventsSignal.start(host);
  expect(last()).toBe(1);
});

it('are told once for each fact when the page begins, however many there were', () => {
  load([count]);
  push(...Array.from({ length: 50 }, () => 'search'));
  load([count], 1000);
  expect(host.published.map(([, value]) => value)).toEqual([50]);
});

it('fall out of a window of time that began pages ago', () => {
  load([recent]);
  push('search');
  load([recent], 40_000);
  expect(last()).toBe(1);
  host.clock.advance(20_000);
  expect(last()).toBe(0);
});

it('of a visit that begins on a page that was left open are its own', () => {
  const asked = [count, since, order];
  load(asked);
  push('search', 'purchase');
  expect(asked.map((_, place) => last(place))).toEqual([1, 0, true]);
  signal?.stop();
  host.clock.advance(86_400_000);
  host.beginPageView();
  signal = visitEventsSignal.start(host);
  // What was known stays until another value is told.
  expect(asked.map((_, place) => last(place))).toEqual([0, undefined, false]);
});

it('tell the seconds since one on an earlier page, and nothing before the first', () => {
  load([since]);
  expect(last()).toBeUndefined();
  push('search');
  load([since], 40_000);
  expect(last()).toBe(40);
  host.clock.advance(60_000);
  expect(last()).toBe(90);
});

it.each([
  [['search'], ['purchase'], true],
  [['purchase'], ['search'], false],
  [['search', 'purchase'], [], true],
])('in sequence: %j and on the next page %j is %s', (first, second, expected) => {
  load([order]);
  push(...first);
  load([order], 1000);
  push(...second);
  expect(last()).toBe(expected);
});

it('of another visit do not count', () => {
  load([count]);
  push('search');
  load([count], 3_600_000);
  expect(last()).toBe(0);
});

it('that no rule asks about are neither told nor kept, and of the others the last two hundred', () => {
  load([count]);
  push('secret');
  expect(stored()).not.toContain('secret');
  expect(host.published).toHaveLength(1);
  push(...Array.from({ length: 250 }, () => 'search'));
  load([count], 1000);
  expect(last()).toBe(200);
});

it('of a record that is damaged are none', () => {
  load([count]);
  host.storage.write('journey', { visitId: host.visits.id(), events: [['search'], 7, ['search', 'x']] });
  load([count], 1000);
  expect(last()).toBe(0);
});
