import { cartSignal } from '../../../src/signals/cart.ts';
import { eventsSignal } from '../../../src/signals/events.ts';
import { purchasesSignal } from '../../../src/signals/purchases.ts';
import type { RunningSignal } from '../../../src/signals/signal.ts';
import { valuesSignal } from '../../../src/signals/values.ts';
import { createFakeSignalHost } from '../../fakes/fakeSignalHost.ts';
import type { Asked, FakeSignalHost } from '../../fakes/fakeSignalHost.ts';

const page = window as unknown as { dataLayer?: unknown };
const PURCHASES = 'event.count?name=purchase';

let host: FakeSignalHost;
let running: RunningSignal[] = [];

function ask(...asked: readonly Asked[]): FakeSignalHost {
  host = createFakeSignalHost(asked);
  return host;
}
const purchases: Asked = { fact: 'event.count', params: { name: 'purchase' } };
const cartFacts = (['cart.value', 'cart.quantity', 'cart.currency', 'cart.itemIds'] as const).map((fact) => ({
  fact,
}));

function start(signal: typeof eventsSignal): RunningSignal {
  const started = signal.start(host);
  running.push(started);
  return started;
}
const last = (key: string): unknown => host.published.filter(([name]) => name === key).at(-1)?.[1];

afterEach(() => {
  running.forEach((signal) => signal.stop());
  running = [];
  delete page.dataLayer;
});

const viewCart = (): object => ({
  event: 'view_cart',
  ecommerce: {
    currency: 'EUR',
    value: 59.9,
    items: [
      { item_id: 'lamp', price: 19.95, quantity: 2 },
      { item_id: 'bulb', price: 20 },
    ],
  },
});

