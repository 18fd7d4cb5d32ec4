import type { AuthTokenProvider, ContextProvider, LiveChatSdk } from '../core/sdkPort.ts';

/** The providers a page has registered. */
export interface Providers {
  context: ContextProvider | null;
  authToken: AuthTokenProvider | null;
}

const sdkCallNames = [
  'startChat',
  'startProactiveChat',
  'closeChat',
  'getAgentAvailability',
  // Not among the ten documented methods, but pages are known to call them.
  'maximizeChat',
  'setBotAuthTokenProvider',
] as const;
/** The methods that do something with the chat. */
export type SdkCallName = (typeof sdkCallNames)[number];

/** The public SDK of a page, which is there before what carries out its calls has loaded. */
export interface PublishedSdk {
  readonly sdk: LiveChatSdk;
  readonly providers: Providers;
  /** Carries out the calls: those that were made already, in their order, and each one from now on. */
  carryOut(handler: (name: SdkCallName, args: readonly unknown[]) => void): void;
  /** Takes the global away: the SDK that was there before comes back, and namespaces that are empty then go. */
  withdraw(): void;
}

/**
 * Puts `Microsoft.Omnichannel.LiveChatWidget.SDK` on the window, into the namespaces that are there. Its methods may be
 * taken off the object and called alone. The two setters throw a `TypeError` for anything but a function, and leave the
 * provider as it was; no other method ever throws, whatever it is given.
 */
export function publishSdk(window: Window): PublishedSdk {
  const calls: [SdkCallName, readonly unknown[]][] = [];
  let carry: ((name: SdkCallName, args: readonly unknown[]) => void) | undefined;
  const providers: Providers = { context: null, authToken: null };
  const sdk: Record<string, unknown> = {};
  for (const [kind, name] of [
    ['ContextProvider', 'context'],
    ['AuthTokenProvider', 'authToken'],
  ] as const) {
    const set = (provider: (ContextProvider & AuthTokenProvider) | null): void => {
      providers[name] = provider;
    };
    sdk[`set${kind}`] = (provider: unknown) => {
      if (typeof provider !== 'function') throw new TypeError(`set${kind} expects a function.`);
      set(provider as ContextProvider & AuthTokenProvider);
    };
    sdk[`get${kind}`] = () => providers[name];
    sdk[`remove${kind}`] = () => set(null);
  }
  for (const name of sdkCallNames) {
    sdk[name] = (...args: unknown[]) => {
      if (carry === undefined) calls.push([name, args]);
      else carry(name, args);
    };
  }

  const spaces: [space: Record<string, unknown>, member: string][] = [];
  let space = window as unknown as Record<string, unknown>;
  let before: unknown;
  try {
    for (const member of ['Microsoft', 'Omnichannel', 'LiveChatWidget']) {
      spaces.unshift([space, member]);
      space = (space[member] ??= {}) as Record<string, unknown>;
    }
    before = space['SDK'];
    space['SDK'] = sdk;
  } catch {
    // The page has frozen a namespace: the chat has no global then.
  }

  return {
    sdk: sdk as unknown as LiveChatSdk,
    providers,
    carryOut(handler) {
      carry = handler;
      for (const call of calls.splice(0)) handler(...call);
    },
    withdraw() {
      if (space['SDK'] !== sdk) return;
      try {
        space['SDK'] = before;
        if (before !== undefined) return;
        delete space['SDK'];
        for (const [parent, member] of spaces) {
          if (Object.keys(parent[member] as object).length === 0) delete parent[member];
        }
      } catch {
        // Frozen, or declared by the page itself: what cannot go stays.
      }
    },
  };
}
