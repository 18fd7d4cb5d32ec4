import type { Availability } from './availability.ts';
import type { Reason } from './reasons.ts';
import type { AvailabilityPolicy } from './ruleSet.ts';

/** Why nobody is invited under an answer about availability; `null`: it allows inviting. */
export function refusalOf(availability: Availability, policy: AvailabilityPolicy | undefined): Reason | null {
  if (policy?.basis === 'none') return null;
  if (availability.status === 'unavailable') return availability.reason;
  if (availability.status === 'unknown') {
    return availability.cause === 'rate_limited' ? 'rate_limited' : 'availability_unknown';
  }
  // A service that does not tell the wait has not said that it is short enough.
  const most = policy?.basis === 'operatingHours' ? undefined : policy?.maxWaitMinutes;
  if (most === undefined) return null;
  const { waitMinutes } = availability;
  if (waitMinutes === undefined) return 'availability_unknown';
  return waitMinutes > most ? 'wait_too_long' : null;
}
