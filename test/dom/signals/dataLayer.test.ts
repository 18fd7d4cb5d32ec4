import { dataLayerSignal } from '../../../src/signals/dataLayer.ts';
import { createFakeSignalHost } from '../../fakes/fakeSignalHost.ts';
import type { FakeSignalHost } from '../../fakes/fakeSignalHost.ts';

type Layer = { dataLayer?: unknown };
const page = window as unknown as Layer;
const PURCHASES = 'event.count?name=purchase';

afterEach(() => {
  delete page.dataLayer;
});

function start(): { host: FakeSignalHost; stop: () => void } {
  const host = createFakeSignalHost('event.count', [], { name: 'purchase' });
  return { host, stop: dataLayerSignal.start(host).stop };
}

const viewCart = {
  event: 'view_cart',
  ecommerce: {
    currency: 'EUR',
    value: 59.9,
    items: [
      { item_id: 'lamp', price: 19.95, quantity: 2 },
      { item_id: 'bulb', price: 20 },
    ],
  },
};

it('knows that nothing has happened yet', () => {
  page.dataLayer = [];
  expect(start().host.published).toContainEqual([PURCHASES, 0]);
});

it('counts events pushed before and after it came', () => {
  const layer: unknown[] = [{ event: 'purchase' }];
  page.dataLayer = layer;
  const { host } = start();
  expect(host.published.at(-1)).not.toEqual([PURCHASES, 0]);
  layer.push({ event: 'purchase' });
  expect(host.published.filter(([key]) => key === PURCHASES).at(-1)).toEqual([PURCHASES, 2]);
});

it('counts anew on the next page view, and keeps the cart', () => {
  const layer: unknown[] = [{ event: 'purchase' }, viewCart];
  page.dataLayer = layer;
  start().stop();
  layer.push({ event: 'other' });
  const { host } = start();
  expect(host.published).toContainEqual([PURCHASES, 0]);
  expect(host.published).toContainEqual(['cart.value', 59.9]);
  layer.push({ event: 'purchase' });
  expect(host.published.at(-1)).not.toEqual([PURCHASES, 0]);
  expect(host.published.filter(([key]) => key === PURCHASES).at(-1)).toEqual([PURCHASES, 1]);
});

it('reads the cart as GA4 tells it, and empties it with the purchase', () => {
  page.dataLayer = [viewCart];
  const { host } = start();
  expect(host.published).toEqual(
    expect.arrayContaining([
      ['cart.value', 59.9],
      ['cart.currency', 'EUR'],
      ['cart.quantity', 3],
      ['cart.itemIds', ['lamp', 'bulb']],
    ]),
  );
  (page.dataLayer as unknown[]).push({ event: 'purchase' });
  expect(host.published).toContainEqual(['cart.value', 0]);
});

it.each([
  ['missing', undefined],
  ['not an array', { push: () => 1 }],
])('stays quiet when the data layer is %s', (_, layer) => {
  page.dataLayer = layer;
  expect(() => start()).not.toThrow();
});

it('survives entries that throw when they are read, and passes them on', () => {
  const layer: unknown[] = [];
  page.dataLayer = layer;
  const host = createFakeSignalHost('event.count', [], { name: 'purchase' });
  const reported: string[] = [];
  dataLayerSignal.start({ ...host, report: (what) => reported.push(what) });
  const hostile = Object.defineProperty({}, 'event', {
    get() {
      throw new Error('hands off');
    },
  });
  expect(layer.push(hostile, { event: 'purchase' })).toBe(2);
  expect(layer).toHaveLength(2);
  expect(reported).toEqual(['data layer']);
  expect(host.published).toContainEqual([PURCHASES, 1]);
});

it('gives the page its own push back when stopped', () => {
  const layer: unknown[] = [];
  page.dataLayer = layer;
  const { host, stop } = start();
  stop();
  expect(Object.hasOwn(layer, 'push')).toBe(false);
  const before = host.published.length;
  layer.push({ event: 'purchase' });
  expect(host.published).toHaveLength(before);
});

it('leaves a push that somebody else has wrapped since, and only passes on', () => {
  const layer: unknown[] = [];
  page.dataLayer = layer;
  const { host, stop } = start();
  const ours = layer.push.bind(layer);
  const theirs = (...entries: unknown[]): number => ours(...entries);
  layer.push = theirs;
  stop();
  expect(layer.push).toBe(theirs);
  layer.push({ event: 'purchase' });
  expect(layer).toHaveLength(1);
  expect(host.published.filter(([key]) => key === PURCHASES)).toEqual([[PURCHASES, 0]]);
});
