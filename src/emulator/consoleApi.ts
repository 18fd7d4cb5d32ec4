import type { ServerResponse } from 'node:http';
import type { EmulatorConfig } from './config.ts';
import { isRecord } from './record.ts';
import type { ConsoleEvent, ConversationView, DeskView, MessageView } from './consoleView.ts';
import type { Change, Conversation, Message } from './conversation.ts';
import type { Route, ServiceReply, ServiceRequest } from './httpServer.ts';
import { RequestProblem } from './httpServer.ts';
import { queuesOf } from './routing.ts';
import { act, flagOf, insist, textOf } from './agentActs.ts';
import type { Desk } from './desk.ts';
import type { ActiveFault } from './faults.ts';
import { createStaticFiles } from './staticFiles.ts';
import { questionsOf } from './surveyCard.ts';

export interface ConsoleApi {
  readonly routes: readonly Route[];
  /** Tells all consoles how the desk is, when something but the desk has changed it. */
  readonly refresh: () => void;
  /** Ends the event streams of all open consoles. */
  readonly close: () => void;
}

export interface ConsoleApiOptions {
  readonly config: EmulatorConfig;
  readonly desk: Desk;
  readonly activeFaults: () => readonly ActiveFault[];
  /** Directory with the built console in `console/`; without it only the JSON addresses answer. */
  readonly assetsDir: string | null;
}

const pageHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  'X-Frame-Options': 'DENY',
};
const secondsBetweenSigns = 15;
/** Bytes that may wait for a console besides the first event, before its stream is cut. */
const backlogLimit = 1024 * 1024;

/**
 * What the agent console works with: its files, `GET /console/api/events` (server-sent events, each
 * a `ConsoleEvent`, the first one `everything`), and one POST per thing an agent can do. All of it is
 * for pages of this server only.
 */
