/** States of a conversation that the embedded service knows, as the service names them. `WrapUp`: the agent has ended it, the visitor has not left yet. */
export type ConversationState = 'Waiting' | 'Active' | 'WrapUp' | 'Closed';

export interface Message {
  /** Epoch milliseconds as text, rising within a conversation. */
  readonly id: string;
  /** 1 for the first message of the conversation. */
  readonly sequence: number;
  /** Epoch milliseconds. */
  readonly sentAt: number;
  readonly senderId: string;
  readonly senderName: string;
  readonly role: 'visitor' | 'agent' | 'bot' | 'system';
  readonly text: string;
  /** As sent and as handed out; `tags` is one comma-separated text in it. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** One conversation; a new object after every change. */
export interface Conversation {
  readonly id: string;
  /** Id of the message thread, as the client knows the conversation. */
  readonly threadId: string;
  /** The client's request id, by which it asks for details and closes. */
  readonly requestId: string;
  /** By which the visitor comes back to it from elsewhere, where the widget allows that. */
  readonly reconnectId: string;
  /** Full identifier of the visitor in the thread (`8:acs:…`). */
  readonly visitorId: string;
  /** Name shown to agents. */
  readonly visitorName: string;
  /** Exactly what the client sent. */
  readonly customContext: Readonly<Record<string, unknown>>;
  /** What the visitor answered before it, by the ids of the survey's inputs. */
  readonly preChatAnswers: Readonly<Record<string, string>>;
  /** Who the signed-in visitor is, by the claim `sub`; null: a stranger. */
  readonly subject: string | null;
  readonly queueId: string;
  /** The bot of the queue has it, and no agent yet. */
  readonly isWithBot: boolean;
  /** Rises from conversation to conversation. */
  readonly queueNumber: number;
  readonly isProactive: boolean;
  readonly locale: string;
  readonly state: ConversationState;
  readonly agentId: string | null;
  /** Epoch milliseconds, as those below. */
  readonly createdAt: number;
  /** Since when it waits for an agent, or waited last. */
  readonly queuedAt: number;
  readonly acceptedAt: number | null;
  readonly endedAt: number | null;
  readonly endedBy: 'agent' | 'visitor' | null;
  readonly messages: readonly Message[];
}

export interface Agent {
  readonly id: string;
  readonly name: string;
  readonly available: boolean;
  /** Full identifier of the agent in threads. */
  readonly participantId: string;
}

/** What has just changed, for the realtime channel and the console. A new message is told as `messageAdded` alone. */
export type Change =
  | { readonly kind: 'conversationChanged'; readonly conversation: Conversation }
  | { readonly kind: 'conversationRemoved'; readonly conversation: Conversation }
  | { readonly kind: 'messageAdded'; readonly conversation: Conversation; readonly message: Message }
  | { readonly kind: 'visitorTyping'; readonly conversation: Conversation }
  | { readonly kind: 'agentTyping'; readonly conversation: Conversation; readonly agent: Agent }
  | { readonly kind: 'agentJoined'; readonly conversation: Conversation; readonly agent: Agent }
  | { readonly kind: 'agentLeft'; readonly conversation: Conversation; readonly agent: Agent }
  | { readonly kind: 'deskChanged' };

export function isRunning(conversation: Conversation): boolean {
  return conversation.state === 'Waiting' || conversation.state === 'Active';
}

/** Characters and messages that a conversation may hold before it takes no more. */
const limits = { messages: 2000, characters: 200_000 };

export function isFull({ messages }: Conversation): boolean {
  return (
    messages.length >= limits.messages ||
    messages.reduce((sum, message) => sum + lengthOf(message), 0) >= limits.characters
  );
}

/** Characters of everything that a sender chooses. */
function lengthOf({ text, senderName, metadata }: Message): number {
  return text.length + senderName.length + Object.entries(metadata).flat().join('').length;
}

/** The tags of a message, as a list. */
export function tagsOf(message: Message): readonly string[] {
  return (message.metadata['tags'] ?? '').split(',').filter((tag) => tag !== '');
}
