import type { ConversationPort, WidgetIdentity } from '../core/chatPort.ts';
import { createConversationPort } from '../omnichannel/conversation.ts';

/** The chat client, loaded when a conversation starts or is resumed. Loading it sends nothing. */
export function install(host: { readonly identity: WidgetIdentity }): ConversationPort {
  return createConversationPort(host.identity);
}
