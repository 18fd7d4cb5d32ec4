import type { CustomContext, CustomContextItem } from '../core/customContext.ts';

/**
 * A fresh copy of a custom context as it travels. Empty values are left out, as Microsoft's client does, which would
 * otherwise delete them from the caller's own object. Availability and conversation both send this, because routing
 * answers for the context it is given.
 */
export function contextPayload(context: CustomContext): Record<string, CustomContextItem> {
  const payload: Record<string, CustomContextItem> = {};
  for (const [name, { value, isDisplayable }] of Object.entries(context)) {
    if (value !== '') payload[name] = { value, isDisplayable };
  }
  return payload;
}
