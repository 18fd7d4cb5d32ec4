/** Searches: new ones, and those a page tells again. */
import { searchesSignal } from '../../../src/signals/searches.ts';
import type { RunningSignal } from '../../../src/signals/signal.ts';
import { createFakeSignalHost } from '../../fakes/fakeSignalHost.ts';
import type { FakeSignalHost } from '../../fakes/fakeSignalHost.ts';

const page = window as unknown as { dataLayer?: unknown[]; navigation?: EventTarget };
const asked = (['searches', 'repeatedSearches', 'emptySearches'] as const).map((name) => ({
  fact: `engagement.${name}` as const,
}));

let host: FakeSignalHost;
let signal: RunningSignal;
let type: string;
let referrer: string;

beforeEach(() => {
  localStorage.clear();
  [type, referrer] = ['navigate', ''];
  jest.spyOn(document, 'referrer', 'get').mockImplementation(() => referrer);
  Object.assign(performance, { getEntriesByType: () => [{ name: location.href, type }] });
  begin('/');
});
afterEach(() => {
  signal.stop();
  delete page.navigation;
});

function begin(path: string, at?: number): void {
  page.dataLayer = [];
  history.replaceState(null, '', path);
  host = createFakeSignalHost(asked, [], undefined, at);
  signal = searchesSignal.start(host);
}
/** The next page of the visit, five seconds later. */
function load(path: string, how = 'navigate'): void {
  signal.stop();
  if (how === 'navigate') referrer = location.href;
  type = how;
  begin(path, host.clock.now() + 5000);
}
/** Another page view of the same load. */
function go(path: string, happen: () => unknown = () => undefined): void {
  host.clock.advance(5000);
  history.pushState(null, '', path);
  happen();
  signal.stop();
  host.beginPageView();
  signal = searchesSignal.start(host);
}
function tell(event: string, term: unknown, details: object = {}): void {
  page.dataLayer?.push({ event, search_term: term, ...details });
}
const search = (term: unknown, details?: object): void => tell('search', term, details);
const show = (term: unknown, details?: object): void => tell('view_search_results', term, details);
const told = (): readonly unknown[] =>
  asked.map(({ fact }) => new Map<string, unknown>(host.published).get(fact));

it('of which the site does not say what for are no repeated ones', () => {
  search(undefined);
  host.clock.advance(5000);
  search(undefined);
  expect(told()).toEqual([2, 0, 0]);
});

it('count also after a clock was set back', () => {
  search('lamp');
  host.clock.jump(-3_600_000);
  search('lamp');
  expect(told()).toEqual([2, 1, 0]);
});

it('are kept by what was searched for last, twenty at most', () => {
  for (let turn = 0; turn < 30; turn += 1) search(`lamp ${turn}`);
  host.clock.advance(5000);
  search('lamp 5');
  search('lamp 25');
  expect(told()).toEqual([32, 1, 0]);
});

it('are kept by the first sixty characters of what was searched for', () => {
  search('lamp '.repeat(50));
  expect(JSON.stringify({ ...localStorage }).match(/(lamp ?)+/)?.[0]).toHaveLength(60);
});

it('are counted over the visit: all, repeated, and without a result', () => {
  expect(told()).toEqual([0, 0, 0]);
  search('Rope lamp', { results_count: 4 });
  host.clock.advance(5000);
  search('lantern', { number_of_results: 0 });
  host.clock.advance(5000);
  search(' rope LAMP ');
  expect(told()).toEqual([3, 1, 1]);
  load('/elsewhere');
  expect(told()).toEqual([3, 1, 1]);
});

it('are repeated if the visitor searches for the same again, on whichever page', () => {
  search('lamp');
  load('/product/lamp');
  search('lamp');
  host.clock.advance(5000);
  search('lamp');
  expect(told()).toEqual([3, 2, 0]);
});

describe('told by two events are one', () => {
  it('at the same time, in either order', () => {
    search('lamp');
    show('lamp', { search_results: '0' });
    host.clock.advance(5000);
    show('rope');
    host.clock.advance(900);
    search('rope');
    expect(told()).toEqual([2, 0, 1]);
  });

  it('of which the second comes with the results on the next page, however long that takes', () => {
    search('lamp');
    load('/search?q=lamp');
    host.clock.advance(60_000);
    show('lamp', { results_count: 0 });
    expect(told()).toEqual([1, 0, 1]);
    // What comes after that is another search.
    host.clock.advance(60_000);
    show('lamp', { results_count: 0 });
    expect(told()).toEqual([2, 1, 2]);
  });

  it('but not with the results of another', () => {
    search('lamp');
    load('/search?q=rope');
    show('rope');
    expect(told()).toEqual([2, 0, 0]);
  });
});

