/** What every signal keeps to, whatever it observes. */
import { factDefinition } from '../../../src/core/facts.ts';
import type { FactKey, FactValue } from '../../../src/core/facts.ts';
import type { RunningSignal } from '../../../src/signals/signal.ts';
import { signalCases } from '../../fakes/allSignals.ts';
import type { SignalCase } from '../../fakes/allSignals.ts';
import { takeCensus } from '../../fakes/census.ts';
import { playSpans } from '../../fakes/fakeMedia.ts';
import { FakeIntersectionObserver } from '../../fakes/fakeObservers.ts';
import { createFakeSignalHost } from '../../fakes/fakeSignalHost.ts';
import type { FakeSignalHost } from '../../fakes/fakeSignalHost.ts';

/** web-vitals cannot be told to stop; what it still observes is not told to anybody. */
const keepsObserving: readonly string[] = ['vitals/vitals'];
/** By the clock on the wall, which goes on while nobody looks. */
const byWallClock: readonly string[] = [
  'signals-events/events',
  'signals-visit-events/visitEvents',
  'signals-past/chats',
  'signals-past/invitations',
];

const page = window as unknown as { dataLayer?: unknown[] };
/** What jsdom does not tell of is not what this is about; badInput.test.ts takes each of these away again. */
const timeline = { getEntriesByType: () => [], getEntriesByName: () => [] };
Object.assign(performance, timeline);
const all = signalCases.map((each) => [each.owner, each] as const);
const running: RunningSignal[] = [];
let uninstall: () => void;

beforeEach(() => {
  // The selectors of jsdom listen to the mouse from their first use on.
  document.querySelector('body');
  uninstall = FakeIntersectionObserver.install();
  window.matchMedia = (query) => ({ matches: false, media: query }) as MediaQueryList;
  localStorage.clear();
  page.dataLayer = [];
  document.body.replaceChildren();
  document.title = 'Start';
  for (const [name, attributes] of [
    ['button', {}],
    ['input', { type: 'text', required: '' }],
    ['section', { id: 'offer' }],
    ['form', {}],
    ['video', {}],
  ] as const) {
    const element = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
    document.body.append(element);
  }
});
afterEach(() => {
  running.splice(0).forEach((signal) => signal.stop());
  uninstall();
});

function begin(
  { signal, asked }: SignalCase,
  host = createFakeSignalHost(asked),
): { host: FakeSignalHost; signal: RunningSignal } {
  const started = signal.start(host);
  running.push(started);
  return { host, signal: started };
}

/** Everything a visitor and a page can do, as far as jsdom goes. */
function live(host: FakeSignalHost): void {
  const [button, input, section, form, video] = [...document.body.children] as HTMLElement[];
  const fire = (target: EventTarget | undefined, event: Event): unknown => target?.dispatchEvent(event);
  const mouse = (type: string, change: MouseEventInit = {}): MouseEvent =>
    new MouseEvent(type, { bubbles: true, detail: 1, clientX: 5, clientY: 5, ...change });
  for (let turn = 0; turn < 4; turn += 1) fire(button, mouse('click'));
  input?.focus();
  fire(input, new Event('invalid'));
  input?.setAttribute('aria-invalid', 'true');
  host.clock.advance(3000);
  fire(input, new Event('input', { bubbles: true }));
  fire(input, new Event('change', { bubbles: true }));
  input?.blur();
  fire(button, mouse('pointerover'));
  host.clock.advance(2000);
  fire(button, mouse('pointerout'));
  playSpans(video as HTMLVideoElement, [[0, 6]], 10);
  for (const type of ['input', 'submit', 'input']) fire(form, new Event(type, { bubbles: true }));
  fire(document.body, mouse('mousemove', { clientY: 300 }));
  host.clock.advance(100);
  fire(document.body, mouse('mouseout', { clientY: -5 }));
  fire(window, new Event('pointermove'));
  fire(document, new Event('scroll'));
  fire(window, new Event('resize'));
  fire(window, new ErrorEvent('error', { message: 'page' }));
  fire(window, new Event('unhandledrejection'));
  fire(window, new Event('lcw:startChat'));
  fire(window, new Event('proactive-chat:invited'));
  for (const name of ['search', 'purchase', 'view_cart']) {
    page.dataLayer?.push({
      event: name,
      search_term: 'lamp',
      user: { plan: 'pro' },
      ecommerce: { items: [{ item_id: 'lamp', price: 3 }] },
    });
  }
  host.told.add({ command: 'event', name: 'purchase' });
  host.told.add({
    command: 'setFacts',
    facts: { tier: 'gold', 'visitor.country': 'nl', 'visitor.attributes': { plan: 'pro' }, 'cart.value': 3 },
  });
  host.told.add({ command: 'defineSignal', name: 'tier', start: () => undefined });
  const seen = { isIntersecting: true, intersectionRatio: 1 };
  const rect = { height: 100, width: 100 } as DOMRectReadOnly;
  for (const target of [section, document.documentElement]) {
    if (target)
      FakeIntersectionObserver.tell(target, { ...seen, boundingClientRect: rect, intersectionRect: rect });
  }
  document.title = `Title ${host.clock.now()}`;
  host.clock.advance(5000);
  host.attention({ visible: false });
  host.clock.advance(1000);
  host.attention({ visible: true });
}

const lastOf = (host: FakeSignalHost): ReadonlyMap<FactKey, FactValue | undefined> => new Map(host.published);
const keysOf = (host: FakeSignalHost): readonly FactKey[] => host.needs.map(({ key }) => key);

