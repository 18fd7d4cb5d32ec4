import type { Cart } from './cart.ts';
import { makeLink } from './elements.ts';
import { findProduct, findVariant } from './products.ts';

/**
 * Wires the buy form: the finish changes the picture, submitting adds to the cart and says so. Pushes `view_item`
 * once, for the finish shown at first.
 */
export function wireProductPage(root: ParentNode, cart: Cart): void {
  const form = root.querySelector<HTMLFormElement>('form[data-buy]');
  const product = findProduct(form?.dataset.buy ?? '');
  if (!form || !product) return;

  const chosen = (): string =>
    form.querySelector<HTMLInputElement>('input[name="variant"]:checked')?.value ??
    product.variants[0]?.id ??
    '';
  const image = root.querySelector<HTMLImageElement>('[data-product-image]');
  const said = root.querySelector<HTMLElement>('[data-buy-said]');
  const quantity = form.querySelector<HTMLInputElement>('input[name="quantity"]');

  const showFinish = (): void => {
    if (image) image.src = product.image(chosen());
  };
  form.addEventListener('change', showFinish);
  // A browser may bring back the finish of an earlier visit to the page.
  showFinish();

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const pieces = Math.max(1, Math.floor(Number(quantity?.value) || 1));
    cart.add(product.id, chosen(), pieces);
    const name = `${product.name} in ${findVariant(product, chosen())?.name ?? ''}`;
    said?.replaceChildren(`${pieces} × ${name} added. `, makeLink('', 'See the cart', '/cart'));
  });

  cart.view(product.id, chosen());
}
