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
  readonly agents: readonly AgentView[];
}

export interface AgentView {
  readonly id: string;
  readonly name: string;
  readonly available: boolean;
}

export interface ContextEntry {
  readonly key: string;
  readonly value: string;
  readonly isDisplayable: boolean;
}

export interface MessageView {
  readonly id: string;
  readonly role: 'visitor' | 'agent' | 'system';
  readonly senderName: string;
  readonly text: string;
  readonly sentAt: number;
}

export interface ConversationView {
  readonly id: string;
  readonly visitorName: string;
  readonly state: 'Open' | 'Waiting' | 'Active' | 'WrapUp' | 'Closed';
  readonly agentId: string | null;
  readonly isProactive: boolean;
  readonly locale: string;
  readonly createdAt: number;
  readonly acceptedAt: number | null;
  readonly endedAt: number | null;
  readonly endedBy: 'agent' | 'visitor' | null;
  readonly context: readonly ContextEntry[];
  readonly messages: readonly MessageView[];
}
