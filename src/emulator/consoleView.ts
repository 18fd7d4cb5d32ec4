/** What the agent console is told, over `GET /console/api/events`; times are epoch milliseconds. */
export type ConsoleEvent =
  | {
      readonly kind: 'everything';
      readonly desk: DeskView;
      readonly conversations: readonly ConversationView[];
    }
  | { readonly kind: 'desk'; readonly desk: DeskView }
  | { readonly kind: 'conversation'; readonly conversation: ConversationView }
  | { readonly kind: 'message'; readonly conversationId: string; readonly message: MessageView }
  | { readonly kind: 'removed'; readonly conversationId: string }
  | { readonly kind: 'visitorTyping'; readonly conversationId: string };

export interface DeskView {
  readonly queueName: string;
  readonly queueOpen: boolean;
  readonly conversationsPerAgent: number;
  readonly queues: readonly QueueView[];
  readonly faults: readonly FaultView[];
  readonly agents: readonly AgentView[];
}

export interface AgentView {
  readonly id: string;
  readonly name: string;
  readonly available: boolean;
  /** Conversations at the same time. */
  readonly capacity: number;
}

export interface FaultView {
  readonly fault: string;
  readonly area: string;
  /** How many more requests it strikes; null: all. */
  readonly times: number | null;
}

export interface QueueView {
  readonly id: string;
  readonly name: string;
  readonly isOpen: boolean;
}

export interface ContextEntry {
  readonly key: string;
  readonly value: string;
  readonly isDisplayable: boolean;
}

/** What the visitor answered before the conversation. */
export interface AnswerEntry {
  readonly id: string;
  /** What was asked, as the survey puts it. */
  readonly question: string;
  readonly answer: string;
}

export interface MessageView {
  readonly id: string;
  readonly role: 'visitor' | 'agent' | 'bot' | 'system';
  readonly senderName: string;
  readonly text: string;
  readonly sentAt: number;
}

export interface ConversationView {
  readonly id: string;
  readonly visitorName: string;
  readonly state: 'Waiting' | 'Active' | 'WrapUp' | 'Closed';
  readonly agentId: string | null;
  /** A bot has it, and no agent yet. */
  readonly isWithBot: boolean;
  readonly queueId: string;
  /** What a link to this conversation ends with; null: the widget has no reconnect links. */
  readonly reconnectId: string | null;
  readonly isProactive: boolean;
  readonly locale: string;
  readonly createdAt: number;
  /** Since when it waits for an agent, or waited last. */
  readonly queuedAt: number;
  readonly acceptedAt: number | null;
  readonly endedAt: number | null;
  readonly endedBy: 'agent' | 'visitor' | null;
  readonly answers: readonly AnswerEntry[];
  readonly context: readonly ContextEntry[];
  readonly messages: readonly MessageView[];
}
