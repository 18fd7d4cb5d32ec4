import type { Cart, CartLine } from './cart.ts';
import { make, makeButton, makeLink } from './elements.ts';
import { formatCents } from './products.ts';

/**
 * Draws the cart into `place` and again after every change, here or in another tab. Pushes `view_cart` once.
 * Checking out pushes `begin_checkout` and asks for the demo order, which pushes `purchase`.
 */
export function wireCartPage(place: HTMLElement, cart: Cart): void {
  let checkingOut = false;

  const draw = (): void => {
    const lines = cart.lines();
    if (lines.length === 0) {
      checkingOut = false;
      drawMessage('Nothing in it yet.', 'See the lamps', '/');
      return;
    }
    place.replaceChildren(make('div', 'cart__grid', makeLines(lines), makeSums()));
  };

  const drawMessage = (text: string, label: string, href: string): void => {
    const message = make('p', 'lead', text);
    message.setAttribute('role', 'status');
    place.replaceChildren(
      make('div', 'empty', message, make('p', 'actions', makeLink('button', label, href))),
    );
  };

  const makeLines = (lines: readonly CartLine[]): HTMLElement => {
    const list = make('ul', 'cart__lines', ...lines.map(makeLine));
    // Safari takes the list role away with the bullets.
    list.setAttribute('role', 'list');
    return list;
  };

  const makeLine = ({ product, variant, quantity }: CartLine): HTMLElement => {
    const image = make('img', 'picture__lamp');
    image.src = product.image(variant.id);
    image.alt = '';
    image.width = 640;
    image.height = 640;
    const full = `${product.name}, ${variant.name}`;

    const input = make('input', '');
    input.type = 'number';
    input.min = String(product.minimum);
    input.max = '99';
    input.value = String(quantity);
    input.addEventListener('change', () => {
      cart.setQuantity(product.id, variant.id, Math.floor(Number(input.value)) || 1);
      draw();
      focusOn(full, 'input');
    });
    input.setAttribute('aria-label', `Pieces of ${full}`);

    const remove = makeButton('textual', 'Remove', () => {
      cart.remove(product.id, variant.id);
      draw();
      place.closest<HTMLElement>('main')?.focus();
    });
    remove.setAttribute('aria-label', `Remove ${full}`);

    const line = make(
      'li',
      'line',
      make('span', 'picture', image),
      makeLink('line__name', product.name, product.page),
      make('span', 'line__sum', formatCents(product.priceCents * quantity)),
      make(
        'span',
        'line__what',
        `${variant.name}, ${formatCents(product.priceCents)} ${product.per ?? 'each'}`,
      ),
      make('span', 'line__controls', input, remove),
    );
    line.dataset.line = full;
    return line;
  };

  /** Drawing again replaces the nodes; the keyboard stays where it was. */
  const focusOn = (full: string, selector: string): void => {
    const lines = [...place.querySelectorAll<HTMLElement>('[data-line]')];
    lines
      .find((line) => line.dataset.line === full)
      ?.querySelector<HTMLElement>(selector)
      ?.focus();
  };

  const makeSums = (): HTMLElement => {
    const totals = cart.totals();
    const entries = make('dl', '');
    const entry = (name: string, value: string, className = ''): void => {
      entries.append(make('dt', className, name), make('dd', className, value));
    };
    entry('Goods', formatCents(totals.subtotalCents));
    entry('Delivery', totals.shippingCents === 0 ? 'Free' : formatCents(totals.shippingCents));
    entry('Total', formatCents(totals.totalCents), 'sums__total');
    entry('of which VAT', formatCents(totals.vatCents));

    const sums = make('section', 'sums', make('h2', '', 'Summary'), entries);
    sums.setAttribute('aria-label', 'Summary');
    if (!checkingOut) {
      sums.append(
        makeButton('button', 'Check out', () => {
          checkingOut = true;
          cart.beginCheckout();
          draw();
          place.querySelector<HTMLElement>('[data-order]')?.focus();
        }),
      );
      return sums;
    }
    const order = makeButton('button', 'Place order (demo)', () => {
      const number = cart.placeOrder();
      checkingOut = false;
      if (number === null) draw();
      else
        drawMessage(
          `Thank you. Order ${number} is a demo: nothing is charged and no parcel leaves.`,
          'Back to the shop',
          '/',
        );
      place.closest<HTMLElement>('main')?.focus();
    });
    order.dataset.order = '';
    sums.append(make('p', '', 'A real shop would ask for address and payment here.'), order);
    return sums;
  };

  draw();
  cart.viewCart();
  window.addEventListener('storage', draw);
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) draw();
  });
}
