import { availabilityReply } from './availabilityReply.ts';
import { createCallLimit } from './callLimit.ts';
import type { EmulatorConfig } from './config.ts';
import type { Conversation } from './conversation.ts';
import { isRunning, tagsOf } from './conversation.ts';
import type { Route, ServiceReply, ServiceRequest } from './httpServer.ts';
import { RequestProblem } from './httpServer.ts';
import { readInitContext } from './initContext.ts';
import { isRecord } from './record.ts';
import type { SignedIn } from './signIn.ts';
import type { ConversationIds, Desk } from './desk.ts';
import type { Tokens } from './tokens.ts';
import type { VisitorAnswer } from './visitorRoutes.ts';
import { createVisitorRoutes, ownConversation, visitorOf } from './visitorRoutes.ts';
import { widgetConfig } from './widgetConfig.ts';

/**
 * Where the client is told to send messages. It insists on https, and the name can never resolve:
 * a client of the embedded service sends what is meant for this origin to the service's own origin,
 * with the same paths. The configuration answer says so in `EmbeddedService`.
 */
export const messagesOrigin = 'https://messages.emulator.invalid';

export interface RestApiOptions {
  readonly config: EmulatorConfig;
  readonly desk: Desk;
  readonly tokens: Tokens;
  readonly origin: () => string;
  readonly now: () => number;
}

/** Tokens given out for conversations that are not created yet; the oldest are forgotten first. */
const promisesKept = 500;

