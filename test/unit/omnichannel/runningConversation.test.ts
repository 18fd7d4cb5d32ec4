import type { ChatMessage } from '../../../src/core/chatPort.ts';
import { runConversation } from '../../../src/omnichannel/runningConversation.ts';

const agentSays = (id: string, content: string) => ({
  id,
  content,
  timestamp: new Date(Number(id)),
  tags: ['public'],
  role: 'agent',
  sender: { displayName: 'Alex' },
});
const endTagged = (id: string) => ({
  ...agentSays(id, 'Alex has ended the conversation.'),
  tags: ['system', 'agentendconversation'],
  role: 'system',
});

const hi = { clientId: '1795953600000', text: 'Hi' };

/** Stands in for Microsoft's client after it has joined a conversation; `calls` is what it was asked to do. */
function fakeSdk({ listed = [] }: { readonly listed?: readonly object[] | null } = {}) {
  const calls: unknown[] = [];
  const heard = {
    message: (_raw: object): void => undefined,
    typing: (_event: object): void => undefined,
    agentEnd: (): void => undefined,
    /** What came of listening for messages, which the client does not wait for. */
    listening: Promise.resolve(),
  };
  const note = (name: string) => (argument?: unknown) => {
    calls.push(argument === undefined ? name : [name, argument]);
    return Promise.resolve();
  };
  const fake = {
    conversation: {
      disconnect: note('disconnect'),
      pollingTimer: null,
      getMessages: () =>
        listed === null ? Promise.reject(new Error('GetMessages')) : Promise.resolve([...listed]),
      getParticipants: (): Promise<readonly object[]> => Promise.resolve([]),
      registerOnNewMessage: (): Promise<void> => Promise.reject(new Error('RegisterOnNewMessage')),
    },
    ACSClient: {
      getChatClient: () => ({
        on: () => undefined,
        stopRealtimeNotifications: note('stopRealtimeNotifications'),
      }),
      tokenCredential: { dispose: note('disposeCredential') },
    },
    onNewMessage: (listener: typeof heard.message) => {
      heard.message = listener;
      heard.listening = fake.conversation.registerOnNewMessage();
      // Only the test that asks for it is to hear of it.
      heard.listening.catch(() => undefined);
      return Promise.resolve();
    },
    onTypingEvent: (listener: typeof heard.typing) => {
      heard.typing = listener;
      return Promise.resolve();
    },
    onAgentEndSession: (listener: typeof heard.agentEnd) => {
      heard.agentEnd = listener;
      return Promise.resolve();
    },
    endChat: note('endChat'),
    sendTypingEvent: note('sendTypingEvent'),
    getPostChatSurveyContext: (): Promise<unknown> => {
      calls.push('getPostChatSurveyContext');
      return Promise.resolve({ participantJoined: true, surveyInviteLink: 'https://survey.example/1' });
    },
    getLiveChatConfig: (): Promise<unknown> => Promise.resolve({ LiveWSAndLiveChatEngJoin: {} }),
    sendMessage: ({ content }: { content: string }): Promise<unknown> =>
      Promise.resolve({ ...agentSays('50', content), tags: ['FromCustomer'], role: 'unknown' }),
  };
  return { calls, heard, sdk: fake };
}

function run(options: Parameters<typeof fakeSdk>[0] = {}, known: readonly ChatMessage[] = []) {
  const fake = fakeSdk(options);
  const told: string[] = [];
  const conversation = runConversation({
    sdk: fake.sdk as never,
    id: 'thread',
    resumeState: '{}',
    known,
    listener: {
      onMessage: (message) => told.push(message.text),
      onTyping: (name) => told.push(`${name} is typing`),
      onAgentJoined: (name) => told.push(`${name} has joined`),
      onEnded: () => told.push('ended'),
    },
  });
  return { ...fake, conversation, told };
}

