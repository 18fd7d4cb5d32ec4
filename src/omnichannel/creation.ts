import type { ChatSdk } from './chatSdk.ts';
import { asNumber, fieldReader } from './fields.ts';
import { resumeStateOf } from './resumeState.ts';

type Request = (...rest: readonly unknown[]) => Promise<unknown>;

/**
 * Watches the client for the request that creates a conversation. To be called before `startChat`.
 *
 * @param onCreating called right before that request is sent, with the text by which the conversation can be joined
 * @returns a way to give the start up: no conversation is created any more, and the answer, once the request has
 *   settled, is whether the service may have one
 */
export function watchCreation(
  sdk: ChatSdk,
  onCreating: (resumeState: string) => void,
): () => Promise<boolean> {
  const client = sdk.OCClient as { sessionInit: Request };
  const create = client.sessionInit.bind(client);
  let isGivenUp = false;
  let mayExist = Promise.resolve(false);
  client.sessionInit = async (...rest) => {
    const { resumeState } = await resumeStateOf(sdk);
    if (isGivenUp) throw new Error('Given up.');
    onCreating(resumeState);
    const request = create(...rest);
    mayExist = request.then(
      () => true,
      (error: unknown) => !isRefusal(error),
    );
    return request;
  };
  return () => {
    isGivenUp = true;
    return mayExist;
  };
}

/** Whether the service has answered that it will not; after any other failure it may have done it all the same. */
function isRefusal(error: unknown): boolean {
  const status = asNumber(fieldReader(fieldReader(error)?.('response'))?.('status')) ?? 0;
  return status >= 400 && status < 500;
}
