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
