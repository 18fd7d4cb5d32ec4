import type { ChatSdk } from './chatSdk.ts';
import { asText, fieldReader } from './fields.ts';

type LiveChatContext = NonNullable<NonNullable<Parameters<ChatSdk['startChat']>[0]>['liveChatContext']>;

/**
 * Id of the running conversation and the text with which it can be joined after a reload. The text holds the
 * visitor's message token: it is for storage of the page's own origin only.
 *
 * Rejects if the client has no conversation.
 */
export async function resumeStateOf(
  sdk: ChatSdk,
): Promise<{ readonly id: string; readonly resumeState: string }> {
  const context = await sdk.getCurrentLiveChatContext();
  const resumeState = JSON.stringify(context);
  const id = readResumeState(resumeState)?.chatToken.chatId;
  if (id === undefined) throw new Error('No conversation.');
  return { id, resumeState };
}

/** `null` if the text is not what `resumeStateOf` has written: storage can hold anything. */
export function readResumeState(text: string): LiveChatContext | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  const read = fieldReader(parsed);
  const token = fieldReader(read?.('chatToken'));
  const complete = asText(read?.('requestId')) && asText(token?.('chatId')) && asText(token?.('token'));
  return complete ? (parsed as LiveChatContext) : null;
}
