import type { ChatMessage, OutgoingMessage } from '../core/chatPort.ts';
import type { ChatSdk } from './chatSdk.ts';
import { readHistory } from './history.ts';
import { toAcceptedMessage } from './messages.ts';
import type { ThreadClient } from './thread.ts';
import { threadOf } from './thread.ts';

/** By this a bot tells the answer to a card from what somebody has written. */
const cardAnswerMark = {
  'microsoft.azure.communication.chat.bot.contenttype': 'azurebotservice.adaptivecard',
};

/**
 * Sends the messages of the visitor, each of them once. The service takes the same message twice if it is sent twice,
 * so one that is sent again is first looked for among what it has, by the `clientMessageId` it was sent with: the answer
 * to the earlier attempt may have been lost. To be made when the conversation has been joined.
 */
export function createSending(sdk: ChatSdk): (message: OutgoingMessage) => Promise<ChatMessage> {
  const attempts = new Map<string, AbortController>();
  const client = threadOf(sdk)?.chatThreadClient;
  if (client !== undefined) {
    sendOnce(client);
    const send = client.sendMessage.bind(client);
    client.sendMessage = (request, options) => {
      const abortSignal = attempts.get(options?.metadata?.['clientMessageId'] ?? '')?.signal;
      return send(request, { ...options, ...(abortSignal && { abortSignal }) });
    };
  }

  return async (message) => {
    const { clientId } = message;
    const earlier = attempts.get(clientId);
    const attempt = new AbortController();
    attempts.set(clientId, attempt);
    if (earlier !== undefined) {
      // What has not reached the service yet must not do so after the look at what it has.
      earlier.abort();
      const history = await readHistory(sdk);
      if (history === null) throw new Error('Whether the message has arrived is not known.');
      const arrived = history.find((each) => each.clientId === clientId);
      if (arrived !== undefined) return accepted(message, arrived);
    }
    const answer: unknown = await sdk.sendMessage({
      content: contentOf(message),
      metadata: { clientMessageId: clientId, ...(message.answer?.value !== undefined && cardAnswerMark) },
    });
    const taken = toAcceptedMessage(answer);
    if (taken === null) throw new Error('The message was not accepted.');
    return accepted(message, taken);
  };
}

function contentOf({ text, answer }: OutgoingMessage): string {
  if (answer === undefined) return text;
  return answer.value === undefined ? (answer.text ?? text) : JSON.stringify(answer);
}

/** What was sent in place of the text is nothing for the visitor's eyes. */
function accepted({ clientId, text, answer }: OutgoingMessage, message: ChatMessage): ChatMessage {
  if (answer === undefined) return { ...message, clientId };
  return {
    ...message,
    clientId,
    text,
    ...(answer.value !== undefined && { answersCard: true, answer: answer.value }),
  };
}

/**
 * Keeps the client from repeating a message by itself after an answer that does not say whether the service has taken
 * it. "Not now, but in so many seconds" says that it has not.
 */
function sendOnce({ client }: ThreadClient): void {
  client?.pipeline.addPolicy(
    {
      name: 'sendOnce',
      async sendRequest(request, next) {
        const response = await next(request);
        const isMessage = request.method === 'POST' && /\/messages(\?|$)/.test(request.url);
        const isUnclear = response.status === 408 || response.status >= 500;
        if (isMessage && isUnclear && !response.headers.has('Retry-After')) {
          throw new Error(`The service has answered ${response.status}.`);
        }
        return response;
      },
    },
    { afterPhase: 'Retry' },
  );
}
