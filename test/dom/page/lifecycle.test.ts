import { createLifecycle } from '../../../src/page/lifecycle.ts';
import type { Lifecycle } from '../../../src/page/lifecycle.ts';

const report = (what: string, error: unknown): never => {
  throw new Error(what, { cause: error });
};

let lifecycle: Lifecycle;
let views: number;

beforeEach(() => {
  history.replaceState(null, '', '/start');
  views = 0;
  lifecycle = createLifecycle(window, report);
  lifecycle.onPageView(() => (views += 1));
});
afterEach(() => lifecycle.stop());

it('sees a change of the route when the visitor goes back, and no change of the fragment alone', () => {
  history.pushState(null, '', '/pricing#plans');
  window.dispatchEvent(new PopStateEvent('popstate'));
  expect(views).toBe(1);
  history.replaceState(null, '', '/pricing#faq');
  window.dispatchEvent(new PopStateEvent('popstate'));
  expect(views).toBe(1);
  history.replaceState(null, '', '/pricing#/faq');
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  expect(views).toBe(2);
});

it('takes the return from the back/forward cache for a new page view, but not the load itself', () => {
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }));
  expect(views).toBe(0);
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  expect(views).toBe(1);
});

it('looks at the address when the page says that its route has changed, and counts each route once', () => {
  history.pushState(null, '', '/pricing');
  lifecycle.routeChanged();
  lifecycle.routeChanged();
  expect(views).toBe(1);
});

describe.each([
  ['the Navigation API', 'currententrychange'],
  ['whoever watches history', 'routeChanged'],
])('as %s tells', (_, how) => {
  let addresses: number;
  let change: (navigationType: string, url: string) => void;
  beforeEach(() => {
    const navigation = new EventTarget();
    if (how === 'currententrychange') Object.assign(window, { navigation });
    lifecycle.stop();
    lifecycle = createLifecycle(window, report);
    views = 0;
    addresses = 0;
    lifecycle.onPageView(() => (views += 1));
    lifecycle.onAddress(() => (addresses += 1));
    change = (navigationType, url) => {
      history.replaceState(null, '', url);
      if (how === 'routeChanged') lifecycle.routeChanged({ navigationType });
      else navigation.dispatchEvent(Object.assign(new Event(how), { navigationType }));
    };
  });
  afterEach(() => delete (window as { navigation?: unknown }).navigation);

  it('a query that takes the place of another is the same page view at another address', () => {
    change('replace', '/start?page=2');
    change('replace', '/start?page=3#list');
    change('replace', '/start');
    change('replace', '/start#faq');
    expect([views, addresses]).toEqual([0, 4]);
    lifecycle.routeChanged();
    expect(views).toBe(0);
  });

  it('another query is another page view if one can go back from it, and so is another path', () => {
    change('push', '/start?page=2');
    change('traverse', '/start');
    change('replace', '/home?from=start');
    expect([views, addresses]).toEqual([3, 0]);
  });

  it('the same goes for a route in the fragment', () => {
    change('push', '/start#/list');
    change('replace', '/start#/list?page=2');
    change('replace', '/start?from=mail#/list');
    expect([views, addresses]).toEqual([1, 2]);
    change('replace', '/start#/cart?page=2');
    change('push', '/start#/cart?page=3');
    expect([views, addresses]).toEqual([3, 2]);
  });
});

it('tells of an address once, be it that of a page view or another within it', () => {
  let addresses = 0;
  lifecycle.onAddress(() => (addresses += 1));
  history.pushState(null, '', '/start#faq');
  lifecycle.routeChanged();
  lifecycle.routeChanged();
  expect([views, addresses]).toEqual([0, 1]);
  history.pushState(null, '', '/pricing#plans');
  lifecycle.routeChanged();
  lifecycle.routeChanged();
  expect([views, addresses]).toEqual([1, 1]);
});

it('leaves history unpatched and hears nothing after it was stopped', () => {
  expect(Object.hasOwn(history, 'pushState')).toBe(false);
  lifecycle.stop();
  history.pushState(null, '', '/elsewhere');
  window.dispatchEvent(new PopStateEvent('popstate'));
  expect(views).toBe(0);
});

it('keeps a failing listener from reaching the page', () => {
  const reported: string[] = [];
  const guarded = createLifecycle(window, (what) => reported.push(what));
  guarded.onAttention(() => {
    throw new Error('ours');
  });
  expect(() => window.dispatchEvent(new Event('blur'))).not.toThrow();
  expect(reported).toEqual(['run']);
  guarded.stop();
});

it.each([
  ['visibility or focus', (of: Lifecycle) => of.onAttention, () => window.dispatchEvent(new Event('blur'))],
  [
    'a page view',
    (of: Lifecycle) => of.onPageView,
    () => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })),
  ],
  [
    'the address',
    (of: Lifecycle) => of.onAddress,
    () => {
      history.replaceState(null, '', '#faq');
      window.dispatchEvent(new HashChangeEvent('hashchange'));
    },
  ],
] as const)('tells %s to nobody who was taken away while others were told', (_, subscriptionOf, happen) => {
  const told: string[] = [];
  const subscribe = subscriptionOf(lifecycle);
  subscribe(() => {
    told.push('first');
    stopSecond();
  });
  const stopSecond = subscribe(() => told.push('second'));
  subscribe(() => told.push('third'));
  happen();
  expect(told).toEqual(['first', 'third']);
});
