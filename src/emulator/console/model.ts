import type { ConsoleEvent, ConversationView, DeskView } from '../consoleView.ts';

/** What the console knows; a new object after every event. */
export interface Model {
  /** Null until the service has answered. */
  readonly desk: DeskView | null;
  /** In the order they began. */
  readonly conversations: ReadonlyMap<string, ConversationView>;
  /** Epoch milliseconds until which a visitor counts as typing. */
  readonly typingUntil: ReadonlyMap<string, number>;
}

export const emptyModel: Model = { desk: null, conversations: new Map(), typingUntil: new Map() };

/** A visitor who types says so every few seconds. */
const typingMilliseconds = 5000;

export function applyEvent(model: Model, event: ConsoleEvent, now: number): Model {
  switch (event.kind) {
    case 'everything':
      return {
        desk: event.desk,
        conversations: new Map(event.conversations.map((each) => [each.id, each])),
        typingUntil: new Map(),
      };
    case 'desk':
      return { ...model, desk: event.desk };
    case 'removed': {
      const conversations = new Map(model.conversations);
      const typingUntil = new Map(model.typingUntil);
      conversations.delete(event.conversationId);
      typingUntil.delete(event.conversationId);
      return { ...model, conversations, typingUntil };
    }
    case 'visitorTyping':
      return {
        ...model,
        typingUntil: new Map(model.typingUntil).set(event.conversationId, now + typingMilliseconds),
      };
    case 'conversation':
      return { ...model, conversations: withConversation(model, event.conversation) };
    case 'message': {
      const { conversationId, message } = event;
      const conversation = model.conversations.get(conversationId);
      if (conversation === undefined) return model;
      const typingUntil = new Map(model.typingUntil);
      // Whoever has just sent something is no longer typing it.
      if (message.role === 'visitor') typingUntil.delete(conversationId);
      const messages = [...conversation.messages, message];
      return { ...model, conversations: withConversation(model, { ...conversation, messages }), typingUntil };
    }
  }
}

function withConversation(model: Model, conversation: ConversationView): Model['conversations'] {
  return new Map(model.conversations).set(conversation.id, conversation);
}

export interface Sections {
  /** Longest waiting first. */
  readonly waiting: readonly ConversationView[];
  readonly yours: readonly ConversationView[];
  readonly colleagues: readonly ConversationView[];
  /** Latest first. */
  readonly ended: readonly ConversationView[];
}

export function sectionsFor(model: Model, agentId: string): Sections {
  const all = [...model.conversations.values()];
  const active = all.filter((each) => each.state === 'Active');
  return {
    waiting: all.filter((each) => each.state === 'Waiting').sort((a, b) => a.queuedAt - b.queuedAt),
    yours: active.filter((each) => each.agentId === agentId),
    colleagues: active.filter((each) => each.agentId !== agentId),
    ended: all
      .filter((each) => each.state === 'WrapUp' || each.state === 'Closed')
      .sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0)),
  };
}

/** Running conversations the agent has. */
export function loadOf({ conversations }: Model, agentId: string): number {
  return [...conversations.values()].filter((each) => each.state === 'Active' && each.agentId === agentId)
    .length;
}

/** Why the agent cannot accept one more conversation; `null` if it can. */
export function hindranceOf(model: Model, agentId: string): 'away' | 'full' | null {
  const agent = model.desk?.agents.find((each) => each.id === agentId);
  if (agent?.available !== true) return 'away';
  return loadOf(model, agentId) < agent.capacity ? null : 'full';
}

export function visitorMessages(conversation: ConversationView): number {
  return conversation.messages.filter((message) => message.role === 'visitor').length;
}

export function isTyping(model: Model, conversationId: string, now: number): boolean {
  const state = model.conversations.get(conversationId)?.state;
  return (state === 'Active' || state === 'Waiting') && (model.typingUntil.get(conversationId) ?? 0) > now;
}
