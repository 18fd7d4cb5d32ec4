import type { ContextProvider, LiveChatSdk } from '../../../src/core/sdkPort.ts';
import { shareContext } from '../../../src/tag/sharedContext.ts';

const ours = { Source: { value: 'rule', isDisplayable: true } };
let provider: ContextProvider | null;
let runsAtOnce: boolean;
const sdk = {
  getContextProvider: () => provider,
  setContextProvider: (given: ContextProvider) => {
    provider = given;
    if (runsAtOnce) given();
  },
  removeContextProvider: () => {
    provider = null;
  },
} as LiveChatSdk;
const fails: ContextProvider = () => {
  throw new Error("the page's");
};

beforeEach(() => {
  provider = null;
  runsAtOnce = false;
});

it('a page without a provider has none again afterwards', () => {
  const giveBack = shareContext(sdk, ours);
  expect(provider?.()).toEqual(ours);
  giveBack();
  expect(provider).toBeNull();
});

it.each([false, true])('a provider that throws does not take ours with it (run at once: %s)', (atOnce) => {
  provider = fails;
  runsAtOnce = atOnce;
  const giveBack = shareContext(sdk, ours);
  expect(provider?.()).toEqual(ours);
  expect(giveBack).not.toThrow();
  expect(provider).toBe(fails);
});

it('a provider that the page sets in the meantime stays, and no longer gets ours if it asks for it', () => {
  const first: ContextProvider = () => ({ Page: 'pricing' });
  provider = first;
  const giveBack = shareContext(sdk, ours);
  const merged = provider;
  const second: ContextProvider = () => ({ ...merged(), Cart: 3 });
  provider = second;
  expect(second()).toEqual({ Page: 'pricing', Cart: 3, ...ours });
  giveBack();
  giveBack();
  expect(provider).toBe(second);
  expect(second()).toEqual({ Page: 'pricing', Cart: 3 });
});
