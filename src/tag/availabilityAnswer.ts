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
  const known = {
    ...(Number.isFinite(averageWaitTime) ? { waitMinutes: averageWaitTime } : {}),
    ...(Number.isFinite(positionInQueue) ? { positionInQueue } : {}),
  };
  if (!isQueueAvailable) return { status: 'unavailable', reason: 'queue_closed', ...known };
  if (!isAgentAvailable) return { status: 'unavailable', reason: 'agents_unavailable', ...known };
  return { status: 'available', ...known };
}
