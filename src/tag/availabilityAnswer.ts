import type { Availability, AvailabilityDetail } from '../core/availability.ts';

/**
 * The service's answer in the words of the rules. A closed queue outranks a missing agent; a wait or a place in the
 * queue that the service does not tell is left out.
 */
export function toAvailability(
  detail: Pick<
    AvailabilityDetail,
    'isAgentAvailable' | 'isQueueAvailable' | 'averageWaitTime' | 'positionInQueue'
  >,
): Availability {
  const { isAgentAvailable, isQueueAvailable, averageWaitTime, positionInQueue } = detail;
  const reason = isQueueAvailable ? 'agents_unavailable' : 'queue_closed';
  return {
    ...(isQueueAvailable && isAgentAvailable ? { status: 'available' } : { status: 'unavailable', reason }),
    ...(Number.isFinite(averageWaitTime) ? { waitMinutes: averageWaitTime } : {}),
    ...(Number.isFinite(positionInQueue) ? { positionInQueue } : {}),
  };
}
