import type { ChatSdk } from '../../../src/omnichannel/chatSdk.ts';
import { findEarlier, followLink, keepReconnectId } from '../../../src/omnichannel/reconnection.ts';

interface Setup {
  readonly isChatReconnect?: boolean;
  readonly isPersistentChat?: boolean;
}

/** A client whose widget has reconnect links, or not, and whose service answers this. */
function client(answer: () => unknown, { isChatReconnect = true, isPersistentChat = false }: Setup = {}) {
  const asked: string[] = [];
  const sdk = {
    isChatReconnect,
    isPersistentChat,
    reconnectId: null,
    requestId: 'q-1',
    OCClient: {
      getReconnectableChats: async (request: object) => {
        asked.push(JSON.stringify(request));
        return answer();
      },
      getReconnectAvailability: async (reconnectId: string) => {
        asked.push(reconnectId);
        return answer();
      },
    },
  };
  return { sdk: sdk as unknown as ChatSdk, asked, kept: () => sdk.reconnectId };
}
const refused = (status: number) => () => {
  throw Object.assign(new Error('Request failed.'), { response: { status } });
};

it.each([
  ['that is good', { isReconnectAvailable: true, reconnectRedirectionURL: null }, 'r-1'],
  ['that is good, from a service that answers without content', '', 'r-1'],
  ['that leads nowhere', { isReconnectAvailable: false, reconnectRedirectionURL: null }, null],
  ['that leads nowhere, from a service that tells an empty address', { reconnectRedirectionURL: '' }, null],
  [
    'that is no longer good',
    { isReconnectAvailable: false, reconnectRedirectionURL: 'https://shop.example/' },
    new URL('https://shop.example/'),
  ],
  [
    'with a script for an address',
    { isReconnectAvailable: false, reconnectRedirectionURL: 'javascript:alert(1)' },
    null,
  ],
])('a link %s', async (_, answer, expected) => {
  const { sdk, asked } = client(() => answer);
  expect(await followLink(sdk, 'r-1')).toEqual(expected);
  expect(asked).toEqual(['r-1']);
});

it('a link that the service does not know leads nowhere; one that it cannot tell about is not taken for that', async () => {
  expect(await followLink(client(refused(404)).sdk, 'r-1')).toBeNull();
  await expect(followLink(client(refused(503)).sdk, 'r-1')).rejects.toThrow('Request failed.');
});

it.each([{ isChatReconnect: false }, { isPersistentChat: true }])(
  'is not asked for where the client would pass over it: %j',
  async (setup) => {
    const { sdk, asked } = client(() => ({ isReconnectAvailable: true }), setup);
    expect(await followLink(sdk, 'r-1')).toBeNull();
    expect(asked).toEqual([]);
  },
);

it('the id of a link is kept with the conversation, and is that of the client again', () => {
  const { sdk, kept } = client(() => '');
  keepReconnectId(sdk, { requestId: 'q-1' });
  expect(kept()).toBeNull();
  keepReconnectId(sdk, { requestId: 'q-1', reconnectId: 'r-1' });
  expect(kept()).toBe('r-1');
});

describe('an earlier conversation of a signed-in visitor', () => {
  it.each([
    ['is found by the id of its link', { reconnectid: 'r-1' }, 'r-1'],
    ['is not there', undefined, null],
    ['is not there, says a service that tells an empty id', { reconnectid: '' }, null],
    ['cannot be made out', 'r-1', null],
  ])('%s', async (_, answer, expected) => {
    const { sdk, asked } = client(() => answer);
    expect(await findEarlier(sdk, 'token')).toBe(expected);
    expect(asked).toEqual(['{"authenticatedUserToken":"token","requestId":"q-1"}']);
  });

  it.each([{ isChatReconnect: false }, { isPersistentChat: true }])(
    'is not asked for where the client would pass over its id: %j',
    async (setup) => {
      const { sdk, asked } = client(() => ({ reconnectid: 'r-1' }), setup);
      expect(await findEarlier(sdk, 'token')).toBeNull();
      expect(asked).toEqual([]);
    },
  );

  it('that the service cannot tell about is not taken for none', async () => {
    await expect(findEarlier(client(refused(503)).sdk, 'token')).rejects.toThrow('Request failed.');
  });
});
