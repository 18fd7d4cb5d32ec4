import type { ChatSdk } from './chatSdk.ts';
import { asText, fieldReader } from './fields.ts';
import { withinTimeLimit } from './timeLimit.ts';
import { isSwitchedOn } from './widgetFlags.ts';

/**
 * Asks the service what a reconnect link is good for.
 *
 * @returns the id with which to start the client; or the address where to send the visitor instead, http or https; or
 *   `null` if the link leads nowhere, or the widget has no reconnect links
 */
export async function followLink(sdk: ChatSdk, reconnectId: string): Promise<string | URL | null> {
  // Without it the client would take the id and start a new conversation all the same.
  if (!(await isSwitchedOn(sdk, 'msdyn_enablechatreconnect'))) return null;
  const read = fieldReader(await withinTimeLimit(sdk.getChatReconnectContext({ reconnectId })));
  const address = asText(read?.('redirectURL')) ?? '';
  if (!URL.canParse(address)) return asText(read?.('reconnectId')) ?? null;
  const url = new URL(address);
  return /^https?:$/.test(url.protocol) ? url : null;
}