it('all together wake up twice a minute at most while the visitor does nothing', () => {
  const wakes: number[] = [];
  const { clock } = createFakeSignalHost('page.title');
  const counting: FakeSignalHost['clock'] = {
    ...clock,
    after: (ms, run) =>
      clock.after(ms, () => {
        wakes.push(clock.now());
        run();
      }),
  };
  for (const { signal, asked } of signalCases) {
    const needs = asked.map(({ thresholds: _, ...rest }) => rest);
    running.push(
      signal.start({ ...createFakeSignalHost(needs, [], undefined, clock.now()), clock: counting }),
    );
  }
  clock.advance(60_000);
  for (let minute = 0; minute < 10; minute += 1) {
    wakes.length = 0;
    clock.advance(60_000);
    expect(wakes.length).toBeLessThanOrEqual(2);
  }
  // Whoever counts nothing finds nothing: the time on the page is looked at once a minute.
  expect(wakes.length).toBeGreaterThan(0);
});

it('every fact has a signal in a file, or a part of the tag', () => {
  const inTag = ['url', 'chat', 'availability'];
  const owners = new Set(signalCases.map(({ owner }) => owner));
  expect(signalCases.length).toBeGreaterThan(25);
  for (const { asked } of signalCases)
    for (const { fact } of asked) expect(owners).toContain(factDefinition(fact).owner);
  expect(inTag.filter((owner) => owners.has(owner as 'url'))).toEqual([]);
});

describe.each(all)('%s', (owner, each) => {
  it('does nothing before it is started, and leaves nothing when it is stopped', () => {
    const census = takeCensus(window as Window & typeof globalThis);
    try {
      const { host, signal } = begin(each);
      live(host);
      signal.refresh?.();
      signal.stop();
      expect(host.clock.pending()).toBe(0);
      expect(host.listeners).toBe(0);
      expect(FakeIntersectionObserver.observed()).toBe(0);
      expect(Object.hasOwn(page.dataLayer ?? [], 'push')).toBe(false);
      if (keepsObserving.includes(owner)) return;
      expect(census.left()).toEqual({});
    } finally {
      census.end();
    }
  });

  it('publishes nothing after it was stopped', () => {
    const { host, signal } = begin(each);
    live(host);
    signal.stop();
    const before = host.published.length;
    live(host);
    host.clock.advance(3_600_000);
    expect(host.published).toHaveLength(before);
  });

  it('publishes only its own facts, under the keys it was asked for', () => {
    const { host } = begin(each);
    live(host);
    const names = new Set(each.asked.map(({ fact }) => fact as string));
    for (const [key] of host.published) expect(names).toContain(key.split('?')[0]);
    for (const [key] of host.published.filter(([name]) => name.includes('?')))
      expect(keysOf(host)).toContain(key);
  });

  it('has no timer while the tab is hidden, unless the clock on the wall matters', () => {
    const { host } = begin(each);
    live(host);
    host.attention({ visible: false });
    // What was under way for a moment ends.
    host.clock.advance(2000);
    if (!byWallClock.includes(owner)) expect(host.clock.pending()).toBe(0);
  });

  it('does not count hidden time', () => {
    const { host, signal } = begin(each);
    host.attention({ visible: false });
    host.clock.advance(3_600_000);
    host.attention({ visible: true });
    signal.refresh?.();
    for (const [key, value] of lastOf(host)) {
      const { unit } = factDefinition(key.split('?')[0] as 'page.url');
      if (unit === 'seconds' && !byWallClock.includes(owner)) expect(value).toBeLessThan(2);
    }
  });

  it('wakes up twice a minute at most while the visitor does nothing', () => {
    const host = createFakeSignalHost(each.asked.map(({ thresholds: _, ...asked }) => asked));
    let wakes = 0;
    const { after } = host.clock;
    host.clock.after = (ms, run) =>
      after(ms, () => {
        wakes += 1;
        run();
      });
    begin(each, host);
    host.clock.advance(60_000);
    wakes = 0;
    host.clock.advance(600_000);
    expect(wakes).toBeLessThanOrEqual(10);
  });

  it('begins anew with a page view as far as its facts do, and goes on with the others', () => {
    const first = begin(each);
    const fresh = lastOf(first.host);
    live(first.host);
    const lived = lastOf(first.host);
    first.signal.stop();
    first.host.clock.advance(10);
    first.host.beginPageView();
    const from = first.host.published.length;
    begin(each, first.host);
    const after = new Map(first.host.published.slice(from));
    for (const key of keysOf(first.host)) {
      const { scope, type, grows } = factDefinition(key.split('?')[0] as 'page.url');
      const isCarried = /^(cart|dataLayer|custom|page\.title|page\.previousPath|device|vitals)/.test(key);
      if (scope === 'page' && !isCarried) expect([key, after.get(key)]).toEqual([key, fresh.get(key)]);
      if (scope !== 'page' && type === 'number' && grows) {
        expect(after.get(key)).toBeGreaterThanOrEqual(Math.floor(Number(lived.get(key) ?? 0)));
      }
    }
  });

  it('publishes no value of another type than its fact', () => {
    const { host } = begin(each);
    live(host);
    for (const [key, value] of host.published) {
      if (value === undefined) continue;
      const { type, values, range } = factDefinition(key.split('?')[0] as 'page.url');
      const actual = Array.isArray(value) ? 'list' : typeof value;
      const expected = {
        text: 'string',
        number: 'number',
        boolean: 'boolean',
        list: 'list',
        record: 'object',
        any: actual,
      };
      expect([key, actual]).toEqual([key, expected[type]]);
      if (values !== undefined) expect(values).toContain(value);
      if (range !== undefined) {
        expect(value).toBeGreaterThanOrEqual(range[0]);
        expect(value).toBeLessThanOrEqual(range[1]);
      }
    }
  });
});
