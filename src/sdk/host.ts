import type { AvailabilityPort, ConversationPort, WidgetIdentity } from '../core/chatPort.ts';
import type { ChatWindowFactory } from '../core/chatWindow.ts';
import type { TextStorage } from '../core/sdkPort.ts';

/** Everything the SDK core takes from outside. */
export interface SdkHost {
  /** The page: the global is put on it, events are raised on it, timers run on it. */
  readonly window: Window & typeof globalThis;
  readonly identity: WidgetIdentity;
  readonly availability: AvailabilityPort;
  /** Loads the client; asked when a conversation starts. Rejects if it cannot be loaded. */
  loadConversationPort(): Promise<ConversationPort>;
  /** Loads the chat window; asked when it is to be seen. Rejects if it cannot be loaded. */
  loadChatWindow(): Promise<ChatWindowFactory<ShadowRoot>>;
  /** Where a running conversation is kept for the next page. */
  readonly conversationStorage: TextStorage;
  readonly hideChatButton?: boolean;
  /** BCP 47 tag for times and dates; default: the language of the page. */
  readonly language?: string;
  /** Tells the author of the page about a mistake in a call. */
  warn(message: string): void;
}