describe('events', () => {
  it('know that nothing has happened yet', () => {
    page.dataLayer = [];
    ask(purchases);
    start(eventsSignal);
    expect(last(PURCHASES)).toBe(0);
  });

  it('are counted from before and after the tag came, by push, by gtag and by command', () => {
    const layer: unknown[] = [{ event: 'purchase' }];
    page.dataLayer = layer;
    ask(purchases).told.add({ command: 'event', name: 'purchase' });
    start(eventsSignal);
    expect(last(PURCHASES)).toBe(2);
    layer.push({ event: 'purchase' });
    layer.push({ 0: 'event', 1: 'purchase', 2: {} });
    host.told.add({ command: 'event', name: 'purchase' });
    host.told.add({ command: 'event', name: 7 });
    expect(last(PURCHASES)).toBe(5);
  });

  it('are not what the tag itself pushes under a name of the site, or a chat would reach its own goal', () => {
    const layer: unknown[] = [];
    page.dataLayer = layer;
    ask(purchases);
    start(eventsSignal);
    layer.push({ event: 'purchase', proactive_protocol: 1 });
    expect(last(PURCHASES)).toBe(0);
    layer.push({ event: 'purchase' });
    expect(last(PURCHASES)).toBe(1);
  });

  it('are what the tag itself pushes under its own names', () => {
    const layer: unknown[] = [];
    page.dataLayer = layer;
    ask({ fact: 'event.count', params: { name: 'lcw_start_chat' } });
    start(eventsSignal);
    layer.push({ event: 'lcw_start_chat', proactive_protocol: 1 });
    expect(last(host.needs[0]!.key)).toBe(1);
  });

  it('from before the tag came are as old as the page view at most', () => {
    page.dataLayer = [{ event: 'purchase' }];
    ask({ fact: 'event.secondsSince', params: { name: 'purchase' } });
    host.clock.advance(10_000);
    start(eventsSignal);
    expect(last(host.needs[0]!.key)).toBe(10);
  });

  it('are counted anew on the next page view, those pushed right before it is looked at included', () => {
    const layer: unknown[] = [{ event: 'purchase' }];
    page.dataLayer = layer;
    ask(purchases).told.add({ command: 'event', name: 'purchase' });
    start(eventsSignal).stop();
    layer.push({ event: 'purchase' });
    start(eventsSignal);
    expect(last(PURCHASES)).toBe(1);
  });

  it('fall out of a window of time by themselves', () => {
    const layer: unknown[] = [];
    page.dataLayer = layer;
    ask({ fact: 'event.count', params: { name: 'error', withinSeconds: 60 } });
    start(eventsSignal);
    const key = host.needs[0]!.key;
    layer.push({ event: 'error' });
    host.clock.advance(30_000);
    layer.push({ event: 'error' });
    expect(last(key)).toBe(2);
    expect(host.clock.pending()).toBe(1);
    host.clock.advance(30_000);
    expect(last(key)).toBe(1);
    host.clock.advance(30_000);
    expect(last(key)).toBe(0);
    expect(host.clock.pending()).toBe(0);
  });

  it('of a page that never stops telling are the last thousand of a name, within some seconds', () => {
    const layer: unknown[] = [];
    page.dataLayer = layer;
    ask({ fact: 'event.count', params: { name: 'tick', withinSeconds: 60 } });
    start(eventsSignal);
    for (let turn = 0; turn < 1100; turn += 1) layer.push({ event: 'tick' });
    expect(last(host.needs[0]!.key)).toBe(1000);
  });

  it('tell the seconds since the last one at the thresholds, and nothing before the first', () => {
    const layer: unknown[] = [];
    page.dataLayer = layer;
    ask({ fact: 'event.secondsSince', params: { name: 'search' }, thresholds: [10, 30] });
    start(eventsSignal);
    host.clock.advance(60_000);
    layer.push({ event: 'other' });
    expect(host.published.filter(([, value]) => value !== undefined)).toEqual([]);
    layer.push({ event: 'search' });
    host.clock.advance(20_000);
    layer.push({ event: 'other' });
    layer.push({ event: 'search' });
    host.clock.advance(60_000);
    expect(host.published.map(([, value]) => value)).toEqual([undefined, 0, 10, 0, 10, 30]);
  });

  it.each([
    ['A B', {}, true],
    ['B A', {}, false],
    ['A 20 B', { withinSeconds: 10 }, false],
    ['A 20 A 5 B', { withinSeconds: 10 }, true],
    ['A C B', { without: 'C' }, false],
    ['A C A B', { without: 'C' }, true],
    ['C A B C', { without: 'C' }, true],
    ['A', {}, false],
  ])('in sequence: %s with %j is %s', (story, params, expected) => {
    const layer: unknown[] = [];
    page.dataLayer = layer;
    ask({ fact: 'event.sequence', params: { first: 'A', then: 'B', ...params } });
    start(eventsSignal);
    for (const word of story.split(' ')) {
      if (Number(word) > 0) host.clock.advance(Number(word) * 1000);
      else layer.push({ event: word });
    }
    expect(last(host.needs[0]!.key)).toBe(expected);
  });

  it('in sequence of one with itself need two', () => {
    const layer: unknown[] = [];
    page.dataLayer = layer;
    ask({ fact: 'event.sequence', params: { first: 'A', then: 'A' } });
    start(eventsSignal);
    layer.push({ event: 'A' });
    expect(last(host.needs[0]!.key)).toBe(false);
    layer.push({ event: 'A' });
    expect(last(host.needs[0]!.key)).toBe(true);
  });
});

