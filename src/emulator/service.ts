import { randomUUID } from 'node:crypto';
import type { EmulatorConfig } from './config.ts';
import { parseEmulatorConfig } from './config.ts';
import { createConsoleApi } from './consoleApi.ts';
import { createControlApi } from './controlApi.ts';
import type { Conversation, ConversationState, Message } from './conversation.ts';
import { tagsOf } from './conversation.ts';
import type { ActiveFault, Fault, FaultArea } from './faults.ts';
import { createFaults } from './faults.ts';
import { createHttpServer } from './httpServer.ts';
import { createLandingRoute } from './landing.ts';
import { listenOnLoopback } from './listen.ts';
import { loopbackOrigin } from './loopback.ts';
import { createMessageApi } from './messageApi.ts';
import { createRealtime } from './realtime.ts';
import { createRestApi } from './restApi.ts';
import type { Outcome } from './desk.ts';
import { createDesk } from './state.ts';
import { createSurveys } from './surveys.ts';
import { createTokens } from './tokens.ts';

export type { EmulatorConfig } from './config.ts';
export type { ConfigProblem } from './configReaders.ts';
export { EmulatorConfigError, defaultEmulatorConfig, parseEmulatorConfig } from './config.ts';
export type { ActiveFault, Fault, FaultArea } from './faults.ts';

export interface EmulatorOptions {
  /** Read by `parseEmulatorConfig`. */
  readonly config?: unknown;
  /** Default 0: any free port. */
  readonly port?: number;
  /** What people choose the port by, told when it cannot be used; default `port`. */
  readonly portOption?: string;
  /** Directory that holds the built console in `console/`. Without it there is no console page. */
  readonly assetsDir?: string;
  /** Origins besides the loopback ones whose pages may use the service. */
  readonly allowedOrigins?: readonly string[];
  /** Epoch milliseconds; default the system clock. */
  readonly now?: () => number;
}

export interface EmulatedMessage {
  readonly id: string;
  readonly role: 'visitor' | 'agent' | 'bot' | 'system';
  readonly senderName: string;
  readonly text: string;
  readonly tags: readonly string[];
  /** Epoch milliseconds. */
  readonly sentAt: number;
}

export interface EmulatedConversation {
  readonly id: string;
  readonly threadId: string;
  readonly visitorName: string;
  readonly state: ConversationState;
  readonly agentId: string | null;
  readonly queueId: string;
  readonly isWithBot: boolean;
  /** By which the visitor comes back, where the widget allows that. */
  readonly reconnectId: string;
  /** Exactly as received, numbers and all. */
  readonly customContext: Readonly<Record<string, unknown>>;
  /** What the visitor answered before it, by the ids of the survey's inputs. */
  readonly preChatAnswers: Readonly<Record<string, string>>;
  readonly isProactive: boolean;
  readonly locale: string;
  readonly endedBy: 'agent' | 'visitor' | null;
  /** Oldest first. */
  readonly messages: readonly EmulatedMessage[];
}

/** A running service. The methods that act for an agent throw an `Error` with a sentence when that is not possible. */
export interface RunningEmulator {
  /** `http://127.0.0.1:PORT`, without the port if it is 80; the `orgUrl` of clients. */
  readonly url: string;
  readonly consoleUrl: string;
  readonly port: number;
  readonly orgId: string;
  readonly appId: string;
  /** Oldest first; of the ended ones the latest 50. */
  conversations(): readonly EmulatedConversation[];
  /** Resolves with the first conversation for which `test` holds, now or later; rejects when `test` throws or the service is closed. */
  whenConversation(test: (conversation: EmulatedConversation) => boolean): Promise<EmulatedConversation>;
  /** Resolves when the visitor of the conversation next says that it is typing. */
  whenVisitorTypes(conversationId: string): Promise<void>;
  /** How many surveys after a conversation have been filled in. */
  surveySubmissions(): number;
  /** Open realtime sockets. */
  realtimeConnections(): number;
  /** Requests of clients since the start, those that met a fault too, without preflights; the latest 500. */
  requests(): readonly { readonly method: string; readonly path: string }[];
  setAgentAvailable(agentId: string, available: boolean): void;
  /** Opens or closes all queues, whatever their hours say; null: their hours count again. */
  setQueueOpen(open: boolean | null): void;
  /** Without `agentId`: the first available agent with room who serves the conversation's queue. */
  accept(conversationId: string, agentId?: string): void;
  say(conversationId: string, text: string): void;
  typing(conversationId: string): void;
  endConversation(conversationId: string): void;
  /** The agent is gone without a word; their conversations wait again. */
  agentVanishes(agentId: string): void;
  /** Takes the place of all faults before; null heals everything. */
  setFault(fault: Fault | null, area?: FaultArea): void;
  /** Sets a fault beside those of other areas, for all requests or the next `times`. */
  addFault(fault: Fault, area?: FaultArea, times?: number): void;
  /** The faults that are set. */
  faults(): readonly ActiveFault[];
  /** Breaks all realtime sockets once. */
  dropRealtime(): void;
  close(): Promise<void>;
}

