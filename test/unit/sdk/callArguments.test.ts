import { readInvitationArguments, readStartArguments } from '../../../src/sdk/callArguments.ts';

describe('startProactiveChat', () => {
  const asked = (message: string | null) => ({
    message,
    title: null,
    invitationId: null,
    closeAfterSeconds: 60,
    inNewWindow: false,
  });

  it.each([
    ['nothing', [], asked(null)],
    ['null', [null], asked(null)],
    ['an object', [{ message: 'Need a hand?' }, false], asked('Need a hand?')],
    ['a plain text', ['Need a hand?'], asked('Need a hand?')],
    ['the old order', [true, { message: 'Need a hand?' }], asked('Need a hand?')],
    ['the old order with a text', [false, 'Need a hand?'], asked('Need a hand?')],
    ['an empty message', [{ message: '  ' }], asked(null)],
    ['a message that is no text', [{ message: new Date() }], asked(null)],
    ['a number', [42], asked(null)],
  ])('understands %s', (_, args, request) => {
    expect(readInvitationArguments(args)).toEqual(request);
  });

  it('reads the members of our own widget', () => {
    const config = { message: 'm', title: 't', invitationId: 'i', closeAfterSeconds: null };
    expect(readInvitationArguments([config, true, { inNewWindow: true }])).toEqual({
      message: 'm',
      title: 't',
      invitationId: 'i',
      closeAfterSeconds: null,
      inNewWindow: true,
    });
  });

  it.each([
    [5, 20],
    [20, 20],
    [90, 90],
    [Number.POSITIVE_INFINITY, null],
    [Number.NaN, 60],
    ['30', 60],
    [undefined, 60],
  ])('closeAfterSeconds %p means %p', (given, meant) => {
    expect(readInvitationArguments([{ closeAfterSeconds: given }]).closeAfterSeconds).toBe(meant);
  });

  it('is not stopped by a member that throws', () => {
    const hostile = {
      get message(): string {
        throw new Error('no');
      },
    };
    expect(readInvitationArguments([hostile]).message).toBeNull();
  });
});

describe('startChat', () => {
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a click event', { type: 'click', isTrusted: true }],
    ['a text', 'now'],
  ])('takes %s for a plain start', (_, options) => {
    expect(readStartArguments(options)).toEqual({ customContext: undefined, inNewWindow: false });
  });

  it('opens a new window only for true itself', () => {
    expect(readStartArguments({ inNewWindow: 1 }).inNewWindow).toBe(false);
    expect(readStartArguments({ inNewWindow: true }).inNewWindow).toBe(true);
  });
});
