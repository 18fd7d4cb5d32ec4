import type { AvailabilityPort } from '../core/chatPort.ts';

/** Loads what asks the service with the first question. A file that does not come is a service that cannot be reached. */
export function createLazyAvailability(load: () => Promise<AvailabilityPort>): AvailabilityPort {
  return {
    getAvailability: (customContext) =>
      load().then(
        (port) => port.getAvailability(customContext),
        () => ({ ok: false, cause: 'network' }),
      ),
    readConfig: () =>
      load().then(
        (port) => port.readConfig(),
        () => ({ operatingHours: 'unknown' }),
      ),
  };
}
