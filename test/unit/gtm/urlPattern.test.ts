import { urlMatchesPattern } from '../../../src/gtm/urlPattern.ts';

describe('URL patterns of permissions', () => {
  it.each([
    ['https://cdn.example.com/a.js', 'https://cdn.example.com/a.js', true],
    ['https://cdn.example.com/a.js', 'https://cdn.example.com/a.js#part', true],
    ['https://cdn.example.com/a.js', 'https://cdn.example.com/a.js?v=1', false],
    ['https://cdn.example.com/a.js*', 'https://cdn.example.com/a.js?v=1', true],
    ['https://cdn.example.com/', 'https://cdn.example.com/any/path.js', true],
    ['https://cdn.example.com/dir/', 'https://cdn.example.com/dir/a.js', false],
    ['https://cdn.example.com/dir/*', 'https://cdn.example.com/dir/a.js', true],
    ['https://cdn.example.com/dir/*', 'https://cdn.example.com/directory.js', true],
    ['https://cdn.example.com/v*/e.js', 'https://cdn.example.com/v1.2/e.js', true],
    ['https://cdn.example.com/a.js', 'https://cdn.example.com/aXjs', false],
    ['https://*.example.com/*', 'https://example.com/x', true],
    ['https://*.example.com/*', 'https://a.b.example.com/x', true],
    ['https://*.example.com/*', 'https://evilexample.com/x', false],
    ['https://cdn.example.com/', 'http://cdn.example.com/x', false],
    ['https://cdn.example.com/', 'https://cdn.example.com:8443/x', false],
    ['https://cdn.example.com/', 'https://cdn.example.com.evil.example/x', false],
    ['https://cdn.example.com/', 'https://localhost/x', false],
    ['https://cdn.example.com/', 'no address', false],
  ])('%s covers %s: %s', (pattern, url, expected) => {
    expect(urlMatchesPattern(url, pattern)).toBe(expected);
  });

  it.each(['https://*/x', 'https://*.com/x', 'http://cdn.example.com/', 'https://localhost/x', '*'])(
    '%s is invalid',
    (pattern) => {
      expect(() => urlMatchesPattern('https://cdn.example.com/x', pattern)).toThrow('invalid URL pattern');
    },
  );
});