describe('whose results are seen again are no new ones', () => {
  beforeEach(() => {
    load('/search?q=lamp');
    show('lamp', { results_count: 0 });
    expect(told()).toEqual([1, 0, 1]);
  });
  const seenAgain = (): void => {
    show('lamp', { results_count: 0 });
    search('lamp', { results_count: 0 });
    expect(told()).toEqual([1, 0, 1]);
  };

  it('after a reload', () => {
    load('/search?q=lamp', 'reload');
    seenAgain();
  });

  it('after going back from another page, also with other searches in between', () => {
    load('/search?q=rope');
    show('rope');
    load('/search?q=lamp', 'back_forward');
    show('lamp', { results_count: 0 });
    expect(told()).toEqual([2, 0, 1]);
    // Their next page.
    load('/search?q=lamp&page=2');
    show('lamp');
    expect(told()).toEqual([2, 0, 1]);
  });

  it('after a return from the back/forward cache', () => {
    host.clock.advance(5000);
    signal.stop();
    host.beginPageView({ isRestored: true });
    signal = searchesSignal.start(host);
    seenAgain();
  });

  it('after going back without a load, by history alone', () => {
    go('/product/lamp');
    go('/search?q=lamp', () => window.dispatchEvent(new PopStateEvent('popstate')));
    seenAgain();
  });

  it('after going back without a load, by the Navigation API', () => {
    page.navigation = new EventTarget();
    const navigated = (navigationType: string) => (): unknown =>
      page.navigation?.dispatchEvent(Object.assign(new Event('currententrychange'), { navigationType }));
    // From here on it is listened to.
    load('/search?q=lamp', 'reload');
    go('/product/lamp', navigated('push'));
    go('/search?q=lamp', navigated('traverse'));
    seenAgain();
  });

  it('on their next page, by a load or without', () => {
    load('/search?q=lamp&page=2');
    seenAgain();
    go('/search?q=lamp&page=3');
    seenAgain();
  });
});

describe('on a page that puts an address in the place of the one before', () => {
  const leaf = (url: string): void => {
    window.dispatchEvent(new Event('pointerdown'));
    history.replaceState(null, '', url);
    host.moveOn();
    host.clock.advance(5000);
  };
  beforeEach(() => {
    load('/search?q=lamp');
    show('lamp');
    leaf('/search?q=lamp&page=2');
  });

  it('are none where the list of the last one only goes on', () => {
    show('lamp');
    leaf('/search?q=lamp&page=3');
    show('lamp');
    expect(told()).toEqual([1, 0, 0]);
  });

  it('are new ones for something else, or once the visitor has searched again', () => {
    show('rope');
    expect(told()).toEqual([2, 0, 0]);
    leaf('/search?q=rope&page=2');
    window.dispatchEvent(new Event('keydown'));
    show('rope');
    expect(told()).toEqual([3, 1, 0]);
  });
});

describe('by the visitor are new ones', () => {
  beforeEach(() => {
    load('/search?q=lamp');
    show('lamp');
  });

  it.each(['keydown', 'pointerdown'])('on a page gone back to, after a %s', (act) => {
    load('/', 'back_forward');
    host.clock.advance(5000);
    window.dispatchEvent(new Event(act));
    search('lamp');
    expect(told()).toEqual([2, 1, 0]);
  });

  it('for something else, wherever they are told', () => {
    load('/search?q=rope', 'back_forward');
    show('rope');
    expect(told()).toEqual([2, 0, 0]);
    load('/search?q=lamp');
    show('lamp');
    expect(told()).toEqual([3, 1, 0]);
  });

  it('for the same, from the results themselves or from another page', () => {
    load('/search?q=lamp');
    show('lamp');
    expect(told()).toEqual([2, 1, 0]);
    go('/product/lamp');
    go('/search?q=lamp');
    show('lamp');
    expect(told()).toEqual([3, 2, 0]);
  });

  it('without a load, on a page that was reloaded before', () => {
    load('/product/lamp', 'reload');
    go('/');
    go('/search?q=lamp');
    show('lamp');
    expect(told()).toEqual([2, 1, 0]);
  });

  it('after one has gone back within a page, by the Navigation API', () => {
    page.navigation = new EventTarget();
    load('/product/lamp');
    for (const navigationType of ['traverse', 'push'])
      page.navigation.dispatchEvent(Object.assign(new Event('currententrychange'), { navigationType }));
    go('/search?q=lamp');
    show('lamp');
    expect(told()).toEqual([2, 1, 0]);
  });

  it('without a load after one has gone back to something else', () => {
    go('/product/lamp', () => window.dispatchEvent(new PopStateEvent('popstate')));
    go('/search?q=lamp');
    show('lamp');
    expect(told()).toEqual([2, 1, 0]);
  });
});

it.each([undefined, null, 7, {}])('for %p do not throw', (term) => {
  search(term);
  expect(told()[0]).toBe(1);
});

it('of a damaged record begin at none', () => {
  const searches = { count: -1, repeated: 'x', terms: [7, 'lamp'], at: {}, by: 3, mayBeEmpty: 'x' };
  host.storage.write('journey', { visitId: host.visits.id(), searches });
  search('lamp', { results_count: 0 });
  expect(told()).toEqual([1, 1, 1]);
});
