import type { AuthTokenProvider, ContextProvider, LiveChatSdk } from '../core/sdkPort.ts';
import type { InvitationRequest, StartRequest } from './callArguments.ts';
import { readAvailabilityArguments, readInvitationArguments, readStartArguments } from './callArguments.ts';

/** What the methods come down to once their arguments are read. None of these throws. */
export interface SdkCalls {
  startChat(request: StartRequest): void;
  invite(request: InvitationRequest): void;
  closeChat(): void;
  askAvailability(customContext: unknown): void;
}

/** The providers a page has registered. */
export interface Providers {
  context: ContextProvider | null;
  authToken: AuthTokenProvider | null;
}

function requireFunction(value: unknown, method: string): void {
  if (typeof value !== 'function') throw new TypeError(`${method} expects a function.`);
}

/**
 * The ten methods. They may be taken off the object and called alone. The two setters throw a `TypeError` for
 * anything but a function, and leave the provider as it was; no other method ever throws, whatever it is given.
 */
export function createLiveChatSdk(calls: SdkCalls, providers: Providers): LiveChatSdk {
  return {
    setContextProvider(provider) {
      requireFunction(provider, 'setContextProvider');
      providers.context = provider;
    },
    getContextProvider: () => providers.context,
    removeContextProvider() {
      providers.context = null;
    },
    setAuthTokenProvider(provider) {
      requireFunction(provider, 'setAuthTokenProvider');
      providers.authToken = provider;
    },
    getAuthTokenProvider: () => providers.authToken,
    removeAuthTokenProvider() {
      providers.authToken = null;
    },
    startChat(options) {
      calls.startChat(readStartArguments(options));
    },
    startProactiveChat(...args) {
      calls.invite(readInvitationArguments(args));
    },
    closeChat() {
      calls.closeChat();
    },
    getAgentAvailability(options) {
      calls.askAvailability(readAvailabilityArguments(options));
    },
  };
}
