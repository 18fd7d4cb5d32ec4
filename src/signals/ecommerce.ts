import type { FactKey, FactValue } from '../core/facts.ts';

interface CartItem {
  readonly id: string;
  readonly price: number;
  readonly quantity: number;
}

/** The cart as a GA4 ecommerce event tells it: the whole of it with `view_cart` and `begin_checkout`, emptied by `purchase`. */
export function readCart(entry: unknown): ReadonlyMap<FactKey, FactValue> {
  const none = new Map<FactKey, FactValue>();
  if (typeof entry !== 'object' || entry === null) return none;
  const { event, ecommerce } = entry as { readonly event?: unknown; readonly ecommerce?: unknown };
  if (event === 'purchase') return cartFacts([], undefined, 0);
  if (event !== 'view_cart' && event !== 'begin_checkout') return none;
  if (typeof ecommerce !== 'object' || ecommerce === null) return none;
  const { items, currency, value } = ecommerce as Record<string, unknown>;
  if (!Array.isArray(items)) return none;
  return cartFacts(
    items.flatMap(parseItem),
    typeof currency === 'string' ? currency : undefined,
    typeof value === 'number' ? value : undefined,
  );
}

function parseItem(item: unknown): readonly CartItem[] {
  if (typeof item !== 'object' || item === null) return [];
  const { item_id: id, price, quantity } = item as Record<string, unknown>;
  if (typeof id !== 'string') return [];
  return [
    {
      id,
      price: typeof price === 'number' ? price : 0,
      quantity: typeof quantity === 'number' ? quantity : 1,
    },
  ];
}

function cartFacts(
  items: readonly CartItem[],
  currency: string | undefined,
  value: number | undefined,
): ReadonlyMap<FactKey, FactValue> {
  const sum = items.reduce((total, { price, quantity }) => total + price * quantity, 0);
  const facts = new Map<FactKey, FactValue>([
    ['cart.value', Math.round((value ?? sum) * 100) / 100],
    ['cart.quantity', items.reduce((total, { quantity }) => total + quantity, 0)],
    ['cart.itemIds', items.map(({ id }) => id)],
  ]);
  if (currency !== undefined) facts.set('cart.currency', currency);
  return facts;
}
