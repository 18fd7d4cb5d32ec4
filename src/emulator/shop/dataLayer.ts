/** The shop's GA4 ecommerce pushes, as Tag Manager reads them. */

export type EcommerceEventName =
  'view_item' | 'add_to_cart' | 'remove_from_cart' | 'view_cart' | 'begin_checkout' | 'purchase';

export interface EcommerceItem {
  readonly item_id: string;
  readonly item_name: string;
  readonly item_brand: string;
  readonly item_category: string;
  readonly item_variant: string;
  /** Place in the list, from 0. */
  readonly index: number;
  /** Price of one piece, in units of the currency. */
  readonly price: number;
  readonly quantity: number;
}

export interface Ecommerce {
  readonly currency: string;
  /** Sum of price by quantity, without shipping. */
  readonly value: number;
  readonly items: readonly EcommerceItem[];
  readonly transaction_id?: string;
  readonly tax?: number;
  readonly shipping?: number;
}

export type PushEcommerce = (event: EcommerceEventName, ecommerce: Ecommerce) => void;

declare global {
  interface Window {
    dataLayer?: unknown[];
  }
}

/**
 * Pushes to `window.dataLayer`, which is made if the page has none. Tag Manager merges objects, so the previous
 * event's `ecommerce` is cleared first; without that its items would show through.
 */
export const pushEcommerce: PushEcommerce = (event, ecommerce) => {
  const dataLayer = (window.dataLayer ??= []);
  dataLayer.push({ ecommerce: null });
  dataLayer.push({ event, ecommerce });
};
