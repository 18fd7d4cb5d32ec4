import { clicksSignal } from '../signals/clicks.ts';
import { deadClicksSignal } from '../signals/deadClicks.ts';
import type { Signal } from '../signals/signal.ts';

export function install(): Readonly<Record<string, Signal>> {
  return { clicks: clicksSignal, deadClicks: deadClicksSignal };
}
