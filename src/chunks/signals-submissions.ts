import { formsSignal } from '../signals/forms.ts';
import type { Signal } from '../signals/signal.ts';
import { visitFormsSignal } from '../signals/visitForms.ts';

export function install(): Readonly<Record<string, Signal>> {
  return { forms: formsSignal, visitForms: visitFormsSignal };
}
