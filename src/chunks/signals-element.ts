import { elementExistsSignal } from '../signals/elementExists.ts';
import { elementVisibleSignal } from '../signals/elementVisible.ts';
import type { Signal } from '../signals/signal.ts';

export function install(): Readonly<Record<string, Signal>> {
  return { elementVisible: elementVisibleSignal, elementExists: elementExistsSignal };
}
