import { hoverSignal } from '../signals/hover.ts';
import type { Signal } from '../signals/signal.ts';

export function install(): Readonly<Record<string, Signal>> {
  return { hover: hoverSignal };
}
