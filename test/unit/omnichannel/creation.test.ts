import { watchCreation } from '../../../src/omnichannel/creation.ts';

const context = { chatToken: { chatId: '19:a@thread.v2', token: 'jwt' }, requestId: 'r' };

/** A client before its start, whose creating request ends in `outcome`. */
function watched(outcome: () => Promise<void> = () => Promise.resolve()) {
  const log: unknown[] = [];
  const sdk = {
    getCurrentLiveChatContext: () => Promise.resolve(context),
    OCClient: {
      sessionInit: (...rest: readonly unknown[]) => {
        log.push(['sent', ...rest]);
        return outcome();
      },
    },
  };
  const giveUp = watchCreation(sdk as never, (resumeState) => log.push(JSON.parse(resumeState)));
  return { log, giveUp, create: () => sdk.OCClient.sessionInit('r', { initContext: {} }) };
}

describe('the request that creates a conversation', () => {
  it('is sent right after it was told how to join what it creates', async () => {
    const { log, create } = watched();
    await create();
    expect(log).toEqual([context, ['sent', 'r', { initContext: {} }]]);
  });

  it('is not sent when the start was given up before', async () => {
    const { log, giveUp, create } = watched();
    expect(await giveUp()).toBe(false);
    await expect(create()).rejects.toThrow('Given up.');
    expect(log).toEqual([]);
  });

  it.each([
    [true, 'has accepted it', () => Promise.resolve()],
    [true, 'was ill', () => Promise.reject(Object.assign(new Error(), { response: { status: 500 } }))],
    [true, 'was not heard', () => Promise.reject(new Error('Network Error'))],
    [
      false,
      'has refused it',
      () => Promise.reject(Object.assign(new Error(), { response: { status: 400 } })),
    ],
  ])('leaves a conversation behind: %s, when the service %s', async (mayExist, _what, outcome) => {
    const { giveUp, create } = watched(outcome);
    await create().catch(() => undefined);
    expect(await giveUp()).toBe(mayExist);
  });

  it('is waited for by whoever gives up meanwhile', async () => {
    let answer = (): void => undefined;
    const { giveUp, create } = watched(() => new Promise((resolve) => (answer = resolve)));
    const created = create();
    await new Promise((resolve) => setImmediate(resolve));
    const given = giveUp();
    answer();
    await created;
    expect(await given).toBe(true);
  });
});
