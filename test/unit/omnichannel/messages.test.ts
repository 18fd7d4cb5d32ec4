import {
  endsConversation,
  toAcceptedMessage,
  toChatMessage,
  toHistory,
} from '../../../src/omnichannel/messages.ts';

/** A message as Microsoft's client hands it over. */
const raw = (parts: object = {}) => ({
  id: '1795953600000',
  content: 'Hello',
  timestamp: new Date('2026-11-29T12:00:00Z'),
  tags: ['public'],
  role: 'agent',
  sender: { id: '8:acs:agent', displayName: 'Alex', type: 2 },
  ...parts,
});
const sender = (displayName?: string) => ({ id: '8:acs:x', displayName });

describe('a message of Microsoft’s client', () => {
  it('becomes a chat message', () => {
    expect(toChatMessage(raw())).toEqual({
      id: '1795953600000',
      text: 'Hello',
      sentAt: '2026-11-29T12:00:00.000Z',
      senderName: 'Alex',
      role: 'agent',
      tags: ['public'],
    });
  });

  it.each([
    ['agent', { role: 'agent', tags: ['public'] }],
    ['bot', { role: 'bot', tags: [], sender: sender('Helper') }],
    ['bot', { role: 'bot', tags: [], sender: sender(undefined) }],
    ['system', { role: 'system', tags: ['system', 'queueposition'], sender: sender('System') }],
    ['visitor', { role: 'user', tags: ['ChannelId-lcw'], sender: sender('Customer') }],
    ['visitor', { role: 'bot', tags: [], sender: sender('Customer') }],
    ['visitor', { role: 'unknown', tags: ['ChannelId-lcw', 'FromCustomer'], sender: sender(undefined) }],
    ['agent', { role: 'unknown', tags: ['client_activity_id:1'], sender: sender('Alex') }],
  ])('is the %s’s: %j', (role, parts) => {
    expect(toChatMessage(raw(parts))?.role).toBe(role);
  });

  it('is read from the thread as well, with what the client leaves out', () => {
    const own = {
      id: '1795953600000',
      content: { message: '{"value":{"size":"M"}}' },
      createdOn: new Date('2026-11-29T12:00:00Z'),
      senderDisplayName: 'Customer',
      metadata: {
        tags: 'ChannelId-lcw,FromCustomer',
        clientMessageId: '1795953599000',
        'microsoft.azure.communication.chat.bot.contenttype': 'azurebotservice.adaptivecard',
      },
    };
    expect(toChatMessage(own)).toMatchObject({
      role: 'visitor',
      text: '',
      sentAt: '2026-11-29T12:00:00.000Z',
      clientId: '1795953599000',
      answersCard: true,
      answer: { size: 'M' },
    });
    const other = (tags: string) => ({
      ...own,
      content: { message: 'Hi' },
      senderDisplayName: 'Alex',
      metadata: { tags },
    });
    expect(
      ['public', 'system,queueposition', '', 'x'].map((tags) => toChatMessage(other(tags))?.role),
    ).toEqual(['agent', 'system', 'bot', 'agent']);
  });

  it('is nothing without an id, or when it is marked as hidden', () => {
    expect(toChatMessage(raw({ id: undefined }))).toBeNull();
    expect(toChatMessage(raw({ id: '' }))).toBeNull();
    expect(toChatMessage(raw({ tags: ['public', 'Hidden'] }))).toBeNull();
    expect(toChatMessage(undefined)).toBeNull();
    expect(toChatMessage('Hello')).toBeNull();
  });

  it('keeps to what it can make sense of', () => {
    const message = toChatMessage({ id: '7', content: 5, tags: '"public", system,', timestamp: 'x' });
    expect(message).toMatchObject({ text: '', senderName: '', tags: ['public', 'system'] });
  });

  it('has the time of its id, or else now, when it has none', () => {
    const now = () => Date.parse('2026-11-29T13:00:00Z');
    expect(toChatMessage(raw({ timestamp: null }), now)?.sentAt).toBe(new Date(1795953600000).toISOString());
    expect(toChatMessage(raw({ timestamp: new Date(NaN), id: 'abc' }), now)?.sentAt).toBe(
      '2026-11-29T13:00:00.000Z',
    );
  });

  it('says that the conversation is over only if the system says so', () => {
    const ends = (tags: readonly string[]) => endsConversation(toChatMessage(raw({ tags })) as never);
    expect(ends(['system', 'agentendconversation'])).toBe(true);
    expect(ends(['system', 'supervisorforceclosedconversation'])).toBe(true);
    expect(ends(['system', 'agentaccepted'])).toBe(false);
    expect(ends(['public', 'agentendconversation'])).toBe(false);
  });
});

describe('an accepted message', () => {
  it('is the visitor’s, although the client calls it unknown', () => {
    const accepted = toAcceptedMessage(
      raw({ role: 'unknown', tags: ['ChannelId-lcw', 'FromCustomer'], sender: sender(undefined) }),
    );
    expect(accepted).toMatchObject({ role: 'visitor', senderName: 'Customer', text: 'Hello' });
  });

  it('is nothing if the service gave it no id', () => {
    expect(toAcceptedMessage({})).toBeNull();
  });
});

describe('the history', () => {
  it('is oldest first and has each message once', () => {
    const at = (id: string, second: number, content: string) =>
      raw({ id, content, timestamp: new Date(Date.UTC(2026, 10, 29, 12, 0, second)) });
    const history = toHistory([
      at('4', 3, 'd'),
      at('3', 2, 'c'),
      at('3', 2, 'c again'),
      at('2', 2, 'b'),
      { id: '' },
      at('1', 1, 'a'),
    ]);
    expect(history.map(({ id }) => id)).toEqual(['1', '2', '3', '4']);
  });
});
