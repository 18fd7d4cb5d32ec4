import fc from 'fast-check';
import { operatorTests } from '../../../src/core/operatorTests.ts';
import { checkRegex, waysThrough } from '../../../src/rules/checkRegex.ts';
import type { RegexItem, RegexWay } from '../../../src/rules/checkRegex.ts';

const LENGTH = 10_000;
/** As checkRegex.ts reckons; a browser takes at most some nanoseconds for one. */
const MOST_STEPS = 1_000_000;

describe('regular expressions that can be used', () => {
  it.each([
    'Pricing',
    '^(Plans|Pricing) [0-9]{4}$',
    '^/orders/[0-9]+/[a-z-]*$',
    '^/[a-z]{2}(-[A-Z]{2})?/pricing',
    'order #[0-9]+',
    'utm_source=(google|bing)(&|$)',
    'v[0-9]{1,2}\\.[0-9]{1,2}',
    '^[^/]+/[^/]+$',
    '^[a-z]+@shop\\.example$',
    '\\d\\d\\d\\d-\\d\\d',
    'caf[eé]',
    '',
  ])('%s', (pattern) => {
    expect(checkRegex(pattern)).toBeNull();
  });
});

describe('regular expressions that are refused', () => {
  it.each([
    ['(a+)+$', 'repeated_group'],
    ['([a-zA-Z]+)*', 'repeated_group'],
    ['(a|aa)+', 'repeated_group'],
    ['(a|a?)+', 'repeated_group'],
    ['^(([a-z])+.)+[A-Z]([a-z])+$', 'repeated_group'],
    ['(.*a){20}', 'repeated_group'],
    ['^([a-zA-Z0-9_.-])+@(([a-zA-Z0-9-])+.)+([a-zA-Z0-9]{2,4})+$', 'repeated_group'],
    ['^a*a*b$', 'several_ways'],
    ['^\\s*\\S*.*$', 'several_ways'],
    ['^.*a.*b', 'several_ways'],
    ['^[0-9]+[0-9a-f]*x', 'several_ways'],
    ['^a+b?a+c', 'several_ways'],
    ['a*b', 'overlapping_starts'],
    ['\\s+$', 'overlapping_starts'],
    ['.*error', 'several_ways'],
    ['error.*page', 'several_ways'],
    ['a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaa', 'too_many_steps'],
    ['[a-z]{0,30}[a-z]{0,30}x', 'too_many_steps'],
    ['(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)', 'too_many_steps'],
    ['a{9999}', 'too_many_steps'],
    ['(a)\\1', 'not_supported'],
    ['(?=a)b', 'not_supported'],
    ['(?<!a)b', 'not_supported'],
    ['(?<year>[0-9])', 'not_supported'],
    ['\\bword', 'not_supported'],
    ['\\p{L}', 'not_supported'],
    ['a^b', 'not_supported'],
    ['[a-', 'syntax'],
    ['a{', 'syntax'],
    ['(a', 'syntax'],
    ['*a', 'syntax'],
  ])('%s: %s', (pattern, reason) => {
    expect(checkRegex(pattern)?.reason).toBe(reason);
  });
});

/** Tries one way after the other, as a browser's engine does, and counts the characters it looks at. */
function search(
  ways: readonly RegexWay[],
  text: string,
): { readonly found: boolean; readonly steps: number } {
  let steps = 0;
  const sets = new Map<string, RegExp>();
  const fits = ({ set }: RegexItem, position: number): boolean => {
    steps += 1;
    const expression = sets.get(set) ?? new RegExp(`^${set}$`, 'u');
    sets.set(set, expression);
    return position < text.length && expression.test(text.charAt(position));
  };
  const match = ({ items, endsText }: RegexWay, index: number, position: number): boolean => {
    const item = items[index];
    if (item === undefined) return !endsText || position === text.length;
    let count = 0;
    while (count < item.most && fits(item, position + count)) count += 1;
    for (; count >= item.least; count -= 1) {
      if (match({ items, endsText, isAnchored: true }, index + 1, position + count)) return true;
    }
    return false;
  };
  for (let start = 0; start <= text.length; start += 1) {
    for (const way of ways) {
      if ((start === 0 || !way.isAnchored) && match(way, 0, start)) return { found: true, steps };
    }
  }
  return { found: false, steps };
}

const set = fc.constantFrom('a', 'b', 'c', '.', '[ab]', '[^a]', '[b-d]', '\\d', '\\w', '\\s');
const times = fc.constantFrom('', '', '', '?', '*', '+', '{2}', '{0,3}', '{1,}', '*?');
const term = fc.tuple(set, times).map((parts) => parts.join(''));
const sequence = fc.array(term, { minLength: 1, maxLength: 4 }).map((terms) => terms.join(''));
const group = fc
  .tuple(fc.array(sequence, { minLength: 1, maxLength: 2 }), fc.constantFrom('', '?'))
  .map(([ways, optional]) => `(${ways.join('|')})${optional}`);
const pattern = fc
  .tuple(
    fc.constantFrom('^', ''),
    fc.array(fc.oneof({ weight: 4, arbitrary: term }, { weight: 1, arbitrary: group }), {
      minLength: 1,
      maxLength: 5,
    }),
    fc.constantFrom('$', ''),
  )
  .map(([start, terms, end]) => `${start}${terms.join('')}${end}`)
  .filter((given) => checkRegex(given) === null);
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', '1', ' '), maxLength: 12 });

describe('every pattern that is accepted', () => {
  it('takes a bounded number of steps, whatever the text', () => {
    fc.assert(
      fc.property(pattern, word, word, word, (given, before, repeated, after) => {
        const filling = repeated === '' ? 'a' : repeated;
        const middle = filling.repeat(Math.ceil((LENGTH - before.length - after.length) / filling.length));
        const text = `${before}${middle}`.slice(0, LENGTH - after.length) + after;
        expect(search(waysThrough(given), text).steps).toBeLessThanOrEqual(MOST_STEPS);
      }),
      { numRuns: process.env['CI'] === undefined ? 300 : 60 },
    );
  });

  it('is understood as the browser understands it', () => {
    fc.assert(
      fc.property(pattern, word, (given, text) => {
        expect(search(waysThrough(given), text).found).toBe(new RegExp(given, 'u').test(text));
      }),
      { numRuns: 3000 },
    );
  });
});

it('nothing beyond the first ten thousand characters is looked at', () => {
  const text = `${'a'.repeat(LENGTH)}b`;
  expect(operatorTests.matchesRegex(text, 'b')).toBe(false);
  expect(operatorTests.matchesRegex(text.slice(1), 'b')).toBe(true);
});
