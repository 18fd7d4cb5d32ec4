import { clicksSignal } from '../signals/clicks.ts';
import { deadClicksSignal } from '../signals/deadClicks.ts';
import { rageClicksSignal } from '../signals/rageClicks.ts';
import type { Signal } from '../signals/signal.ts';

export function install(): Readonly<Record<string, Signal>> {
  return { clicks: clicksSignal, rageClicks: rageClicksSignal, deadClicks: deadClicksSignal };
}
