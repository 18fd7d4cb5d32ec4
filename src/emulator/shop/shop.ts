/** Entry of the shop's own script. The tag is no part of it: it comes from its own script elements in the head. */

import type { CartPorts } from './cart.ts';
import { createCart } from './cart.ts';
import { wireCartPage } from './cartPage.ts';
import { pushEcommerce } from './dataLayer.ts';
import { wirePricingPage } from './pricingPage.ts';
import { wireProductPage } from './productPage.ts';

const cart = createCart({
  storage: openStorage(),
  push: (event, ecommerce) => {
    pushEcommerce(event, ecommerce);
    showCount();
  },
  orderNumber: () => `GW-${Date.now().toString(36).toUpperCase()}`,
});

function openStorage(): CartPorts['storage'] {
  try {
    return window.localStorage;
  } catch {
    // Blocked by the browser: the cart then lives as long as the page.
    const memory = new Map<string, string>();
    return {
      getItem: (key) => memory.get(key) ?? null,
      setItem: (key, value) => void memory.set(key, value),
      removeItem: (key) => void memory.delete(key),
    };
  }
}

function showCount(): void {
  for (const count of document.querySelectorAll('[data-cart-count]')) {
    count.textContent = String(cart.pieces());
  }
}

/** The switch on a picture: the lamp is on or off; before it is touched, it is on at night. */
function wireLamps(): void {
  const night = window.matchMedia('(prefers-color-scheme: dark)');
  for (const picture of document.querySelectorAll<HTMLElement>('[data-lamp]')) {
    const button = picture.querySelector<HTMLButtonElement>('[data-lamp-switch]');
    if (!button) continue;
    const isLit = (): boolean => (picture.dataset.lit ?? String(night.matches)) === 'true';
    const show = (): void => {
      button.textContent = isLit() ? 'Switch it off' : 'Switch it on';
    };
    button.addEventListener('click', () => {
      picture.dataset.lit = String(!isLit());
      show();
    });
    night.addEventListener('change', show);
    show();
  }
}

interface ChatGlobal {
  readonly Microsoft?: {
    readonly Omnichannel?: { readonly LiveChatWidget?: { readonly SDK?: { startChat(): void } } };
  };
}

/** The shop's own chat button, as a page uses the Live chat SDK: shown once there is one. */
function wireAskButtons(): void {
  const buttons = document.querySelectorAll<HTMLButtonElement>('[data-ask]');
  const sdk = () => (window as ChatGlobal).Microsoft?.Omnichannel?.LiveChatWidget?.SDK;
  const show = (): void => {
    for (const button of buttons) button.hidden = false;
  };
  if (sdk()) show();
  else window.addEventListener('lcw:ready', show, { once: true });
  for (const button of buttons) button.addEventListener('click', () => sdk()?.startChat());
}

wireAskButtons();
wireLamps();
wireProductPage(document, cart);
wirePricingPage(document, cart);
const cartPlace = document.querySelector<HTMLElement>('[data-cart]');
if (cartPlace) wireCartPage(cartPlace, cart);
showCount();
window.addEventListener('storage', showCount);
// Back from another page, out of the browser's cache of whole pages.
window.addEventListener('pageshow', showCount);
