import type { Signal } from '../signals/signal.ts';
import { videoSignal } from '../signals/video.ts';

export function install(): Readonly<Record<string, Signal>> {
  return { video: videoSignal };
}
