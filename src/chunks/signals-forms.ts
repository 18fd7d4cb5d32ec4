import { formErrorsSignal } from '../signals/formErrors.ts';
import { hesitationSignal } from '../signals/hesitation.ts';
import type { Signal } from '../signals/signal.ts';

export function install(): Readonly<Record<string, Signal>> {
  return { formErrors: formErrorsSignal, hesitation: hesitationSignal };
}
