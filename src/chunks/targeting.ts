import { createTargeting } from '../core/targeting.ts';

/** Entry of the chunk for rule sets that ask for schedules, shares of the visitors, variants or goals. */
export function install(): { readonly createTargeting: typeof createTargeting } {
  return { createTargeting };
}
