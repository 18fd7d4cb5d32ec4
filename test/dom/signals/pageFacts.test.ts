import { deviceSignal } from '../../../src/signals/device.ts';
import { readUrlFacts, urlSignal } from '../../../src/signals/url.ts';
import { visitsSignal } from '../../../src/signals/visits.ts';
import { createFakeSignalHost } from '../../fakes/fakeSignalHost.ts';

it('reads the address; of a repeated parameter the first value counts', () => {
  history.replaceState(null, '', '/pricing?plan=pro&plan=basic&__proto__=x#faq');
  document.title = 'Plans';
  const facts = readUrlFacts(window);
  expect(facts.get('page.path')).toBe('/pricing');
  expect(facts.get('page.hash')).toBe('#faq');
  expect(facts.get('page.title')).toBe('Plans');
  expect(Object.entries(facts.get('page.query') as object)).toEqual([
    ['plan', 'pro'],
    ['__proto__', 'x'],
  ]);
});

it('looks at the title once more before an invitation', () => {
  const host = createFakeSignalHost('page.title');
  const signal = urlSignal.start(host);
  document.title = 'Your plan';
  signal.refresh?.();
  expect(host.published.at(-1)).toEqual(['page.title', 'Your plan']);
});

it('tells page views and visits, and who has been here before', () => {
  const host = createFakeSignalHost('visitor.visits');
  visitsSignal.start({ ...host, visits: { ...host.visits, count: () => ({ pageViews: 3, visits: 2 }) } });
  expect(host.published).toEqual([
    ['visit.pageViews', 3],
    ['visitor.visits', 2],
    ['visitor.returning', true],
  ]);
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
