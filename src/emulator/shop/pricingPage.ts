import type { Cart } from './cart.ts';
import { makeLink } from './elements.ts';
import { findProduct, formatCents } from './products.ts';

export type PlanId = 'plan-desk' | 'plan-studio' | 'plan-building';

/** The plan for that many desks: Desk up to 4, Studio up to 39, Building from 40. */
export function planFor(desks: number): PlanId {
  if (desks >= 40) return 'plan-building';
  return desks >= 5 ? 'plan-studio' : 'plan-desk';
}

/** What the page says under the slider. */
export function sumFor(desks: number): string {
  const product = findProduct(planFor(desks));
  if (!product) return 'The Building plan fits: ask us for a price.';
  const lamps = desks === 1 ? '1 lamp' : `${desks} lamps`;
  return `The ${product.name} fits: ${lamps} for ${formatCents(desks * product.priceCents)} a month.`;
}

/** Wires the slider and the buttons that put a plan into the cart. */
export function wirePricingPage(root: ParentNode, cart: Cart): void {
  const reckon = root.querySelector<HTMLFormElement>('form[data-reckon]');
  const slider = reckon?.querySelector<HTMLInputElement>('input[name="desks"]');
  if (!reckon || !slider) return;
  const shown = reckon.querySelector('[data-reckon-desks]');
  const sum = reckon.querySelector('[data-reckon-sum]');
  const said = root.querySelector('[data-plan-said]');
  const desks = (): number => Number(slider.value);

  const show = (): void => {
    if (shown) shown.textContent = slider.value;
    if (sum) sum.textContent = sumFor(desks());
    for (const plan of root.querySelectorAll('.plan')) {
      plan.toggleAttribute('data-fits', plan.getAttribute('aria-labelledby') === planFor(desks()));
    }
  };
  slider.addEventListener('input', show);
  reckon.addEventListener('submit', (event) => event.preventDefault());
  show();

  for (const button of root.querySelectorAll<HTMLButtonElement>('button[data-plan]')) {
    button.addEventListener('click', () => {
      const product = findProduct(button.dataset.plan ?? '');
      const variant = product?.variants[0];
      if (!product || !variant) return;
      const lamps = Math.max(product.minimum, desks());
      cart.add(product.id, variant.id, lamps);
      said?.replaceChildren(
        `${product.name} for ${lamps} ${lamps === 1 ? 'lamp' : 'lamps'} added. `,
        makeLink('', 'See the cart', '/cart'),
      );
    });
  }
}
