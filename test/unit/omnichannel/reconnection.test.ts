import type { ChatSdk } from '../../../src/omnichannel/chatSdk.ts';
import { followLink } from '../../../src/omnichannel/reconnection.ts';

/** A client whose widget has reconnect links, or not, and whose service answers this. */
function client(flag: string, answer: object): { readonly sdk: ChatSdk; readonly asked: unknown[] } {
  const asked: unknown[] = [];
  const sdk = {
    getLiveChatConfig: async () => ({ LiveWSAndLiveChatEngJoin: { msdyn_enablechatreconnect: flag } }),
    getChatReconnectContext: async (question: unknown) => {
      asked.push(question);
      return answer;
    },
  };
  return { sdk: sdk as unknown as ChatSdk, asked };
}

it.each([
  ['that is good', { reconnectId: 'r-1', redirectURL: null }, 'r-1'],
  [
    'that is good, from a service that tells an empty address',
    { reconnectId: 'r-1', redirectURL: '' },
    'r-1',
  ],
  ['that leads nowhere', { reconnectId: null, redirectURL: null }, null],
  [
    'that is no longer good',
    { reconnectId: null, redirectURL: 'https://shop.example/' },
    new URL('https://shop.example/'),
  ],
  ['with a script for an address', { reconnectId: null, redirectURL: 'javascript:alert(1)' }, null],
  ['with an answer that is none', 'garbage' as unknown as object, null],
])('a link %s', async (_, answer, expected) => {
  const { sdk, asked } = client('true', answer);
  expect(await followLink(sdk, 'r-1')).toEqual(expected);
  expect(asked).toEqual([{ reconnectId: 'r-1' }]);
});

it('is not asked for where the widget has no reconnect links: the client would start a new conversation', async () => {
  const { sdk, asked } = client('false', { reconnectId: 'r-1', redirectURL: null });
  expect(await followLink(sdk, 'r-1')).toBeNull();
  expect(asked).toEqual([]);
});
