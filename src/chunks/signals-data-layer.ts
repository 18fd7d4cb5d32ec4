import { dataLayerSignal } from '../signals/dataLayer.ts';
import type { Signal } from '../signals/signal.ts';

export function install(): Signal {
  return dataLayerSignal;
}
