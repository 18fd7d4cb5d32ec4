import type { EmulatorConfig } from './config.ts';
import type { Conversation } from './conversation.ts';
import type { Route, ServiceReply, ServiceRequest } from './httpServer.ts';
import { RequestProblem } from './httpServer.ts';
import type { SignedIn } from './signIn.ts';
import { readSignIn } from './signIn.ts';

/** Answers a visitor: `null` is one who is not signed in. */
export type VisitorAnswer = (request: ServiceRequest, visitor: SignedIn | null) => ServiceReply;

/** Who the sign-in token of a request says the visitor is; `null` if there is none that is good. */
export function visitorOf(request: ServiceRequest, config: EmulatorConfig, now: number): SignedIn | null {
  const token = request.headers['authenticatedusertoken'];
  return readSignIn(typeof token === 'string' ? token : undefined, now, config.authPublicKey);
}

/**
 * Makes the two routes of an endpoint: that for strangers, and below `/auth` that for signed-in visitors. Which one is
 * called decides who asks: the client keeps sending an old token to the other one.
 */
export function createVisitorRoutes(config: EmulatorConfig, now: () => number) {
  function signedIn(request: ServiceRequest): SignedIn {
    const visitor = visitorOf(request, config, now());
    if (visitor === null) throw new RequestProblem(401, 'The visitor is not signed in.');
    return visitor;
  }

  return (
    method: Route['method'],
    before: string,
    after: string,
    step: NonNullable<Route['step']>,
    answer: VisitorAnswer,
  ): Route[] => [
    {
      method,
      pattern: before + after,
      audience: 'pages',
      area: 'service',
      step,
      answer: (request) => answer(request, null),
    },
    {
      method,
      pattern: `${before}/auth${after}`,
      audience: 'pages',
      area: 'service',
      step,
      answer: (request) => answer(request, signedIn(request)),
    },
  ];
}

/** The conversation, if it is this visitor's; throws `RequestProblem` if it is nobody's or somebody else's. */
export function ownConversation(
  conversation: Conversation | undefined,
  visitor: SignedIn | null,
): Conversation {
  if (conversation === undefined || conversation.subject !== (visitor?.subject ?? null)) {
    throw new RequestProblem(404, 'There is no such conversation.');
  }
  return conversation;
}
