import type { StartRequest } from './callArguments.ts';
import { readAvailabilityArguments, readInvitationArguments, readStartArguments } from './callArguments.ts';
import { chatting } from './conversationState.ts';
import type { createAvailabilityCalls } from './availabilityCalls.ts';
import type { Invitations } from './invitations.ts';
import type { PublishedSdk, SdkCallName } from './liveChatSdk.ts';
import type { WidgetMachine } from './widgetMachine.ts';

/** What the methods of the global do, by name; their arguments are whatever the page has given. */
export type PageCalls = Readonly<Record<SdkCallName, (args: readonly unknown[]) => void>>;

/** `start` is told whether the visitor has just clicked or pressed a key. */
export function createPageCalls(
  view: Window,
  { state, dispatch }: Pick<WidgetMachine<never>, 'state' | 'dispatch'>,
  providers: PublishedSdk['providers'],
  invitations: Invitations,
  askAvailability: ReturnType<typeof createAvailabilityCalls>,
  start: (request: StartRequest, byVisitor: boolean) => void,
  close: () => void,
): PageCalls {
  return {
    startChat: ([options]) =>
      start(readStartArguments(options), view.navigator.userActivation?.isActive === true),
    startProactiveChat: (args) => void invitations.invite(readInvitationArguments(args)),
    closeChat: close,
    getAgentAvailability: ([options]) =>
      void askAvailability(readAvailabilityArguments(options), providers.context, chatting.has(state().chat)),
    maximizeChat() {
      if (state().window === 'minimized') dispatch('startRequested');
    },
    // No card of the built-in widget asks a bot for a token.
    setBotAuthTokenProvider: () => undefined,
  };
}
