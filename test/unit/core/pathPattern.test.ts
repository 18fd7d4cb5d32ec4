import fc from 'fast-check';
import { matchesPathPattern } from '../../../src/core/pathPattern.ts';

describe('path patterns', () => {
  it.each([
    ['/pricing', '/pricing', true],
    ['/pricing/', '/pricing', true],
    ['/pricing', '/pricing/', true],
    ['/Pricing', '/pricing', false],
    ['/pricing/eu', '/pricing', false],
    ['/pricing', '/pricing/**', true],
    ['/pricing/', '/pricing/**', true],
    ['/pricing/eu/business', '/pricing/**', true],
    ['/pricing-old', '/pricing/**', false],
    ['/pricing/eu', '/pricing/*', true],
    ['/pricing', '/pricing/*', false],
    ['/pricing/eu/business', '/pricing/*', false],
    ['/nl/pricing', '/*/pricing', true],
    ['/nl/be/pricing', '/*/pricing', false],
    ['/nl/be/pricing', '/**/pricing', true],
    ['/pricing', '/**/pricing', true],
    ['/a/b/c/d', '/a/**/d', true],
    ['/a/d', '/a/**/d', true],
    ['/a', '/a/**/a', false],
    ['/a/x/b/y/c', '/a/**/b/**/c', true],
    ['/a/b', '/a/**/b/**/b', false],
    ['/a/x/b/b', '/a/**/b/**/b', true],
    ['/blog/2026-11-22-chat', '/blog/2026-*-chat', true],
    ['/blog/2026-chat', '/blog/2026-*-chat', false],
    ['/blog/abcabd', '/blog/*ab*d', true],
    ['/ab', '/a*b*', true],
    ['/aa', '/a*a*a', false],
    ['/', '/', true],
    ['/', '/**', true],
    ['/', '**', true],
    ['/any/thing', '**', true],
    ['/products/mug.html', '/products/*.html', true],
    ['/products/mug.htm', '/products/*.html', false],
    ['/caf%C3%A9/menu', '/café/*', true],
    ['/café', '/caf%C3%A9', true],
    ['/100%', '/100%', true],
    ['/a.c', '/a?c', false],
    ['/a(b', '/a(b', true],
  ])('%s against %s: %s', (path, pattern, expected) => {
    expect(matchesPathPattern(path, pattern)).toBe(expected);
  });

  it('agrees with a plain recursive definition of the pattern language', () => {
    const segment = (text: string, pattern: string): boolean => {
      if (pattern === '') return text === '';
      if (pattern.startsWith('*')) {
        return segment(text, pattern.slice(1)) || (text !== '' && segment(text.slice(1), pattern));
      }
      return text !== '' && text.charAt(0) === pattern.charAt(0) && segment(text.slice(1), pattern.slice(1));
    };
    const all = (path: readonly string[], pattern: readonly string[]): boolean => {
      const [first, ...rest] = pattern;
      if (first === undefined) return path.length === 0;
      if (first === '**') return all(path, rest) || (path.length > 0 && all(path.slice(1), pattern));
      return path.length > 0 && segment(path[0] ?? '', first) && all(path.slice(1), rest);
    };
    const pathSegment = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 4 });
    const patternSegment = fc.oneof(
      fc.constant('**'),
      fc
        .string({ unit: fc.constantFrom('a', 'b', '*'), minLength: 1, maxLength: 4 })
        .filter((text) => text !== '**'),
    );
    fc.assert(
      fc.property(
        fc.array(pathSegment, { maxLength: 5 }),
        fc.array(patternSegment, { minLength: 1, maxLength: 5 }),
        (path, pattern) => {
          expect(matchesPathPattern(`/${path.join('/')}`, `/${pattern.join('/')}`)).toBe(all(path, pattern));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['stars in one segment', `/${'a'.repeat(2000)}`, `/${'a*'.repeat(120)}b`],
    ['many crossings', `/${'a/'.repeat(1000)}`, `/${'**/a/'.repeat(50)}b`],
    ['crossings of stars', `/${'ab/'.repeat(660)}`, `/${'**/*b/'.repeat(40)}c`],
  ])('does not take long over %s', (_, path, pattern) => {
    // Of the processor, which other work on the machine does not lengthen.
    const start = process.cpuUsage();
    expect(matchesPathPattern(path, pattern)).toBe(false);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(50);
  });

  it('looks at the first 2048 characters only', () => {
    expect(matchesPathPattern(`/a/${'x'.repeat(10_000)}`, '/a/**')).toBe(true);
    expect(matchesPathPattern(`/a/${'x'.repeat(10_000)}/end`, '/a/**/end')).toBe(false);
  });
});
