import { createBots } from './bots.ts';
import type { EmulatorConfig } from './config.ts';
import { defaultQueueId } from './config.ts';
import type { Agent, Change, Conversation } from './conversation.ts';
import { isFull, isRunning } from './conversation.ts';
import { createConversationStore } from './conversationStore.ts';
import type { ConversationIds, Desk, Outcome } from './desk.ts';
import type { Queue } from './routing.ts';
import { hoursOf, queuesOf, routeTo } from './routing.ts';
import { createWaitingLine } from './waitingLine.ts';

export interface DeskOptions {
  readonly config: EmulatorConfig;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** A new random id on every call. */
  readonly newId: () => string;
  /** Ended conversations kept in memory; the oldest go first. Default 50. */
  readonly endedKept?: number;
}

const done = <T>(value: T): Outcome<T> => ({ ok: true, value });
const refused = (problem: string): Outcome<never> => ({ ok: false, why: 'refused', problem });
const missing = (problem: string): Outcome<never> => ({ ok: false, why: 'missing', problem });
const full: Outcome<never> = {
  ok: false,
  why: 'full',
  problem: 'This conversation takes no more messages: the embedded service keeps it in memory.',
};

/** Running conversations kept; with the limits of a conversation this bounds the memory of the service. */
const runningLimit = 500;

