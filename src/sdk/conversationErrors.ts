import type { ErrorDetail } from './errors.ts';

/** The errors of starting and resuming a conversation. */
export const conversationErrors = {
  tokenProvider: [2, 'Auth token provider method execution failed'],
  noToken: [3, "Auth token provider didn't provide any token"],
  badToken: [4, 'Auth token provider provided invalid token'],
  noTokenFunction: [8, 'Auth function cannot be found on webpage'],
  unreachable: [1010, 'The chat service could not be reached'],
  refused: [1011, 'The chat service refused to start a conversation'],
  notSignedIn: [1012, 'The chat service asks for a signed-in visitor'],
  tooLate: [1013, 'The chat service did not answer in time'],
} as const;

/** Ends a chain of steps with what the page is to hear. */
export class ChatFailure extends Error {
  readonly detail: ErrorDetail;
  constructor(detail: ErrorDetail) {
    super(detail.errorDescription);
    this.detail = detail;
  }
}
