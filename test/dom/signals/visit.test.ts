import { factKey } from '../../../src/core/facts.ts';
import { campaignSignal } from '../../../src/signals/campaign.ts';
import { journeySignal } from '../../../src/signals/journey.ts';
import { pathsEverSignal } from '../../../src/signals/pathsEver.ts';
import { previousPathSignal } from '../../../src/signals/previousPath.ts';
import type { RunningSignal, Signal } from '../../../src/signals/signal.ts';
import { visitsSignal } from '../../../src/signals/visits.ts';
import { createFakeSignalHost } from '../../fakes/fakeSignalHost.ts';
import type { Asked, FakeSignalHost } from '../../fakes/fakeSignalHost.ts';

const DAY = 86_400_000;

let referrer = '';
let type = 'navigate';
const running: RunningSignal[] = [];

beforeEach(() => {
  localStorage.clear();
  referrer = '';
  type = 'navigate';
  history.replaceState(null, '', '/');
  jest.spyOn(document, 'referrer', 'get').mockImplementation(() => referrer);
  Object.assign(performance, {
    getEntriesByType: (of: string) =>
      of === 'navigation' ? [{ name: location.href, type }] : [{ name: 'visible', startTime: 0 }],
  });
});
afterEach(() => running.splice(0).forEach((signal) => signal.stop()));

/** A page load: another tag, the same browser. */
function load(path: string, asked: readonly Asked[], at?: number): FakeSignalHost {
  running.splice(0).forEach((signal) => signal.stop());
  history.replaceState(null, '', path);
  return createFakeSignalHost(asked, [], undefined, at);
}
function start(signal: Signal, host: FakeSignalHost): RunningSignal {
  const started = signal.start(host);
  running.push(started);
  return started;
}
/** As the tag does it: what has run stops when the page view that ends it has begun. */
function navigate(host: FakeSignalHost, path: string, signal: Signal): RunningSignal {
  host.clock.advance(1000);
  history.pushState(null, '', path);
  host.beginPageView();
  running.splice(0).forEach((each) => each.stop());
  return start(signal, host);
}
const last = (host: FakeSignalHost, key: string): unknown =>
  host.published.filter(([name]) => name === key).at(-1)?.[1];

describe('visits and page views', () => {
  const asked: readonly Asked[] = [
    { fact: 'visit.pageViews' },
    { fact: 'visitor.visits' },
    { fact: 'visitor.returning' },
    { fact: 'visitor.daysSinceLastVisit' },
  ];
  const told = (host: FakeSignalHost): readonly unknown[] => asked.map(({ fact }) => last(host, fact));

  it('are counted over page loads, each page view once', () => {
    const first = load('/', asked);
    start(visitsSignal, first);
    start(visitsSignal, first);
    expect(told(first)).toEqual([1, 1, false, undefined]);
    const second = load('/pricing', asked);
    start(visitsSignal, second);
    expect(told(second)).toEqual([2, 1, false, undefined]);
    navigate(second, '/cart', visitsSignal);
    expect(told(second)).toEqual([3, 1, false, undefined]);
    const third = load('/', asked, second.clock.now() + 2.5 * DAY);
    start(visitsSignal, third);
    expect(told(third)).toEqual([1, 2, true, 2.5]);
    const fourth = load('/pricing', asked, third.clock.now() + 1000);
    start(visitsSignal, fourth);
    expect(told(fourth)).toEqual([2, 2, true, 2.5]);
  });

  it('from before consent came are counted when it comes', () => {
    const host = load('/', asked);
    host.beginPageView();
    host.beginPageView();
    start(visitsSignal, host);
    expect(told(host)).toEqual([3, 1, false, undefined]);
  });

  it('are counted again when consent comes back after it was withdrawn, and what was kept erased', () => {
    const host = load('/', asked);
    start(visitsSignal, host).stop();
    host.storage.write('visitor', {});
    start(visitsSignal, host);
    expect(told(host)).toEqual([1, 1, false, undefined]);
  });

  it('are not before their time where the clock was set back', () => {
    const host = load('/', asked);
    const lastAt = host.clock.now() + DAY;
    host.storage.write('visitor', { visits: 1, visitId: 'x', pageViews: 1, lastAt });
    start(visitsSignal, host);
    expect(told(host)).toEqual([1, 2, true, 0]);
  });

  it('take up a damaged record as a first visit', () => {
    const host = load('/', asked);
    host.storage.write('visitor', { visits: -3, visitId: 'x', pageViews: 'many', lastAt: 'then' });
    start(visitsSignal, host);
    expect(told(host)).toEqual([1, 1, false, undefined]);
  });
});

