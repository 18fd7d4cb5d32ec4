import type { EmulatorConfig } from './config.ts';
import { isRecord } from './config.ts';
import type { Conversation } from './conversation.ts';
import { tagsOf } from './conversation.ts';
import type { Route, ServiceReply, ServiceRequest } from './httpServer.ts';
import { RequestProblem } from './httpServer.ts';
import type { Desk } from './state.ts';
import type { Tokens } from './tokens.ts';
import { readSignIn } from './tokens.ts';

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

/** The Omnichannel endpoints: configuration, availability, conversation create, details, close, typing, transcript. */
export function createRestApi({ config, desk, tokens, origin, now }: RestApiOptions): readonly Route[] {
  function requireWidget({ params }: ServiceRequest): void {
    const same = (a: string | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase();
    if (!same(params['org'], config.orgId) || !same(params['widget'], config.appId)) {
      throw new RequestProblem(404, 'There is no such chat widget here.', { errorcode: '701' });
    }
  }

  function signedIn(request: ServiceRequest) {
    const token = request.headers['authenticatedusertoken'];
    const visitor = readSignIn(typeof token === 'string' ? token : undefined, now());
    if (visitor === null) throw new RequestProblem(401, 'The visitor is not signed in.');
    return visitor;
  }

  function byRequest(request: ServiceRequest): Conversation {
    const found = desk.findByRequest(request.params['request'] ?? '');
    if (found === undefined) throw new RequestProblem(404, 'There is no such conversation.');
    return found;
  }

  const answerConfig = (request: ServiceRequest): ServiceReply => {
    requireWidget(request);
    return {
      status: 200,
      json: {
        LiveChatVersion: 2,
        LiveWSAndLiveChatEngJoin: {
          msdyn_conversationmode: '192350000',
          msdyn_enablechatreconnect: 'false',
          msdyn_callingoptions: '192350000',
          msdyn_prechatenabled: 'false',
          msdyn_postconversationsurveyenable: 'false',
          msdyn_requestvisitorlocation: 'false',
          msdyn_enablefileattachmentsforcustomers: 'false',
          msdyn_enablefileattachmentsforagents: 'false',
          msdyn_enablechattranscriptdownload: 'true',
          msdyn_enablechattranscriptemail: 'false',
          msdyn_widgettitle: config.widgetTitle,
          OutOfOperatingHours: desk.isOpen() ? 'False' : 'True',
          ShowWidget: 'True',
        },
        ChatWidgetLanguage: { msdyn_localeid: '1033', msdyn_languagename: 'English - United States' },
        DataMaskingInfo: {
          setting: { msdyn_maskforagent: false, msdyn_maskforcustomer: false },
          dataMaskingRules: {},
        },
        LiveChatConfigAuthSettings: config.authenticatedChat
          ? { msdyn_authenticatedsigninoptional: 'false' }
          : null,
        EmbeddedService: { messagesOrigin, serviceOrigin: origin() },
      },
    };
  };

  const answerAvailability = (request: ServiceRequest): ServiceReply => {
    requireWidget(request);
    readInitContext(request.body);
    const { queueOpen, agentAvailable, position } = desk.availability();
    return {
      status: 200,
      json: {
        QueueId: config.appId,
        QueueName: config.queueName,
        IsQueueAvailable: queueOpen,
        AgentAvailability: agentAvailable,
        AverageWaitTime: config.averageWaitMinutes,
        QueuePosition: position,
      },
    };
  };

  const create = (request: ServiceRequest, visitorName: string | null): ServiceReply => {
    requireWidget(request);
    const requestId = request.headers['request-id'];
    if (typeof requestId !== 'string' || requestId === '') {
      throw new RequestProblem(400, 'The header Request-Id is missing.');
    }
    if (!desk.isOpen()) throw new RequestProblem(400, 'Outside operating hours.', { errorcode: '705' });
    const context = readInitContext(request.body);
    const earlier = desk.findByRequest(requestId);
    // A client that has not heard the answer asks again with the same id.
    if (earlier === undefined && desk.isFull()) {
      throw new RequestProblem(429, 'There are too many running conversations: end some.', {
        'Retry-After': '60',
      });
    }
    const conversation = earlier ?? desk.create({ requestId, visitorName, ...context });
    const { id, threadId, visitorId } = conversation;
    return {
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
    };
  };

  const answerDetails = (request: ServiceRequest): ServiceReply => {
    requireWidget(request);
    const conversation = byRequest(request);
    return {
      status: 200,
      json: {
        State: conversation.state,
        ConversationId: conversation.id,
        AgentAcceptedOn:
          conversation.acceptedAt === null ? null : new Date(conversation.acceptedAt).toISOString(),
        CanRenderPostChat: 'False',
        ParticipantType: 'User',
      },
    };
  };

  const answerClose = (request: ServiceRequest): ServiceReply => {
    requireWidget(request);
    desk.visitorEnds(byRequest(request).id);
    return { status: 200, json: {} };
  };

  const answerTyping = (request: ServiceRequest): ServiceReply => {
    desk.visitorTypes(byRequest(request).id);
    return { status: 200, json: {} };
  };

  const answerTranscript = (request: ServiceRequest): ServiceReply => {
    const subject = tokens.check(request.headers.authorization);
    const conversation = byRequest(request);
    if (subject?.conversationId !== conversation.id) throw new RequestProblem(401, 'The token is not valid.');
    if (conversation.threadId !== request.params['chat'])
      throw new RequestProblem(404, 'There is no such conversation.');
    return { status: 200, json: { chatMessagesJson: JSON.stringify(transcript(conversation)) } };
  };

  const either = (
    method: Route['method'],
    before: string,
    after: string,
    answer: (request: ServiceRequest) => ServiceReply,
  ): Route[] => [
    { method, pattern: before + after, audience: 'pages', area: 'service', answer },
    {
      method,
      pattern: `${before}/auth${after}`,
      audience: 'pages',
      area: 'service',
      answer: (request) => {
        signedIn(request);
        return answer(request);
      },
    },
  ];
  const connector = '/livechatconnector';

  return [
    {
      method: 'GET',
      pattern: `${connector}/config/:org/:widget`,
      audience: 'pages',
      area: 'service',
      answer: answerConfig,
    },
    {
      // The path says `auth` for anonymous visitors too.
      method: 'POST',
      pattern: `${connector}/auth/getagentavailability/:org/:widget/:request`,
      audience: 'pages',
      area: 'availability',
      answer: answerAvailability,
    },
    {
      method: 'POST',
      pattern: `${connector}/organization/:org/widgetApp/:widget/conversation`,
      audience: 'pages',
      area: 'service',
      answer: (request) => create(request, null),
    },
    {
      method: 'POST',
      pattern: `${connector}/auth/organization/:org/widgetApp/:widget/conversation`,
      audience: 'pages',
      area: 'service',
      answer: (request) => create(request, signedIn(request).name),
    },
    ...either('GET', connector, '/getliveworkitemdetails/:org/:widget/:request', answerDetails),
    ...either('GET', connector, '/getliveworkitemdetails/:org/:widget/:request/:reconnect', answerDetails),
    ...either('POST', connector, '/sessionclose/:org/:widget/:request', answerClose),
    ...either('GET', `${connector}/v2`, '/getchattranscripts/:chat/:request', answerTranscript),
    {
      method: 'POST',
      pattern: '/inbound/typingindicator/livechat/sendtypingindicator/:request',
      audience: 'pages',
      area: 'service',
      answer: answerTyping,
    },
  ];
}

/** Reads what a client says about the visitor; throws `RequestProblem` on a context that is none. */
function readInitContext(body: unknown) {
  const context = body === undefined ? {} : body;
  if (!isRecord(context)) throw new RequestProblem(400, 'The body has to be an object.');
  const customContext = context['customContextData'] ?? {};
  if (
    !isRecord(customContext) ||
    !Object.values(customContext).every((item) => isRecord(item) && Object.hasOwn(item, 'value'))
  ) {
    throw new RequestProblem(400, 'Every entry of "customContextData" has to be an object with a "value".');
  }
  return {
    customContext,
    preChatResponse: context['preChatResponse'] ?? null,
    isProactive: context['isProactiveChat'] === true,
    locale: typeof context['locale'] === 'string' ? context['locale'] : 'en-us',
  };
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
