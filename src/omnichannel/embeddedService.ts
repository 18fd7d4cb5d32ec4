import { ChatClient } from '@azure/communication-chat';
import type { ChatClientOptions } from '@azure/communication-chat';
import { AzureCommunicationTokenCredential } from '@azure/communication-common';
import { ACSConversation } from '@microsoft/omnichannel-chat-sdk/lib/core/messaging/ACSClient';

type Policies = NonNullable<ChatClientOptions['additionalPolicies']>;

/** What the chat SDK asks of the message client it keeps in its public member `ACSClient`. */
export interface MessageClient {
  initialize(session: { readonly token: string; readonly environmentUrl: string }): Promise<void>;
  joinConversation(session: {
    readonly id: string;
    readonly threadId: string;
    readonly pollingInterval: number;
  }): Promise<ACSConversation>;
  getChatClient(): ChatClient | null;
}

/**
 * The message client for the embedded service. Microsoft's own insists on https for messages and the embedded
 * service has no certificate, so it names an https address that cannot exist, and here the requests to that address,
 * and only these, are sent to the service itself. Conversations run on the published class as everywhere.
 */
export function createEmbeddedMessageClient(orgUrl: string): MessageClient {
  const serviceOrigin = new URL(orgUrl).origin;
  let connection: { credential: AzureCommunicationTokenCredential; chatClient: ChatClient } | null = null;
  return {
    initialize({ token, environmentUrl }) {
      const additionalPolicies = redirect(new URL(environmentUrl).origin, serviceOrigin);
      // Messages and the settings of the realtime channel go through two pipelines, each with its own options.
      const options: ChatClientOptions & { signalingClientOptions: { additionalPolicies: Policies } } = {
        additionalPolicies,
        signalingClientOptions: { additionalPolicies },
      };
      const credential = new AzureCommunicationTokenCredential(token);
      connection = { credential, chatClient: new ChatClient(environmentUrl, credential, options) };
      return Promise.resolve();
    },

    async joinConversation(session) {
      if (connection === null) throw new Error('The message client is not initialised.');
      const conversation = new ACSConversation(connection.credential, connection.chatClient);
      await conversation.initialize(session);
      return conversation;
    },

    getChatClient: () => connection?.chatClient ?? null,
  };
}

/** Policy that sends what is meant for one origin to another, which may be plain http. */
function redirect(from: string, to: string): Policies {
  return [
    {
      // After the policy that adds the token and accepts https addresses only.
      position: 'perRetry',
      policy: {
        name: 'embeddedServiceRedirect',
        sendRequest(request, next) {
          const url = new URL(request.url);
          if (url.origin === from) {
            request.url = to + url.pathname + url.search;
            request.allowInsecureConnection = true;
          }
          return next(request);
        },
      },
    },
  ];
}
