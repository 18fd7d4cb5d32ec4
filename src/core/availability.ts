import type { Reason } from './reasons.ts';

/** Why it is not known whether somebody is there. */
export type UnknownCause = 'timeout' | 'network' | 'refused' | 'malformed' | 'rate_limited' | 'not_ready';

/** Can a person answer now? Anything but a clear answer is `unknown`, and unknown never invites. */
export type Availability =
  | {
      readonly status: 'available';
      readonly waitMinutes?: number;
      readonly positionInQueue?: number;
    }
  | {
      readonly status: 'unavailable';
      readonly reason: Extract<Reason, 'agents_unavailable' | 'queue_closed'>;
      readonly waitMinutes?: number;
      readonly positionInQueue?: number;
    }
  | { readonly status: 'unknown'; readonly cause: UnknownCause };

/** The `detail` of `lcw:getAgentAvailability`, under the documented names (Live chat SDK reference, getAgentAvailability). */
export interface AvailabilityDetail {
  readonly queueId: string;
  readonly isQueueAvailable: boolean;
  readonly isAgentAvailable: boolean;
  readonly positionInQueue: number;
  /** Minutes. */
  readonly averageWaitTime: number;
  /** UTC, ISO 8601; `0001-01-01T00:00:00Z` inside operating hours. */
  readonly StartTimeOfNextOperatingHour: string;
  readonly EndTimeOfNextOperatingHour: string;
  readonly nexttransitiontime: string;
  /** Alias of `nexttransitiontime`, as older pages spell it. */
  readonly nextTransitionTime: string;
}
