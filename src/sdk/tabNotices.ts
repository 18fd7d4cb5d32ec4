import type { TabMessages } from '../core/tabs.ts';

/** What the pages with this widget tell each other. */
export type TabNotice =
  | { readonly kind: 'chatStarted' }
  | { readonly kind: 'chatClosed'; readonly conversationId: string }
  /** The visitor has said something here: the service tells the visitor's own words to nobody else of theirs. */
  | { readonly kind: 'said'; readonly conversationId: string; /** Unchecked. */ readonly message: unknown }
  /** A page was loaded while the conversation is in a pop-out: is it there? */
  | { readonly kind: 'popOutSought' };

/** The other pages with this widget. */
export interface TabNotices {
  tell(notice: TabNotice): void;
  /** Hears notices; what another version may have sent besides is ignored. */
  hear(listener: (notice: TabNotice) => void): void;
  close(): void;
}

export function createTabNotices(messages: TabMessages): TabNotices {
  return {
    tell: (notice) => messages.post(notice),
    hear(listener) {
      messages.listen((posted) => {
        const { kind, conversationId, message } = Object(posted) as Readonly<Record<string, unknown>>;
        if (kind === 'chatStarted' || kind === 'popOutSought') listener({ kind });
        if (typeof conversationId !== 'string') return;
        if (kind === 'chatClosed') listener({ kind, conversationId });
        if (kind === 'said') listener({ kind, conversationId, message });
      });
    },
    close: () => messages.close(),
  };
}
