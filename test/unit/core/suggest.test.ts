import { factNames } from '../../../src/core/facts.ts';
import { operatorNames } from '../../../src/core/operators.ts';
import { suggest, suggestName } from '../../../src/core/suggest.ts';

describe('suggestions', () => {
  const facts = factNames();

  it.each([
    ['page.pth', 'page.path'],
    ['page.Path', 'page.path'],
    ['engagement.scrolPercent', 'engagement.scrollPercent'],
    ['scrollPercent', 'engagement.scrollPercent'],
    ['device.tpye', 'device.type'],
    ['visit.scrollPercent', 'engagement.scrollPercent'],
    ['weather.temperature', null],
    ['', null],
    ['x'.repeat(10_000), null],
  ])('for the fact %s: %s', (word, expected) => {
    expect(suggest(word, facts)).toBe(expected);
  });

  it.each([
    ['scroll.percent', 'engagement.scrollPercent'],
    ['page.scroll_percent', 'engagement.scrollPercent'],
    ['engaged.seconds', 'engagement.engagedSeconds'],
    ['visitor.isReturning', 'visitor.returning'],
    ['page.pth', 'page.path'],
    ['page.url', 'page.url'],
    ['weather.temperature', null],
  ])('for the words %s: %s', (word, expected) => {
    expect(suggestName(word, facts)).toBe(expected);
  });

  it.each([
    ['equals', 'equal'],
    ['greaterThen', 'greaterThan'],
    ['matchPath', 'matchesPath'],
    ['notEquals', 'notEqual'],
    ['regex', 'matchesRegex'],
  ])('for the operator %s: %s', (word, expected) => {
    expect(suggest(word, operatorNames)).toBe(expected);
  });
});
