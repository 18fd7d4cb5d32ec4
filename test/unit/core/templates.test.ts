import { factNames, isFactName } from '../../../src/core/facts.ts';
import { factGroups } from '../../../src/core/render.ts';
import { placeholdersOf } from '../../../src/core/templates.ts';

describe('placeholders', () => {
  it('finds facts with formats and fallbacks, and where they stand', () => {
    const text = 'Ask about {page.title|our plans}, {cart.value:currency} or {cart.value:currency|}.';
    const found = placeholdersOf(text, isFactName);
    expect(found.map(({ fact, format, fallback }) => [fact, format, fallback])).toEqual([
      ['page.title', undefined, 'our plans'],
      ['cart.value', 'currency', undefined],
      ['cart.value', 'currency', ''],
    ]);
    for (const { raw, start, end } of found) expect(text.slice(start, end)).toBe(raw);
  });

  it.each([
    '{braces}',
    '{page.nothing}',
    '{constructor.name}',
    '{ page.title }',
    '{page.title',
    '{page.title|{x}}',
  ])('leaves %s alone', (text) => {
    expect(placeholdersOf(text, isFactName)).toEqual([]);
  });
});

it('the groups the tag knows facts by are those of the table', () => {
  const groups = new Set(factNames().map((name) => name.split('.')[0]));
  expect([...factGroups].sort()).toEqual([...groups].sort());
});
