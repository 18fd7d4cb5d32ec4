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
  /** ISO 8601: when they begin again, if they are over now and the service tells. */
  readonly nextOpening?: string;
  readonly title?: string;
  /** True: the page is asked for the token of a signed-in visitor. Default: not. */
  readonly requiresAuthentication?: boolean;
  /** True: without a token the visitor chats as a stranger. Default: without one no conversation starts. */
  readonly isSignInOptional?: boolean;
  /** Dotted name of the page's function that gives the token, as the administrator has set it. */
  readonly authTokenFunction?: string;
  /** The survey before the conversation: an Adaptive Card as JSON text. */
  readonly preChatSurvey?: string | undefined;
  /** True: there is a survey after the conversation. Default: none. */
  readonly hasPostChatSurvey?: boolean;
  /** False: the administrator has switched proactive chat off. Default: on. */
  readonly allowsProactiveChat?: boolean;
}

/** The survey after a conversation. */
export interface PostChatSurvey {
  /** Absolute http(s) address. */
  readonly address: string;
  /** Shown in the chat window, or offered as a link beside what was said. */
  readonly mode: 'embedded' | 'link';
}

/** What a visitor entered into a survey, by the ids of its inputs. */
export type SurveyAnswers = Readonly<Record<string, string>>;

/** What the visitor answers to a card or a suggestion, as whoever asked wants to have it. */
export interface CardAnswer {
  /** JSON; without it the answer is the text alone. */
  readonly value?: unknown;
  readonly text?: string;
}

/** A message of the visitor on its way to the service. */
export interface OutgoingMessage {
  /** Epoch milliseconds, of no other message; the same when it is sent again, so that the service has it once. */
  readonly clientId: string;
  /** As the visitor sees it. */
  readonly text: string;
  /** Goes to the service in place of the text. */
  readonly answer?: CardAnswer;
}

export interface ChatMessage {
  readonly id: string;
  /** Of an agent or a bot: Markdown, or JSON with cards and suggestions. */
  readonly text: string;
  /** ISO 8601. */
  readonly sentAt: string;
  readonly senderName: string;
  readonly role: 'visitor' | 'agent' | 'bot' | 'system';
  readonly tags: readonly string[];
  /** Under which the visitor has sent it. */
  readonly clientId?: string;
  /** True: the visitor has answered a card; the text may be empty then. */
  readonly answersCard?: boolean;
  /** What the card got; JSON, absent where it cannot be read. */
  readonly answer?: unknown;
}

/** What a conversation tells while it runs. A listener is never called after `end` or `dispose` has been called. */
export interface ConversationListener {
  /**
   * A message from the other side that has just arrived; the visitor's own are told by `send`. What was said before a
   * `resume` comes from `history` alone.
   */
  readonly onMessage: (message: ChatMessage) => void;
  readonly onTyping: (senderName: string) => void;
  /** A person has taken the conversation; also told of who was there already when it was joined again. */
  readonly onAgentJoined: (name: string) => void;
  /** The agent, a bot or a supervisor ended the conversation. Once. */
  readonly onEnded: () => void;
}

export interface Conversation {
  readonly id: string;
  /** JSON that lets `resume` join this conversation after a reload. */
  readonly resumeState: string;
  /**
   * Resolves with the message as accepted by the service, however late; rejects if it was not, or if that cannot be
   * known. With a `clientId` that was sent before, the earlier attempt is given up, and the message goes out only if the
   * service has not got it.
   */
  send(message: OutgoingMessage): Promise<ChatMessage>;
  sendTyping(): Promise<void>;
  /** Everything said so far, oldest first. */
  history(): Promise<readonly ChatMessage[]>;
  /** Ends the conversation at the service (not if it has already ended there) and lets go of the connection. Never rejects. */
  end(): Promise<void>;
  /**
   * The survey to be filled in now that the conversation comes to its end; `null` if there is none for this visitor or
   * the service does not tell in time. To be asked before `end`. Never rejects.
   */
  postChatSurvey(): Promise<PostChatSurvey | null>;
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
      /** What the visitor answered before the conversation. */
      readonly preChatAnswers?: SurveyAnswers | undefined;
      /**
       * Called right before the service is asked to create the conversation: from now on it may exist, and can be joined
       * with this text although `start` has not resolved, as after a page that was left in between.
       */
      readonly onCreating: (resumeState: string) => void;
      /**
       * Asked when the start fails: true if the page goes and leaves what may have been created to the next one. Else it
       * is closed at the service, where nobody would wait in it.
       */
      readonly isLeftToNextPage: () => boolean;
    },
    listener: ConversationListener,
  ): Promise<StartResult>;
  /**
   * Joins a conversation that is still running; `null` if the service says that it is over or unknown. Rejects if the
   * service could not be asked: the conversation may still be there.
   */
  resume(
    resumeState: string,
    listener: ConversationListener,
    /** Given only to a widget that requires authentication. */
    authToken?: string,
  ): Promise<Conversation | null>;
  /**
   * The id by which `reconnect` joins a running conversation of a signed-in visitor, as of another browser; `null`: there is
   * none, the widget does not offer it, or the service does not tell. Never rejects.
   */
  findEarlier(authToken: string): Promise<string | null>;
  /**
   * Joins the running conversation that a reconnect link leads to, or that was found earlier. An address instead of it: the link is no longer good,
   * and the administrator has set where to send the visitor. `null`: neither, or the widget has no reconnect links.
   * Rejects if the service could not be asked, or the conversation not be joined.
   */
  reconnect(
    reconnectId: string,
    listener: ConversationListener,
    /** Given only to a widget that requires authentication. */
    authToken?: string,
  ): Promise<Conversation | URL | null>;
}
