import OmnichannelChatSDK from '@microsoft/omnichannel-chat-sdk/lib/OmnichannelChatSDK';
import type { WidgetIdentity } from '../core/chatPort.ts';
import { createEmbeddedMessageClient } from './embeddedService.ts';
import { asFlag, fieldReader } from './fields.ts';
import { clientAgent, isEmbeddedService, serviceBase } from './serviceAddress.ts';
import { giveRequestsOwnHeaders } from './ownHeaders.ts';
import { withinTimeLimit } from './timeLimit.ts';

// Once, before the first request of the client.
giveRequestsOwnHeaders();

export type ChatSdk = OmnichannelChatSDK;

/** Members of Microsoft's client by which it decides whether a conversation is that of a signed-in visitor. */
interface SignInInternals {
  authSettings: object | null;
  setAuthTokenProvider(
    provider: () => Promise<string>,
    options: { readonly throwError: boolean },
  ): Promise<void>;
}

/**
 * Microsoft's headless client for one conversation, initialised, with telemetry off. A new one for each conversation:
 * a start that never settles would block every later one of the same client.
 *
 * Rejects if the widget's configuration does not arrive in time.
 *
 * @param authToken of a signed-in visitor; used only if the widget asks for one
 */
export async function openChatSdk(identity: WidgetIdentity, authToken?: string): Promise<ChatSdk> {
  const orgUrl = serviceBase(identity);
  const sdk = new OmnichannelChatSDK(
    { orgUrl, orgId: identity.orgId, widgetId: identity.appId },
    {
      telemetry: { disable: true },
      ocUserAgent: [clientAgent],
      // The address in the configuration is the one that the page's security policy allows; no other is derived from it.
      internalConfig: { createCoreServicesOrgUrlAtRuntime: false },
      // Token first, conversation second: whoever leaves the page in between can come back to it. In one request,
      // the conversation would be there before anybody knows how to join it.
      useCreateConversation: { disable: true },
      // Has an effect only where the administrator has switched it on, and for a conversation that is asked for by its id.
      chatReconnect: { disable: false },
    },
  );
  await withinTimeLimit(sdk.initialize());
  await signIn(sdk, authToken);
  if (isEmbeddedService(orgUrl)) {
    sdk.ACSClient = createEmbeddedMessageClient(orgUrl) as unknown as typeof sdk.ACSClient;
  }
  return sdk;
}

/** Before the first request about a conversation: the client itself does not wait for the token to be there. */
async function signIn(sdk: ChatSdk, authToken: string | undefined): Promise<void> {
  const client = sdk as unknown as SignInInternals;
  if (client.authSettings === null) return;
  if (authToken !== undefined) {
    await client.setAuthTokenProvider(() => Promise.resolve(authToken), { throwError: true });
    return;
  }
  // The client knows of no choice: with settings it insists on a token.
  const config = fieldReader(await sdk.getLiveChatConfig());
  const settings = fieldReader(config?.('LiveWSAndLiveChatEngJoin'));
  if (asFlag(settings?.('msdyn_authenticatedsigninoptional')) === true) client.authSettings = null;
}
