import { deviceSignal } from '../../../src/signals/device.ts';
import { readUrlFacts } from '../../../src/page/urlFacts.ts';
import { titleSignal } from '../../../src/signals/title.ts';
import { createFakeSignalHost } from '../../fakes/fakeSignalHost.ts';

it('reads the address; of a repeated parameter the first value counts', () => {
  history.replaceState(null, '', '/pricing?plan=pro&plan=basic&__proto__=x#faq');
  const facts = readUrlFacts(window);
  expect(facts.get('page.path')).toBe('/pricing');
  expect(facts.get('page.hash')).toBe('#faq');
  expect(Object.entries(facts.get('page.query') as object)).toEqual([
    ['plan', 'pro'],
    ['__proto__', 'x'],
  ]);
});

it('tells the title when it changes, and before an invitation', async () => {
  const host = createFakeSignalHost('page.title');
  document.title = 'Plans';
  const signal = titleSignal.start(host);
  document.title = 'Your plan';
  await Promise.resolve();
  host.clock.advance(500);
  document.title = 'Checkout';
  signal.refresh?.();
  signal.refresh?.();
  expect(host.published.map(([, title]) => title)).toEqual(['Plans', 'Your plan', 'Checkout']);
  signal.stop();
});

it('tells the title also after the page has put another head in the place of the one before', async () => {
  const host = createFakeSignalHost('page.title');
  document.title = 'Plans';
  const signal = titleSignal.start(host);
  const head = document.createElement('head');
  document.head.replaceWith(head);
  await Promise.resolve();
  host.clock.advance(500);
  document.title = 'Checkout';
  await Promise.resolve();
  host.clock.advance(500);
  expect(host.published.at(-1)?.[1]).toBe('Checkout');
  signal.stop();
  document.title = 'Thanks';
  await Promise.resolve();
  expect(host.clock.pending()).toBe(0);
});

it.each([
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1',
    ['mobile', 'iOS', 'Mobile Safari'],
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', ['desktop', 'Linux', 'Firefox']],
  ['something nobody knows', ['desktop', undefined, undefined]],
])('knows a device by its user agent: %s', (userAgent, expected) => {
  const host = createFakeSignalHost('device.type');
  const navigator = { userAgent } as Navigator;
  deviceSignal.start({ ...host, window: { navigator } as Window });
  expect(host.published.map(([, value]) => value)).toEqual(expected);
});
