import { cartSignal } from '../signals/cart.ts';
import type { Signal } from '../signals/signal.ts';

export function install(): Readonly<Record<string, Signal>> {
  return { cart: cartSignal };
}