describe('the journey', () => {
  const asked: readonly Asked[] = [
    { fact: 'visit.seconds', thresholds: [10, 100] },
    { fact: 'visit.entryPath' },
    { fact: 'visit.pathViews', params: { path: '/product/*' } },
    { fact: 'visit.secondsInSection', params: { path: '/product/**' }, thresholds: [30] },
    { fact: 'engagement.backtracks' },
  ];
  const VIEWS = 'visit.pathViews?path=%2Fproduct%2F*';
  const SECTION = 'visit.secondsInSection?path=%2Fproduct%2F**';

  it('is told at other thresholds from a refresh on', () => {
    const host = load('/product/avocet', asked);
    const signal = start(journeySignal, host);
    host.clock.advance(12_000);
    Object.assign(host.needs[0]!, { thresholds: [15] });
    signal.refresh?.();
    expect(last(host, 'visit.seconds')).toBe(12);
    host.clock.advance(10_000);
    expect(last(host, 'visit.seconds')).toBe(15);
  });

  it('goes on over page loads: time, section, views and entry', () => {
    const first = load('/product/avocet', asked);
    start(journeySignal, first);
    first.clock.advance(20_000);
    expect([last(first, 'visit.seconds'), last(first, 'visit.entryPath')]).toEqual([10, '/product/avocet']);
    first.attention({ visible: false });
    const second = load('/pricing', asked, first.clock.now() + 60_000);
    const signal = start(journeySignal, second);
    second.clock.advance(5000);
    signal.refresh?.();
    expect(last(second, 'visit.seconds')).toBe(25);
    expect(last(second, SECTION)).toBe(20);
    expect(last(second, VIEWS)).toBe(1);
    expect(last(second, 'visit.entryPath')).toBe('/product/avocet');
    const third = load('/product/knot', asked, second.clock.now());
    const onThird = start(journeySignal, third);
    third.clock.advance(7000);
    onThird.refresh?.();
    expect([last(third, SECTION), last(third, VIEWS)]).toEqual([27, 2]);
    third.clock.advance(3000);
    expect(last(third, SECTION)).toBe(30);
  });

  it('is not looked at for a section the visitor is not in', () => {
    const host = load('/pricing', [asked[3]!]);
    start(journeySignal, host);
    const before = host.published.length;
    host.clock.advance(50_000);
    expect(host.published).toHaveLength(before);
  });

  it('is kept when the page is hidden, for nobody tells that it is left', () => {
    const host = load('/a', asked);
    start(journeySignal, host);
    host.clock.advance(20_000);
    host.attention({ visible: false });
    const { at } = host.visits.pageViews[0]!;
    expect(host.storage.read('journey')).toMatchObject({ entryPath: '/a', stays: [[at, '/a', 20]] });
  });

  it('goes on over soft navigations, and counts going back', () => {
    const host = load('/a', asked);
    start(journeySignal, host);
    for (const path of ['/b', '/a', '/b', '/c']) navigate(host, path, journeySignal);
    expect(last(host, 'engagement.backtracks')).toBe(2);
    expect(last(host, 'visit.entryPath')).toBe('/a');
    host.clock.advance(6000);
    expect(last(host, 'visit.seconds')).toBe(10);
  });

  it('counts going back also with a reload or another query in between', () => {
    const host = load('/a', asked);
    start(journeySignal, host);
    for (const path of ['/b', '/b?sort=price', '/a', '/a']) navigate(host, path, journeySignal);
    expect(last(host, 'engagement.backtracks')).toBe(1);
  });

  it('of another visit begins anew', () => {
    const first = load('/a', asked);
    start(journeySignal, first);
    const later = load('/b', asked, first.clock.now() + DAY);
    start(journeySignal, later);
    expect(last(later, 'visit.entryPath')).toBe('/b');
    expect(last(later, 'engagement.backtracks')).toBe(0);
  });

  it('of a visit that begins on a page that was left open has nothing of the one before', () => {
    const host = load('/product/avocet', asked);
    start(journeySignal, host);
    host.clock.advance(20_000);
    host.attention({ visible: false });
    host.clock.advance(DAY);
    host.attention({ visible: true });
    navigate(host, '/product/knot', journeySignal);
    const signal = navigate(host, '/product/avocet', journeySignal);
    host.clock.advance(3000);
    signal.refresh?.();
    expect(asked.map(({ fact, params }) => last(host, factKey(fact, params)))).toEqual([
      4,
      '/product/knot',
      2,
      4,
      0,
    ]);
  });

  it('whose beginning nobody kept has no known entry', () => {
    referrer = `${location.origin}/before`;
    const host = load('/b', asked);
    start(journeySignal, host);
    expect(last(host, 'visit.entryPath')).toBeUndefined();
  });

  it.each([[null], [{ stays: 7 }], [{ stays: [[1], 'x', [1, '/', -5]] }]])(
    'that is damaged counts for nothing: %j',
    (stored) => {
      const host = load('/a', asked);
      host.storage.write('journey', stored && { ...stored, visitId: host.visits.id() });
      start(journeySignal, host);
      expect(last(host, 'visit.seconds')).toBe(0);
    },
  );

  it('keeps a hundred page views, and less than 8 kB', () => {
    const host = load('/start', asked);
    start(journeySignal, host);
    for (let index = 0; index < 130; index += 1)
      navigate(host, `/a/rather/long/path/of/page/${index}`, journeySignal);
    const stored = localStorage.getItem('lcw-proactive-chat.journey') ?? '';
    expect(stored.length).toBeLessThan(8000);
    expect((host.storage.read('journey') as { stays: unknown }).stays).toHaveLength(100);
  });
});

