import { pushEcommerce } from './dataLayer.ts';
import type { Ecommerce } from './dataLayer.ts';

const cart: Ecommerce = {
  currency: 'EUR',
  value: 189,
  items: [
    {
      item_id: 'avocet-fog',
      item_name: 'Avocet',
      item_brand: 'Godwit',
      item_category: 'Desk lamps',
      item_variant: 'Fog',
      index: 0,
      price: 189,
      quantity: 1,
    },
  ],
};

/** What the buttons of the page do. */
const tries: Readonly<Record<string, (queue: unknown[]) => void>> = {
  search: () => search('rope lamp', 3),
  emptySearch: () => search('chandelier', 0),
  add: () => {
    pushEcommerce('view_cart', cart);
    pushEcommerce('add_to_cart', cart);
  },
  purchase: () => pushEcommerce('purchase', { ...cart, transaction_id: 'demo' }),
  visitor: (queue) => {
    const facts = {
      'visitor.country': 'NL',
      'visitor.attributes': { plan: 'Studio', desks: 8 },
      mood: 'curious',
    };
    queue.push({ command: 'setFacts', facts });
  },
  nothing: () => undefined,
  error: () => {
    throw new Error('Thrown because somebody asked for it.');
  },
  request: () => {
    void fetch('/nowhere.json').then((response) => response.text());
  },
  navigate: () => history.pushState(null, '', `/facts?turn=${history.length}`),
};

function search(term: string, results: number): void {
  (window.dataLayer ??= []).push({ event: 'search', search_term: term, results_count: results });
}

export function wireTries(document: Document, queue: unknown[]): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-try]')) {
    button.addEventListener('click', () => tries[button.dataset.try ?? '']?.(queue));
  }
  document.querySelector('.try__form')?.addEventListener('submit', (event) => event.preventDefault());
  const boxes = [...document.querySelectorAll<HTMLInputElement>('.try__consent input')];
  for (const box of boxes) {
    box.addEventListener('change', () => {
      queue.push({ command: 'consent', purposes: { [box.name]: box.checked } });
    });
  }
}
