import type { Availability } from '../core/availability.ts';
import type { CustomContext } from '../core/customContext.ts';
import type { AvailabilityPolicy } from '../core/ruleSet.ts';
import type { AskKeptParts } from './askKept.ts';
import { askKept } from './askKept.ts';
import type { CachedAvailability } from './keptAvailability.ts';
import { createKeptAvailability, keyForRules } from './keptAvailability.ts';

export type { CachedAvailability } from './keptAvailability.ts';

/** Never rejects. */
export type AvailabilityCache = (
  basis: AvailabilityPolicy['basis'],
  context: CustomContext,
) => Promise<CachedAvailability>;

export interface AvailabilityCacheParts extends AskKeptParts {
  ask(basis: AvailabilityPolicy['basis'], context: CustomContext): Promise<Availability>;
}

/**
 * Asks at most once per context in the time an answer is good for, over all tabs that share the store; after a refusal
 * for asking too much, and after three failures in a row, not at all for a while, whatever the context.
 */
export function createAvailabilityCache(parts: AvailabilityCacheParts): AvailabilityCache {
  return async (basis, context) => {
    const ask = async () => ({ availability: await parts.ask(basis, context) });
    return basis === 'none'
      ? createKeptAvailability(parts).fresh(await ask())
      : askKept(parts, keyForRules(basis, context), ask, true);
  };
}
