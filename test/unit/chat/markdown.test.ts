import fc from 'fast-check';
import type { Block, List } from '../../../src/chat/rich/blocks.ts';
import { parseBlocks } from '../../../src/chat/rich/blocks.ts';
import type { Inline } from '../../../src/chat/rich/inline.ts';
import { parseAddresses, parseInline } from '../../../src/chat/rich/inline.ts';

/** What was parsed, written as what it will be drawn as. */
const inline = (parts: readonly Inline[]): string =>
  parts
    .map((part) => {
      if (typeof part === 'string') return part;
      if (part.kind === 'code') return `<code>${part.text}</code>`;
      const words = inline(part.children);
      return part.kind === 'link'
        ? `<a ${part.address}>${words}</a>`
        : `<${part.kind}>${words}</${part.kind}>`;
    })
    .join('');
const list = ({ start, items }: List): string =>
  `<${start ?? 'ul'}>${items.map((item) => `<li>${inline(item.children)}${item.lists.map(list).join('')}</li>`).join('')}</>`;
const block = (part: Block): string => {
  if (part.kind === 'list') return list(part);
  return part.kind === 'code' ? `<pre>${part.text}</pre>` : `<${part.kind}>${inline(part.children)}</>`;
};

describe('a line of Markdown', () => {
  it.each([
    ['**bold** and *italic*', '<strong>bold</strong> and <em>italic</em>'],
    ['__bold__ and _italic_', '<strong>bold</strong> and <em>italic</em>'],
    ['***both***', '<strong><em>both</em></strong>'],
    ['**a *b* c**', '<strong>a <em>b</em> c</strong>'],
    ['*a **b***', '<em>a <strong>b</strong></em>'],
    ['~~gone~~ ~not~', '<s>gone</s> ~not~'],
    ['`a **b**`', '<code>a **b**</code>'],
    ['``a ` b``', '<code>a ` b</code>'],
    ['`open', '`open'],
    ['snake_case_name', 'snake_case_name'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['**open', '**open'],
    ['a** b**', 'a** b**'],
    ['****', '****'],
    ['\\*no\\* \\q', '*no* \\q'],
    ['[words](https://shop.example/a)', '<a https://shop.example/a>words</a>'],
    ['[**bold**](https://shop.example/)', '<a https://shop.example/><strong>bold</strong></a>'],
    ['[wiki](https://shop.example/a_(b))', '<a https://shop.example/a_(b)>wiki</a>'],
    ['[mail](mailto:a@b.example) [call](tel:+3120)', '<a mailto:a@b.example>mail</a> <a tel:+3120>call</a>'],
    ['![a picture](https://shop.example/p.png)', '<a https://shop.example/p.png>a picture</a>'],
    ['[x](javascript:alert(1))', '[x](javascript:alert(1))'],
    ['[x](data:text/html,y)', '[x](data:text/html,y)'],
    [
      '[https://bank.example](https://evil.example)',
      '[<a https://bank.example/>https://bank.example</a>](https://evil.example)',
    ],
    [
      '[a [b](https://b.example/) c](https://a.example/)',
      '[a <a https://b.example/>b</a> c](https://a.example/)',
    ],
    ['[no link] and ] and [', '[no link] and ] and ['],
    ['see https://shop.example/a_b_c.', 'see <a https://shop.example/a_b_c>https://shop.example/a_b_c</a>.'],
    ['**https://shop.example**', '<strong><a https://shop.example/>https://shop.example</a></strong>'],
    ['<https://shop.example>', '<<a https://shop.example/>https://shop.example</a>>'],
    ['<b>no markup</b> &amp;', '<b>no markup</b> &amp;'],
  ])('%s', (text, drawn) => {
    expect(inline(parseInline(text))).toBe(drawn);
  });

  it('keeps every character that is no mark, in its order', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom(
          '*',
          '**',
          '_',
          '~~',
          '`',
          '``',
          '[',
          '](',
          ')',
          '![',
          '\\',
          ' ',
          '\n',
          'http://a.example',
        ),
        fc.string({ maxLength: 3 }),
      ),
      { maxLength: 40 },
    );
    const kept = (text: string): string => text.replace(/[*_~`[\]()!\\]|https?:[^\s]*/g, '');
    fc.assert(
      fc.property(pieces, (given) => {
        const text = given.join('');
        const words = inline(parseInline(text)).replace(/<\/?(strong|em|s|code|a)( [^>]*)?>/g, '');
        expect(kept(words).length).toBeLessThanOrEqual(kept(text).length + 1000);
        expect(text.replace(/\s/g, '').length === 0 || words.length > 0).toBe(true);
      }),
    );
  });
});

it('the own text of a visitor has links and nothing else', () => {
  expect(inline(parseAddresses('**a** [b](https://b.example) `c`'))).toBe(
    '**a** [b](<a https://b.example/>https://b.example</a>) `c`',
  );
});

describe('a message of Markdown', () => {
  it.each([
    ['a\nb\n\nc', '<paragraph>a\nb</><paragraph>c</>'],
    ['# Head\ntext', '<heading>Head</><paragraph>text</>'],
    ['- a\n- b', '<ul><li>a</li><li>b</li></>'],
    ['3. a\n4. b', '<3><li>a</li><li>b</li></>'],
    ['- a\n  - b\n    1. c\n- d', '<ul><li>a<ul><li>b<1><li>c</li></></li></></li><li>d</li></>'],
    ['- a\n  goes on', '<ul><li>a\ngoes on</li></>'],
    ['text\n- a\n\nmore', '<paragraph>text</><ul><li>a</li></><paragraph>more</>'],
    ['```js\nlet a = "*b*";\n\n```\nc', '<pre>let a = "*b*";\n</pre><paragraph>c</>'],
    ['```\nopen', '<pre>open</pre>'],
    ['~~~~\n```\n~~~~', '<pre>```</pre>'],
    ['-no list', '<paragraph>-no list</>'],
    ['a\r\nb', '<paragraph>a\nb</>'],
    ['   ', ''],
  ])('%j', (text, drawn) => {
    expect(parseBlocks(text).map(block).join('')).toBe(drawn);
  });

  /** Steps of the machine cannot be counted, but what grows with the square of this length would not end. */
  it.each([
    ['asterisks', '*'],
    ['open marks', '*a'],
    ['open and closed marks', '*a **b '],
    ['brackets', '['],
    ['ends of links', ']('],
    ['open links', '[a]('],
    ['nested parentheses', '[a]((('],
    ['pictures', '![a'],
    ['backticks', '`'],
    ['backticks of all lengths', '` `` ``` '],
    ['underscores', '_a_'],
    ['backslashes', '\\'],
    ['schemes', 'http://'],
    ['schemes and users', 'http://a@'],
    ['closing parentheses', 'http://a)'],
    ['dots', 'a.'],
    ['items', '- a\n'],
    ['nested items', ' - a\n'],
    ['fences', '```\n'],
    ['spaces', ' '],
    ['new lines', '\n'],
    ['letters', 'x'],
  ])('of a million characters is taken: %s', (_, piece) => {
    const text = piece.repeat(1_000_000 / piece.length);
    expect(parseBlocks(text).length).toBeGreaterThanOrEqual(0);
    expect(parseAddresses(text).length).toBeGreaterThan(0);
  });
});