describe('the time on a page', () => {
  const asked: readonly Asked[] = [{ fact: 'visit.seconds' }];
  const seconds = (host: FakeSignalHost, signal: RunningSignal): unknown => {
    signal.refresh?.();
    return last(host, 'visit.seconds');
  };

  it('goes on when the signal starts anew within a page view', () => {
    const host = load('/', asked);
    const first = start(journeySignal, host);
    host.clock.advance(10_000);
    first.stop();
    const second = start(journeySignal, host);
    expect(seconds(host, second)).toBe(10);
    host.clock.advance(5000);
    expect(seconds(host, second)).toBe(15);
  });

  it('is as it was when the signal starts anew, also after the page was hidden', () => {
    const host = load('/', asked);
    const first = start(journeySignal, host);
    host.clock.advance(10_000);
    host.attention({ visible: false });
    host.clock.advance(600_000);
    host.attention({ visible: true });
    first.stop();
    expect(seconds(host, start(journeySignal, host))).toBe(10);
  });

  it.each([
    [true, 20],
    [false, 0],
  ])('from before the signal came counts if the page was visible: %s', (wasVisible, expected) => {
    const host = load('/', asked);
    host.beginPageView({ wasVisible, at: host.clock.now() });
    host.clock.advance(20_000);
    expect(seconds(host, start(journeySignal, host))).toBe(expected);
  });
});