export function createDesk(options: DeskOptions): Desk {
  const { config, now, newId } = options;
  // Identifiers without the `8:acs:` prefix are not recognised by the client as users.
  const participant = (name: string): string => `8:acs:${config.orgId}_${name}`;
  const listeners = new Set<(change: Change) => void>();
  let agents: readonly Agent[] = config.agents.map((agent) => ({
    ...agent,
    participantId: participant(`agent-${agent.id}`),
  }));
  const queues = queuesOf(config);
  const queueOf = (queueId: string): Queue => queues.find(({ id }) => id === queueId) ?? (queues[0] as Queue);
  /** Null: the hours of the queues count. */
  let openByHand: boolean | null = null;
  const isOpen = (queueId: string = defaultQueueId): boolean =>
    openByHand ?? hoursOf(queueOf(queueId), now()).isOpen;
  const openQueues = (): string =>
    queues
      .filter(({ id }) => isOpen(id))
      .map(({ id }) => id)
      .join();
  let toldOpen = openQueues();
  let visitors = 0;

  const tell = (change: Change): void => {
    for (const listener of [...listeners]) listener(change);
  };
  const store = createConversationStore({
    now,
    systemId: participant('system'),
    endedKept: options.endedKept ?? 50,
    tell,
  });
  const { keep, find } = store;
  const line = createWaitingLine(store, now, config.averageWaitMinutes);

  const load = (agentId: string): number =>
    store.all().filter((each) => each.state === 'Active' && each.agentId === agentId).length;
  const settings = (agentId: string) => config.agents.find(({ id }) => id === agentId);
  const capacity = (agentId: string): number => settings(agentId)?.capacity ?? config.conversationsPerAgent;
  const serves = (agentId: string, queueId: string): boolean =>
    settings(agentId)?.queues?.includes(queueId) ?? true;
  const hasRoom = (agentId: string, queueId?: string): boolean =>
    agents.some((each) => each.id === agentId && each.available) &&
    (queueId === undefined || serves(agentId, queueId)) &&
    load(agentId) < capacity(agentId);

  const bots = createBots({
    botOf: (conversation) => queueOf(conversation.queueId).bot,
    say(conversation, bot, text) {
      if (isFull(conversation)) return conversation;
      // Without tags the client takes it for a bot's.
      const sender = { senderId: participant('bot'), senderName: bot.name, role: 'bot' } as const;
      return store.addMessage(conversation, { ...sender, text, metadata: {} }).conversation;
    },
    handOver: line.enqueue,
  });

  function setOpen(wanted: boolean | null): void {
    openByHand = wanted;
    noteHours();
  }

  function noteHours(): void {
    if (openQueues() === toldOpen) return;
    toldOpen = openQueues();
    tell({ kind: 'deskChanged' });
  }

  const newIds = (): ConversationIds => ({
    id: newId(),
    threadId: `19:acsV1_${newId().replaceAll('-', '')}@thread.v2`,
    visitorId: participant(`visitor-${newId()}`),
  });

  /** Why no agent can have a conversation that a bot has; `null` if none has it. */
  function heldByBot({ state, isWithBot, queueId }: Conversation): Outcome<never> | null {
    const { bot } = queueOf(queueId);
    if (state !== 'Active' || !isWithBot || bot === null) return null;
    return refused(`${bot.name} has this conversation until the visitor says "${bot.handOverWord}".`);
  }

  /** The running conversation with the agent who holds it. */
  function held(conversationId: string): Outcome<{ conversation: Conversation; agent: Agent }> {
    const conversation = store.get(conversationId);
    if (conversation === undefined) return missing('There is no such conversation.');
    if (conversation.state === 'Waiting') return refused('Nobody has accepted this conversation yet.');
    const byBot = heldByBot(conversation);
    if (byBot !== null) return byBot;
    const agent = agents.find((each) => each.id === conversation.agentId);
    if (conversation.state !== 'Active' || agent === undefined)
      return refused('This conversation has ended.');
    return done({ conversation, agent });
  }

  return {
    agents: () => agents,
    conversations: store.all,
    findById: store.get,
    findByThread: (threadId) => find((each) => each.threadId === threadId),
    findByRequest: (requestId) => find((each) => each.requestId === requestId),
    findByReconnect: (id) => find((each) => each.reconnectId === id),
    availability(customContext = {}) {
      const { id, name, bot } = queueOf(routeTo(config, customContext));
      return {
        queueId: id,
        queueName: name,
        queueOpen: isOpen(id),
        agentAvailable: bot !== null || agents.some((agent) => hasRoom(agent.id, id)),
        position: line.of(id).length + 1,
        averageWaitMinutes: line.averageWait(id),
        span: hoursOf(queueOf(id), now()).span,
      };
    },
    load,
    capacity,
    hasRoom,
    isOpen,
    isFull: () => store.all().filter(isRunning).length >= runningLimit,

    setOpen,

    switchOpen(wanted) {
      const isSaid = queues.every((queue) => hoursOf(queue, now()).isOpen === wanted);
      setOpen(isSaid ? null : wanted);
    },

    noteHours,

    setAgentAvailable(agentId, available) {
      const agent = agents.find((each) => each.id === agentId);
      if (agent === undefined) return missing(`There is no agent "${agentId}".`);
      if (agent.available === available) return done(agent);
      const changed = { ...agent, available };
      agents = agents.map((each) => (each.id === agentId ? changed : each));
      tell({ kind: 'deskChanged' });
      return done(changed);
    },

    newIds,

    create({ ids = newIds(), visitorName, ...request }) {
      visitors += 1;
      const queueId = routeTo(config, request.customContext);
      const before = line.of(queueId).length;
      const { bot } = queueOf(queueId);
      const created = keep({
        ...request,
        ...ids,
        reconnectId: newId(),
        queueId,
        isWithBot: bot !== null,
        queueNumber: visitors,
        visitorName: visitorName ?? `Visitor ${String(visitors)}`,
        state: bot === null ? 'Waiting' : 'Active',
        agentId: null,
        createdAt: now(),
        queuedAt: now(),
        acceptedAt: null,
        endedAt: null,
        endedBy: null,
        messages: [],
      });
      if (bot !== null) bots.greet(created);
      else if (before > 0) line.tellPlace(created, before + 1);
      return store.get(created.id) ?? created;
    },

    accept(conversationId, agentId) {
      const conversation = store.get(conversationId);
      if (conversation === undefined) return missing('There is no such conversation.');
      const agent = agents.find((each) => each.id === agentId);
      if (agent === undefined) return missing(`There is no agent "${agentId}".`);
      if (conversation.state !== 'Waiting') {
        const byBot = heldByBot(conversation);
        if (byBot !== null) return byBot;
        return refused(
          isRunning(conversation) ? 'Somebody has taken this conversation.' : 'The visitor has left.',
        );
      }
      if (!agent.available) return refused(`${agent.name} is away; go available first.`);
      if (!serves(agent.id, conversation.queueId)) {
        return refused(`${agent.name} does not serve the queue "${queueOf(conversation.queueId).name}".`);
      }
      if (!hasRoom(agent.id)) {
        return refused(`${agent.name} already has ${String(capacity(agent.id))} conversations.`);
      }
      const accepted = keep({ ...conversation, state: 'Active', agentId, acceptedAt: now() });
      tell({ kind: 'agentJoined', conversation: accepted, agent });
      const told = store.addSystemMessage(
        accepted,
        `${agent.name} has joined the conversation.`,
        'agentaccepted',
      );
      line.moveUp(told);
      return done(told);
    },

    agentSays(conversationId, text) {
      const at = held(conversationId);
      if (!at.ok) return at;
      const { conversation, agent } = at.value;
      if (isFull(conversation)) return full;
      const { message } = store.addMessage(conversation, {
        senderId: agent.participantId,
        senderName: agent.name,
        role: 'agent',
        text,
        metadata: { tags: `public,client_activity_id:${newId()}`, deliveryMode: 'bridged' },
      });
      return done(message);
    },

    agentTypes(conversationId) {
      const at = held(conversationId);
      if (!at.ok) return at;
      tell({ kind: 'agentTyping', ...at.value });
      return done(at.value.conversation);
    },

    agentEnds(conversationId) {
      const at = held(conversationId);
      if (!at.ok) return at;
      const { conversation, agent } = at.value;
      // The client asks for the state once, the moment the agent leaves the thread: it has to be right by then.
      const ended = keep({ ...conversation, state: 'WrapUp', endedAt: now(), endedBy: 'agent' });
      const told = store.addSystemMessage(
        ended,
        `${agent.name} has ended the conversation.`,
        'agentendconversation',
      );
      tell({ kind: 'agentLeft', conversation: told, agent });
      store.dropOldest();
      return done(told);
    },

    agentVanishes(agentId) {
      const agent = agents.find((each) => each.id === agentId);
      if (agent === undefined) return missing(`There is no agent "${agentId}".`);
      const gone = { ...agent, available: false };
      agents = agents.map((each) => (each.id === agentId ? gone : each));
      tell({ kind: 'deskChanged' });
      for (const conversation of store.all()) {
        if (conversation.state !== 'Active' || conversation.agentId !== agentId) continue;
        // As after an end, the state has to be right by the time the client asks.
        const queued = line.enqueue(conversation);
        tell({ kind: 'agentLeft', conversation: queued, agent: gone });
      }
      return done(gone);
    },

    visitorSays(conversationId, text, senderName, metadata) {
      const conversation = store.get(conversationId);
      if (conversation === undefined) return missing('There is no such conversation.');
      if (!isRunning(conversation)) return refused('This conversation has ended.');
      if (isFull(conversation)) return full;
      const { message } = store.addMessage(conversation, {
        senderId: conversation.visitorId,
        senderName,
        role: 'visitor',
        text,
        metadata,
      });
      bots.hear(store.get(conversationId) ?? conversation, text);
      return done(message);
    },

    visitorTypes(conversationId) {
      const conversation = store.get(conversationId);
      if (conversation !== undefined && isRunning(conversation))
        tell({ kind: 'visitorTyping', conversation });
    },

    visitorEnds(conversationId) {
      const conversation = store.get(conversationId);
      if (conversation === undefined || conversation.state === 'Closed') return;
      if (conversation.state === 'WrapUp') {
        keep({ ...conversation, state: 'Closed' });
        return;
      }
      keep({ ...conversation, state: 'Closed', endedAt: now(), endedBy: 'visitor' });
      if (conversation.state === 'Waiting') line.moveUp(conversation);
      store.dropOldest();
    },

    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
