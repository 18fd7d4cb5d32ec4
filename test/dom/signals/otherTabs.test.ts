/** What is known of a visit and of a visitor is the same in all tabs, once the visitor is back or somebody asks. */
import type { FactName, FactParams } from '../../../src/core/facts.ts';
import { chatsSignal } from '../../../src/signals/chats.ts';
import { journeySignal } from '../../../src/signals/journey.ts';
import { pathsEverSignal } from '../../../src/signals/pathsEver.ts';
import { searchesSignal } from '../../../src/signals/searches.ts';
import type { RunningSignal, Signal } from '../../../src/signals/signal.ts';
import { visitEventsSignal } from '../../../src/signals/visitEvents.ts';
import { visitsSignal } from '../../../src/signals/visits.ts';
import { createFakeSignalHost } from '../../fakes/fakeSignalHost.ts';
import type { FakeSignalHost } from '../../fakes/fakeSignalHost.ts';

const page = window as unknown as { dataLayer: unknown[] };

interface Tab {
  readonly host: FakeSignalHost;
  readonly signal: RunningSignal;
  readonly layer: unknown[];
  readonly last: () => unknown;
}
const tabs: Tab[] = [];

/** A page of the site in a tab of its own. */
function open(path: string, signal: Signal, fact: FactName, params?: FactParams, at?: number): Tab {
  const layer: unknown[] = [];
  page.dataLayer = layer;
  history.replaceState(null, '', path);
  const host = createFakeSignalHost(fact, [], params, at);
  const tab: Tab = {
    host,
    layer,
    signal: signal.start(host),
    last: () => host.published.filter(([key]) => key === host.needs[0]?.key).at(-1)?.[1],
  };
  tabs.push(tab);
  return tab;
}
/** The visitor leaves a tab for a while. */
function leave({ host, layer }: Tab, meanwhile: () => void): void {
  host.attention({ visible: false });
  meanwhile();
  page.dataLayer = layer;
  host.attention({ visible: true });
}

beforeEach(() => localStorage.clear());
afterEach(() => tabs.splice(0).forEach(({ signal }) => signal.stop()));

const path = { path: '/b' };
const name = { name: 'purchase' };
it.each<readonly [FactName, Signal, FactParams | undefined, number, number]>([
  ['visit.pageViews', visitsSignal, undefined, 1, 2],
  ['visit.pathViews', journeySignal, path, 0, 1],
  ['visitor.pathViews', pathsEverSignal, path, 0, 1],
  ['visit.eventCount', visitEventsSignal, name, 0, 1],
])('%s is what it became in another tab when the visitor is back', (fact, signal, params, before, after) => {
  const tab = open('/a', signal, fact, params);
  expect(tab.last()).toBe(before);
  leave(tab, () => open('/b', signal, fact, params).layer.push({ event: 'purchase' }));
  expect(tab.last()).toBe(after);
});

it('time in other tabs is time of the visit, and counts towards its thresholds', () => {
  const tab = open('/a', journeySignal, 'visit.seconds');
  tab.host.clock.advance(5000);
  leave(tab, () => {
    const other = open('/b', journeySignal, 'visit.seconds', undefined, tab.host.clock.now());
    other.host.clock.advance(20_000);
    other.signal.stop();
  });
  expect(tab.last()).toBe(25);
  Object.assign(tab.host.needs[0]!, { thresholds: [28] });
  tab.signal.refresh?.();
  tab.host.clock.advance(3000);
  expect(tab.last()).toBe(28);
});

it.each<readonly [FactName, Signal, () => unknown]>([
  [
    'engagement.searches',
    searchesSignal,
    () => page.dataLayer.push({ event: 'search', search_term: 'lamp' }),
  ],
  ['chat.count', chatsSignal, () => window.dispatchEvent(new Event('lcw:startChat'))],
])('%s is what it became in another tab when somebody asks', (fact, signal, happen) => {
  const tab = open('/a', signal, fact);
  expect(tab.last()).toBe(0);
  tab.host.attention({ visible: false });
  const other = open('/b', signal, fact);
  // What happens in the other tab is not heard in this one.
  const stopsHearing = jest.spyOn(tab.host.storage, 'write').mockImplementation(() => undefined);
  happen();
  stopsHearing.mockRestore();
  expect(other.last()).toBe(1);
  page.dataLayer = tab.layer;
  tab.signal.refresh?.();
  expect(tab.last()).toBe(1);
});

it('the page views of a visit that another tab has begun since are not those of this one', () => {
  const tab = open('/a', visitsSignal, 'visit.pageViews');
  const later = tab.host.clock.now() + 3_600_000;
  leave(tab, () => {
    for (const its of ['/b', '/c']) open(its, visitsSignal, 'visit.pageViews', undefined, later);
  });
  expect(tab.last()).toBe(1);
  expect(tabs.at(-1)?.last()).toBe(2);
});

it('what is kept of a visit that another tab has begun is left alone by a page of the visit before', () => {
  const old = open('/a', journeySignal, 'visit.pathViews', path);
  old.host.attention({ visible: false });
  old.host.clock.advance(3_600_000);
  const later = old.host.clock.now();
  open('/b', journeySignal, 'visit.pathViews', path, later).signal.stop();
  const other = open('/b', journeySignal, 'visit.pathViews', path, later + 1000);
  // The visitor looks at the old tab for a moment; its page is told to the visit by the tag.
  old.host.visits.keepAlive();
  for (const visible of [true, false]) old.host.attention({ visible });
  other.signal.stop();
  expect(open('/b', journeySignal, 'visit.pathViews', path, later + 2000).last()).toBe(3);
});
