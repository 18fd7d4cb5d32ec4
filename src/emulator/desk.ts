import type { OpenSpan } from './operatingHours.ts';
import type { Agent, Change, Conversation, Message } from './conversation.ts';

/** Answer to a wish of an agent or a visitor; `problem` is a sentence for people. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: 'missing' | 'refused' | 'full'; readonly problem: string };

/** The ids of a conversation, known before there is one. */
export type ConversationIds = Pick<Conversation, 'id' | 'threadId' | 'visitorId'>;

export interface NewConversation {
  readonly requestId: string;
  /** Default: new ones. */
  readonly ids?: ConversationIds;
  /** Null: a number is given. */
  readonly visitorName: string | null;
  readonly customContext: Readonly<Record<string, unknown>>;
  readonly preChatAnswers: Readonly<Record<string, string>>;
  /** Null: the visitor is not signed in. */
  readonly subject: string | null;
  readonly isProactive: boolean;
  readonly locale: string;
}

/** Where things stand, as `getagentavailability` tells it. */
export interface DeskAvailability {
  readonly queueId: string;
  readonly queueName: string;
  readonly queueOpen: boolean;
  /** Some available agent of the queue has room for one more conversation, or a bot takes it. */
  readonly agentAvailable: boolean;
  /** Place in the queue a new conversation would get; 1 is next. */
  readonly position: number;
  /** How long the last ten who were accepted have waited on average, in minutes; as configured while there are none. */
  readonly averageWaitMinutes: number;
  /** The open time that is, or comes next; null: it is not known. */
  readonly span: OpenSpan | null;
}

/** The desk: agents, queue and conversations. No clock, network or randomness of its own. */
export interface Desk {
  agents(): readonly Agent[];
  /** Oldest first. */
  conversations(): readonly Conversation[];
  findById(id: string): Conversation | undefined;
  findByThread(threadId: string): Conversation | undefined;
  findByRequest(requestId: string): Conversation | undefined;
  findByReconnect(reconnectId: string): Conversation | undefined;
  /** For a visitor with this custom context. */
  availability(customContext?: Readonly<Record<string, unknown>>): DeskAvailability;
  /** Running conversations the agent has. */
  load(agentId: string): number;
  /** How many conversations the agent can have at the same time. */
  capacity(agentId: string): number;
  /** The agent is available and can take one more conversation, from this queue. */
  hasRoom(agentId: string, queueId?: string): boolean;
  /** Default: the default queue. */
  isOpen(queueId?: string): boolean;
  /** Opens or closes all queues, whatever their hours say; null: their hours count again. */
  setOpen(open: boolean | null): void;
  /** The same by a switch with two places: where all hours say what is wanted, they count again. */
  switchOpen(open: boolean): void;
  /** Tells listeners if the clock has opened or closed a queue since it was last asked. */
  noteHours(): void;
  /** There are as many running conversations as are kept in memory. */
  isFull(): boolean;
  setAgentAvailable(agentId: string, available: boolean): Outcome<Agent>;
  /** Ids for a conversation that may be created. */
  newIds(): ConversationIds;
  /** Puts a new conversation in the queue; the caller has checked the operating hours and `isFull`. */
  create(request: NewConversation): Conversation;
  accept(conversationId: string, agentId: string): Outcome<Conversation>;
  agentSays(conversationId: string, text: string): Outcome<Message>;
  agentTypes(conversationId: string): Outcome<Conversation>;
  /** Ends for the visitor: the state is `WrapUp` before anybody hears of it. */
  agentEnds(conversationId: string): Outcome<Conversation>;
  /** The agent is gone without a word: away, and every conversation of theirs waits again. */
  agentVanishes(agentId: string): Outcome<Agent>;
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
