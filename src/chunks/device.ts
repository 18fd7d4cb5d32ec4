import { deviceSignal } from '../signals/device.ts';
import type { Signal } from '../signals/signal.ts';

export function install(): Signal {
  return deviceSignal;
}
