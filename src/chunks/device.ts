import { deviceSignal } from '../signals/device.ts';
import type { Signal } from '../signals/signal.ts';

export function install(): Readonly<Record<string, Signal>> {
  return { device: deviceSignal };
}
