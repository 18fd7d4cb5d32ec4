import type { Ecommerce, EcommerceItem, PushEcommerce } from './dataLayer.ts';
import type { Product, Variant } from './products.ts';
import { brand, currency, findProduct, findVariant, vatPercent } from './products.ts';

/** The only key the shop keeps in the browser. */
export const cartKey = 'godwit-cart';

const shippingCents = 695;
const freeShippingFromCents = 15000;
const mostPieces = 99;

export interface CartLine {
  readonly product: Product;
  readonly variant: Variant;
  readonly quantity: number;
}

export interface Totals {
  readonly subtotalCents: number;
  readonly shippingCents: number;
  readonly totalCents: number;
  /** Tax contained in the total. */
  readonly vatCents: number;
}

export interface Cart {
  /** Read from storage each time: another tab may have changed it. */
  lines(): readonly CartLine[];
  pieces(): number;
  totals(): Totals;
  /** Adds to the line of that product and variant, and pushes `add_to_cart`. */
  add(productId: string, variantId: string, quantity: number): void;
  /** Pushes `add_to_cart` or `remove_from_cart` with the difference. Held between the product's minimum and 99. */
  setQuantity(productId: string, variantId: string, quantity: number): void;
  /** Removes the whole line and pushes `remove_from_cart`. */
  remove(productId: string, variantId: string): void;
  /** Pushes `view_item`. */
  view(productId: string, variantId: string): void;
  /** Pushes `view_cart`; nothing for an empty cart. */
  viewCart(): void;
  /** Pushes `begin_checkout`; nothing for an empty cart. */
  beginCheckout(): void;
  /** Pushes `purchase`, empties the cart and returns the order's number; `null` for an empty cart. */
  placeOrder(): string | null;
}

export interface CartPorts {
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly push: PushEcommerce;
  readonly orderNumber: () => string;
}

/** A cart over a storage. Lines that storage holds but the shop does not sell (any more) are left out. */
export function createCart({ storage, push, orderNumber }: CartPorts): Cart {
  const lines = (): readonly CartLine[] => readLines(storage.getItem(cartKey));

  const write = (next: readonly CartLine[]): void => {
    const stored = next.map(({ product, variant, quantity }) => ({
      product: product.id,
      variant: variant.id,
      quantity,
    }));
    if (stored.length === 0) storage.removeItem(cartKey);
    else storage.setItem(cartKey, JSON.stringify(stored));
  };

  const change = (productId: string, variantId: string, quantityFrom: (current: number) => number): void => {
    const product = findProduct(productId);
    const variant = product && findVariant(product, variantId);
    if (!product || !variant) return;
    const before = lines();
    const place = before.findIndex((line) => isLine(line, productId, variantId));
    const current = before[place]?.quantity ?? 0;
    const wanted = quantityFrom(current);
    const quantity = wanted <= 0 ? 0 : Math.min(mostPieces, Math.max(product.minimum, Math.round(wanted)));
    if (quantity === current) return;

    const changed: CartLine = { product, variant, quantity };
    const after =
      place < 0 ? [...before, changed] : before.map((line, at) => (at === place ? changed : line));
    write(after.filter((line) => line.quantity > 0));

    const difference = Math.abs(quantity - current);
    push(
      quantity > current ? 'add_to_cart' : 'remove_from_cart',
      ecommerceOf([{ product, variant, quantity: difference }]),
    );
  };

  const pushAll = (event: 'view_cart' | 'begin_checkout'): void => {
    const current = lines();
    if (current.length > 0) push(event, ecommerceOf(current));
  };

  return {
    lines,
    pieces: () => lines().reduce((sum, line) => sum + line.quantity, 0),
    totals: () => totalsOf(lines()),
    add: (productId, variantId, quantity) => change(productId, variantId, (current) => current + quantity),
    setQuantity: (productId, variantId, quantity) =>
      change(productId, variantId, (current) => (current > 0 ? Math.max(1, quantity) : 0)),
    remove: (productId, variantId) => change(productId, variantId, () => 0),
    view(productId, variantId) {
      const product = findProduct(productId);
      const variant = product && findVariant(product, variantId);
      if (product && variant) push('view_item', ecommerceOf([{ product, variant, quantity: 1 }]));
    },
    viewCart: () => pushAll('view_cart'),
    beginCheckout: () => pushAll('begin_checkout'),
    placeOrder() {
      const current = lines();
      if (current.length === 0) return null;
      const totals = totalsOf(current);
      const transaction = orderNumber();
      write([]);
      push('purchase', {
        transaction_id: transaction,
        ...ecommerceOf(current),
        tax: totals.vatCents / 100,
        shipping: totals.shippingCents / 100,
      });
      return transaction;
    },
  };
}

function isLine(line: CartLine, productId: string, variantId: string): boolean {
  return line.product.id === productId && line.variant.id === variantId;
}

function readLines(text: string | null): readonly CartLine[] {
  let stored: unknown;
  try {
    stored = JSON.parse(text ?? '[]');
  } catch {
    return [];
  }
  return Array.isArray(stored) ? stored.flatMap((entry: unknown) => readLine(entry) ?? []) : [];
}

function readLine(entry: unknown): CartLine | null {
  if (typeof entry !== 'object' || entry === null) return null;
  const { product: productId, variant: variantId, quantity } = entry as Record<string, unknown>;
  const product = typeof productId === 'string' ? findProduct(productId) : null;
  const variant = product && typeof variantId === 'string' ? findVariant(product, variantId) : null;
  if (!product || !variant || !Number.isInteger(quantity)) return null;
  const pieces = Number(quantity);
  return pieces >= 1 && pieces <= mostPieces ? { product, variant, quantity: pieces } : null;
}

function subtotalOf(lines: readonly CartLine[]): number {
  return lines.reduce((sum, line) => sum + line.product.priceCents * line.quantity, 0);
}

function totalsOf(lines: readonly CartLine[]): Totals {
  const subtotalCents = subtotalOf(lines);
  const shipping = subtotalCents === 0 || subtotalCents >= freeShippingFromCents ? 0 : shippingCents;
  const totalCents = subtotalCents + shipping;
  return {
    subtotalCents,
    shippingCents: shipping,
    totalCents,
    vatCents: Math.round((totalCents * vatPercent) / (100 + vatPercent)),
  };
}

function ecommerceOf(lines: readonly CartLine[]): Ecommerce {
  return { currency, value: subtotalOf(lines) / 100, items: lines.map(itemOf) };
}

function itemOf({ product, variant, quantity }: CartLine, index: number): EcommerceItem {
  return {
    item_id: product.id,
    item_name: product.name,
    item_brand: brand,
    item_category: product.category,
    item_variant: variant.name,
    index,
    price: product.priceCents / 100,
    quantity,
  };
}
