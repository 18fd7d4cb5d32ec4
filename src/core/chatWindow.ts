/**
 * The seam between the SDK core and the chat window, which load as separate files: a view goes in, what the
 * visitor does comes out. Neither side imports the other.
 */

/** What the window shows below its header. */
export type ChatPane = 'loading' | 'active' | 'ended' | 'outOfOffice' | 'error';

/** How far a message of the visitor has come; everything received is `sent`. */
export type Delivery = 'sending' | 'sent' | 'unsent';

/** One line of the conversation. */
export interface ChatEntry {
  /** Stays the same from the moment the entry appears, also when the service gives the message an id of its own. */
  readonly key: string;
  readonly role: 'visitor' | 'agent' | 'bot' | 'system';
  readonly senderName: string;
  readonly text: string;
  /** ISO 8601. */
  readonly sentAt: string;
  readonly delivery: Delivery;
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
}

export interface ChatWindowCallbacks {
  /** The visitor sends a message; the text is not empty and has no space around it. */
  readonly onSend: (text: string) => void;
  /** The visitor asks to send an unsent message again. */
  readonly onResend: (key: string) => void;
  /** The visitor is writing; told on every change of the text. */
  readonly onTyping: () => void;
  readonly onMinimize: () => void;
  /** The visitor closes the window; a running conversation has been confirmed to end. */
  readonly onClose: () => void;
  /** The visitor asks to try again after an error. */
  readonly onRetry: () => void;
}

/** What the window is given. `Root` is the shadow root it draws in; this folder knows no DOM. */
export interface ChatWindowHost<Root> {
  /** Already holds `designTokens` and `controlStyles`. */
  readonly root: Root;
  /** Adds a style sheet to the root; returns what takes it away. */
  adoptStyles(cssText: string): () => void;
  readonly callbacks: ChatWindowCallbacks;
  /** BCP 47 tag for times and dates; default: the browser's. */
  readonly language?: string;
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
