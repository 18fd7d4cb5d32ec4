import type { ContextProvider } from '../core/sdkPort.ts';
import type { ErrorDetail } from './errors.ts';
import { errorDetail, reasonOf, widgetErrors } from './errors.ts';

export type ContextAnswer =
  /** Unchecked. */
  { readonly ok: true; readonly given: unknown } | { readonly ok: false; readonly error: ErrorDetail };

/** A copy of what a page may go on using for itself; what has no members is left to the check. */
function snapshot(context: unknown): unknown {
  const isRecord = typeof context === 'object' && context !== null && !Array.isArray(context);
  if (!isRecord || 'then' in context) return context;
  const copy = (item: unknown): unknown => (typeof item === 'object' && item !== null ? { ...item } : item);
  return Object.fromEntries(Object.entries(context).map(([name, item]) => [name, copy(item)]));
}

/** The custom context for one question to the service: what the call brought, else what the provider says now. */
export function askForContext(given: unknown, provider: ContextProvider | null): ContextAnswer {
  try {
    return { ok: true, given: snapshot(given ?? provider?.()) };
  } catch (cause) {
    return { ok: false, error: errorDetail(widgetErrors.contextProvider, reasonOf(cause)) };
  }
}
