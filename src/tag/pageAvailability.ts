import type { AvailabilityDetail } from '../core/availability.ts';
import type { AvailabilityPort } from '../core/chatPort.ts';
import { readAvailability } from '../omnichannel/availabilityAnswer.ts';
import type { SdkHost } from '../sdk/host.ts';
import type { AskKeptParts } from './askKept.ts';
import { askKept } from './askKept.ts';
import { keyForPage } from './keptAvailability.ts';

export interface PageAvailabilityParts extends AskKeptParts {
  readonly port: Pick<AvailabilityPort, 'getAvailability'>;
}

/**
 * Answers the page's own calls from what the tabs of the visitor have been told for the same context in the last two
 * minutes, and asks nothing while the breaker is open: a page that calls in a loop must not use up what the organisation
 * may ask, nor go on asking a service that is ill.
 */
export function createPageAvailability(parts: PageAvailabilityParts): SdkHost['askForPage'] {
  return async (context) => {
    const ask: Parameters<typeof askKept>[2] = async () => {
      const result = await parts.port.getAvailability(context);
      return result.ok
        ? { availability: { status: 'available' }, detail: result.detail }
        : { availability: { status: 'unknown', cause: result.cause } };
    };
    const { availability, detail, goodUntil } = await askKept(parts, keyForPage(context), ask, false);
    return availability.status === 'unknown'
      ? { ok: false, cause: availability.cause }
      : // What a store holds has been checked, but JSON has no word for a number that is none.
        { ok: true, detail: readAvailability(detail) as AvailabilityDetail, goodUntil };
  };
}
