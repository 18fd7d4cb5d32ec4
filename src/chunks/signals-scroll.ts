import { scrollSignal } from '../signals/scroll.ts';
import type { Signal } from '../signals/signal.ts';

export function install(): Readonly<Record<string, Signal>> {
  return { scroll: scrollSignal };
}
