import type { AvailabilityPort, WidgetIdentity } from '../core/chatPort.ts';
import type { TextStorage } from '../core/sdkPort.ts';
import type { TabTurns } from '../core/tabs.ts';
import { createAvailabilityPort } from '../omnichannel/availability.ts';
import { createServiceRequests } from '../omnichannel/serviceRequests.ts';
import type { Clock } from '../page/clock.ts';
import { createTurns } from '../page/tabTurns.ts';
import type { SdkHost } from '../sdk/host.ts';
import type { AvailabilityCache, AvailabilityCacheParts } from '../tag/availabilityCache.ts';
import { createAvailabilityCache } from '../tag/availabilityCache.ts';
import { createPageAvailability } from '../tag/pageAvailability.ts';

/** How the answers are shared. */
export interface SharedAnswers {
  readonly clock: Clock;
  readonly store: TextStorage;
  /** Name of the widget, which the tabs that share its answers know each other by. */
  readonly about: string;
  /** Whether the visitor has agreed to what tabs need to take turns. Without it each tab answers for itself. */
  readonly shares: boolean;
}

export interface AvailabilityChunk {
  createPort(identity: WidgetIdentity): AvailabilityPort;
  /** For the rules. */
  createCache(host: SharedAnswers & Pick<AvailabilityCacheParts, 'ask'>): AvailabilityCache;
  /** For calls of the page. */
  createPageAvailability(host: SharedAnswers & { readonly port: AvailabilityPort }): SdkHost['askForPage'];
}

/** Entry of the chunk that asks whether somebody is there: for the tag, which shares the answers, and for the page. Loading it asks nothing. */
export function install(): AvailabilityChunk {
  const whole = <Host extends SharedAnswers>(
    host: Host,
  ): Host & TabTurns & { readonly random: () => number } => ({
    ...host,
    exclusively: host.shares
      ? createTurns(window, `availability/${host.about}`, host.clock)
      : (work) => work(),
    random: Math.random,
  });
  return {
    createPort: (identity) => createAvailabilityPort(createServiceRequests(identity)),
    createCache: (host) => createAvailabilityCache(whole(host)),
    createPageAvailability: (host) => createPageAvailability(whole(host)),
  };
}
