import { createConsent } from '../../../src/page/consent.ts';
import { createPageStorage } from '../../../src/page/storage.ts';
import type { PageStorage } from '../../../src/page/storage.ts';
import { createVisits, VISIT_MS } from '../../../src/page/visits.ts';
import type { PageView, Visits } from '../../../src/page/visits.ts';
import { createFakeClock } from '../../fakes/fakeClock.ts';
import type { FakeClock } from '../../fakes/fakeClock.ts';

let clock: FakeClock;
let storage: PageStorage;
let visits: Visits;

const open = (): Visits => {
  let next = 0;
  return createVisits(storage, clock, () => `visit ${(next += 1)}`);
};
const view = (url = 'https://shop.example/'): PageView => ({
  url,
  path: new URL(url).pathname,
  at: clock.now(),
  wasVisible: true,
  isRestored: false,
});

beforeEach(() => {
  localStorage.clear();
  clock = createFakeClock();
  const consent = createConsent({ default: 'granted', whenDenied: 'wait', globalPrivacyControl: false });
  storage = createPageStorage(window, consent, clock);
  visits = open();
});

it('go on from page view to page view and end after 30 minutes without one', () => {
  expect(visits.beginPageView(view())).toBe('visit 1');
  clock.advance(VISIT_MS - 1);
  expect(visits.beginPageView(view())).toBe('visit 1');
  expect(visits.pageViews).toHaveLength(2);
  clock.advance(VISIT_MS);
  expect(visits.beginPageView(view('https://shop.example/new'))).toBe('visit 2');
  expect(visits.pageViews.map(({ url }) => url)).toEqual(['https://shop.example/new']);
});

it('are prolonged by a visitor who stays', () => {
  visits.beginPageView(view());
  clock.advance(VISIT_MS - 1000);
  visits.keepAlive();
  clock.advance(VISIT_MS - 1000);
  expect(visits.beginPageView(view())).toBe('visit 1');
});

it('write at most once a minute that the visitor has stayed', () => {
  visits.beginPageView(view());
  const before = localStorage.getItem('lcw-proactive-chat.visit');
  for (let second = 0; second < 60; second += 1) {
    clock.advance(1000);
    visits.keepAlive();
  }
  expect(localStorage.getItem('lcw-proactive-chat.visit')).toBe(before);
  clock.advance(1000);
  visits.keepAlive();
  expect(localStorage.getItem('lcw-proactive-chat.visit')).not.toBe(before);
});

it('that have ended, or have given way to one of another tab, are not brought back by a look at an old tab', () => {
  visits.beginPageView(view());
  clock.advance(VISIT_MS + 1);
  visits.keepAlive();
  const other = createVisits(storage, clock, () => 'of the other tab');
  expect(other.beginPageView(view())).toBe('of the other tab');
  clock.advance(120_000);
  visits.keepAlive();
  expect(other.beginPageView(view())).toBe('of the other tab');
});

it('that another tab has begun go on in an old tab that the visitor comes back to, without what was seen in it before', () => {
  visits.beginPageView(view());
  clock.advance(VISIT_MS + 1);
  createVisits(storage, clock, () => 'of the other tab').beginPageView(view());
  visits.keepAlive();
  expect(visits.id()).toBe('of the other tab');
  expect(visits.pageViews).toEqual([]);
});

it('that have ended without another are those of the page that is still open', () => {
  visits.beginPageView(view());
  clock.advance(VISIT_MS + 1);
  visits.keepAlive();
  expect(visits.id()).toBe('visit 1');
  expect(visits.pageViews).toHaveLength(1);
});

it('that were forgotten do not come back by staying', () => {
  visits.beginPageView(view());
  visits.forget();
  storage.erase(['functionality']);
  clock.advance(120_000);
  visits.keepAlive();
  expect(storage.read('visit')).toBeUndefined();
  expect(visits.beginPageView(view())).toBe('visit 2');
});

it('that were forgotten leave nothing to the next one, and of this one the present page view alone', () => {
  visits.beginPageView(view('https://shop.example/'));
  visits.beginPageView(view('https://shop.example/pricing'));
  visits.forget();
  storage.erase(['functionality']);
  expect(visits.pageViews.map(({ path }) => path)).toEqual(['/pricing']);
  visits.beginPageView(view('https://shop.example/cart'));
  expect(visits.pageViews.map(({ path }) => path)).toEqual(['/cart']);
});

it('go on with what is stored when consent comes, and are stored where nothing is', () => {
  const settings = { default: 'ask', whenDenied: 'wait', globalPrivacyControl: false } as const;
  const load = (own: string): { visits: Visits; grant: () => void } => {
    const consent = createConsent(settings);
    return {
      visits: createVisits(createPageStorage(window, consent, clock), clock, () => own),
      grant: () => consent.update({ functionality: true }),
    };
  };
  const first = load('first');
  first.visits.store();
  expect(first.visits.id()).toBe('');
  first.visits.beginPageView(view());
  first.grant();
  first.visits.store();
  expect(first.visits.id()).toBe('first');
  const second = load('second');
  expect(second.visits.beginPageView(view())).toBe('second');
  second.grant();
  second.visits.store();
  expect([second.visits.id(), second.visits.pageViews.length]).toEqual(['first', 1]);
});

it('are taken up from another page load, and a damaged record is none', () => {
  visits.beginPageView(view());
  expect(open().beginPageView(view())).toBe('visit 1');
  storage.write('visit', { id: 7 });
  expect(open().beginPageView(view())).toBe('visit 1');
  storage.write('visit', { id: 'mine', lastAt: clock.now() + 2 * VISIT_MS });
  expect(open().beginPageView(view())).toBe('visit 1');
});

it('remember a hundred page views at most, and only this one after they were forgotten', () => {
  for (let index = 0; index < 150; index += 1) visits.beginPageView(view(`https://shop.example/${index}`));
  expect(visits.pageViews).toHaveLength(100);
  visits.forgetPageViews();
  expect(visits.pageViews.map(({ url }) => url)).toEqual(['https://shop.example/149']);
});
