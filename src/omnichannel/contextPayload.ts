import type { CustomContext, CustomContextItem } from '../core/customContext.ts';

/**
 * A fresh copy of a custom context as it travels. Empty values are left out, as Microsoft's client does, which would
 * otherwise delete them from the caller's own object. Availability and conversation both send this, because routing
 * answers for the context it is given.
 */
export function contextPayload(context: CustomContext): Record<string, CustomContextItem> {
  // Not by assignment: a name such as `__proto__` would be lost.
  return Object.fromEntries(
    Object.entries(context)
      .filter(([, { value }]) => value !== '')
      .map(([name, { value, isDisplayable }]) => [name, { value, isDisplayable }]),
  );
}
