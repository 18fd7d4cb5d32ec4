import { rageClicksSignal } from '../signals/rageClicks.ts';
import type { Signal } from '../signals/signal.ts';

export function install(): Readonly<Record<string, Signal>> {
  return { rageClicks: rageClicksSignal };
}
