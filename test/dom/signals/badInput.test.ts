/** Browsers that lack something, pages that break things, and documents that are not whole: nothing is thrown. */
import type { RunningSignal } from '../../../src/signals/signal.ts';
import { signalCases } from '../../fakes/allSignals.ts';
import { FakeIntersectionObserver } from '../../fakes/fakeObservers.ts';
import { createFakeSignalHost } from '../../fakes/fakeSignalHost.ts';
import type { FakeSignalHost } from '../../fakes/fakeSignalHost.ts';

const page = window as unknown as Record<string, unknown>;
const nothing = (): void => undefined;
const broken = (): never => {
  throw new TypeError('broken by the page');
};

/** Takes a member away, or puts something else in its place; the function that comes back undoes it. */
function replace(holder: object, name: string, value: unknown): () => void {
  const own = Object.getOwnPropertyDescriptor(holder, name);
  Object.defineProperty(holder, name, { value, configurable: true, writable: true });
  return () => {
    if (own === undefined) delete (holder as Record<string, unknown>)[name];
    else Object.defineProperty(holder, name, own);
  };
}

const gone = undefined;
const faults: readonly (readonly [name: string, holder: () => object, member: string, value: unknown])[] = [
  ['no IntersectionObserver', () => window, 'IntersectionObserver', gone],
  ['no MutationObserver', () => window, 'MutationObserver', gone],
  ['no PerformanceObserver', () => window, 'PerformanceObserver', gone],
  ['no PerformanceResourceTiming', () => window, 'PerformanceResourceTiming', gone],
  ['no performance', () => window, 'performance', gone],
  ['no entries of performance', () => performance, 'getEntriesByType', gone],
  ['no matchMedia', () => window, 'matchMedia', gone],
  ['no connection', () => navigator, 'connection', gone],
  ['a connection that tells nothing', () => navigator, 'connection', {}],
  ['no language', () => navigator, 'language', gone],
  ['no user agent', () => navigator, 'userAgent', gone],
  ['no localStorage', () => window, 'localStorage', gone],
  ['no sessionStorage', () => window, 'sessionStorage', gone],
  ['no navigation', () => window, 'navigation', gone],
  ['no requestAnimationFrame', () => window, 'requestAnimationFrame', gone],
  ['no requestIdleCallback', () => window, 'requestIdleCallback', gone],
  ['no Intl.DateTimeFormat', () => Intl, 'DateTimeFormat', gone],
  ['no head', () => document, 'head', null],
  ['no body', () => document, 'body', null],
  ['no active element', () => document, 'activeElement', null],
  ['no referrer', () => document, 'referrer', ''],
  ['a referrer that is no address', () => document, 'referrer', 'about:client'],
  ['no scroll position', () => window, 'scrollY', gone],
  ['no ResizeObserver', () => window, 'ResizeObserver', gone],
  ['no visualViewport', () => window, 'visualViewport', gone],
  ['no crypto', () => window, 'crypto', gone],
  ['a matchMedia that throws', () => window, 'matchMedia', broken],
  ['a data layer that is a function', () => window, 'dataLayer', broken],
  ['a data layer that is frozen', () => window, 'dataLayer', Object.freeze([{ event: 'purchase' }])],
  ['a data layer with holes', () => window, 'dataLayer', Array(3)],
];

const stops: (() => void)[] = [];
afterEach(() => {
  stops
    .splice(0)
    .reverse()
    .forEach((stop) => stop());
});
beforeEach(() => {
  stops.push(FakeIntersectionObserver.install());
  window.matchMedia = () => ({ matches: false }) as MediaQueryList;
  page['dataLayer'] = [];
  localStorage.clear();
});

function runAll(): { host: FakeSignalHost; running: RunningSignal }[] {
  return signalCases.map(({ signal, asked }) => {
    const host = createFakeSignalHost(asked);
    return { host, running: signal.start({ ...host, report: nothing }) };
  });
}

function poke(): void {
  for (const type of [
    'click',
    'mousemove',
    'mouseout',
    'scroll',
    'touchstart',
    'touchend',
    'invalid',
    'focusin',
    'pointerover',
    'pointerout',
    'input',
    'submit',
    'timeupdate',
  ]) {
    document.dispatchEvent(new Event(type, { bubbles: true }));
    document.documentElement.dispatchEvent(new Event(type, { bubbles: true }));
  }
  for (const type of ['error', 'unhandledrejection', 'resize', 'pointermove', 'lcw:startChat']) {
    window.dispatchEvent(new Event(type));
  }
}

it('covers more than 25 faults', () => expect(faults.length).toBeGreaterThan(25));

it.each(faults)('with %s every signal starts, goes on and stops', (_, holder, member, value) => {
  stops.push(replace(holder(), member, value));
  const thrown: string[] = [];
  window.addEventListener('error', ({ message }) => thrown.push(message));
  for (const { host, running } of runAll()) {
    poke();
    host.attention({ visible: false });
    host.attention({ visible: true });
    host.clock.advance(120_000);
    running.refresh?.();
    running.stop();
    expect(host.clock.pending()).toBe(0);
  }
  expect(thrown.filter((message) => message !== '' && message !== 'undefined')).toEqual([]);
});

it('what cannot be known stays unknown, rather than wrong', () => {
  stops.push(replace(window, 'PerformanceResourceTiming', undefined));
  stops.push(replace(window, 'MutationObserver', undefined));
  stops.push(replace(window, 'IntersectionObserver', undefined));
  stops.push(replace(navigator, 'connection', undefined));
  const published = new Set(
    runAll().flatMap(({ host, running }) => {
      running.stop();
      return host.published.filter(([, value]) => value !== undefined).map(([key]) => key.split('?')[0]);
    }),
  );
  for (const fact of [
    'errors.failedRequests',
    'engagement.deadClicks',
    'page.elementVisible',
    'page.elementExists',
    'device.connection',
    'device.saveData',
  ]) {
    expect(published).not.toContain(fact);
  }
});

it('every signal starts on a document that has not been parsed beyond its root', () => {
  const { head, body } = document;
  document.documentElement.replaceChildren();
  stops.push(() => document.documentElement.append(head, body));
  for (const { running } of runAll()) running.stop();
});

it('a page whose getters throw keeps no signal from stopping', () => {
  const hostile = new Proxy({}, { get: broken, has: broken, ownKeys: broken });
  page['dataLayer'] = [hostile, hostile];
  const running = runAll();
  expect(() => (page['dataLayer'] as unknown[]).push(hostile)).not.toThrow();
  for (const { host, running: signal } of running) {
    expect(() => host.told.add(hostile)).not.toThrow();
    signal.stop();
  }
  expect(page['dataLayer']).toHaveLength(3);
});
