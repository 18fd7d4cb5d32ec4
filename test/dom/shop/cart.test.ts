import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cart } from '../../../src/emulator/shop/cart.ts';
import { cartKey, createCart } from '../../../src/emulator/shop/cart.ts';
import { wireCartPage } from '../../../src/emulator/shop/cartPage.ts';
import { pushEcommerce } from '../../../src/emulator/shop/dataLayer.ts';
import { planFor, sumFor, wirePricingPage } from '../../../src/emulator/shop/pricingPage.ts';
import { wireProductPage } from '../../../src/emulator/shop/productPage.ts';

let cart: Cart;

beforeEach(() => {
  localStorage.clear();
  window.dataLayer = [];
  cart = createCart({ storage: localStorage, push: pushEcommerce, orderNumber: () => 'GW-1' });
});

/** The page as it is served, without its scripts. */
function layPage(name: string): void {
  const text = readFileSync(join(__dirname, '../../../src/emulator/shop', name), 'utf8');
  document.body.replaceWith(new DOMParser().parseFromString(text, 'text/html').body);
}

/** Takes what has been pushed since the last time. */
function pushed(): unknown[] {
  return (window.dataLayer ?? []).splice(0);
}

const avocet = {
  item_id: 'avocet',
  item_name: 'Avocet',
  item_brand: 'Godwit',
  item_category: 'Desk lamps',
  item_variant: 'Rust',
  index: 0,
  price: 245,
};
const studio = {
  item_id: 'plan-studio',
  item_name: 'Studio plan',
  item_brand: 'Godwit',
  item_category: 'Plans',
  item_variant: 'Monthly',
  index: 1,
  price: 7.8,
};

describe('the ecommerce events', () => {
  it('tell of a piece that is added, after clearing what an earlier event left', () => {
    cart.add('avocet', 'rust', 2);
    expect(pushed()).toEqual([
      { ecommerce: null },
      {
        event: 'add_to_cart',
        ecommerce: { currency: 'EUR', value: 490, items: [{ ...avocet, quantity: 2 }] },
      },
    ]);
  });

  it('keep the array that the page has, and make one where there is none', () => {
    const own = [{ event: 'earlier' }];
    window.dataLayer = own;
    cart.add('avocet', 'rust', 1);
    expect(window.dataLayer).toBe(own);
    delete window.dataLayer;
    cart.add('avocet', 'rust', 1);
    expect(window.dataLayer).toHaveLength(2);
  });

  it('tell of a changed quantity by the difference only', () => {
    cart.add('avocet', 'rust', 3);
    pushed();
    cart.setQuantity('avocet', 'rust', 5);
    expect(pushed()[1]).toMatchObject({
      event: 'add_to_cart',
      ecommerce: { value: 490, items: [{ quantity: 2 }] },
    });
    cart.setQuantity('avocet', 'rust', 4);
    expect(pushed()[1]).toMatchObject({
      event: 'remove_from_cart',
      ecommerce: { value: 245, items: [{ quantity: 1 }] },
    });
    cart.setQuantity('avocet', 'rust', 4);
    expect(pushed()).toEqual([]);
  });

  it('tell of a line that is removed with all its pieces', () => {
    cart.add('avocet', 'rust', 3);
    pushed();
    cart.remove('avocet', 'rust');
    expect(pushed()).toEqual([
      { ecommerce: null },
      {
        event: 'remove_from_cart',
        ecommerce: { currency: 'EUR', value: 735, items: [{ ...avocet, quantity: 3 }] },
      },
    ]);
    expect(localStorage.getItem(cartKey)).toBeNull();
  });

  it.each([
    ['view_cart', () => cart.viewCart()],
    ['begin_checkout', () => cart.beginCheckout()],
  ])('of kind %s carry the whole cart, and are not pushed for an empty one', (event, act) => {
    act();
    expect(pushed()).toEqual([]);
    cart.add('avocet', 'rust', 1);
    cart.add('plan-studio', 'monthly', 8);
    pushed();
    act();
    expect(pushed()).toEqual([
      { ecommerce: null },
      {
        event,
        ecommerce: {
          currency: 'EUR',
          value: 307.4,
          items: [
            { ...avocet, quantity: 1 },
            { ...studio, quantity: 8 },
          ],
        },
      },
    ]);
  });

  it('tell of the order with number, tax and delivery, once', () => {
    cart.add('knot', 'fog', 1);
    pushed();
    expect(cart.placeOrder()).toBe('GW-1');
    expect(pushed()).toEqual([
      { ecommerce: null },
      {
        event: 'purchase',
        ecommerce: {
          transaction_id: 'GW-1',
          currency: 'EUR',
          value: 149,
          tax: 27.07,
          shipping: 6.95,
          items: [expect.objectContaining({ item_id: 'knot', item_variant: 'Fog', quantity: 1 })],
        },
      },
    ]);
    expect(cart.placeOrder()).toBeNull();
    expect(pushed()).toEqual([]);
  });
});

