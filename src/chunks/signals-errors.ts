import { errorsSignal } from '../signals/errors.ts';
import { failedRequestsSignal } from '../signals/failedRequests.ts';
import type { Signal } from '../signals/signal.ts';

export function install(): Readonly<Record<string, Signal>> {
  return { errors: errorsSignal, failedRequests: failedRequestsSignal };
}
