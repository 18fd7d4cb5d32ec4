import type { FactKey, FactValue } from '../core/facts.ts';
import { membersOf } from '../page/members.ts';
import { eventOf, readDataLayer } from './dataLayerEntries.ts';
import { givenFacts } from './givenFacts.ts';
import type { Signal } from './signal.ts';

interface Line {
  readonly id: string;
  /** `NaN` if it is not told. */
  readonly price: number;
  readonly quantity: number;
}

/** The lines of a cart, each variant of an item one. */
type Items = ReadonlyMap<string, Line>;

interface Cart {
  /** `null` if something has been put in or taken out of a cart nobody has seen as a whole. */
  readonly items: Items | null;
  readonly facts: ReadonlyMap<FactKey, FactValue | undefined>;
}

const unknownCart: Cart = { items: null, facts: new Map() };

/** The cart goes on over page views of one tag. */
const carts = new WeakMap<object, Cart>();
/** What an earlier page view has told. */
const old = new WeakSet<object>();

/** The cart, as GA4 ecommerce events tell it, or as the page gives it. */
export const cartSignal: Signal = {
  start: (host) => {
    // Kept for going back to, a page knows nothing of what was put into the cart, or bought, on the pages after it.
    if (host.visits.pageViews.at(-1)?.isRestored) carts.delete(host.told);
    let cart = carts.get(host.told) ?? unknownCart;
    const become = (next: Cart): void => {
      // What is no longer known must not stay as it was.
      const gone = [...cart.facts.keys()].map((key) => [key, undefined] as const);
      cart = next;
      carts.set(host.told, cart);
      host.publish(new Map<FactKey, FactValue | undefined>([...gone, ...cart.facts]));
    };
    become(cart);
    const entries = readDataLayer(host, old, (entry) => {
      const next = cartAfter(cart, entry);
      if (next !== cart) become(next);
    });
    const stopGiven = givenFacts(
      host,
      (facts) => {
        const given = Object.entries(facts).filter(([name, value]) => isCartFact(name, value));
        const told = given as readonly (readonly [FactKey, FactValue])[];
        if (told.length > 0) become({ ...unknownCart, facts: new Map([...cart.facts, ...told]) });
      },
      old,
    );
    return {
      refresh: entries.look,
      stop: () => {
        stopGiven();
        entries.stop();
      },
    };
  },
};

function isCartFact(name: string, value: unknown): boolean {
  switch (name) {
    case 'cart.value':
    case 'cart.quantity':
      return typeof value === 'number' && value >= 0;
    case 'cart.currency':
      return typeof value === 'string';
    default:
      return name === 'cart.itemIds' && Array.isArray(value) && value.every((id) => typeof id === 'string');
  }
}

/** `view_cart` and `begin_checkout` tell the whole cart, `purchase` empties it, the others tell a difference. */
function cartAfter(cart: Cart, entry: object): Cart {
  const event = eventOf(entry);
  if (event === null) return cart;
  const { items, currency, value } = membersOf(event.details);
  const told = Array.isArray(items) ? linesOf(items) : null;
  switch (event.name) {
    case 'purchase':
      return known(new Map(), currency);
    case 'view_cart':
    case 'begin_checkout':
      // Some tell a value of 0 where they have none to tell.
      return told ? known(told, currency, numberOf(value) || undefined) : unknownCart;
    case 'add_to_cart':
    case 'remove_from_cart': {
      const was = cart.facts.get('cart.currency');
      const inCurrency = currency ?? was;
      if (!told || !cart.items || inCurrency !== (was ?? currency)) return unknownCart;
      const isAdded = event.name === 'add_to_cart';
      const after = new Map(cart.items);
      for (const [key, { id, price, quantity }] of told) {
        const before = after.get(key);
        const left = (before?.quantity ?? 0) + (isAdded ? quantity : -quantity);
        // What was not in it cannot be taken out: it is another cart than the one that was seen.
        if (!before && !isAdded) return unknownCart;
        const each = Number.isNaN(price) ? (before?.price ?? price) : price;
        if (left > 0) after.set(key, { id, price: each, quantity: left });
        else after.delete(key);
      }
      // With a coupon nobody knows what another item makes of the value.
      const isSum = cart.facts.get('cart.value') === known(cart.items, was).facts.get('cart.value');
      return known(after, inCurrency, isSum ? undefined : NaN);
    }
    default:
      return cart;
  }
}

/** `null` if one of them says neither `item_id` nor `item_name`, of which GA4 asks for one, or no number for how many. */
function linesOf(items: readonly unknown[]): Items | null {
  const lines = new Map<string, Line>();
  for (const item of items) {
    const { item_id: itemId, item_name: name, item_variant: variant, price, quantity } = membersOf(item);
    const id = itemId ?? name;
    const key = JSON.stringify([id, variant]);
    const pieces = (lines.get(key)?.quantity ?? 0) + numberOf(quantity ?? 1);
    if ((typeof id !== 'string' && typeof id !== 'number') || Number.isNaN(pieces)) return null;
    lines.set(key, { id: String(id), price: numberOf(price), quantity: pieces });
  }
  return lines;
}

/** Many shops tell numbers as text. `NaN` for what is none. */
function numberOf(value: unknown): number {
  return /\d/.test(String(value)) ? Number(value) : NaN;
}

/** @param told - the value, `NaN` if it is not known; by default that of the items. */
function known(items: Items, currency: unknown, told?: number): Cart {
  let sum = 0;
  let pieces = 0;
  const ids = new Set<string>();
  for (const { id, price, quantity } of items.values()) {
    ids.add(id);
    sum += price * quantity;
    pieces += quantity;
  }
  const total = Math.round((told ?? sum) * 100) / 100;
  return {
    items,
    facts: new Map<FactKey, FactValue | undefined>([
      ['cart.value', Number.isFinite(total) ? total : undefined],
      ['cart.quantity', pieces],
      ['cart.itemIds', [...ids]],
      ['cart.currency', typeof currency === 'string' ? currency : undefined],
    ]),
  };
}
