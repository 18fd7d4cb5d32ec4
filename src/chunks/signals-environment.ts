import { environmentSignal } from '../signals/environment.ts';
import type { Signal } from '../signals/signal.ts';
import { titleSignal } from '../signals/title.ts';

export function install(): Readonly<Record<string, Signal>> {
  return { environment: environmentSignal, title: titleSignal };
}