/**
 * Starts the embedded Omnichannel service on 127.0.0.1. Rejects with `EmulatorConfigError`, or with an
 * `Error` whose message says which port is in use and how to choose another.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<RunningEmulator> {
  const config: EmulatorConfig = parseEmulatorConfig(options.config);
  const now = options.now ?? Date.now;
  let url = '';
  const origin = (): string => url;

  const desk = createDesk({ config, now, newId: randomUUID });
  const tokens = createTokens(now);
  const faults = createFaults(() => {
    consoleApi.refresh();
  });
  const realtime = createRealtime({ desk, tokens, origin, now });
  const surveys = createSurveys({ config, desk, origin, now, newId: randomUUID });
  const consoleApi = createConsoleApi({
    config,
    desk,
    activeFaults: () => faults.active(),
    assetsDir: options.assetsDir ?? null,
  });
  const requests: { method: string; path: string }[] = [];
  const closing = new Set<(reason: Error) => void>();

  const server = createHttpServer({
    routes: [
      ...createRestApi({ config, desk, tokens, origin, now }),
      ...createMessageApi({ desk, tokens, origin, now }),
      ...surveys.routes,
      ...realtime.routes,
      // Before the console, whose files have any other address there.
      ...createControlApi({ desk, faults, dropRealtime: realtime.disconnectAll }),
      ...consoleApi.routes,
      createLandingRoute(config, origin),
    ],
    interfere: faults.interfere,
    allowedOrigins: options.allowedOrigins ?? [],
    onRequest(method, path) {
      if (path.startsWith('/console')) return;
      requests.push({ method, path });
      if (requests.length > 500) requests.shift();
    },
    upgrade(request, socket, head) {
      if (faults.realtimeIsDown()) socket.destroy();
      else realtime.upgrade(request, socket, head);
    },
  });
  let port: number;
  try {
    port = await listenOnLoopback(server, options.port ?? 0, options.portOption);
  } catch (error) {
    realtime.close();
    consoleApi.close();
    throw error;
  }
  const clockwork = setInterval(desk.noteHours, 5000);
  clockwork.unref();
  url = loopbackOrigin(port);

  /** Resolves with the first answer of `look` that is not undefined, looking now and after every change. */
  function when<T>(
    look: (change: Parameters<Parameters<typeof desk.onChange>[0]>[0] | null) => T | undefined,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const finish = (): void => {
        stop();
        closing.delete(abandon);
      };
      const abandon = (reason: Error): void => {
        finish();
        reject(reason);
      };
      const lookAt = (change: Parameters<typeof look>[0]): void => {
        try {
          const found = look(change);
          if (found === undefined) return;
          finish();
          resolve(found);
        } catch (error) {
          // Thrown by whoever asks: it is no fault of the visitor whose request has brought the change.
          abandon(error instanceof Error ? error : new Error(String(error)));
        }
      };
      const stop = desk.onChange(lookAt);
      closing.add(abandon);
      lookAt(null);
    });
  }

  return {
    url,
    consoleUrl: `${url}/console/`,
    port,
    orgId: config.orgId,
    appId: config.appId,
    conversations: () => desk.conversations().map(viewConversation),
    whenConversation: (test) => when(() => desk.conversations().map(viewConversation).find(test)),
    async whenVisitorTypes(conversationId) {
      await when((change) =>
        change?.kind === 'visitorTyping' && change.conversation.id === conversationId ? true : undefined,
      );
    },
    surveySubmissions: surveys.submissions,
    realtimeConnections: realtime.connections,
    requests: () => [...requests],
    setAgentAvailable(agentId, available) {
      insist(desk.setAgentAvailable(agentId, available));
    },
    setQueueOpen: desk.setOpen,
    accept(conversationId, agentId) {
      const chosen =
        agentId ??
        desk.agents().find((agent) => desk.hasRoom(agent.id, desk.findById(conversationId)?.queueId))?.id;
      if (chosen === undefined) {
        throw new Error(
          'No agent is available who serves the queue and has room: setAgentAvailable brings one, endConversation makes room.',
        );
      }
      insist(desk.accept(conversationId, chosen));
    },
    say(conversationId, text) {
      insist(desk.agentSays(conversationId, text));
    },
    typing(conversationId) {
      insist(desk.agentTypes(conversationId));
    },
    endConversation(conversationId) {
      insist(desk.agentEnds(conversationId));
    },
    setFault(fault, area) {
      faults.set(fault, area);
      if (faults.realtimeIsDown()) realtime.disconnectAll();
    },
    agentVanishes(agentId) {
      insist(desk.agentVanishes(agentId));
    },
    addFault(fault, area, times) {
      faults.add(fault, area, times ?? null);
      if (faults.realtimeIsDown()) realtime.disconnectAll();
    },
    faults: faults.active,
    dropRealtime: realtime.disconnectAll,
    close() {
      for (const abandon of [...closing]) abandon(new Error('The embedded service has been closed.'));
      clearInterval(clockwork);
      realtime.close();
      consoleApi.close();
      return new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      });
    },
  };
}

function insist(outcome: Outcome<unknown>): void {
  if (!outcome.ok) throw new Error(outcome.problem);
}

function viewConversation(conversation: Conversation): EmulatedConversation {
  const { id, threadId, visitorName, state, agentId, customContext, preChatAnswers } = conversation;
  const { isProactive, locale, endedBy, queueId, isWithBot, reconnectId } = conversation;
  return {
    id,
    threadId,
    visitorName,
    state,
    agentId,
    queueId,
    isWithBot,
    reconnectId,
    customContext,
    preChatAnswers,
    isProactive,
    locale,
    endedBy,
    messages: conversation.messages.map(viewMessage),
  };
}

function viewMessage(message: Message): EmulatedMessage {
  const { id, role, senderName, text, sentAt } = message;
  return { id, role, senderName, text, sentAt, tags: tagsOf(message) };
}