it('hidden time from before the signal came does not count, where the browser has kept record of it', () => {
  const host = load('/', [{ fact: 'visit.seconds' }]);
  const { timeOrigin } = performance;
  const entries = { value: () => [{ name: 'hidden', startTime: host.clock.now() + 5000 - timeOrigin }] };
  Object.defineProperty(performance, 'getEntriesByType', { ...entries, configurable: true });
  host.clock.advance(600_000);
  const signal = start(journeySignal, host);
  host.clock.advance(3000);
  signal.refresh?.();
  expect(last(host, 'visit.seconds')).toBe(3);
  delete (performance as Partial<Performance>).getEntriesByType;
});

describe('where the visit came from', () => {
  const asked: readonly Asked[] = (
    ['visit.referrer', 'campaign.source', 'campaign.name', 'campaign.clickId'] as const
  ).map((fact) => ({ fact }));
  const told = (host: FakeSignalHost): readonly unknown[] => asked.map(({ fact }) => last(host, fact));
  const origin = ['https://search.example/', 'newsletter', 'spring', 'gclid=abc'];

  it('is told by its first page, and known on the pages after it', () => {
    referrer = 'https://search.example/';
    const first = load('/?utm_source=newsletter&utm_campaign=spring&gclid=abc', asked);
    start(campaignSignal, first);
    expect(told(first)).toEqual(origin);
    referrer = `${location.origin}/`;
    const second = load('/pricing', asked);
    start(campaignSignal, second);
    expect(told(second)).toEqual(origin);
  });

  it('is kept by as much of it as a rule could ask for', () => {
    referrer = `https://search.example/${'r'.repeat(1000)}`;
    const host = load(`/?utm_source=${'s'.repeat(1000)}&utm_campaign=c&gclid=${'g'.repeat(1000)}`, asked);
    start(campaignSignal, host);
    expect(told(host).map((text) => String(text).length)).toEqual([300, 300, 1, 300]);
  });

  it('has the click id of the search engine where there are two', () => {
    const host = load('/?fbclid=f&gclid=g', asked);
    start(campaignSignal, host);
    expect(told(host).at(-1)).toBe('gclid=g');
  });

  it('is told by the first page also if the signal starts on a later one of the same load', () => {
    referrer = 'https://search.example/';
    const host = load('/?utm_source=newsletter', asked);
    history.pushState(null, '', '/pricing');
    host.beginPageView();
    start(campaignSignal, host);
    expect(told(host)).toEqual(['https://search.example/', 'newsletter', undefined, undefined]);
  });

  it('is unknown if nobody kept the beginning', () => {
    referrer = `${location.origin}/`;
    const host = load('/pricing?utm_source=internal', asked);
    start(campaignSignal, host);
    expect(told(host)).toEqual([undefined, undefined, undefined, undefined]);
    referrer = 'https://search.example/';
    const again = load('/?utm_source=newsletter', asked);
    start(campaignSignal, again);
    expect(told(again)).toEqual(['https://search.example/', 'newsletter', undefined, undefined]);
  });
});

describe('a visit that begins on a page that was left open', () => {
  const asked: readonly Asked[] = [{ fact: 'visit.referrer' }, { fact: 'campaign.source' }];
  const told = (host: FakeSignalHost): readonly unknown[] => asked.map(({ fact }) => last(host, fact));

  it('came from no other site, and has no campaign of the visit before', () => {
    referrer = 'https://search.example/';
    const host = load('/?utm_source=newsletter', asked);
    start(campaignSignal, host);
    expect(told(host)).toEqual(['https://search.example/', 'newsletter']);
    host.clock.advance(DAY);
    navigate(host, '/pricing', campaignSignal);
    expect(told(host)).toEqual(['', undefined]);
    navigate(host, '/cart', campaignSignal);
    expect(told(host)).toEqual(['', undefined]);
  });

  it('came from no other site also if nobody knows where the visit before came from', () => {
    referrer = `${location.origin}/`;
    const host = load('/pricing', asked);
    start(campaignSignal, host);
    expect(told(host)).toEqual([undefined, undefined]);
    host.clock.advance(DAY);
    navigate(host, '/cart', campaignSignal);
    expect(told(host)).toEqual(['', undefined]);
  });

  it('came from no other site also if the page had been loaded within the visit before', () => {
    start(campaignSignal, load('/', asked));
    referrer = 'https://payment.example/';
    const host = load('/thanks', asked);
    start(campaignSignal, host);
    expect(told(host)).toEqual(['', undefined]);
    host.clock.advance(DAY);
    navigate(host, '/pricing', campaignSignal);
    expect(told(host)).toEqual(['', undefined]);
  });
});

