import type { Signal } from '../signals/signal.ts';
import { visitEventsSignal } from '../signals/visitEvents.ts';

export function install(): Readonly<Record<string, Signal>> {
  return { visitEvents: visitEventsSignal };
}
