import { attributesSignal } from '../signals/attributes.ts';
import { customSignal } from '../signals/custom.ts';
import { givenSignal } from '../signals/given.ts';
import type { Signal } from '../signals/signal.ts';

export function install(): Readonly<Record<string, Signal>> {
  return { given: givenSignal, attributes: attributesSignal, custom: customSignal };
}