describe('the previous path', () => {
  const asked: readonly Asked[] = [{ fact: 'page.previousPath' }];
  const previous = (host: FakeSignalHost): unknown => last(host, 'page.previousPath');

  it('is that of the page before, by soft navigation or by a link', () => {
    referrer = `${location.origin}/home?x=1`;
    const host = load('/pricing', asked);
    start(previousPathSignal, host);
    expect(previous(host)).toBe('/home');
    navigate(host, '/cart', previousPathSignal);
    expect(previous(host)).toBe('/pricing');
  });

  it('is not that of the load when a visit begins long after it, on another page', () => {
    referrer = `${location.origin}/home`;
    const host = load('/pricing', asked);
    Object.assign(performance, {
      getEntriesByType: () => [{ name: `${location.origin}/pricing#faq`, type }],
    });
    start(previousPathSignal, host);
    expect(previous(host)).toBe('/home');
    host.clock.advance(3_600_000);
    const before = host.published.length;
    navigate(host, '/cart', previousPathSignal);
    expect(host.visits.pageViews).toHaveLength(1);
    expect(host.published.slice(before)).toEqual([]);
  });

  it.each([
    ['another site', 'https://other.example/page', 'navigate', {}],
    ['going back', `${location.origin}/home`, 'back_forward', {}],
    ['a reload, before which there may have been soft navigations', `${location.origin}/home`, 'reload', {}],
    ['a return from the cache', `${location.origin}/home`, 'navigate', { isRestored: true }],
    ['nowhere', '', 'navigate', {}],
  ])('is unknown after %s', (_, from, how, change) => {
    [referrer, type] = [from, how];
    const host = load('/pricing', asked);
    if ('isRestored' in change) host.beginPageView(change);
    start(previousPathSignal, host);
    expect(previous(host)).toBeUndefined();
  });
});

it('paths ever seen are counted over visits, by pattern', () => {
  const asked: readonly Asked[] = [{ fact: 'visitor.pathViews', params: { path: '/product/*' } }];
  const key = 'visitor.pathViews?path=%2Fproduct%2F*';
  const first = load('/product/avocet', asked);
  start(pathsEverSignal, first);
  navigate(first, '/product/knot', pathsEverSignal);
  expect(last(first, key)).toBe(2);
  const later = load('/product/avocet', asked, first.clock.now() + 5 * DAY);
  start(pathsEverSignal, later);
  expect(last(later, key)).toBe(3);
});

it('the path the visitor is on is among those ever seen again when consent comes back after it was withdrawn', () => {
  const host = load('/product/avocet', [{ fact: 'visitor.pathViews', params: { path: '/product/*' } }]);
  start(pathsEverSignal, host).stop();
  host.storage.erase(['personalization']);
  start(pathsEverSignal, host);
  expect(last(host, 'visitor.pathViews?path=%2Fproduct%2F*')).toBe(1);
});

it('of the paths ever seen the hundred seen last are kept', () => {
  const asked: readonly Asked[] = ['/0', '/1'].map((path) => ({
    fact: 'visitor.pathViews',
    params: { path },
  }));
  const paths = Array.from({ length: 100 }, (_, index) => [`/${index}`, 1]);
  const host = load('/0', asked);
  host.storage.write('visitor', { paths });
  start(pathsEverSignal, host);
  navigate(host, '/new', pathsEverSignal);
  navigate(host, '/newer', pathsEverSignal);
  expect(host.needs.map(({ key }) => last(host, key))).toEqual([2, 0]);
});
