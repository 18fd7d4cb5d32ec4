import type { EmulatorConfig } from './config.ts';
import type { Agent, Change, Conversation, Message } from './conversation.ts';
import { isFull, isRunning } from './conversation.ts';

/** Answer to a wish of an agent or a visitor; `problem` is a sentence for people. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: 'missing' | 'refused' | 'full'; readonly problem: string };

export interface NewConversation {
  readonly requestId: string;
  /** Null: a number is given. */
  readonly visitorName: string | null;
  readonly customContext: Readonly<Record<string, unknown>>;
  readonly preChatResponse: unknown;
  readonly isProactive: boolean;
  readonly locale: string;
}

/** Where things stand, as `getagentavailability` tells it. */
export interface DeskAvailability {
  readonly queueOpen: boolean;
  /** Some available agent has room for one more conversation. */
  readonly agentAvailable: boolean;
  /** Place in the queue a new conversation would get; 1 is next. */
  readonly position: number;
}

/** The desk: agents, queue and conversations. No clock, network or randomness of its own. */
export interface Desk {
  agents(): readonly Agent[];
  /** Oldest first. */
  conversations(): readonly Conversation[];
  findById(id: string): Conversation | undefined;
  findByThread(threadId: string): Conversation | undefined;
  findByRequest(requestId: string): Conversation | undefined;
  availability(): DeskAvailability;
  /** The agent is available and can take one more conversation. */
  hasRoom(agentId: string): boolean;
  isOpen(): boolean;
  setOpen(open: boolean): void;
  /** There are as many running conversations as are kept in memory. */
  isFull(): boolean;
  setAgentAvailable(agentId: string, available: boolean): Outcome<Agent>;
  /** Puts a new conversation in the queue; the caller has checked the operating hours and `isFull`. */
  create(request: NewConversation): Conversation;
  accept(conversationId: string, agentId: string): Outcome<Conversation>;
  agentSays(conversationId: string, text: string): Outcome<Message>;
  agentTypes(conversationId: string): Outcome<Conversation>;
  /** Ends for the visitor: the state is `WrapUp` before anybody hears of it. */
  agentEnds(conversationId: string): Outcome<Conversation>;
  visitorSays(
    conversationId: string,
    text: string,
    senderName: string,
    metadata: Readonly<Record<string, string>>,
  ): Outcome<Message>;
  visitorTypes(conversationId: string): void;
  visitorEnds(conversationId: string): void;
  /** Called synchronously, in the order of the changes. Returns the way to stop. */
  onChange(listener: (change: Change) => void): () => void;
}

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
  let open = config.operatingHours === 'open';
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
  const hasRoom = (agentId: string): boolean =>
    agents.some((each) => each.id === agentId && each.available) &&
    load(agentId) < config.conversationsPerAgent;

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
    availability: () => ({
      queueOpen: open,
      agentAvailable: agents.some(({ id }) => hasRoom(id)),
      position: [...conversations.values()].filter((each) => each.state === 'Waiting').length + 1,
    }),
    hasRoom,
    isOpen: () => open,
    isFull: () => [...conversations.values()].filter(isRunning).length >= runningLimit,

    setOpen(wanted) {
      if (wanted === open) return;
      open = wanted;
      tell({ kind: 'deskChanged' });
    },

    setAgentAvailable(agentId, available) {
      const agent = agents.find((each) => each.id === agentId);
      if (agent === undefined) return missing(`There is no agent "${agentId}".`);
      if (agent.available === available) return done(agent);
      const changed = { ...agent, available };
      agents = agents.map((each) => (each.id === agentId ? changed : each));
      tell({ kind: 'deskChanged' });
      return done(changed);
    },

    create(request) {
      visitors += 1;
      const id = newId();
      return keep({
        id,
        threadId: `19:acsV1_${newId().replaceAll('-', '')}@thread.v2`,
        requestId: request.requestId,
        visitorId: participant(`visitor-${newId()}`),
        visitorName: request.visitorName ?? `Visitor ${String(visitors)}`,
        customContext: request.customContext,
        preChatResponse: request.preChatResponse,
        isProactive: request.isProactive,
        locale: request.locale,
        state: 'Waiting',
        agentId: null,
        createdAt: now(),
        acceptedAt: null,
        endedAt: null,
        endedBy: null,
        messages: [],
      });
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
      if (!hasRoom(agent.id)) {
        return refused(`${agent.name} already has ${String(config.conversationsPerAgent)} conversations.`);
      }
      const accepted = keep({ ...conversation, state: 'Active', agentId, acceptedAt: now() });
      tell({ kind: 'agentJoined', conversation: accepted, agent });
      return done(addSystemMessage(accepted, `${agent.name} has joined the conversation.`, 'agentaccepted'));
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
      dropOldest();
    },

    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
