import type { ConversationParts } from './dialogue.ts';
import type { TabNotice } from './tabNotices.ts';

/** What runs a conversation, and with it the other tabs: both load when they are first needed. */
export interface OtherTabs {
  /** Rejects if it cannot be loaded. */
  loadConversation(): Promise<ConversationParts>;
  tell(notice: TabNotice): void;
  close(): void;
}

/** `hear` gets what the other tabs tell, from the moment the conversation has loaded. */
export function createOtherTabs(
  load: () => Promise<ConversationParts>,
  hear: (notice: TabNotice) => void,
): OtherTabs {
  let tabs: ConversationParts['tabs'] | undefined;
  let isClosed = false;

  async function loadConversation(): Promise<ConversationParts> {
    const parts = await load();
    if (isClosed) parts.tabs.close();
    else if (tabs === undefined) {
      ({ tabs } = parts);
      tabs.hear(hear);
    }
    return parts;
  }

  return {
    loadConversation,
    tell(notice) {
      // At once where that can be: the service must not be quicker to tell of an end.
      if (tabs !== undefined) tabs.tell(notice);
      else
        loadConversation().then(
          (parts) => parts.tabs.tell(notice),
          () => undefined,
        );
    },
    close() {
      isClosed = true;
      tabs?.close();
    },
  };
}
