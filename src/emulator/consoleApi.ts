import type { ServerResponse } from 'node:http';
import type { EmulatorConfig } from './config.ts';
import { isRecord } from './config.ts';
import type { ConsoleEvent, ConversationView, DeskView, MessageView } from './consoleView.ts';
import type { Change, Conversation, Message } from './conversation.ts';
import type { Route, ServiceReply, ServiceRequest } from './httpServer.ts';
import { RequestProblem } from './httpServer.ts';
import type { Desk, Outcome } from './state.ts';
import { createStaticFiles } from './staticFiles.ts';

export interface ConsoleApi {
  readonly routes: readonly Route[];
  /** Ends the event streams of all open consoles. */
  readonly close: () => void;
}

export interface ConsoleApiOptions {
  readonly config: EmulatorConfig;
  readonly desk: Desk;
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
const textLimit = 10_000;
/** Bytes that may wait for a console besides the first event, before its stream is cut. */
const backlogLimit = 1024 * 1024;
const statuses = { missing: 404, refused: 409, full: 429 };

/**
 * What the agent console works with: its files, `GET /console/api/events` (server-sent events, each
 * a `ConsoleEvent`, the first one `everything`), and one POST per thing an agent can do. All of it is
 * for pages of this server only.
 */
export function createConsoleApi({ config, desk, assetsDir }: ConsoleApiOptions): ConsoleApi {
  /** Open streams with the bytes that may wait in each. */
  const streams = new Map<ServerResponse, number>();
  const files = assetsDir === null ? null : createStaticFiles(assetsDir, pageHeaders);

  const viewDesk = (): DeskView => ({
    queueName: config.queueName,
    queueOpen: desk.isOpen(),
    conversationsPerAgent: config.conversationsPerAgent,
    agents: desk.agents().map(({ id, name, available }) => ({ id, name, available })),
  });

  const write = (stream: ServerResponse, event: ConsoleEvent): void => {
    stream.write(`data: ${JSON.stringify(event)}\n\n`);
  };
  const stopListening = desk.onChange((change) => {
    const event = toEvent(change);
    if (event === null) return;
    for (const [stream, limit] of streams) {
      write(stream, event);
      // A console that does not read comes back when it does, and is then told everything afresh.
      if (stream.writableLength <= limit) continue;
      streams.delete(stream);
      stream.destroy();
    }
  });
  // A comment now and then shows both ends that the stream is alive.
  const signs = setInterval(() => {
    for (const stream of streams.keys()) stream.write(': alive\n\n');
  }, secondsBetweenSigns * 1000);
  signs.unref();

  function toEvent(change: Change): ConsoleEvent | null {
    switch (change.kind) {
      case 'conversationChanged':
        return { kind: 'conversation', conversation: viewConversation(change.conversation) };
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

  const act = (
    pattern: string,
    answer: (request: ServiceRequest, body: Record<string, unknown>) => void,
  ): Route => ({
    method: 'POST',
    pattern: `/console/api${pattern}`,
    audience: 'own',
    area: 'site',
    answer: (request) => {
      if (!isRecord(request.body)) throw new RequestProblem(400, 'The body has to be an object.');
      answer(request, request.body);
      return { status: 204 };
    },
  });

  /** The conversation of the address, if the agent of the body is the one who holds it. */
  function own(request: ServiceRequest, body: Record<string, unknown>): string {
    const conversation = desk.findById(request.params['id'] ?? '');
    if (conversation === undefined) throw new RequestProblem(404, 'There is no such conversation.');
    if (conversation.agentId !== body['agentId']) {
      throw new RequestProblem(409, 'Another agent has this conversation.');
    }
    return conversation.id;
  }

  const page = async (request: ServiceRequest): Promise<ServiceReply> => {
    const file = await files?.(`console/${request.params['rest'] ?? ''}`);
    return file ?? { status: 404, text: 'There is no such file. Has the console been built?' };
  };

  return {
    routes: [
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
            const conversations = desk.conversations().map(viewConversation);
            write(stream, { kind: 'everything', desk: viewDesk(), conversations });
            streams.set(stream, stream.writableLength + backlogLimit);
          },
        }),
      },
      act('/queue', (_request, body) => {
        desk.setOpen(flag(body, 'open'));
      }),
      act('/agents/:id/presence', (request, body) => {
        insist(desk.setAgentAvailable(request.params['id'] ?? '', flag(body, 'available')));
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
    close() {
      stopListening();
      clearInterval(signs);
      for (const stream of streams.keys()) stream.destroy();
    },
  };
}

function insist(outcome: Outcome<unknown>): void {
  if (!outcome.ok) throw new RequestProblem(statuses[outcome.why], outcome.problem);
}

function flag(body: Record<string, unknown>, key: string): boolean {
  const value = body[key];
  if (typeof value !== 'boolean') throw new RequestProblem(400, `"${key}" has to be true or false.`);
  return value;
}

function textOf(body: Record<string, unknown>, key: string): string {
  const value = body[key];
  if (typeof value !== 'string' || value.trim() === '' || value.length > textLimit) {
    throw new RequestProblem(400, `"${key}" has to be a text of 1 to ${String(textLimit)} characters.`);
  }
  return value;
}

function viewConversation(conversation: Conversation): ConversationView {
  return {
    id: conversation.id,
    visitorName: conversation.visitorName,
    state: conversation.state,
    agentId: conversation.agentId,
    isProactive: conversation.isProactive,
    locale: conversation.locale,
    createdAt: conversation.createdAt,
    acceptedAt: conversation.acceptedAt,
    endedAt: conversation.endedAt,
    endedBy: conversation.endedBy,
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
