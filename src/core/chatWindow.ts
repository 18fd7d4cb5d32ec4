import type { CardAnswer, PostChatSurvey, SurveyAnswers } from './chatPort.ts';
import type { Language } from './language.ts';

/**
 * The seam between the SDK core and the chat window, which load as separate files: a view goes in, what the
 * visitor does comes out. Neither side imports the other.
 */

/** What the window shows below its header. */
export type ChatPane =
  /** A conversation of the visitor is running somewhere else: continue it, or begin a new one. */
  | 'earlier'
  | 'preChat'
  | 'loading'
  | 'active'
  | 'ended'
  /** The survey after the conversation; `loading` until its address is known. */
  | 'postChat'
  | 'outOfOffice'
  | 'error';

/** How far a message of the visitor has come; everything received is `sent`. */
export type Delivery = 'sending' | 'sent' | 'unsent';

/** One line of the conversation. */
export interface ChatEntry {
  /** Stays the same from the moment the entry appears, also when the service gives the message an id of its own. */
  readonly key: string;
  readonly role: 'visitor' | 'agent' | 'bot' | 'system';
  readonly senderName: string;
  /** Of an agent or a bot: Markdown, or JSON with cards and suggestions. */
  readonly text: string;
  /** ISO 8601. */
  readonly sentAt: string;
  readonly delivery: Delivery;
  /** As the service has marked it. */
  readonly tags: readonly string[];
  /** The visitor has answered a card. */
  readonly answersCard: boolean;
  /** What the card got; JSON, absent where it cannot be read. */
  readonly answer?: unknown;
}

/** Everything the window needs to draw itself. */
export interface ChatWindowView {
  readonly pane: ChatPane;
  /** False while minimised: the window stays as it is, a half-written message included, but is not shown. */
  readonly visible: boolean;
  /** Title of the widget, if its configuration has one. */
  readonly title: string | null;
  readonly entries: readonly ChatEntry[];
  /** Name of the person who is writing, if somebody is. */
  readonly typing: string | null;
  /** Name of the agent who has the conversation, maybe empty; `null` as long as nobody has it. */
  readonly agent: string | null;
  /** Of the pane `error`: the chat is for signed-in visitors, and this one is not, or not any more. */
  readonly needsSignIn: boolean;
  /** ISO 8601: when the service opens again, if it is closed and tells. */
  readonly nextOpening: string | null;
  /** The card of the pane `preChat`, as JSON text. */
  readonly preChatSurvey: string | null;
  /** The survey of the pane `postChat`. */
  readonly postChatSurvey: PostChatSurvey | null;
}

export interface ChatWindowCallbacks {
  /** The visitor sends a message; the text is not empty and has no space around it, or there is an answer to a card. */
  readonly onSend: (text: string, answer?: CardAnswer) => void;
  /** The visitor asks to send an unsent message again. */
  readonly onResend: (key: string) => void;
  /** The visitor is writing; told on every change of the text. */
  readonly onTyping: () => void;
  readonly onMinimize: () => void;
  /** The visitor closes the window; a running conversation has been confirmed to end. */
  readonly onClose: () => void;
  /** The visitor asks to try again after an error. */
  readonly onRetry: () => void;
  /** The visitor continues the earlier conversation, or begins a new one. */
  readonly onEarlier: (isContinued: boolean) => void;
  /** The visitor has filled in the survey before the conversation. */
  readonly onPreChatAnswers: (answers: SurveyAnswers) => void;
}

/** How a site wants the window to be (data attributes of the script element). */
export interface ChatWindowOptions {
  readonly hideMinimizeButton?: boolean;
  /** No header, as inside an app of the site's own: closing and minimising are up to the page. */
  readonly hideHeader?: boolean;
  /** Stands on the close button instead of its sign. */
  readonly closeButtonText?: string;
  /** Suggested answers below each other instead of side by side. */
  readonly stackSuggestedActions?: boolean;
  /** The window is the whole of a browser window of its own. */
  readonly fillsWindow?: boolean;
}

/** What loads beside the window: what draws messages, when there are any, and Adaptive Cards, when the first one comes. */
export type ChatWindowPart = 'rich-messages' | 'cards';

/** What the window is given. `Root` is the shadow root it draws in; this folder knows no DOM. */
export interface ChatWindowHost<Root> {
  /** Already holds `designTokens` and `controlStyles`. */
  readonly root: Root;
  /** Adds a style sheet to the root; returns what takes it away. */
  adoptStyles(cssText: string): () => void;
  readonly callbacks: ChatWindowCallbacks;
  readonly options?: ChatWindowOptions;
  /** Loads a further file of the window. Resolves with its namespace; rejects if it cannot be loaded. */
  loadPart(name: ChatWindowPart): Promise<unknown>;
  readonly language: Language;
  /** The texts of the window in that language. */
  readonly messages: unknown;
}

export interface ChatWindow {
  update(view: ChatWindowView): void;
  /** Moves keyboard focus to where the visitor goes on: the message field, or the button of the pane. */
  focus(): void;
  /** Takes the window and its style sheet out of the root. */
  destroy(): void;
}

/** The one export of the `chat` chunk. */
export type ChatWindowFactory<Root> = (host: ChatWindowHost<Root>) => ChatWindow;