/** Lets everything that needs no timer come to its end. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('a running conversation', () => {
  it('tells each message once, whichever way and how often it comes', () => {
    const { heard, told } = run();
    heard.message(agentSays('1', 'Hello'));
    heard.message(agentSays('1', 'Hello'));
    heard.message(agentSays('2', 'How can I help?'));
    expect(told).toEqual(['Hello', 'How can I help?']);
  });

  it('does not tell what was known before', () => {
    const known: ChatMessage = {
      id: '1',
      text: 'Hello',
      sentAt: '2026-11-29T12:00:00.000Z',
      senderName: 'Alex',
      role: 'agent',
      tags: [],
    };
    const { heard, told } = run({}, [known]);
    heard.message(agentSays('1', 'Hello'));
    heard.message(agentSays('2', 'Still there?'));
    expect(told).toEqual(['Still there?']);
  });

  it('does not tell the visitor’s own message when it comes back, before or after it is accepted', async () => {
    const { heard, told, conversation } = run();
    const echo = { ...agentSays('50', 'Hi'), tags: [], role: 'bot', sender: { displayName: 'Customer' } };
    heard.message(echo);
    expect(await conversation.send(hi)).toMatchObject({ id: '50', text: 'Hi', role: 'visitor' });
    heard.message(echo);
    expect(told).toEqual([]);
  });

  it('tells who is typing', () => {
    const { heard, told } = run();
    heard.typing({ senderDisplayName: 'Alex' });
    heard.typing({});
    expect(told).toEqual(['Alex is typing', ' is typing']);
  });

  it('rejects what the service did not accept', async () => {
    const { sdk, conversation } = run();
    sdk.sendMessage = () => Promise.reject(new Error('ChatSDKSendMessageFailed'));
    await expect(conversation.send(hi)).rejects.toThrow('The message was not accepted.');
    sdk.sendMessage = () => Promise.resolve({});
    await expect(conversation.send(hi)).rejects.toThrow('The message was not accepted.');
  });

  it('has the history of the service, or what it has seen itself when the service does not tell', async () => {
    const { conversation } = run({ listed: [agentSays('2', 'b'), agentSays('1', 'a')] });
    expect((await conversation.history()).map(({ text }) => text)).toEqual(['a', 'b']);

    const deaf = run({ listed: null });
    deaf.heard.message(agentSays('1', 'a'));
    await deaf.conversation.send(hi);
    expect((await deaf.conversation.history()).map(({ text }) => text)).toEqual(['a', 'Hi']);
  });
});

describe('the end by the agent', () => {
  it('is told once, after its message, when message and departure both tell of it', async () => {
    const { heard, told, calls } = run();
    heard.message(endTagged('3'));
    heard.agentEnd();
    await settle();
    expect(told).toEqual(['Alex has ended the conversation.', 'ended']);
    // The socket need not stay open while the visitor reads.
    expect(calls).toEqual(['disconnect', 'stopRealtimeNotifications', 'disposeCredential']);
  });

  it('is told after the last messages, when the departure is heard of first', async () => {
    const { heard, told } = run({ listed: [endTagged('4'), agentSays('3', 'Bye'), agentSays('2', 'Hello')] });
    heard.message(agentSays('2', 'Hello'));
    heard.agentEnd();
    heard.agentEnd();
    await settle();
    expect(told).toEqual(['Hello', 'Bye', 'Alex has ended the conversation.', 'ended']);
  });

  it('is told when nobody is left, although no message says so', async () => {
    const { heard, told } = run({ listed: null });
    heard.agentEnd();
    await settle();
    expect(told).toEqual(['ended']);
  });

  it('takes no more messages, and is not closed at the service again', async () => {
    const { heard, calls, conversation } = run();
    heard.message(endTagged('3'));
    await expect(conversation.send(hi)).rejects.toThrow('The conversation is over.');
    await conversation.sendTyping();
    await conversation.end();
    expect(calls.filter((call) => Array.isArray(call))).toEqual([['endChat', { isSessionEnded: true }]]);
    expect(calls.filter((call) => call === 'disconnect')).toHaveLength(1);
  });
});

describe('the survey after it', () => {
  it('can be asked for until the visitor ends, also after the agent has', async () => {
    const { heard, conversation, calls } = run();
    const survey = { address: 'https://survey.example/1', mode: 'embedded' };
    expect(await conversation.postChatSurvey()).toEqual(survey);
    heard.message(endTagged('3'));
    expect(await conversation.postChatSurvey()).toEqual(survey);
    await conversation.end();
    calls.length = 0;
    expect(await conversation.postChatSurvey()).toBeNull();
    expect(calls).toEqual([]);
  });
});

describe('letting go', () => {
  it('ends at the service, closes socket and token, once, and tells nothing any more', async () => {
    const { heard, told, calls, conversation } = run();
    await Promise.all([conversation.end(), conversation.end()]);
    conversation.dispose();
    heard.message(agentSays('1', 'Hello?'));
    heard.typing({ senderDisplayName: 'Alex' });
    heard.agentEnd();
    await settle();
    expect(calls).toEqual([
      ['endChat', { isSessionEnded: false }],
      'disconnect',
      'stopRealtimeNotifications',
      'disposeCredential',
    ]);
    expect(told).toEqual([]);
  });

  it('does not reject when the service refuses the end', async () => {
    const { sdk, calls, conversation } = run();
    sdk.endChat = () => Promise.reject(new Error('ConversationClosureFailure'));
    await expect(conversation.end()).resolves.toBeUndefined();
    expect(calls).toContain('stopRealtimeNotifications');
  });

  it('closes the socket without ending anything when it is disposed of', async () => {
    const { heard, told, calls, conversation } = run();
    conversation.dispose();
    conversation.dispose();
    heard.message(agentSays('1', 'Hello?'));
    await settle();
    expect(calls).toEqual(['disconnect', 'stopRealtimeNotifications', 'disposeCredential']);
    expect(told).toEqual([]);
  });

  it('makes no page error of listening that fails, as it does when the chat closes while it begins', async () => {
    const { heard, conversation } = run();
    await conversation.end();
    await expect(heard.listening).resolves.toBeUndefined();
  });

  it('leaves no poll timer behind, although a poll under way sets it again', async () => {
    jest.useFakeTimers();
    try {
      const { sdk, conversation } = run();
      await conversation.end();
      const poller = sdk.conversation as { pollingTimer: unknown };
      poller.pollingTimer = setTimeout(() => undefined, 10_000);
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });
});
