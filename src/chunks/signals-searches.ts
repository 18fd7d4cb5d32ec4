import { searchesSignal } from '../signals/searches.ts';
import type { Signal } from '../signals/signal.ts';

export function install(): Readonly<Record<string, Signal>> {
  return { searches: searchesSignal };
}
