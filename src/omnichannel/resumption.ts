import type { ChatSdk } from './chatSdk.ts';
import { asNumber, asText, fieldReader } from './fields.ts';

type Request = (...rest: readonly unknown[]) => Promise<unknown>;

/**
 * Watches the client for why it cannot join a conversation again. To be called before `startChat`. The client takes
 * every failure to hear of a conversation for "there is none", an ill service, too.
 *
 * @returns whether what `startChat` has thrown means that the service knows the conversation as over, or not at all
 */
export function watchResumption(sdk: ChatSdk): (error: unknown) => boolean {
  const client = sdk.OCClient as { getLWIDetails: Request };
  const ask = client.getLWIDetails.bind(client);
  let wasAsked = true;
  client.getLWIDetails = async (...rest) => {
    try {
      return await ask(...rest);
    } catch (error) {
      wasAsked = asNumber(fieldReader(fieldReader(error)?.('response'))?.('status')) === 404;
      throw error;
    }
  };
  return (error) => {
    const read = fieldReader(error);
    const name = asText(read?.('message'));
    // Somebody else's: it is none of this visitor's.
    if (name === 'AuthenticatedChatConversationRetrievalFailure') {
      const cause = asText(fieldReader(read?.('exceptionDetails'))?.('errorObject'));
      return cause?.includes('Record is not found') === true;
    }
    return name === 'ClosedConversation' || (name === 'InvalidConversation' && wasAsked);
  };
}
