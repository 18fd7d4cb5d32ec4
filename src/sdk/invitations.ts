import type { InvitationEvent } from '../core/sdkPort.ts';
import type { InvitationRequest } from './callArguments.ts';
import type { InvitationPane } from './invitation.ts';

/** The way of an invitation from the call to the screen. */
export interface Invitations {
  /**
   * Shows an invitation, once it is known that the administrator allows any. Refused while another one waits for that
   * or is open, and unless the widget is closed.
   */
  invite(invitation: InvitationRequest): Promise<void>;
  /** Takes back the invitation that is open, or that waits. */
  withdraw(): void;
  /** Forgets the invitation that waits, without telling. */
  cancel(): void;
}

export interface InvitationsOptions {
  /** Is the widget closed, and nobody chatting in another tab? */
  mayInvite(): boolean;
  /** Whether the administrator allows invitations; `true` also where that cannot be found out. */
  isAllowed(): boolean | Promise<boolean>;
  /** Shows it; false if that is ignored. */
  show(invitation: InvitationRequest): boolean;
  pane(): InvitationPane | undefined;
  tell(event: InvitationEvent | 'refused', invitation: InvitationRequest): void;
  warn(message: string): void;
}

export function createInvitations(options: InvitationsOptions): Invitations {
  let waiting: InvitationRequest | null = null;

  /** `null`: it was taken back meanwhile. */
  async function mayShow(invitation: InvitationRequest): Promise<boolean | null> {
    if (waiting !== null || !options.mayInvite()) return false;
    let isAllowed = options.isAllowed();
    if (typeof isAllowed !== 'boolean') {
      waiting = invitation;
      isAllowed = await isAllowed;
      if (waiting !== invitation) return null;
      waiting = null;
    }
    if (!isAllowed) options.warn('Proactive chat is switched off for this widget.');
    return isAllowed && options.mayInvite();
  }

  return {
    async invite(invitation) {
      const may = await mayShow(invitation);
      if (may !== null && !(may && options.show(invitation))) options.tell('refused', invitation);
    },
    withdraw() {
      const taken = waiting;
      waiting = null;
      if (taken !== null) options.tell('withdrawn', taken);
      options.pane()?.withdraw();
    },
    cancel() {
      waiting = null;
    },
  };
}
