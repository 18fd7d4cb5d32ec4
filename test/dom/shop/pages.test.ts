import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { products } from '../../../src/emulator/shop/products.ts';

const directory = join(__dirname, '../../../src/emulator/shop');

describe.each([
  'index.html',
  'product/avocet.html',
  'product/knot.html',
  'pricing.html',
  'cart.html',
  'facts.html',
  'tagManager.html',
  '404.html',
])('%s', (name) => {
  const page = new DOMParser().parseFromString(readFileSync(join(directory, name), 'utf8'), 'text/html');

  it('has nothing that a strict Content Security Policy refuses', () => {
    expect(page.querySelectorAll('style, [style], script:not([src])')).toHaveLength(0);
    const handlers = [...page.querySelectorAll('*')].flatMap((element) =>
      element.getAttributeNames().filter((attribute) => attribute.startsWith('on')),
    );
    expect(handlers).toEqual([]);
  });

  it('loads the panel before the configuration and the configuration before the tag', () => {
    const scripts = [...page.querySelectorAll('head script')].map((script) => script.getAttribute('src'));
    if (name === 'tagManager.html') {
      // Configuration and tag are the work of the template there.
      expect(scripts).toEqual(['/panel.js', '/tagManager.js', '/shop.js']);
      return;
    }
    const own = name === 'facts.html' ? ['/facts.js'] : [];
    expect(scripts).toEqual(['/panel.js', '/shop-config.js', ...own, '/tag/proactive-chat.js', '/shop.js']);
    expect(page.querySelector('[src="/tag/proactive-chat.js"]')?.hasAttribute('async')).toBe(true);
  });

  it('asks nobody else for anything, and every picture is there', () => {
    const addresses = [...page.querySelectorAll('[src], [href]')].map(
      (element) => element.getAttribute('src') ?? element.getAttribute('href') ?? '',
    );
    expect(addresses.filter((address) => !/^[/#](?!\/)/.test(address))).toEqual([]);
    const pictures = addresses.filter((address) => address.startsWith('/images/'));
    expect(pictures.filter((address) => !existsSync(join(directory, address)))).toEqual([]);
  });

  it('has a language, a title, one heading and landmarks with a way past them', () => {
    expect(page.documentElement.lang).toBe('en');
    expect(page.title).toMatch(/Godwit/);
    expect(page.querySelectorAll('h1')).toHaveLength(1);
    expect(page.querySelectorAll('header, nav, main, footer')).toHaveLength(4);
    expect(page.querySelector('body > a')?.getAttribute('href')).toBe(`#${page.querySelector('main')?.id}`);
  });
});

describe('the products', () => {
  it('have a picture for every variant', () => {
    const pictures = products.flatMap(({ variants, image }) => variants.map(({ id }) => image(id)));
    expect(pictures.filter((picture) => !existsSync(join(directory, picture)))).toEqual([]);
  });

  it('have the prices that the pages tell', () => {
    const pageOf = {
      '/product/avocet': 'product/avocet.html',
      '/product/knot': 'product/knot.html',
      '/pricing': 'pricing.html',
    };
    for (const { page, priceCents } of products) {
      expect(readFileSync(join(directory, pageOf[page]), 'utf8')).toContain(
        `€${(priceCents / 100).toFixed(2)}`,
      );
    }
  });
});
