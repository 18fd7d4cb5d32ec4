import fc from 'fast-check';
import { addressAt, isMisleading, safeAddress } from '../../../src/chat/rich/links.ts';

describe('an address to which a visitor can be sent', () => {
  it.each([
    ['https://shop.example/a?b=c#d', 'https://shop.example/a?b=c#d'],
    ['HTTP://shop.example', 'http://shop.example/'],
    ['mailto:help@shop.example', 'mailto:help@shop.example'],
    ['mailto:help@shop.example?subject=Hi', 'mailto:help@shop.example?subject=Hi'],
    ['tel:+31201234567', 'tel:+31201234567'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
  ])('%s', (text, address) => {
    expect(safeAddress(text)).toBe(address);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    'java\u0000script:alert(1)',
    '\u0001javascript:alert(1)',
    ' javascript:alert(1)',
    'javascript&colon;alert(1)',
    'vbscript:msgbox(1)',
    'data:text/html,<script>alert(1)</script>',
    'blob:https://shop.example/1',
    'file:///etc/passwd',
    'filesystem:https://shop.example/',
    'view-source:https://shop.example',
    'ws://shop.example',
    'about:blank',
    'http:shop.example',
    'https:/shop.example',
    'https:///shop.example',
    'https:\\\\shop.example',
    'https://shop.example\\@evil.example',
    'https://bank.example@evil.example/',
    'https://user:word@evil.example/',
    'https://shop.example/\u202egnp.exe',
    'https://shop\u200b.example/',
    'https://shop.example/a b',
    'https://shop.example/\n',
    'ｊavascript:alert(1)',
    'httpſ://shop.example',
    'https://',
    'mailto:',
    'mailto:nobody',
    'tel:javascript',
    '//evil.example',
    '/relative',
    '#',
    '',
    `https://shop.example/${'a'.repeat(3000)}`,
  ])('is not %j', (text) => {
    expect(safeAddress(text)).toBeNull();
  });

  it('has one of four schemes, whatever was given', () => {
    const scheme = fc.mixedCase(
      fc.constantFrom('javascript', 'data', 'vbscript', 'blob', 'file', 'https', 'mailto'),
    );
    const parts = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 4 }),
        scheme,
        fc.constantFrom(':', '//', '\t', '\u0000', '@', '\\'),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(parts, (given) => {
        const address = safeAddress(given.join(''));
        if (address === null) return;
        expect(['http:', 'https:', 'mailto:', 'tel:']).toContain(new URL(address).protocol);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('an address in running text', () => {
  const found = (text: string, at = text.indexOf('http')) => {
    const address = addressAt(text, at);
    return address === null ? null : text.slice(at, address.end);
  };
  it.each([
    ['see https://shop.example/a.', 'https://shop.example/a'],
    ['(https://shop.example/a_(b))', 'https://shop.example/a_(b)'],
    ['(see https://shop.example/a)', 'https://shop.example/a'],
    ['“https://shop.example”', 'https://shop.example”'],
    ['https://shop.example/?a=1&b=2, and', 'https://shop.example/?a=1&b=2'],
    ['https://shop.example!!', 'https://shop.example'],
  ])('%s', (text, address) => {
    expect(found(text)).toBe(address);
  });

  it('does not begin inside a word', () => {
    expect(found('xhttps://shop.example')).toBeNull();
  });
});

it('words that name another host than the link leads to are found', () => {
  expect(isMisleading('https://bank.example/', 'https://evil.example/')).toBe(true);
  expect(isMisleading('www.bank.example', 'https://evil.example/')).toBe(true);
  expect(isMisleading('bank.example', 'https://www.bank.example/account')).toBe(false);
  expect(isMisleading('our care guide', 'https://shop.example/')).toBe(false);
  expect(isMisleading('Yes. No', 'https://shop.example/')).toBe(false);
});
