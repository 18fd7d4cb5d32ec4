import type {
  AvailabilityPort,
  AvailabilityResult,
  ConversationPort,
  WidgetIdentity,
} from '../core/chatPort.ts';
import type { CustomContext } from '../core/customContext.ts';
import type { ChatWindowFactory, ChatWindowPart } from '../core/chatWindow.ts';
import type { LanguageName } from '../core/language.ts';
import type { TextStorage } from '../core/sdkPort.ts';
import type { ConversationParts } from './dialogue.ts';
import type { LanguageTexts } from './language.ts';
import type { PublishedSdk } from './liveChatSdk.ts';
import type { CreatePopOut } from './popOut.ts';
import type { WidgetOptions } from './widgetOptions.ts';

/** An answer to a call of the page; `goodUntil`, in milliseconds since 1970, if it was given before. */
export type PageAvailability = AvailabilityResult & { readonly goodUntil?: number };

/** Everything the SDK core takes from outside. */
export interface SdkHost {
  /** The page: the global is put on it, events are raised on it, timers run on it. */
  readonly window: Window & typeof globalThis;
  /** Where the functions of the page are to be found by name; default: `window`. */
  readonly page?: Window;
  /** The global of the page, which the SDK core carries out the calls of. */
  readonly published: PublishedSdk;
  readonly identity: WidgetIdentity;
  readonly availability: AvailabilityPort;
  /**
   * Answers a call of the page: perhaps with what another page was told, and without asking a service that is ill.
   * Never rejects.
   */
  askForPage(customContext: CustomContext): Promise<PageAvailability>;
  /** Loads what runs a conversation; asked when one starts or is resumed. Rejects if it cannot be loaded. */
  loadConversation(): Promise<ConversationParts>;
  /** Loads what looks after a pop-out; asked when there is one, or may be. Rejects if it cannot be loaded. */
  loadPopOut(): Promise<CreatePopOut>;
  /** Loads the client; asked when a conversation starts. Rejects if it cannot be loaded. */
  loadConversationPort(): Promise<ConversationPort>;
  /** Loads the chat window; asked when it is to be seen. Rejects if it cannot be loaded. */
  loadChatWindow(): Promise<ChatWindowFactory<ShadowRoot>>;
  /** Loads a further file of the chat window. Rejects if it cannot be loaded. */
  loadChunk(name: ChatWindowPart): Promise<unknown>;
  /** Loads the texts of a language. Rejects if they cannot be loaded. */
  loadLanguage(name: LanguageName): Promise<LanguageTexts>;
  /** Where a running conversation is kept for the next page. */
  readonly conversationStorage: TextStorage;
  /** Why there can be no chat on this page; the widget does not become ready then. */
  readonly obstacle?: string | null;
  readonly options: WidgetOptions;
  /** Absolute address of the script that runs in a pop-out; `null` in the pop-out itself. */
  readonly popOutUrl: string | null;
  /** Tells the author of the page about a mistake in a call. */
  warn(message: string): void;
}
