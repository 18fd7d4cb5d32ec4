/** What the shop sells. Prices are in cents, so that sums stay exact. */

export const currency = 'EUR';
export const brand = 'Godwit';

/** Value added tax contained in every price, in percent. */
export const vatPercent = 21;

export interface Variant {
  readonly id: string;
  readonly name: string;
}

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly priceCents: number;
  /** What the price is for, where that is not one piece. */
  readonly per?: string;
  readonly variants: readonly Variant[];
  /** Smallest quantity that can be ordered. */
  readonly minimum: number;
  readonly page: string;
  /** Picture of a variant. */
  readonly image: (variantId: string) => string;
}

const finishes: readonly Variant[] = [
  { id: 'fog', name: 'Fog' },
  { id: 'samphire', name: 'Samphire' },
  { id: 'rust', name: 'Rust' },
];

const monthly: readonly Variant[] = [{ id: 'monthly', name: 'Monthly' }];

export const products = [
  {
    id: 'avocet',
    name: 'Avocet',
    category: 'Desk lamps',
    priceCents: 24500,
    variants: finishes,
    minimum: 1,
    page: '/product/avocet',
    image: (variantId: string) => `/images/avocet-${variantId}.svg`,
  },
  {
    id: 'knot',
    name: 'Knot',
    category: 'Table lamps',
    priceCents: 14900,
    variants: finishes,
    minimum: 1,
    page: '/product/knot',
    image: (variantId: string) => `/images/knot-${variantId}.svg`,
  },
  {
    id: 'plan-desk',
    name: 'Desk plan',
    category: 'Plans',
    priceCents: 950,
    per: 'per lamp per month',
    variants: monthly,
    minimum: 1,
    page: '/pricing',
    image: () => '/images/plan.svg',
  },
  {
    id: 'plan-studio',
    name: 'Studio plan',
    category: 'Plans',
    priceCents: 780,
    per: 'per lamp per month',
    variants: monthly,
    minimum: 5,
    page: '/pricing',
    image: () => '/images/plan.svg',
  },
] as const satisfies readonly Product[];

export type ProductId = (typeof products)[number]['id'];

/** Product with that id, or `null`: ids come from the page and from storage. */
export function findProduct(id: string): Product | null {
  return products.find((product) => product.id === id) ?? null;
}

export function findVariant(product: Product, id: string): Variant | null {
  return product.variants.find((variant) => variant.id === id) ?? null;
}

const money = new Intl.NumberFormat('en-IE', { style: 'currency', currency });

/** `24500` as `€245.00`. */
export function formatCents(cents: number): string {
  return money.format(cents / 100);
}
