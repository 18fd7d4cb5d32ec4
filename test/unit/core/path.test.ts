import { parsePath, resolvePath } from '../../../src/core/path.ts';

describe('paths into a fact', () => {
  it.each([
    ['$.plan', ['plan']],
    ['$.utm_source', ['utm_source']],
    ['$.a-b.c[0]', ['a-b', 'c', '0']],
    ['$[3]', ['3']],
  ])('reads %s', (path, segments) => {
    expect(parsePath(path)).toEqual(segments);
  });

  it.each([
    '',
    '$',
    'plan',
    '$plan',
    '$.',
    '$..plan',
    '$.*',
    '$[*]',
    '$[-1]',
    '$[0:2]',
    "$['plan']",
    '$[?(@.price > 10)]',
    '$[(@.length-1)]',
    '$.a b',
    '$.__proto__',
    '$.constructor.constructor',
    '$.a.prototype',
    `$${'.a'.repeat(17)}`,
    `$.${'a'.repeat(65)}`,
  ])('refuses %s', (path) => {
    expect(parsePath(path)).toBeNull();
    expect(resolvePath({ plan: 'pro', '': 'x' }, path)).toBeUndefined();
  });

  it('follows own members only', () => {
    expect(resolvePath({ plan: 'pro' }, '$.plan')).toBe('pro');
    expect(resolvePath({ plan: 'pro' }, '$.toString')).toBeUndefined();
    expect(resolvePath(['a', 'b'], '$[1]')).toBe('b');
    expect(resolvePath(['a', 'b'], '$[2]')).toBeUndefined();
    expect(resolvePath('text', '$[0]')).toBeUndefined();
    expect(resolvePath(undefined, '$.plan')).toBeUndefined();
  });

  it('does not see what a page has put on Object.prototype', () => {
    const polluted = Object.prototype as unknown as Record<string, unknown>;
    polluted.plan = 'pro';
    try {
      expect(resolvePath({}, '$.plan')).toBeUndefined();
    } finally {
      delete polluted.plan;
    }
  });
});
