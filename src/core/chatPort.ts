import type { AvailabilityDetail, UnknownCause } from './availability.ts';
import type { CustomContext } from './customContext.ts';

/** Identity of one chat widget in one organisation. */
export interface WidgetIdentity {
  readonly appId: string;
  readonly orgId: string;
  /** Base address of the service; `http` only on loopback (the embedded service). */
  readonly orgUrl: string;
}

/** What the widget's own configuration says, as far as this product acts on it. */
export interface WidgetConfig {
  readonly operatingHours: 'open' | 'closed' | 'unknown';
  readonly title?: string;
  /** True: a conversation starts only with the token of a signed-in visitor. Default: not. */
  readonly requiresAuthentication?: boolean;
}

export interface ChatMessage {
  readonly id: string;
  readonly text: string;
  /** ISO 8601. */
  readonly sentAt: string;
  readonly senderName: string;
  readonly role: 'visitor' | 'agent' | 'bot' | 'system';
  readonly tags: readonly string[];
}

/** What a conversation tells while it runs. A listener is never called after `end` or `dispose` has been called. */
export interface ConversationListener {
  /**
   * A message from the other side that has just arrived; the visitor's own are told by `send`. What was said before a
   * `resume` comes from `history` alone.
   */
  readonly onMessage: (message: ChatMessage) => void;
  readonly onTyping: (senderName: string) => void;
  /** The agent, a bot or a supervisor ended the conversation. Once. */
  readonly onEnded: () => void;
}

export interface Conversation {
  readonly id: string;
  /** JSON that lets `resume` join this conversation after a reload. */
  readonly resumeState: string;
  /** Resolves with the message as accepted by the service; rejects if it was not. */
  send(text: string): Promise<ChatMessage>;
  sendTyping(): Promise<void>;
  /** Everything said so far, oldest first. */
  history(): Promise<readonly ChatMessage[]>;
  /** Ends the conversation at the service (not if it has already ended there) and lets go of the connection. Never rejects. */
  end(): Promise<void>;
  /** Lets go of the connection without ending anything, as when the page goes. */
  dispose(): void;
}

export type StartResult =
  | { readonly ok: true; readonly conversation: Conversation }
  | {
      readonly ok: false;
      readonly failure: 'outsideOperatingHours' | 'network' | 'refused' | 'authentication' | 'unavailable';
      readonly detail: string;
    };

export type AvailabilityResult =
  | { readonly ok: true; readonly detail: AvailabilityDetail }
  | { readonly ok: false; readonly cause: UnknownCause };

/** The light half of a chat service: what can be asked before a conversation. No call ever rejects. */
export interface AvailabilityPort {
  getAvailability(customContext: CustomContext): Promise<AvailabilityResult>;
  readConfig(): Promise<WidgetConfig>;
}

/** The heavy half, loaded when a conversation starts. */
export interface ConversationPort {
  /** Never rejects. */
  start(
    request: {
      readonly customContext: CustomContext;
      readonly isProactive: boolean;
      /** Given only to a widget that requires authentication. */
      readonly authToken?: string;
    },
    listener: ConversationListener,
  ): Promise<StartResult>;
  /**
   * Joins a conversation that is still running; `null` if the service says that it is over or unknown. Rejects if the
   * service could not be asked: the conversation may still be there.
   */
  resume(resumeState: string, listener: ConversationListener): Promise<Conversation | null>;
}