describe('the cart', () => {
  it.each<readonly [string, readonly object[], readonly unknown[]]>([
    ['ids that are numbers', [{ item_id: 17, price: 15, quantity: 3 }], [45, 3, ['17']]],
    ['names without ids', [{ item_name: 'Lamp', price: 20, quantity: 2 }], [40, 2, ['Lamp']]],
    [
      'two variants and two lines of one item',
      [
        { item_id: 'lamp', item_variant: 'red', price: 20, quantity: 2 },
        { item_id: 'lamp', item_variant: 'blue', price: 30 },
        { item_id: 'lamp', item_variant: 'blue', price: 30 },
      ],
      [100, 4, ['lamp']],
    ],
    ['a line that cannot be read is unknown', [{ item_id: 'lamp', price: 20 }, { price: 5 }], []],
    ['nobody knows how many pieces is unknown', [{ item_id: 'lamp', price: 20, quantity: 'some' }], []],
    ['an empty text for how many is unknown', [{ item_id: 'lamp', price: 20, quantity: '' }], []],
    ['numbers told as text', [{ item_id: 'lamp', price: '19.95', quantity: '2' }], [39.9, 2, ['lamp']]],
    ['an empty text for its price', [{ item_id: 'lamp', price: ' ', quantity: 2 }], [undefined, 2, ['lamp']]],
  ])('with %s', (_, items, [value, quantity, ids]) => {
    page.dataLayer = [{ event: 'view_cart', ecommerce: { items } }];
    ask(...cartFacts);
    start(cartSignal);
    expect([last('cart.value'), last('cart.quantity'), last('cart.itemIds')]).toEqual([value, quantity, ids]);
  });

  beforeEach(() => ask(...cartFacts));

  it('is what GA4 events tell, and empty after the purchase', () => {
    page.dataLayer = [viewCart()];
    start(cartSignal);
    expect([last('cart.value'), last('cart.currency'), last('cart.quantity'), last('cart.itemIds')]).toEqual([
      59.9,
      'EUR',
      3,
      ['lamp', 'bulb'],
    ]);
    (page.dataLayer as unknown[]).push({ event: 'purchase', ecommerce: {} });
    expect([last('cart.value'), last('cart.quantity')]).toEqual([0, 0]);
  });

  it('follows what is put in and taken out, once it has been seen as a whole', () => {
    const layer: unknown[] = [];
    page.dataLayer = layer;
    start(cartSignal);
    layer.push({ event: 'add_to_cart', ecommerce: { items: [{ item_id: 'lamp', price: 10 }] } });
    expect(last('cart.value')).toBeUndefined();
    layer.push(viewCart());
    layer.push({ event: 'add_to_cart', ecommerce: { items: [{ item_id: 'lamp', price: 19.95 }] } });
    expect([last('cart.value'), last('cart.quantity')]).toEqual([79.85, 4]);
    layer.push({ event: 'remove_from_cart', ecommerce: { items: [{ item_id: 'lamp', quantity: 9 }] } });
    expect([last('cart.value'), last('cart.itemIds'), last('cart.currency')]).toEqual([20, ['bulb'], 'EUR']);
    // A price that is not told is the one known.
    layer.push({ event: 'add_to_cart', ecommerce: { items: [{ item_id: 'bulb' }] } });
    expect(last('cart.value')).toBe(40);
  });

  it('has no known value where a price is not told, and still its pieces', () => {
    const layer: unknown[] = [];
    page.dataLayer = layer;
    start(cartSignal);
    layer.push({
      event: 'view_cart',
      ecommerce: { items: [{ item_id: 'lamp' }, { item_id: 'rope', price: '19,95' }] },
    });
    expect([last('cart.value'), last('cart.quantity')]).toEqual([undefined, 2]);
    layer.push({ event: 'view_cart', ecommerce: { value: 30, items: [{ item_id: 'lamp' }] } });
    expect(last('cart.value')).toBe(30);
    layer.push({ event: 'add_to_cart', ecommerce: { items: [{ item_id: 'rope', price: 5 }] } });
    expect([last('cart.value'), last('cart.quantity')]).toEqual([undefined, 2]);
    layer.push({
      event: 'view_cart',
      ecommerce: {
        items: [
          { item_id: 'gift', price: 0 },
          { item_id: 'rope', price: '5' },
        ],
      },
    });
    expect(last('cart.value')).toBe(5);
  });

  it.each<readonly [string, object, readonly unknown[]]>([
    ['a value told as text', { value: '30.50' }, [30.5, 'EUR', 2]],
    ['a value of nothing although its items cost something', { value: 0 }, [40, 'EUR', 2]],
    [
      'no items, which tells nothing of what is in it',
      { items: undefined },
      [undefined, undefined, undefined],
    ],
  ])('with %s', (_, ecommerce, expected) => {
    const items = [{ item_id: 'lamp', price: 20, quantity: 2 }];
    page.dataLayer = [
      viewCart(),
      { event: 'view_cart', ecommerce: { currency: 'EUR', items, ...ecommerce } },
    ];
    start(cartSignal);
    expect([last('cart.value'), last('cart.currency'), last('cart.quantity')]).toEqual(expected);
  });

  describe('is unknown after', () => {
    const items = [{ item_id: 'lamp', item_variant: 'red', price: 20, quantity: 2 }];
    it.each<readonly [string, string, object]>([
      ['something was taken out that was not in it', 'remove_from_cart', { items: [{ item_id: 'lamp' }] }],
      ['something was put in at another currency', 'add_to_cart', { currency: 'USD', items }],
    ])('%s', (_, event, ecommerce) => {
      page.dataLayer = [
        { event: 'view_cart', ecommerce: { currency: 'EUR', items } },
        { event, ecommerce },
        { event: 'add_to_cart', ecommerce: { items } },
      ];
      start(cartSignal);
      expect([last('cart.value'), last('cart.currency'), last('cart.quantity')]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    });

    it('a return from the cache: other pages may have sold what was in it', () => {
      page.dataLayer = [viewCart()];
      start(cartSignal).stop();
      host.beginPageView({ isRestored: true });
      const before = host.published.length;
      start(cartSignal);
      expect(host.published.slice(before)).toEqual([]);
      (page.dataLayer as unknown[]).push(viewCart());
      expect(last('cart.value')).toBe(59.9);
    });
  });

  it('with a coupon has no known value once something is put in or taken out, until it is told again', () => {
    const items = [{ item_id: 'lamp', price: 20, quantity: 2 }];
    const layer: unknown[] = [{ event: 'view_cart', ecommerce: { value: 35, currency: 'EUR', items } }];
    page.dataLayer = layer;
    start(cartSignal);
    expect(last('cart.value')).toBe(35);
    for (const event of ['add_to_cart', 'remove_from_cart']) {
      layer.push({ event, ecommerce: { items: [{ item_id: 'lamp', price: 20 }] } });
      expect(last('cart.value')).toBeUndefined();
    }
    expect([last('cart.quantity'), last('cart.currency')]).toEqual([2, 'EUR']);
    layer.push({ event: 'view_cart', ecommerce: { value: 40, currency: 'EUR', items } });
    layer.push({
      event: 'add_to_cart',
      ecommerce: { currency: 'EUR', items: [{ item_id: 'rope', price: 5 }] },
    });
    expect(last('cart.value')).toBe(45);
  });

  it('may be given, and is unknown again when something is put into it then', () => {
    const layer: unknown[] = [];
    page.dataLayer = layer;
    start(cartSignal);
    host.told.add({ command: 'setFacts', facts: { 'cart.value': 12, 'cart.quantity': 'two' } });
    expect([last('cart.value'), last('cart.quantity')]).toEqual([12, undefined]);
    host.told.add({ command: 'setFacts', facts: { 'cart.currency': 'EUR', 'cart.itemIds': ['lamp'] } });
    host.told.add({
      command: 'setFacts',
      facts: { 'cart.value': -5, 'cart.currency': 978, 'cart.itemIds': [7], 'cart.quantity': -1 },
    });
    host.told.add({ command: 'setFacts', facts: { 'cart.itemIds': 'lamp' } });
    layer.push({ plan: 'pro' });
    expect(cartFacts.map(({ fact }) => last(fact))).toEqual([12, undefined, 'EUR', ['lamp']]);
    layer.push({ event: 'add_to_cart', ecommerce: { items: [{ item_id: 'lamp', price: 10 }] } });
    expect(host.published.slice(-3)).toEqual(
      ['cart.value', 'cart.currency', 'cart.itemIds'].map((key) => [key, undefined]),
    );
  });

  it('is the same on the next page view, also if Tag Manager has dropped the entry since', () => {
    const layer: unknown[] = [viewCart()];
    page.dataLayer = layer;
    start(cartSignal).stop();
    layer.splice(0);
    const before = host.published.length;
    start(cartSignal);
    expect(host.published.slice(before)).toContainEqual(['cart.value', 59.9]);
  });
});

it('the last purchase is known from an earlier page view, if consent comes later than that', () => {
  page.dataLayer = [];
  const asked: readonly Asked[] = [
    { fact: 'dataLayer.value', params: { key: 'plan' } },
    { fact: 'visitor.daysSinceLastPurchase' },
  ];
  ask(...asked);
  const values = start(valuesSignal);
  (page.dataLayer as unknown[]).push({ event: 'purchase' });
  // A new page view; the other signal of the same file has seen the entry.
  values.stop();
  start(valuesSignal);
  start(purchasesSignal);
  expect(last('visitor.daysSinceLastPurchase')).toBe(0);
});

describe('values', () => {
  it('are the last ones of their keys, if they are texts, numbers or truth values', () => {
    const layer: unknown[] = [{ user: { plan: 'pro' } }];
    page.dataLayer = layer;
    ask({ fact: 'dataLayer.value', params: { key: 'user.plan' } });
    start(valuesSignal);
    const { key } = host.needs[0]!;
    expect(last(key)).toBe('pro');
    layer.push({ other: 1 });
    expect(last(key)).toBe('pro');
    layer.push({ user: { plan: 3 } });
    expect(last(key)).toBe(3);
    layer.push({ user: { plan: document.createElement('p') } });
    expect(host.published.at(-1)).toEqual([key, undefined]);
    layer.push({ user: Object.create({ plan: 'inherited' }) as object });
    expect(host.published.at(-1)).toEqual([key, undefined]);
  });

  it('are the same on the next page view', () => {
    const layer: unknown[] = [{ user: { plan: 'pro' } }];
    page.dataLayer = layer;
    ask({ fact: 'dataLayer.value', params: { key: 'user.plan' } });
    start(valuesSignal).stop();
    layer.splice(0);
    const before = host.published.length;
    start(valuesSignal);
    layer.push({ user: { name: 'Robin' } }, { other: null });
    expect(host.published.slice(before)).toEqual([[host.needs[0]?.key, 'pro']]);
  });

  /** What Tag Manager’s own model says after these entries. */
  it.each<readonly [string, readonly unknown[], unknown]>([
    ['user.plan', [{ user: { plan: 'pro' } }, { user: null }], undefined],
    ['user.plan', [{ user: { plan: 'pro' } }, { user: 'text' }], undefined],
    ['user.plan', [{ user: { plan: 'pro' } }, { user: undefined }], undefined],
    ['user.plan', [{ user: { plan: 'pro' } }, { user: { plan: undefined } }], undefined],
    ['user.plan', [{ user: { plan: 'pro' } }, { user: {} }], 'pro'],
    ['user.plan', [{ user: { plan: 'pro' } }, { user: ['pro'] }], undefined],
    ['user.plan', [{ user: { plan: 'pro' } }, { user: new Date() }], undefined],
    ['user.plan', [{ user: { plan: 'pro' } }, { user: null }, { user: { plan: 'free' } }], 'free'],
    ['user.plan', [{ user: { plan: 'pro' } }, { user: null }, { user: { name: 'Robin' } }], undefined],
    ['user.plan', [{ user: { plan: 'pro' } }, { _clear: true, user: { name: 'Robin' } }], undefined],
    ['user.plan', [{ user: { plan: 'pro' } }, { _clear: true, other: {} }], 'pro'],
    ['a.b.c', [{ a: { b: { c: 1 } } }, { a: { _clear: true, b: { d: 2 } } }], undefined],
    ['a.b.c', [{ a: { b: { c: 1 } } }, { a: { b: { d: 2 } } }], 1],
    ['a.b.c', [{ a: { b: { c: 1 } } }, { a: { b: 2 } }, { a: { b: {} } }], undefined],
    ['plan', [{ plan: 'pro' }, { plan: null }], undefined],
    ['plan', [{ plan: 'pro' }, { plan: { deep: 1 } }], undefined],
    ['user.plan', [{ 'user.plan': 'pro' }], 'pro'],
    ['user.plan', [{ user: { plan: 'free' } }, { 'user.plan': 'pro', user: { name: 'Robin' } }], 'pro'],
    ['user', [{ user: 'Robin' }, { 'user.plan': 'pro' }], undefined],
    ['items.0.id', [{ items: [{ id: 'lamp' }, { id: 'rope' }] }, { items: [{ price: 3 }] }], 'lamp'],
    ['items.1.id', [{ items: [{ id: 'lamp' }, { id: 'rope' }] }, { items: [] }], 'rope'],
    ['items.0.id', [{ items: [{ id: 'lamp' }] }, { items: { 1: 'x' } }], undefined],
    ['items.0', [{ items: ['lamp'] }, { items: ['lamp'], _clear: 1 }], 'lamp'],
    ['items.1', [{ items: ['lamp', 'rope'] }, { items: ['lamp'], _clear: 1 }], undefined],
    ['user.plan', [{ 0: 'set', 1: 'user', 2: { plan: 'pro' } }], 'pro'],
    ['user.plan', [{ 0: 'set', 1: 'user.plan', 2: 'pro' }], 'pro'],
    ['user.plan', [{ 0: 'set', 1: { user: { plan: 'pro' } } }], 'pro'],
    ['user.plan', [{ 0: 'config', 1: 'user.plan', 2: 'pro' }], undefined],
    ['user.roles.0', [{ user: { roles: ['buyer'] } }, ['user.roles.unshift', 'admin']], undefined],
    ['user.roles.0', [{ user: { roles: ['buyer'] } }, ['user.tags.push', 'new']], 'buyer'],
    ['user.plan', [{ user: { plan: 'pro' } }, ['user'], [7], []], 'pro'],
    ['__proto__.plan', [JSON.parse('{ "__proto__": { "plan": "pro" } }')], 'pro'],
    ['user.constructor', [{ user: {} }], undefined],
  ])(
    'are those of the model, by which later entries are merged into earlier ones: %s',
    (key, entries, expected) => {
      page.dataLayer = [];
      ask({ fact: 'dataLayer.value', params: { key } });
      start(valuesSignal);
      (page.dataLayer as unknown[]).push(...entries);
      expect(last(host.needs[0]!.key)).toBe(expected);
    },
  );

  it('are unknown after a function that may have set or reset something, and kept by one that only looks', () => {
    const layer: unknown[] = [{ user: { plan: 'pro' } }];
    page.dataLayer = layer;
    ask({ fact: 'dataLayer.value', params: { key: 'user.plan' } });
    start(valuesSignal);
    const called = jest.fn();
    layer.push(function look(this: { get: (key: string) => unknown }) {
      called(this.get('dataset'));
    });
    expect(last(host.needs[0]!.key)).toBe('pro');
    layer.push(function forget(this: { reset: () => void }) {
      called(this.reset());
    });
    expect(last(host.needs[0]!.key)).toBeUndefined();
    layer.push({ user: { plan: 'free' } });
    expect(last(host.needs[0]!.key)).toBe('free');
    expect(called).not.toHaveBeenCalled();
  });

  it('read nothing of an entry that nobody has asked for', () => {
    const layer: unknown[] = [];
    page.dataLayer = layer;
    ask({ fact: 'dataLayer.value', params: { key: 'user.plan' } });
    start(valuesSignal);
    const read = jest.fn();
    const entry = Object.defineProperty({ user: { plan: 'pro' } }, 'other', { get: read, enumerable: true });
    layer.push(entry);
    expect(last(host.needs[0]!.key)).toBe('pro');
    expect(read).not.toHaveBeenCalled();
  });

  it('are found under a name with a dot, as Tag Manager writes its own', () => {
    const layer: unknown[] = [];
    page.dataLayer = layer;
    ask({ fact: 'dataLayer.value', params: { key: 'gtm.videoPercent' } });
    start(valuesSignal);
    layer.push({ event: 'gtm.video', 'gtm.videoPercent': 25 });
    expect(last(host.needs[0]!.key)).toBe(25);
  });
});

describe('a data layer', () => {
  beforeEach(() => ask(purchases));

  it('that is not an array leaves everything as it is', () => {
    const layer = { push: () => 1 };
    page.dataLayer = layer;
    expect(() => start(eventsSignal)).not.toThrow();
    expect(last(PURCHASES)).toBe(0);
    expect(page.dataLayer).toBe(layer);
  });

  it('that is missing is begun, so that whoever begins it otherwise is heard at once', () => {
    delete page.dataLayer;
    start(eventsSignal);
    // As Tag Manager does, when a visitor has consented to it.
    const layer = (page.dataLayer ??= []) as unknown[];
    layer.push({ event: 'purchase' });
    expect(last(PURCHASES)).toBe(1);
  });

  it('with entries that throw, go in circles or are no objects is read on, and gets what is pushed', () => {
    const layer: unknown[] = [];
    page.dataLayer = layer;
    const reported: string[] = [];
    const signal = eventsSignal.start({ ...host, report: (what) => reported.push(what) });
    running.push(signal);
    const hostile = Object.defineProperty({}, 'event', {
      get() {
        throw new Error('hands off');
      },
    });
    const circular: Record<string, unknown> = { event: 'purchase' };
    circular['self'] = circular;
    expect(layer.push(hostile, null, 'text', () => 1, document.body, circular)).toBe(6);
    expect(layer).toHaveLength(6);
    expect(reported).toEqual(['data layer']);
    expect(last(PURCHASES)).toBe(1);
  });

  it('that is frozen is read all the same', () => {
    page.dataLayer = Object.freeze([{ event: 'purchase' }]);
    running.push(eventsSignal.start({ ...host, report: () => undefined }));
    expect(last(PURCHASES)).toBe(1);
  });

  it('gets its own push back when everybody has stopped', () => {
    const layer: unknown[] = [];
    page.dataLayer = layer;
    const first = start(eventsSignal);
    const second = start(cartSignal);
    first.stop();
    expect(Object.hasOwn(layer, 'push')).toBe(true);
    second.stop();
    expect(Object.hasOwn(layer, 'push')).toBe(false);
    const before = host.published.length;
    layer.push({ event: 'purchase' });
    expect(host.published).toHaveLength(before);
  });

  it('keeps a push that somebody else has wrapped since, which only passes on; page views do not add to it', () => {
    const layer: unknown[] = [];
    page.dataLayer = layer;
    const first = start(eventsSignal);
    const ours = layer.push.bind(layer);
    const theirs = (...entries: unknown[]): number => ours(...entries);
    layer.push = theirs;
    first.stop();
    expect(layer.push).toBe(theirs);
    for (let view = 0; view < 5; view += 1) {
      const again = start(eventsSignal);
      layer.push({ event: 'purchase' });
      expect(last(PURCHASES)).toBe(1);
      again.stop();
      expect(layer.push).toBe(theirs);
    }
    expect(layer).toHaveLength(5);
  });

  it('whose push somebody has wrapped since is not wrapped anew whenever the visitor comes or goes', () => {
    const layer: unknown[] = [];
    page.dataLayer = layer;
    start(eventsSignal);
    const ours = layer.push;
    const theirs = (...entries: unknown[]): number => ours.apply(layer, entries);
    layer.push = theirs;
    host.attention({ focused: false });
    host.attention({ focused: true });
    expect(layer.push).toBe(theirs);
    layer.push({ event: 'purchase' });
    expect(last(PURCHASES)).toBe(1);
  });

  it('that was replaced has its own push again', () => {
    const first: unknown[] = [];
    page.dataLayer = first;
    start(eventsSignal);
    expect(Object.hasOwn(first, 'push')).toBe(true);
    page.dataLayer = [];
    host.attention({ focused: false });
    expect(Object.hasOwn(first, 'push')).toBe(false);
  });

  it('whose push was replaced, or which was replaced as a whole, is read when the visitor comes back', () => {
    const layer: unknown[] = [];
    page.dataLayer = layer;
    start(eventsSignal);
    layer.push = (...entries) => Array.prototype.push.apply(layer, entries);
    layer.push({ event: 'purchase' });
    expect(last(PURCHASES)).toBe(0);
    host.attention({ visible: true });
    expect(last(PURCHASES)).toBe(1);
    page.dataLayer = [{ event: 'purchase' }];
    host.attention({ visible: true });
    expect(last(PURCHASES)).toBe(2);
    (page.dataLayer as unknown[]).push({ event: 'purchase' });
    expect(last(PURCHASES)).toBe(3);
  });
});
