import { isRecord } from './record.ts';
import type { Conversation, Message } from './conversation.ts';
import type { Route, ServiceRequest } from './httpServer.ts';
import { RequestProblem } from './httpServer.ts';
import type { Desk } from './desk.ts';
import type { Tokens } from './tokens.ts';

export interface MessageApiOptions {
  readonly desk: Desk;
  readonly tokens: Tokens;
  readonly origin: () => string;
  readonly now: () => number;
}

const contentBytes = 28 * 1024;
const messagesPerSecond = 20;
const statuses = { missing: 404, refused: 403, full: 429 };

/** The message endpoints: realtime settings, and per thread its messages, typing and participants. */
export function createMessageApi({ desk, tokens, origin, now }: MessageApiOptions): readonly Route[] {
  let second = 0;
  let sentThisSecond = new Map<string, number>();

  function subject(request: ServiceRequest) {
    const found = tokens.check(/^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]);
    if (found === null) throw new RequestProblem(401, 'The token is not valid.');
    return found;
  }

  function thread(request: ServiceRequest): Conversation {
    const { conversationId } = subject(request);
    const conversation = desk.findByThread(request.params['thread'] ?? '');
    if (conversation === undefined) throw new RequestProblem(404, 'There is no such thread.');
    if (conversation.id !== conversationId) throw new RequestProblem(403, 'The token is for another thread.');
    return conversation;
  }

  function limitRate(conversationId: string): void {
    const current = Math.floor(now() / 1000);
    if (current !== second) {
      second = current;
      sentThisSecond = new Map();
    }
    const sent = (sentThisSecond.get(conversationId) ?? 0) + 1;
    sentThisSecond.set(conversationId, sent);
    if (sent > messagesPerSecond) {
      throw new RequestProblem(429, 'Too many messages in one second.', { 'Retry-After': '1' });
    }
  }

  const route = (
    method: Route['method'],
    pattern: string,
    step: Route['step'] | null,
    answer: Route['answer'],
  ): Route => ({
    method,
    pattern,
    audience: 'pages',
    area: 'messages',
    ...(step && { step }),
    answer,
  });

  return [
    route('GET', '/chat/config/realTimeNotifications', 'join', (request) => {
      subject(request);
      return {
        status: 200,
        json: { trouterServiceUrl: origin(), registrarServiceUrl: origin(), cloudType: 'Public' },
      };
    }),

    route('GET', '/chat/threads/:thread/messages', 'history', (request) => {
      const { messages } = thread(request);
      // Newest first: the client delivers what it polls in the opposite order of the list.
      return { status: 200, json: { value: [...messages].reverse().map(listed) } };
    }),

    route('POST', '/chat/threads/:thread/messages', 'send', (request) => {
      const conversation = thread(request);
      limitRate(conversation.id);
      const { text, senderName, metadata } = readMessage(request.body);
      const said = desk.visitorSays(conversation.id, text, senderName, metadata);
      if (!said.ok) throw new RequestProblem(statuses[said.why], said.problem);
      return { status: 201, json: { id: said.value.id } };
    }),

    route('POST', '/chat/threads/:thread/typing', null, (request) => {
      desk.visitorTypes(thread(request).id);
      return { status: 200, json: {} };
    }),

    route('GET', '/chat/threads/:thread/participants', null, (request) => {
      const conversation = thread(request);
      const agent = desk.agents().find((each) => each.id === conversation.agentId);
      const value = [participant(conversation.visitorId, 'Customer')];
      if (agent !== undefined && conversation.state === 'Active') {
        value.push(participant(agent.participantId, agent.name));
      }
      return { status: 200, json: { value } };
    }),
  ];
}

function readMessage(body: unknown) {
  if (!isRecord(body) || typeof body['content'] !== 'string' || body['content'] === '') {
    throw new RequestProblem(400, 'A message has a "content".');
  }
  const text = body['content'];
  if (Buffer.byteLength(text) > contentBytes) throw new RequestProblem(413, 'A message may have 28 kB.');
  const senderName = typeof body['senderDisplayName'] === 'string' ? body['senderDisplayName'] : 'Customer';
  const given = isRecord(body['metadata']) ? body['metadata'] : {};
  const metadata = Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  return { text, senderName, metadata };
}

function identifier(id: string) {
  return { rawId: id, communicationUser: { id } };
}

function participant(id: string, displayName: string) {
  return { communicationIdentifier: identifier(id), displayName };
}

function listed(message: Message) {
  return {
    id: message.id,
    type: 'text',
    sequenceId: String(message.sequence),
    version: message.id,
    content: { message: message.text },
    senderDisplayName: message.senderName,
    createdOn: new Date(message.sentAt).toISOString(),
    senderCommunicationIdentifier: identifier(message.senderId),
    metadata: message.metadata,
  };
}
