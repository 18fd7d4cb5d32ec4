import { createSending } from '../../../src/omnichannel/sending.ts';

interface Policy {
  sendRequest(request: object, next: (request: object) => Promise<object>): Promise<unknown>;
}
interface Sent {
  readonly content: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
}

/** Stands in for Microsoft's client with a thread; `answers` is what becomes of the sends, in their order. */
function fakeThread(answers: readonly ('accepted' | 'lost' | 'hangs' | 'refused')[]) {
  const listed: object[] = [];
  const sent: Sent[] = [];
  const policies: Policy[] = [];
  let isReadable = true;
  const listening = {
    getMessages: () =>
      isReadable ? Promise.resolve([...listed].reverse()) : Promise.reject(new Error('unreadable')),
    chatThreadClient: {
      client: { pipeline: { addPolicy: (policy: Policy) => policies.push(policy) } },
      sendMessage(
        request: { content: string },
        options: { metadata: Record<string, string>; abortSignal?: AbortSignal },
      ): Promise<{ id: string }> {
        const answer = answers[sent.length] ?? 'accepted';
        sent.push({ ...request, metadata: options.metadata, signal: options.abortSignal });
        const id = String(1_800_000_000_000 + sent.length);
        if (answer !== 'refused') {
          listed.push({
            id,
            content: { message: request.content },
            senderDisplayName: 'Customer',
            createdOn: new Date(Number(id)),
            metadata: { tags: 'ChannelId-lcw,FromCustomer', ...options.metadata },
          });
        }
        if (answer === 'accepted') return Promise.resolve({ id });
        if (answer === 'hangs') {
          return new Promise((_, reject) => {
            options.abortSignal?.addEventListener('abort', () => reject(new Error('aborted')));
          });
        }
        return Promise.reject(new Error(answer));
      },
    },
  };
  const sdk = {
    conversation: listening,
    sendMessage: async ({ content, metadata }: { content: string; metadata: Record<string, string> }) => {
      const { id } = await listening.chatThreadClient.sendMessage({ content }, { metadata });
      return { id, content, timestamp: new Date(Number(id)), tags: ['FromCustomer'], role: 'unknown' };
    },
  };
  return {
    send: createSending(sdk as never),
    sent,
    policies,
    listed,
    breakHistory: () => (isReadable = false),
  };
}
const hi = { clientId: '1795953600000', text: 'Hi' };

describe('sending', () => {
  it('tells by which id the message was sent, and takes it as it was accepted', async () => {
    const { send, sent } = fakeThread(['accepted']);
    expect(await send(hi)).toMatchObject({
      id: '1800000000001',
      text: 'Hi',
      role: 'visitor',
      clientId: hi.clientId,
    });
    expect(sent).toMatchObject([{ content: 'Hi', metadata: { clientMessageId: hi.clientId } }]);
  });

  it('again sends nothing if the service has it although its answer was lost', async () => {
    const { send, sent, listed } = fakeThread(['lost']);
    await expect(send(hi)).rejects.toThrow('lost');
    expect(await send(hi)).toMatchObject({ id: '1800000000001', text: 'Hi', clientId: hi.clientId });
    expect(sent).toHaveLength(1);
    expect(listed).toHaveLength(1);
  });

  it('again gives up an attempt without an answer before it looks', async () => {
    const { send, sent } = fakeThread(['hangs']);
    const first = send(hi);
    const failed = expect(first).rejects.toThrow('aborted');
    expect(await send(hi)).toMatchObject({ id: '1800000000001' });
    await failed;
    expect(sent[0]?.signal?.aborted).toBe(true);
    expect(sent).toHaveLength(1);
  });

  it('again sends what the service has not got, with the same id', async () => {
    const { send, sent, listed } = fakeThread(['refused', 'accepted']);
    await expect(send(hi)).rejects.toThrow('refused');
    await send(hi);
    expect(sent.map(({ metadata }) => metadata['clientMessageId'])).toEqual([hi.clientId, hi.clientId]);
    expect(listed).toHaveLength(1);
  });

  it('again sends nothing as long as nobody knows whether it has arrived', async () => {
    const { send, sent, breakHistory } = fakeThread(['lost']);
    await expect(send(hi)).rejects.toThrow('lost');
    breakHistory();
    await expect(send(hi)).rejects.toThrow('not known');
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['a value', { value: { size: 'M' } }, '{"value":{"size":"M"}}', true],
    ['a value and a text', { value: 1, text: 'one' }, '{"value":1,"text":"one"}', true],
    ['a text', { text: 'option-1' }, 'option-1', undefined],
  ])('an answer of %s goes in place of what the visitor sees', async (_, answer, content, answersCard) => {
    const { send, sent } = fakeThread(['accepted']);
    expect(await send({ ...hi, text: 'Hold it', answer })).toMatchObject({
      text: 'Hold it',
      ...(answersCard && { answersCard, answer: 'value' in answer && answer.value }),
    });
    const mark = sent[0]?.metadata['microsoft.azure.communication.chat.bot.contenttype'];
    expect([sent[0]?.content, mark]).toEqual([content, answersCard && 'azurebotservice.adaptivecard']);
  });
});

describe('the client itself', () => {
  const answered = (status: number, method: string, url: string, retryAfter = false) => {
    const { policies } = fakeThread([]);
    return policies[0]?.sendRequest({ method, url }, () =>
      Promise.resolve({ status, headers: { has: () => retryAfter } }),
    );
  };
  const messages = 'https://acs.example/chat/threads/19%3A1/messages?api-version=1';

  it.each([500, 502, 504, 408])('does not repeat a message after status %d', async (status) => {
    await expect(answered(status, 'POST', messages)).rejects.toThrow(String(status));
  });

  it('goes by what the service says of when to come back, and by its own rules for everything else', async () => {
    expect(await answered(503, 'POST', messages, true)).toMatchObject({ status: 503 });
    expect(await answered(201, 'POST', messages)).toMatchObject({ status: 201 });
    expect(await answered(500, 'GET', messages)).toMatchObject({ status: 500 });
    expect(await answered(500, 'POST', messages.replace('messages', 'typing'))).toMatchObject({
      status: 500,
    });
  });
});
