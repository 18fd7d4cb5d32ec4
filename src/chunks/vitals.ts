import { vitalsSignal } from '../signals/vitals.ts';
import type { Signal } from '../signals/signal.ts';

export function install(): Readonly<Record<string, Signal>> {
  return { vitals: vitalsSignal };
}
