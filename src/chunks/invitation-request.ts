import { toInvitationRequest } from '../core/invitationRequest.ts';

export interface InvitationRequestChunk {
  readonly toInvitationRequest: typeof toInvitationRequest;
}

/** Entry of the chunk that computes the words and the custom context of an invitation. */
export function install(): InvitationRequestChunk {
  return { toInvitationRequest };
}
