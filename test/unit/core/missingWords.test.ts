import { describeMissing } from '../../../src/core/missingWords.ts';

it.each([
  [{ fact: 'engagement.engagedSeconds', unit: 'seconds', missing: 6 }, '6 more engaged seconds'],
  [{ fact: 'engagement.engagedSeconds', unit: 'seconds', missing: 0.62 }, '0.7 more engaged seconds'],
  [{ fact: 'engagement.dwellSeconds', unit: 'seconds', missing: 1 }, '1 more second on the page'],
  [{ fact: 'engagement.scrollPercent', unit: 'percent', missing: 20.5 }, 'another 20.5 % of the page'],
  [{ fact: 'visit.pageViews', missing: 1 }, '1 more page view'],
  [{ fact: 'visit.pathViews', params: { path: '/faq/**' }, missing: 2 }, '2 more path views of /faq/**'],
  [{ fact: 'event.count', params: { name: 'add_to_cart' }, missing: 1 }, '1 more “add_to_cart” event'],
  [{ fact: 'vitals.lcpMs', unit: 'milliseconds', missing: 1300 }, '1,300 more milliseconds of vitals.lcpMs'],
] as const)('%j is %s', (missing, words) => {
  expect(describeMissing(missing)).toBe(words);
});
