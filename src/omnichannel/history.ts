import type { ChatMessage } from '../core/chatPort.ts';
import type { ChatSdk } from './chatSdk.ts';
import { toHistory } from './messages.ts';
import { withinTimeLimit } from './timeLimit.ts';

/** Everything said in the conversation, oldest first; `null` if the service does not tell. Never rejects. */
export async function readHistory(sdk: ChatSdk): Promise<readonly ChatMessage[] | null> {
  try {
    const messages: unknown = await withinTimeLimit(sdk.getMessages());
    // The client answers a failure with nothing at all.
    return Array.isArray(messages) ? toHistory(messages) : null;
  } catch {
    return null;
  }
}
