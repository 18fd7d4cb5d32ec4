import { purchasesSignal } from '../signals/purchases.ts';
import type { Signal } from '../signals/signal.ts';
import { valuesSignal } from '../signals/values.ts';

export function install(): Readonly<Record<string, Signal>> {
  return { values: valuesSignal, purchases: purchasesSignal };
}
