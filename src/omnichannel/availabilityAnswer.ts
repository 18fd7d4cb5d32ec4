import type { AvailabilityDetail } from '../core/availability.ts';
import { asFlag, asNumber, asText, fieldReader } from './fields.ts';

/** What the service writes where there is no instant to tell. */
export const zeroDate = '0001-01-01T00:00:00Z';

const hasZone = /:\d\d(\.\d+)?\s?(Z|[+-]\d\d:?\d\d)$|GMT|UTC/i;
const isoDateTime = /^\d{4}-\d\d-\d\dT/;
const isoDate = /^\d{4}-\d\d-\d\d$/;

/** ISO 8601 in UTC without fractions; the zero date for the zero date in any spelling, and for what is no date. */
function toInstant(value: unknown): string {
  const text = (asText(value) ?? '').trim();
  if (/(^|\D)0001(\D|$)/.test(text)) return zeroDate;
  // Documented as UTC, but written without a zone: the browser would take such a text for local time.
  const zoned =
    hasZone.test(text) || isoDate.test(text) ? text : text + (isoDateTime.test(text) ? 'Z' : ' UTC');
  const milliseconds = Date.parse(zoned.replace(/(\.\d{3})\d+/, '$1'));
  return Number.isNaN(milliseconds) ? zeroDate : `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/**
 * The service's answer under the documented names. Two families of names are in use, that of the widget's
 * documentation and that of Microsoft's client; either is read, whatever its case.
 *
 * `null` unless the answer says clearly both whether the queue is open and whether somebody can take the chat.
 * A wait or a position that the service does not tell is `NaN`.
 */
export function readAvailability(answer: unknown): AvailabilityDetail | null {
  const read = fieldReader(answer);
  if (read === null) return null;
  const isQueueAvailable = asFlag(read('isQueueAvailable'));
  const isAgentAvailable = asFlag(read('isAgentAvailable', 'AgentAvailability'));
  if (isQueueAvailable === undefined || isAgentAvailable === undefined) return null;

  const opensAt = isQueueAvailable ? undefined : read('AvailableNext');
  const transition = toInstant(
    read('nextTransitionTime') ?? (isQueueAvailable ? read('AvailableUntil') : opensAt),
  );
  return {
    queueId: asText(read('queueId')) ?? '',
    isQueueAvailable,
    isAgentAvailable,
    positionInQueue: asNumber(read('positionInQueue', 'QueuePosition')) ?? NaN,
    averageWaitTime: asNumber(read('averageWaitTime')) ?? NaN,
    StartTimeOfNextOperatingHour: toInstant(read('StartTimeOfNextOperatingHour') ?? opensAt),
    EndTimeOfNextOperatingHour: toInstant(read('EndTimeOfNextOperatingHour')),
    nexttransitiontime: transition,
    nextTransitionTime: transition,
  };
}
