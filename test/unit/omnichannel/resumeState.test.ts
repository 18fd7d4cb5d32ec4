import { readResumeState, resumeStateOf } from '../../../src/omnichannel/resumeState.ts';

const context = { chatToken: { chatId: '19:a@thread.v2', token: 'jwt' }, requestId: 'r', sessionId: 's' };

describe('the resume state', () => {
  it('comes back as it was written', async () => {
    const sdk = { getCurrentLiveChatContext: () => Promise.resolve(context) };
    const state = await resumeStateOf(sdk as never);
    expect(state.id).toBe('19:a@thread.v2');
    expect(readResumeState(state.resumeState)).toEqual(context);
  });

  it('is not made when the client has no conversation', async () => {
    const sdk = { getCurrentLiveChatContext: () => Promise.resolve({}) };
    await expect(resumeStateOf(sdk as never)).rejects.toThrow('No conversation.');
  });

  it.each([
    '',
    'null',
    '[]',
    '"text"',
    '{',
    '{}',
    '{"requestId":"r"}',
    '{"requestId":"r","chatToken":{"chatId":"c"}}',
    '{"requestId":5,"chatToken":{"chatId":"c","token":"t"}}',
  ])('is refused when storage holds %s', (text) => {
    expect(readResumeState(text)).toBeNull();
  });
});
