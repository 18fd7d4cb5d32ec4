import type { AvailabilityResult, WidgetConfig } from './chatPort.ts';
import type { CustomContext } from './customContext.ts';

/** What a page may give as custom context (Live chat SDK reference, setContextProvider); the short form is a bare primitive. */
export type PageContext = Readonly<
  Record<
    string,
    | string
    | number
    | boolean
    | { readonly value: string | number | boolean; readonly isDisplayable?: boolean }
  >
>;
export type ContextProvider = () => PageContext;
export type AuthTokenProvider = (deliver: (token: string | null) => void) => void;

/** First argument of `startProactiveChat`. Pages give `message`; the other members are the built-in widget's own. */
export interface NotificationConfig {
  readonly message?: string;
  readonly title?: string | null;
  /** Who invites; shown above the title. */
  readonly agentName?: string | null;
  /** Address of a picture of whoever invites, http(s) or relative to the page. Left out if it does not load. */
  readonly agentPictureUrl?: string | null;
  /** Marks the invitation in what the built-in widget tells about it. */
  readonly invitationId?: string;
  /** Seconds until the invitation leaves by itself; `null` = stays until answered. Default 60, as the reference says. */
  readonly closeAfterSeconds?: number | null;
}

/** The ten methods of `Microsoft.Omnichannel.LiveChatWidget.SDK`. */
export interface LiveChatSdk {
  setContextProvider(provider: ContextProvider): void;
  getContextProvider(): ContextProvider | null;
  removeContextProvider(): void;
  setAuthTokenProvider(provider: AuthTokenProvider): void;
  getAuthTokenProvider(): AuthTokenProvider | null;
  removeAuthTokenProvider(): void;
  startChat(options?: { readonly inNewWindow?: boolean; readonly customContext?: PageContext }): void;
  startProactiveChat(
    config?: NotificationConfig | string,
    showPrechat?: boolean,
    options?: { readonly inNewWindow?: boolean },
  ): void;
  closeChat(): void;
  getAgentAvailability(options?: { readonly customContext?: PageContext }): void;
}

/** States of the chat widget (Live chat SDK reference and the open-source widget). */
export const chatStates = [
  'closed',
  /** An invitation is on the screen. */
  'proactive',
  /** The survey before the conversation is being filled in. */
  'preChat',
  /** A conversation is being created. */
  'loading',
  /** A conversation from before a reload, or of another tab, is being joined. */
  'retrieving',
  'active',
  /** The page was away (back/forward cache) and joins its conversation again. */
  'rejoining',
  /** The other side has ended the conversation. */
  'inactive',
  /** The survey after the conversation. */
  'postChat',
  'outOfOffice',
  'error',
  /** The chat is in a browser window of its own. */
  'popOut',
] as const;
export type ChatState = (typeof chatStates)[number];

/** What happened to an invitation on the screen. `shown` comes first, then exactly one of the others. */
export type InvitationEvent = 'shown' | 'accepted' | 'declined' | 'dismissed' | 'expired' | 'withdrawn';

/** What a chat is started with; `customContext` is unchecked. */
export interface StartOrder {
  readonly customContext?: unknown;
  readonly isProactive: boolean;
  /** Whether the survey before the conversation is shown, where there is one. */
  readonly showPreChat: boolean;
}

/** What the built-in SDK core gives the tag beside the public global. */
export interface InstalledSdk {
  readonly sdk: LiveChatSdk;
  /** Resolves when `lcw:ready` has been raised; rejects if the widget cannot be put on the page. */
  readonly ready: Promise<void>;
  readonly chatState: () => ChatState;
  /** Whether a conversation is stored: while the chat of this page is closed, it goes on in another tab. */
  readonly isStored: () => boolean;
  onChatState(listener: (state: ChatState) => void): () => void;
  /** `refused`: the invitation was not shown, because the widget is not closed or the administrator forbids it. */
  onInvitation(
    listener: (event: InvitationEvent | 'refused', invitationId: string | null) => void,
  ): () => void;
  withdrawInvitation(): void;
  /** Settles when the service knows that the last chat has been closed; `undefined` if none was. */
  readonly ending: () => Promise<void> | undefined;
  /** Starts or shows a chat with what an earlier page knows about it. Waits until the widget is ready. */
  continueStart(request: StartOrder): void;
  /** Asks the service without raising `lcw:getAgentAvailability`. */
  askAvailability(customContext: CustomContext): Promise<AvailabilityResult>;
  readConfig(): Promise<WidgetConfig>;
  /** Takes everything away: global, nodes, listeners, timers. A running conversation stays open at the service. */
  destroy(): void;
}

/** Text storage the SDK core keeps a running conversation in. Never throws. */
export interface TextStorage {
  read(): string | null;
  write(text: string): void;
  remove(): void;
}
