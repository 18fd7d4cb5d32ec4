import OmnichannelChatSDK from '@microsoft/omnichannel-chat-sdk/lib/OmnichannelChatSDK';
import type { WidgetIdentity } from '../core/chatPort.ts';
import { createEmbeddedMessageClient } from './embeddedService.ts';
import { clientAgent, isEmbeddedService, serviceBase } from './serviceAddress.ts';
import { withinTimeLimit } from './timeLimit.ts';

export type ChatSdk = OmnichannelChatSDK;

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
      ...(authToken !== undefined && { getAuthToken: () => Promise.resolve(authToken) }),
    },
  );
  await withinTimeLimit(sdk.initialize());
  if (isEmbeddedService(orgUrl)) {
    sdk.ACSClient = createEmbeddedMessageClient(orgUrl) as unknown as typeof sdk.ACSClient;
  }
  return sdk;
}
