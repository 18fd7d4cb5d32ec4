import { eventsSignal } from '../signals/events.ts';
import type { Signal } from '../signals/signal.ts';

export function install(): Readonly<Record<string, Signal>> {
  return { events: eventsSignal };
}