export function createConsoleApi({ config, desk, activeFaults, assetsDir }: ConsoleApiOptions): ConsoleApi {
  /** Open streams with the bytes that may wait in each. */
  const streams = new Map<ServerResponse, number>();
  const questions = questionsOf(config.preChatSurvey);
  const files = assetsDir === null ? null : createStaticFiles(assetsDir, pageHeaders);

  const viewDesk = (): DeskView => ({
    queueName: config.queueName,
    queueOpen: desk.isOpen(),
    conversationsPerAgent: config.conversationsPerAgent,
    queues: queuesOf(config).map(({ id, name }) => ({ id, name, isOpen: desk.isOpen(id) })),
    faults: activeFaults(),
    agents: desk
      .agents()
      .map(({ id, name, available }) => ({ id, name, available, capacity: desk.capacity(id) })),
  });

  const view = (conversation: Conversation): ConversationView =>
    viewConversation(conversation, config, questions);

  const write = (stream: ServerResponse, event: ConsoleEvent): void => {
    stream.write(`data: ${JSON.stringify(event)}\n\n`);
  };
  const tell = (event: ConsoleEvent): void => {
    for (const [stream, limit] of streams) {
      write(stream, event);
      // A console that does not read comes back when it does, and is then told everything afresh.
      if (stream.writableLength <= limit) continue;
      streams.delete(stream);
      stream.destroy();
    }
  };
  const stopListening = desk.onChange((change) => {
    const event = toEvent(change);
    if (event !== null) tell(event);
  });
  // A comment now and then shows both ends that the stream is alive.
  const signs = setInterval(() => {
    for (const stream of streams.keys()) stream.write(': alive\n\n');
  }, secondsBetweenSigns * 1000);
  signs.unref();

  function toEvent(change: Change): ConsoleEvent | null {
    switch (change.kind) {
      case 'conversationChanged':
        return { kind: 'conversation', conversation: view(change.conversation) };
      case 'messageAdded':
        return {
          kind: 'message',
          conversationId: change.conversation.id,
          message: viewMessage(change.message),
        };
      case 'conversationRemoved':
        return { kind: 'removed', conversationId: change.conversation.id };
      case 'visitorTyping':
        return { kind: 'visitorTyping', conversationId: change.conversation.id };
      case 'deskChanged':
        return { kind: 'desk', desk: viewDesk() };
      default:
        return null;
    }
  }

  /** The conversation of the address, unless another agent than that of the body holds it. */
  function own(request: ServiceRequest, body: Record<string, unknown>): string {
    const conversation = desk.findById(request.params['id'] ?? '');
    if (conversation === undefined) throw new RequestProblem(404, 'There is no such conversation.');
    // What nobody has, the desk refuses with its own words.
    if (conversation.agentId !== null && conversation.agentId !== body['agentId']) {
      throw new RequestProblem(409, 'Another agent has this conversation.');
    }
    return conversation.id;
  }

  const page = async (request: ServiceRequest): Promise<ServiceReply> => {
    const path = request.params['rest'] ?? '';
    if (path.startsWith('api/')) throw new RequestProblem(404, 'There is nothing to read at this address.');
    const file = await files?.(`console/${path}`);
    return file ?? { status: 404, text: 'There is no such file. Has the console been built?' };
  };

  const everything = () => ({ desk: viewDesk(), conversations: desk.conversations().map(view) });

  return {
    routes: [
      {
        // For programs that would rather ask than listen.
        method: 'GET',
        pattern: '/console/api/desk',
        audience: 'own',
        area: 'site',
        answer: () => ({ status: 200, json: everything() }),
      },
      {
        method: 'GET',
        pattern: '/console/api/events',
        audience: 'own',
        area: 'site',
        answer: () => ({
          status: 200,
          headers: { 'Content-Type': 'text/event-stream' },
          stream: (stream) => {
            stream.on('close', () => streams.delete(stream));
            stream.write('retry: 1000\n\n');
            write(stream, { kind: 'everything', ...everything() });
            streams.set(stream, stream.writableLength + backlogLimit);
          },
        }),
      },
      act('/queue', (_request, body) => {
        desk.switchOpen(flagOf(body, 'open'));
      }),
      act('/agents/:id/presence', (request, body) => {
        insist(desk.setAgentAvailable(request.params['id'] ?? '', flagOf(body, 'available')));
      }),
      act('/conversations/:id/accept', (request, body) => {
        insist(desk.accept(request.params['id'] ?? '', textOf(body, 'agentId')));
      }),
      act('/conversations/:id/messages', (request, body) => {
        insist(desk.agentSays(own(request, body), textOf(body, 'text')));
      }),
      act('/conversations/:id/typing', (request, body) => {
        insist(desk.agentTypes(own(request, body)));
      }),
      act('/conversations/:id/end', (request, body) => {
        insist(desk.agentEnds(own(request, body)));
      }),
      {
        method: 'GET',
        pattern: '/console',
        audience: 'pages',
        area: 'site',
        answer: () => ({ status: 308, headers: { Location: '/console/' }, text: '' }),
      },
      { method: 'GET', pattern: '/console/*', audience: 'pages', area: 'site', answer: page },
    ],
    refresh() {
      tell({ kind: 'desk', desk: viewDesk() });
    },
    close() {
      stopListening();
      clearInterval(signs);
      for (const stream of streams.keys()) stream.destroy();
    },
  };
}

function viewConversation(
  conversation: Conversation,
  { chatReconnect }: Pick<EmulatorConfig, 'chatReconnect'>,
  questions: ReadonlyMap<string, string>,
): ConversationView {
  return {
    id: conversation.id,
    visitorName: conversation.visitorName,
    state: conversation.state,
    agentId: conversation.agentId,
    isWithBot: conversation.isWithBot,
    queueId: conversation.queueId,
    reconnectId: chatReconnect ? conversation.reconnectId : null,
    isProactive: conversation.isProactive,
    locale: conversation.locale,
    createdAt: conversation.createdAt,
    queuedAt: conversation.queuedAt,
    acceptedAt: conversation.acceptedAt,
    endedAt: conversation.endedAt,
    endedBy: conversation.endedBy,
    answers: Object.entries(conversation.preChatAnswers).map(([id, answer]) => ({
      id,
      question: questions.get(id) ?? id,
      answer,
    })),
    context: Object.entries(conversation.customContext).map(([key, item]) => ({
      key,
      value: isRecord(item) ? readable(item['value']) : readable(item),
      isDisplayable: isRecord(item) && item['isDisplayable'] === true,
    })),
    messages: conversation.messages.map(viewMessage),
  };
}

function viewMessage({ id, role, senderName, text, sentAt }: Message): MessageView {
  return { id, role, senderName, text, sentAt };
}

function readable(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
