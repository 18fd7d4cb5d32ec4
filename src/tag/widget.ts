import type { Availability } from '../core/availability.ts';
import type { CustomContext } from '../core/customContext.ts';
import type { Gates } from '../core/eligibility.ts';
import type { InvitationRequest } from '../core/invitationRequest.ts';
import type { AvailabilityPolicy } from '../core/ruleSet.ts';
import type { InvitationEvent } from '../core/sdkPort.ts';

/** The chat widget as the flow sees it, whoever made it. */
export interface Widget {
  /** Never rejects; anything but a clear answer is `unknown`. */
  askAvailability(basis: AvailabilityPolicy['basis'], context: CustomContext): Promise<Availability>;
  /** Whether a conversation goes on that this page has no part in. Absent where that cannot be known. */
  readonly chatsElsewhere?: () => boolean;
  invite(invitationId: string, request: InvitationRequest): void;
  withdraw(): void;
  destroy(): void;
}

/** What a widget tells the flow. */
export interface WidgetListener {
  readonly onGates: (gates: Partial<Gates>) => void;
  /** An invitation of the page's own has been answered: the visitor's answer counts whoever asked. */
  readonly onPageInvitation: (outcome: Exclude<InvitationEvent, 'shown'>) => void;
  /** `inferred`: the widget did not say so; it was concluded from its events and the time. */
  readonly onInvitation: (
    invitationId: string,
    event: InvitationEvent | 'failed',
    inferred?: boolean,
  ) => void;
}
