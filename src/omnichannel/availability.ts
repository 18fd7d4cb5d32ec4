import type { AvailabilityPort } from '../core/chatPort.ts';
import { askAgentAvailability } from './agentAvailability.ts';
import type { ServiceRequests } from './serviceRequests.ts';
import { readWidgetConfig } from './widgetConfig.ts';

/**
 * Asks a Dynamics 365 organisation whether somebody is there and what the widget's configuration says, with one
 * request each, the same on the wire as Microsoft's own client but without loading it: that one retries for up to
 * a minute, never answers an empty reply, and is ten times the size of the tag. No call ever rejects.
 */
export function createAvailabilityPort(service: ServiceRequests): AvailabilityPort {
  return {
    getAvailability: (customContext) => askAgentAvailability(service, customContext),
    readConfig: () => readWidgetConfig(service),
  };
}
