import { createBots } from './bots.ts';
import type { EmulatorConfig } from './config.ts';
import { defaultQueueId } from './config.ts';
import type { Agent, Change, Conversation, Message } from './conversation.ts';
import { isFull, isRunning } from './conversation.ts';
import type { ConversationIds, Desk, Outcome } from './desk.ts';
import type { Queue } from './routing.ts';
import { hoursOf, queuesOf, routeTo } from './routing.ts';

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

/** The average wait follows what is going on: older waits than the last ten do not count. */
const waitsCounted = 10;

export function createDesk(options: DeskOptions): Desk {
  const { config, now, newId } = options;
  const endedKept = options.endedKept ?? 50;
  // Identifiers without the `8:acs:` prefix are not recognised by the client as users.
  const participant = (name: string): string => `8:acs:${config.orgId}_${name}`;
  const systemId = participant('system');
  const listeners = new Set<(change: Change) => void>();
  const conversations = new Map<string, Conversation>();
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
  const keep = (conversation: Conversation): Conversation => {
    conversations.set(conversation.id, conversation);
    tell({ kind: 'conversationChanged', conversation });
    return conversation;
  };
  const load = (agentId: string): number =>
    [...conversations.values()].filter((each) => each.state === 'Active' && each.agentId === agentId).length;
  const settings = (agentId: string) => config.agents.find(({ id }) => id === agentId);
  const capacity = (agentId: string): number => settings(agentId)?.capacity ?? config.conversationsPerAgent;
  const serves = (agentId: string, queueId: string): boolean =>
    settings(agentId)?.queues?.includes(queueId) ?? true;
  const hasRoom = (agentId: string, queueId?: string): boolean =>
    agents.some((each) => each.id === agentId && each.available) &&
    (queueId === undefined || serves(agentId, queueId)) &&
    load(agentId) < capacity(agentId);

  const find = (test: (conversation: Conversation) => boolean): Conversation | undefined => {
    for (const conversation of conversations.values()) if (test(conversation)) return conversation;
    return undefined;
  };

  function addMessage(
    conversation: Conversation,
    parts: Pick<Message, 'senderId' | 'senderName' | 'role' | 'text' | 'metadata'>,
  ): { conversation: Conversation; message: Message } {
    const last = conversation.messages.at(-1);
    // The id doubles as the time for the client, so it stays a time and still never repeats.
    const sentAt = Math.max(now(), last === undefined ? 0 : last.sentAt + 1);
    const message: Message = {
      ...parts,
      id: String(sentAt),
      sequence: conversation.messages.length + 1,
      sentAt,
    };
    const changed = { ...conversation, messages: [...conversation.messages, message] };
    conversations.set(changed.id, changed);
    tell({ kind: 'messageAdded', conversation: changed, message });
    return { conversation: changed, message };
  }

  function addSystemMessage(conversation: Conversation, text: string, tag: string): Conversation {
    return addMessage(conversation, {
      senderId: systemId,
      senderName: 'System',
      role: 'system',
      text,
      metadata: { tags: `system,${tag}` },
    }).conversation;
  }

  /** Those who wait, longest first. */
  const queue = (queueId: string): readonly Conversation[] =>
    [...conversations.values()]
      .filter((each) => each.state === 'Waiting' && each.queueId === queueId)
      .sort((a, b) => a.queuedAt - b.queuedAt || a.queueNumber - b.queueNumber);

  /** Minutes, of those who were accepted last from this queue; as configured while nobody was. */
  function averageWait(queueId: string): number {
    const waits = [...conversations.values()]
      .flatMap(({ queueId: id, acceptedAt, queuedAt }) =>
        id === queueId && acceptedAt !== null
          ? [{ acceptedAt, minutes: (acceptedAt - queuedAt) / 60_000 }]
          : [],
      )
      .sort((a, b) => a.acceptedAt - b.acceptedAt)
      .slice(-waitsCounted);
    if (waits.length === 0) return config.averageWaitMinutes;
    return Math.round((waits.reduce((sum, { minutes }) => sum + minutes, 0) / waits.length) * 10) / 10;
  }

  /** Tells the visitor its place in the queue, and how long it will take on the average. */
  function tellPlace(conversation: Conversation, place: number): void {
    if (isFull(conversation)) return;
    const told =
      place === 1
        ? addSystemMessage(conversation, 'You are next in line.', 'queueposition,customerqueuepositionnext')
        : addSystemMessage(conversation, `You are number ${String(place)} in line.`, 'queueposition');
    const minutes = Math.round(averageWait(conversation.queueId) * place);
    const wait =
      minutes === 0
        ? 'less than a minute'
        : minutes === 1
          ? 'about a minute'
          : `about ${String(minutes)} minutes`;
    addSystemMessage(told, `The average wait is ${wait}.`, 'averagewaittime');
  }

  /** Everybody behind the one who has left the queue moves up. */
  function moveUp(left: Conversation): void {
    for (const [index, waiting] of queue(left.queueId).entries()) {
      const isBehind =
        waiting.queuedAt > left.queuedAt ||
        (waiting.queuedAt === left.queuedAt && waiting.queueNumber > left.queueNumber);
      if (isBehind) tellPlace(waiting, index + 1);
    }
  }

  /** Puts a conversation in its queue, or back into it. */
  function enqueue(conversation: Conversation): Conversation {
    const queued = keep({
      ...conversation,
      state: 'Waiting',
      isWithBot: false,
      agentId: null,
      acceptedAt: null,
      queuedAt: now(),
    });
    const place = queue(queued.queueId).findIndex(({ id }) => id === queued.id) + 1;
    if (place > 1) tellPlace(queued, place);
    return conversations.get(queued.id) ?? queued;
  }

  const bots = createBots({
    botOf: (conversation) => queueOf(conversation.queueId).bot,
    say(conversation, bot, text) {
      if (isFull(conversation)) return conversation;
      // Without tags the client takes it for a bot's.
      const sender = { senderId: participant('bot'), senderName: bot.name, role: 'bot' } as const;
      return addMessage(conversation, { ...sender, text, metadata: {} }).conversation;
    },
    handOver: enqueue,
  });

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

  function dropOldest(): void {
    const ended = [...conversations.values()]
      .filter((each) => !isRunning(each))
      .sort((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0));
    for (const conversation of ended.slice(0, Math.max(0, ended.length - endedKept))) {
      conversations.delete(conversation.id);
      tell({ kind: 'conversationRemoved', conversation });
    }
  }

  /** The running conversation with the agent who holds it. */
  function held(conversationId: string): Outcome<{ conversation: Conversation; agent: Agent }> {
    const conversation = conversations.get(conversationId);
    if (conversation === undefined) return missing('There is no such conversation.');
    if (conversation.state === 'Waiting') return refused('Nobody has accepted this conversation yet.');
    const agent = agents.find((each) => each.id === conversation.agentId);
    if (conversation.state !== 'Active' || agent === undefined)
      return refused('This conversation has ended.');
    return done({ conversation, agent });
  }

  return {
    agents: () => agents,
    conversations: () => [...conversations.values()],
    findById: (id) => conversations.get(id),
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
        position: queue(id).length + 1,
        averageWaitMinutes: averageWait(id),
        span: hoursOf(queueOf(id), now()).span,
      };
    },
    load,
    capacity,
    hasRoom,
    isOpen,
    isFull: () => [...conversations.values()].filter(isRunning).length >= runningLimit,

    setOpen(wanted) {
      openByHand = wanted;
      noteHours();
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
      const before = queue(queueId).length;
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
      else if (before > 0) tellPlace(created, before + 1);
      return conversations.get(created.id) ?? created;
    },

    accept(conversationId, agentId) {
      const conversation = conversations.get(conversationId);
      if (conversation === undefined) return missing('There is no such conversation.');
      const agent = agents.find((each) => each.id === agentId);
      if (agent === undefined) return missing(`There is no agent "${agentId}".`);
      if (conversation.state !== 'Waiting') {
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
      const told = addSystemMessage(accepted, `${agent.name} has joined the conversation.`, 'agentaccepted');
      moveUp(told);
      return done(told);
    },

    agentSays(conversationId, text) {
      const at = held(conversationId);
      if (!at.ok) return at;
      const { conversation, agent } = at.value;
      if (isFull(conversation)) return full;
      const { message } = addMessage(conversation, {
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
      const told = addSystemMessage(
        ended,
        `${agent.name} has ended the conversation.`,
        'agentendconversation',
      );
      tell({ kind: 'agentLeft', conversation: told, agent });
      dropOldest();
      return done(told);
    },

    agentVanishes(agentId) {
      const agent = agents.find((each) => each.id === agentId);
      if (agent === undefined) return missing(`There is no agent "${agentId}".`);
      const gone = { ...agent, available: false };
      agents = agents.map((each) => (each.id === agentId ? gone : each));
      tell({ kind: 'deskChanged' });
      for (const conversation of [...conversations.values()]) {
        if (conversation.state !== 'Active' || conversation.agentId !== agentId) continue;
        // As after an end, the state has to be right by the time the client asks.
        const queued = enqueue(conversation);
        tell({ kind: 'agentLeft', conversation: queued, agent: gone });
      }
      return done(gone);
    },

    visitorSays(conversationId, text, senderName, metadata) {
      const conversation = conversations.get(conversationId);
      if (conversation === undefined) return missing('There is no such conversation.');
      if (!isRunning(conversation)) return refused('This conversation has ended.');
      if (isFull(conversation)) return full;
      const { message } = addMessage(conversation, {
        senderId: conversation.visitorId,
        senderName,
        role: 'visitor',
        text,
        metadata,
      });
      bots.hear(conversations.get(conversationId) ?? conversation, text);
      return done(message);
    },

    visitorTypes(conversationId) {
      const conversation = conversations.get(conversationId);
      if (conversation !== undefined && isRunning(conversation))
        tell({ kind: 'visitorTyping', conversation });
    },

    visitorEnds(conversationId) {
      const conversation = conversations.get(conversationId);
      if (conversation === undefined || conversation.state === 'Closed') return;
      if (conversation.state === 'WrapUp') {
        keep({ ...conversation, state: 'Closed' });
        return;
      }
      keep({ ...conversation, state: 'Closed', endedAt: now(), endedBy: 'visitor' });
      if (conversation.state === 'Waiting') moveUp(conversation);
      dropOldest();
    },

    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
