import { watchResumption } from '../../../src/omnichannel/resumption.ts';

/** What the client throws once it has asked for the conversation and heard `outcome`. */
async function isOver(thrown: object, outcome: () => Promise<unknown> = () => Promise.resolve({})) {
  const sdk = { OCClient: { getLWIDetails: outcome } };
  const saysItIsOver = watchResumption(sdk as never);
  await sdk.OCClient.getLWIDetails().catch(() => undefined);
  return saysItIsOver(thrown);
}
const refusedWith = (status: number) => () =>
  Promise.reject(Object.assign(new Error(), { response: { status } }));

describe('a conversation that cannot be joined again', () => {
  it('is over when the service says so, or knows none', async () => {
    expect(await isOver({ message: 'ClosedConversation' })).toBe(true);
    expect(await isOver({ message: 'InvalidConversation' })).toBe(true);
    expect(await isOver({ message: 'InvalidConversation' }, refusedWith(404))).toBe(true);
  });

  it('may still be there when the service could not be asked, for which the client says the same', async () => {
    expect(await isOver({ message: 'InvalidConversation' }, refusedWith(500))).toBe(false);
    expect(await isOver({ message: 'InvalidConversation' }, refusedWith(401))).toBe(false);
    const timeout = () => Promise.reject(new Error('HTTP timeout'));
    expect(await isOver({ message: 'InvalidConversation' }, timeout)).toBe(false);
    expect(await isOver({ message: 'MessagingClientConversationJoinFailure' })).toBe(false);
    expect(await isOver(new Error('No answer within 15 s.'))).toBe(false);
  });

  it('is over for this visitor when it is that of another signed-in visitor', async () => {
    const failed = (errorObject: string) => ({
      message: 'AuthenticatedChatConversationRetrievalFailure',
      exceptionDetails: { errorObject },
    });
    const notTheirs =
      'Error: Validate Auth Chat Record Failed. Record is not found or request is not authorized';
    expect(await isOver(failed(notTheirs))).toBe(true);
    expect(await isOver(failed('AxiosError: Network Error'))).toBe(false);
  });
});