/** The Omnichannel endpoints: configuration, availability, conversation create, details, close, typing, transcript. */
export function createRestApi({ config, desk, tokens, origin, now }: RestApiOptions): readonly Route[] {
  const routesFor = createVisitorRoutes(config, now);
  /** Ids of the conversations that have a token and may be created with it, by request id. */
  const promised = new Map<string, ConversationIds>();

  function requireWidget({ params }: ServiceRequest): void {
    const same = (a: string | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase();
    if (!same(params['org'], config.orgId) || !same(params['widget'], config.appId)) {
      throw new RequestProblem(404, 'There is no such chat widget here.', { errorcode: '701' });
    }
  }

  function requireSignIn(visitor: SignedIn | null): void {
    if (visitor === null && config.authenticatedChat && !config.signInOptional) {
      throw new RequestProblem(401, 'Only signed-in visitors may chat.');
    }
  }

  /** Request ids of pages that came back to a conversation, with its id; the oldest are forgotten first. */
  const returned = new Map<string, string>();
  const findByRequest = (requestId: string): Conversation | undefined =>
    desk.findByRequest(requestId) ?? desk.findById(returned.get(requestId) ?? '');
  const comeBack = (
    requestId: string,
    reconnectId: string | null,
    visitor: SignedIn | null,
  ): Conversation | null => {
    const left =
      reconnectId === null || !config.chatReconnect ? undefined : desk.findByReconnect(reconnectId);
    if (left === undefined || !isRunning(left)) return null;
    returned.set(requestId, ownConversation(left, visitor).id);
    forgetOldest(returned);
    return left;
  };

  const own = (request: ServiceRequest, visitor: SignedIn | null): Conversation =>
    ownConversation(findByRequest(request.params['request'] ?? ''), visitor);

  const answerConfig = (request: ServiceRequest): ServiceReply => {
    requireWidget(request);
    const embeddedService = { messagesOrigin, serviceOrigin: origin() };
    return { status: 200, json: widgetConfig(config, desk.isOpen(), embeddedService) };
  };

  /** A client that asks too often has to notice here, not only with a real organisation. */
  const availabilityCalls = createCallLimit(config.availabilityCallsPerMinute, now);
  const answerAvailability = (request: ServiceRequest): ServiceReply => {
    requireWidget(request);
    const waitSeconds = availabilityCalls.note();
    if (waitSeconds > 0) {
      throw new RequestProblem(
        429,
        `An organisation is asked for availability ${String(config.availabilityCallsPerMinute)} times a minute at most ("availabilityCallsPerMinute" of the configuration).`,
        { 'Retry-After': String(waitSeconds) },
      );
    }
    const { customContext } = readInitContext(request.body);
    // Signed-in visitors are routed by what their token says, too.
    const vouched = visitorOf(request, config, now())?.customContext;
    return {
      status: 200,
      json: availabilityReply(desk.availability({ ...customContext, ...vouched }), config),
    };
  };

  const tokenFor = ({ id, threadId, visitorId }: ConversationIds): ServiceReply => ({
    status: 200,
    headers: { 'Oc-Sessionid': id },
    json: {
      ChatId: threadId,
      Token: tokens.issue({ conversationId: id, visitorId }),
      RegionGtms: '{}',
      ACSEndpoint: messagesOrigin,
      VisitorId: visitorId,
      ExpiresIn: String(tokens.lifetimeSeconds),
      Region: 'local',
    },
  });

  /** Creates a conversation, or gives back the one with this request id: a client that has not heard asks again. */
  function create(
    request: ServiceRequest,
    visitor: SignedIn | null,
    requestId: string,
    ids?: ConversationIds,
  ): Conversation {
    requireSignIn(visitor);
    const context = readInitContext(request.body);
    const customContext = { ...context.customContext, ...visitor?.customContext };
    const earlier = findByRequest(requestId);
    if (earlier !== undefined) return ownConversation(earlier, visitor);
    const left = comeBack(requestId, context.reconnectId, visitor);
    if (left !== null) return left;
    if (!desk.availability(customContext).queueOpen) {
      throw new RequestProblem(400, 'Outside operating hours.', { errorcode: '705' });
    }
    if (desk.isFull()) {
      throw new RequestProblem(429, 'There are too many running conversations: end some.', {
        'Retry-After': '60',
      });
    }
    return desk.create({
      requestId,
      ...(ids !== undefined && { ids }),
      visitorName: visitor?.name ?? null,
      subject: visitor?.subject ?? null,
      ...context,
      customContext,
    });
  }

  const answerCreate: VisitorAnswer = (request, visitor) => {
    requireWidget(request);
    const requestId = request.headers['request-id'];
    if (typeof requestId !== 'string' || requestId === '') {
      throw new RequestProblem(400, 'The header Request-Id is missing.');
    }
    return tokenFor(create(request, visitor, requestId));
  };

  const answerToken: VisitorAnswer = (request, visitor) => {
    requireWidget(request);
    requireSignIn(visitor);
    const requestId = request.params['request'] ?? '';
    const conversation =
      findByRequest(requestId) ?? comeBack(requestId, request.params['reconnect'] ?? null, visitor);
    if (conversation != null) return tokenFor(ownConversation(conversation, visitor));
    const ids = promised.get(requestId) ?? desk.newIds();
    promised.set(requestId, ids);
    forgetOldest(promised);
    return tokenFor(ids);
  };

  const answerSessionInit: VisitorAnswer = (request, visitor) => {
    requireWidget(request);
    const requestId = request.params['request'] ?? '';
    const ids = promised.get(requestId);
    if (ids === undefined && findByRequest(requestId) === undefined) {
      throw new RequestProblem(400, 'There is no token for this conversation: getchattoken comes first.');
    }
    create(request, visitor, requestId, ids);
    promised.delete(requestId);
    return { status: 200, json: {} };
  };

  const answerDetails: VisitorAnswer = (request, visitor) => {
    requireWidget(request);
    const { state, id, acceptedAt, isWithBot } = own(request, visitor);
    return {
      status: 200,
      json: {
        State: state,
        ConversationId: id,
        AgentAcceptedOn: acceptedAt === null ? null : new Date(acceptedAt).toISOString(),
        // Only who has talked to somebody is asked how it was.
        CanRenderPostChat: acceptedAt === null ? 'False' : 'True',
        ParticipantType: isWithBot ? 'Bot' : 'User',
      },
    };
  };

  const answerClose: VisitorAnswer = (request, visitor) => {
    requireWidget(request);
    // A client that has come back by a reconnect id names the conversation by it.
    const isByReconnectId =
      config.chatReconnect && request.url.searchParams.get('isReconnectChat') === 'true';
    const conversation = isByReconnectId
      ? ownConversation(desk.findByReconnect(request.params['request'] ?? ''), visitor)
      : own(request, visitor);
    desk.visitorEnds(conversation.id);
    return { status: 200, json: {} };
  };

  const answerTyping = (request: ServiceRequest): ServiceReply => {
    const conversation = findByRequest(request.params['request'] ?? '');
    if (conversation === undefined) throw new RequestProblem(404, 'There is no such conversation.');
    desk.visitorTypes(conversation.id);
    return { status: 200, json: {} };
  };

  const answerTranscript: VisitorAnswer = (request, visitor) => {
    const subject = tokens.check(request.headers.authorization);
    const conversation = own(request, visitor);
    if (subject?.conversationId !== conversation.id) throw new RequestProblem(401, 'The token is not valid.');
    if (conversation.threadId !== request.params['chat'])
      throw new RequestProblem(404, 'There is no such conversation.');
    return { status: 200, json: { chatMessagesJson: JSON.stringify(transcript(conversation)) } };
  };

  /** The e-mail goes nowhere: the embedded service only says that it would be sent. */
  const answerEmail: VisitorAnswer = (request, visitor) => {
    own(request, visitor);
    if (!isRecord(request.body) || typeof request.body['EmailAddress'] !== 'string') {
      throw new RequestProblem(400, 'A transcript is sent to an "EmailAddress".');
    }
    return { status: 200, json: {} };
  };

  /** Whether the conversation of a reconnect id can be joined; who the visitor is does not matter yet. */
  const answerReconnect = (request: ServiceRequest): ServiceReply => {
    requireWidget(request);
    const found = config.chatReconnect ? desk.findByReconnect(request.params['reconnect'] ?? '') : undefined;
    const isReconnectAvailable = found !== undefined && isRunning(found);
    const reconnectRedirectionURL = isReconnectAvailable ? null : config.reconnectRedirectUrl;
    return { status: 200, json: { isReconnectAvailable, reconnectRedirectionURL } };
  };

  /** The running conversation of a signed-in visitor, which a page may come back to. */
  const answerReconnectable: VisitorAnswer = (request, visitor) => {
    requireWidget(request);
    const found = config.chatReconnect
      ? [...desk.conversations()]
          .reverse()
          .find((each) => isRunning(each) && each.subject === visitor?.subject)
      : undefined;
    return found === undefined ? { status: 204 } : { status: 200, json: { reconnectid: found.reconnectId } };
  };

  /** Whether the conversation is that of the signed-in visitor. */
  const answerValidate: VisitorAnswer = (request, visitor) => {
    requireWidget(request);
    const conversation = findByRequest(request.params['request'] ?? '');
    const authChatExist =
      conversation?.threadId === request.params['chat'] && conversation?.subject === visitor?.subject;
    return { status: 200, json: { authChatExist } };
  };

  const connector = '/livechatconnector';
  const widget = ':org/:widget';
  const details = `/getliveworkitemdetails/${widget}/:request`;

  return [
    {
      method: 'GET',
      pattern: `${connector}/config/${widget}`,
      audience: 'pages',
      area: 'service',
      step: 'config',
      answer: answerConfig,
    },
    {
      // The path says `auth` for strangers, too.
      method: 'POST',
      pattern: `${connector}/auth/getagentavailability/${widget}/:request`,
      audience: 'pages',
      area: 'availability',
      answer: answerAvailability,
    },
    ...routesFor(
      'POST',
      connector,
      '/organization/:org/widgetApp/:widget/conversation',
      'conversation',
      answerCreate,
    ),
    ...routesFor('GET', `${connector}/v2`, `/getchattoken/${widget}/:request`, 'token', answerToken),
    ...routesFor(
      'GET',
      `${connector}/v2`,
      `/getchattoken/${widget}/:request/:reconnect`,
      'token',
      answerToken,
    ),
    ...routesFor('POST', connector, `/sessioninit/${widget}/:request`, 'sessioninit', answerSessionInit),
    ...routesFor(
      'POST',
      connector,
      `/sessioninit/${widget}/:request/:reconnect`,
      'sessioninit',
      answerSessionInit,
    ),
    ...routesFor('GET', connector, details, 'details', answerDetails),
    ...routesFor('GET', connector, `${details}/:reconnect`, 'details', answerDetails),
    ...routesFor('POST', connector, `/sessionclose/${widget}/:request`, 'close', answerClose),
    ...routesFor(
      'GET',
      `${connector}/v2`,
      '/getchattranscripts/:chat/:request',
      'transcript',
      answerTranscript,
    ),
    ...routesFor('POST', connector, '/createemailrequest/:request', 'transcript', answerEmail),
    {
      method: 'GET',
      pattern: `${connector}/reconnect/${widget}/:reconnect`,
      audience: 'pages',
      area: 'service',
      step: 'reconnect',
      answer: answerReconnect,
    },
    ...signedInOnly(
      routesFor('GET', connector, `/reconnectablechats/${widget}/:request`, 'reconnect', answerReconnectable),
    ),
    // Without a visitor who is signed in there is nothing to validate.
    ...signedInOnly(
      routesFor(
        'GET',
        connector,
        `/validateauthchatmaprecord/${widget}/:chat/:request`,
        'validate',
        answerValidate,
      ),
    ),
    {
      method: 'POST',
      pattern: '/inbound/typingindicator/livechat/sendtypingindicator/:request',
      audience: 'pages',
      area: 'service',
      answer: answerTyping,
    },
  ];
}

function signedInOnly(routes: readonly Route[]): readonly Route[] {
  return routes.filter(({ pattern }) => pattern.includes('/auth/'));
}

function forgetOldest(kept: Map<string, unknown>): void {
  for (const oldest of [...kept.keys()].slice(0, -promisesKept)) kept.delete(oldest);
}

/** Newest first, as the service gives it. */
function transcript(conversation: Conversation) {
  return [...conversation.messages].reverse().map((message) => ({
    created: new Date(message.sentAt).toISOString(),
    content: message.text,
    contentType: 'text/plain',
    tags: tagsOf(message).join(','),
    deliveryMode: 'bridged',
    isControlMessage: message.role === 'system',
    from:
      message.role === 'visitor'
        ? { guest: { displayName: message.senderName } }
        : message.role === 'agent'
          ? { user: { displayName: message.senderName } }
          : { application: { displayName: message.senderName } },
  }));
}