describe('the cart', () => {
  it('is kept for the next page', () => {
    cart.add('avocet', 'rust', 1);
    cart.add('avocet', 'fog', 1);
    cart.add('avocet', 'rust', 1);
    const next = createCart({ storage: localStorage, push: pushEcommerce, orderNumber: () => 'GW-2' });
    expect(next.lines().map(({ variant, quantity }) => [variant.id, quantity])).toEqual([
      ['rust', 2],
      ['fog', 1],
    ]);
    expect(next.pieces()).toBe(3);
  });

  it('adds up without rounding errors and delivers free from 150 euros', () => {
    cart.add('plan-studio', 'monthly', 19);
    expect(cart.totals()).toEqual({
      subtotalCents: 14820,
      shippingCents: 695,
      totalCents: 15515,
      vatCents: 2693,
    });
    cart.setQuantity('plan-studio', 'monthly', 20);
    expect(cart.totals()).toMatchObject({ subtotalCents: 15600, shippingCents: 0 });
  });

  it('holds no fewer pieces than the plan asks for and no more than 99', () => {
    cart.add('plan-studio', 'monthly', 8);
    cart.setQuantity('plan-studio', 'monthly', 1);
    expect(cart.pieces()).toBe(5);
    cart.setQuantity('plan-studio', 'monthly', 500);
    expect(cart.pieces()).toBe(99);
  });

  it.each([
    'not JSON',
    '{"product":"avocet"}',
    '[null, 7, {"product":"avocet","variant":"rust","quantity":-1}]',
    '[{"product":"__proto__","variant":"rust","quantity":1},{"product":"avocet","variant":"gold","quantity":1}]',
  ])('is empty when storage holds %s', (stored) => {
    localStorage.setItem(cartKey, stored);
    expect(cart.lines()).toEqual([]);
  });
});

describe('the product page', () => {
  const lay = (): HTMLFormElement => {
    layPage('product/avocet.html');
    wireProductPage(document, cart);
    return document.querySelector('form')!;
  };

  it('tells once that the lamp was viewed, in the finish it shows', () => {
    lay();
    expect(pushed()).toEqual([
      { ecommerce: null },
      {
        event: 'view_item',
        ecommerce: {
          currency: 'EUR',
          value: 245,
          items: [{ ...avocet, item_variant: 'Samphire', quantity: 1 }],
        },
      },
    ]);
  });

  it('adds the chosen finish and pieces, shows the finish and says what it did', () => {
    const form = lay();
    pushed();
    form.querySelector<HTMLInputElement>('[value=fog]')!.click();
    form.querySelector<HTMLInputElement>('[name=quantity]')!.value = '3';
    form.querySelector<HTMLButtonElement>('[type=submit]')!.click();
    expect(pushed()[1]).toMatchObject({
      event: 'add_to_cart',
      ecommerce: { value: 735, items: [{ item_variant: 'Fog', quantity: 3 }] },
    });
    expect(document.querySelector('[data-product-image]')!.getAttribute('src')).toBe(
      '/images/avocet-fog.svg',
    );
    expect(document.querySelector('[data-buy-said]')!.textContent).toBe(
      '3 × Avocet in Fog added. See the cart',
    );
  });
});

describe('the plans page', () => {
  it('finds the plan and its price for a number of desks', () => {
    expect([1, 4, 5, 39, 40].map(planFor)).toEqual([
      'plan-desk',
      'plan-desk',
      'plan-studio',
      'plan-studio',
      'plan-building',
    ]);
    expect(sumFor(1)).toBe('The Desk plan fits: 1 lamp for €9.50 a month.');
    expect(sumFor(12)).toBe('The Studio plan fits: 12 lamps for €93.60 a month.');
  });

  it('puts the plan for the chosen desks into the cart', () => {
    layPage('pricing.html');
    wirePricingPage(document, cart);
    const slider = document.querySelector<HTMLInputElement>('[name=desks]')!;
    slider.value = '2';
    slider.dispatchEvent(new Event('input'));
    expect(document.querySelector('[data-fits]')!.getAttribute('aria-labelledby')).toBe('plan-desk');
    document.querySelector<HTMLElement>('[data-plan=plan-desk]')!.click();
    expect(pushed()[1]).toMatchObject({ event: 'add_to_cart', ecommerce: { value: 19 } });
    document.querySelector<HTMLElement>('[data-plan=plan-studio]')!.click();
    expect(document.querySelector('[data-plan-said]')!.textContent).toBe(
      'Studio plan for 5 lamps added. See the cart',
    );
    expect(cart.pieces()).toBe(7);
  });
});

describe('the cart page', () => {
  const lay = (): HTMLElement => {
    layPage('cart.html');
    const place = document.querySelector<HTMLElement>('[data-cart]')!;
    wireCartPage(place, cart);
    return place;
  };
  const press = (place: HTMLElement, label: string): void => {
    [...place.querySelectorAll('button')].find((button) => button.textContent === label)!.click();
  };

  it('leads from cart to order, with one event each', () => {
    cart.add('avocet', 'rust', 1);
    pushed();
    const place = lay();
    expect(place.textContent).toContain('€245.00');
    press(place, 'Check out');
    expect(document.activeElement?.textContent).toBe('Place order (demo)');
    press(place, 'Place order (demo)');
    const events = pushed().flatMap((entry) => (entry as { event?: string }).event ?? []);
    expect(events).toEqual(['view_cart', 'begin_checkout', 'purchase']);
    expect(place.textContent).toContain('Order GW-1 is a demo');
  });

  it('changes quantities and removes lines, the keyboard staying on the page', () => {
    cart.add('avocet', 'rust', 1);
    const place = lay();
    const input = place.querySelector('input')!;
    input.value = '2';
    input.dispatchEvent(new Event('change'));
    expect(place.textContent).toContain('€490.00');
    expect(document.activeElement).toBe(place.querySelector('input'));
    press(place, 'Remove');
    expect(place.textContent).toContain('Nothing in it yet.');
    expect(document.activeElement?.tagName).toBe('MAIN');
  });

  it('follows what another tab does', () => {
    const place = lay();
    localStorage.setItem(cartKey, JSON.stringify([{ product: 'knot', variant: 'rust', quantity: 1 }]));
    window.dispatchEvent(new StorageEvent('storage', { key: cartKey }));
    expect(place.textContent).toContain('Knot');
  });
});
