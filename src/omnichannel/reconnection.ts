import type { ChatSdk } from './chatSdk.ts';
import { asFlag, asNumber, asText, fieldReader } from './fields.ts';
import { withinTimeLimit } from './timeLimit.ts';

/** Members of Microsoft's client that decide what an id does to a start, and the request behind its own question. */
interface Internals {
  readonly isChatReconnect: boolean;
  readonly isPersistentChat: boolean;
  readonly OCClient: {
    getReconnectAvailability(reconnectId: string, options: object): Promise<unknown>;
    getReconnectableChats(request: object): Promise<unknown>;
  };
  readonly requestId: string;
  reconnectId: string | null;
}

/**
 * Asks the service what a reconnect link is good for. Not by the client's own method, which takes a service that fails for
 * a link that leads nowhere, and looks for another conversation where the visitor is signed in.
 *
 * Rejects if the service could not be asked.
 *
 * @returns the id with which to start the client; or the address where to send the visitor instead, http or https; or
 *   `null` if the link leads nowhere, or the widget has no reconnect links
 */
export async function followLink(sdk: ChatSdk, reconnectId: string): Promise<string | URL | null> {
  const { isChatReconnect, isPersistentChat, OCClient } = sdk as unknown as Internals;
  // The client would pass over the id and start a new conversation all the same.
  if (!isChatReconnect || isPersistentChat) return null;
  const answer = await withinTimeLimit(OCClient.getReconnectAvailability(reconnectId, {})).catch(
    (error: unknown) => {
      if (asNumber(fieldReader(fieldReader(error)?.('response'))?.('status')) !== 404) throw error;
      return { isReconnectAvailable: false };
    },
  );
  const read = fieldReader(answer);
  // An answer without content is a yes.
  if (read === null || asFlag(read('isReconnectAvailable')) === true) return reconnectId;
  const address = asText(read('reconnectRedirectionURL')) ?? '';
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return /^https?:$/.test(url.protocol) ? url : null;
}

/**
 * Asks the service for a running conversation of the signed-in visitor. Not by the client's own method, which takes a service
 * that fails for one that knows of none.
 *
 * Rejects if the service could not be asked.
 *
 * @returns the id of its reconnect link; `null` if there is none, or the widget has no reconnection
 */
export async function findEarlier(sdk: ChatSdk, authenticatedUserToken: string): Promise<string | null> {
  const { isChatReconnect, isPersistentChat, OCClient, requestId } = sdk as unknown as Internals;
  if (!isChatReconnect || isPersistentChat) return null;
  const answer = await withinTimeLimit(OCClient.getReconnectableChats({ authenticatedUserToken, requestId }));
  return asText(fieldReader(answer)?.('reconnectid')) || null;
}

/** The client ends a conversation by the id of its link, and does not take that from what was kept of it. */
export function keepReconnectId(sdk: ChatSdk, liveChatContext: object): void {
  const reconnectId = asText(fieldReader(liveChatContext)?.('reconnectId'));
  if (reconnectId !== undefined) (sdk as unknown as Internals).reconnectId = reconnectId;
}
