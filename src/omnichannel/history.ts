import type { ChatMessage } from '../core/chatPort.ts';
import type { ChatSdk } from './chatSdk.ts';
import { toHistory } from './messages.ts';
import { threadOf } from './thread.ts';
import { withinTimeLimit } from './timeLimit.ts';

/** Everything said in the conversation, oldest first; `null` if the service does not tell. Never rejects. */
export async function readHistory(sdk: ChatSdk): Promise<readonly ChatMessage[] | null> {
  try {
    const messages = threadOf(sdk)?.getMessages({ skipConversion: true });
    return messages === undefined ? null : toHistory(await withinTimeLimit(messages));
  } catch {
    return null;
  }
}
