import {
  readAvailabilityArguments,
  readInvitationArguments,
  readStartArguments,
} from '../../../src/sdk/callArguments.ts';

/** Left out, or no boolean, a flag is up to how the widget is set up. */
const flags = [
  [true, true],
  [false, false],
  [undefined, undefined],
  [null, undefined],
  [1, undefined],
  ['true', undefined],
] as const;

describe('startProactiveChat', () => {
  const asked = (message: string | null, showPreChat = true) => ({
    message,
    title: null,
    agentName: null,
    agentPictureUrl: null,
    invitationId: null,
    closeAfterSeconds: 60,
    showPreChat,
    inNewWindow: undefined,
  });

  it.each([
    ['nothing', [], asked(null)],
    ['null', [null], asked(null)],
    ['an object', [{ message: 'Need a hand?' }, false], asked('Need a hand?', false)],
    ['a plain text', ['Need a hand?'], asked('Need a hand?')],
    ['the old order', [true, { message: 'Need a hand?' }], asked('Need a hand?')],
    ['the old order with a text', [false, 'Need a hand?'], asked('Need a hand?', false)],
    ['an empty message', [{ message: '  ' }], asked(null)],
    ['a message that is no text', [{ message: new Date() }], asked(null)],
    ['a number', [42], asked(null)],
  ])('understands %s', (_, args, request) => {
    expect(readInvitationArguments(args)).toEqual(request);
  });

  it('reads the members of our own widget', () => {
    const agent = { agentName: 'Mira', agentPictureUrl: 'mira.jpg' };
    const config = { message: 'm', title: 't', ...agent, invitationId: 'i', closeAfterSeconds: null };
    expect(readInvitationArguments([config, true, { inNewWindow: true }])).toEqual({
      message: 'm',
      title: 't',
      ...agent,
      invitationId: 'i',
      closeAfterSeconds: null,
      showPreChat: true,
      inNewWindow: true,
    });
  });

  it.each([
    [undefined, true],
    [true, true],
    [false, false],
    [null, true],
    [0, true],
    ['false', true],
  ])('a showPrechat of %p shows the survey: %p', (given, shows) => {
    expect(readInvitationArguments([{ message: 'm' }, given]).showPreChat).toBe(shows);
  });

  it.each(flags)('inNewWindow %p means %p', (given, meant) => {
    expect(readInvitationArguments([{}, false, { inNewWindow: given }]).inNewWindow).toBe(meant);
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
    expect(readStartArguments(options)).toEqual({ customContext: undefined, inNewWindow: undefined });
  });

  it.each(flags)('inNewWindow %p means %p', (given, meant) => {
    expect(readStartArguments({ inNewWindow: given }).inNewWindow).toBe(meant);
  });

  it('hands the context on as it was given', () => {
    const customContext = { Plan: 'pro' };
    expect(readStartArguments({ customContext }).customContext).toBe(customContext);
    expect(readStartArguments({ customContext: null }).customContext).toBeUndefined();
  });
});

describe('getAgentAvailability', () => {
  it.each([
    ['nothing', undefined, undefined],
    ['null', null, undefined],
    ['a text', 'now', undefined],
    ['no context', {}, undefined],
    ['a context of null', { customContext: null }, undefined],
    ['a context', { customContext: 'Plan' }, 'Plan'],
  ])('reads %s', (_, options, customContext) => {
    expect(readAvailabilityArguments(options)).toBe(customContext);
  });
});
