import { exitIntentSignal } from '../signals/exitIntent.ts';
import type { Signal } from '../signals/signal.ts';

export function install(): Readonly<Record<string, Signal>> {
  return { exitIntent: exitIntentSignal };
}
