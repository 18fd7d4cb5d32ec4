import type { ChatSdk } from './chatSdk.ts';
import { asFlag, fieldReader } from './fields.ts';

/** Whether the administrator has switched this on for the widget. */
export async function isSwitchedOn(sdk: ChatSdk, flag: string): Promise<boolean> {
  const config = fieldReader(await sdk.getLiveChatConfig());
  return asFlag(fieldReader(config?.('LiveWSAndLiveChatEngJoin'))?.(flag)) === true;
}
