import type { ChatState, InstalledSdk } from '../core/sdkPort.ts';
import type { Report } from '../page/guard.ts';
import { toAvailability } from './availabilityAnswer.ts';
import { shareContext } from './sharedContext.ts';
import type { Widget, WidgetListener } from './widget.ts';

/** After these the context of an accepted invitation has been sent, or will not be. */
const settled = ['lcw:chatQueued', 'lcw:chatRetrieved', 'lcw:onClose'] as const;

/** Drives our own SDK core through its public global, as a page would. */
export function createBuiltInWidget(
  window: Window,
  installed: InstalledSdk,
  listener: WidgetListener,
  report: Report,
): Widget {
  const { sdk } = installed;
  let giveBackProvider: () => void = () => undefined;

  const stops = [
    installed.onChatState((chat: ChatState) => listener.onGates({ chat })),
    installed.onInvitation((event, invitationId) => {
      // An invitation of the page that is refused has no part in ours.
      if (invitationId === null && event === 'refused') return;
      if (event !== 'shown' && event !== 'accepted') giveBackProvider();
      if (invitationId !== null) {
        // The SDK ignores the call silently unless the widget is closed.
        listener.onInvitation(invitationId, event === 'refused' ? 'failed' : event);
      } else if (event !== 'shown' && event !== 'refused') {
        listener.onPageInvitation(event);
      }
    }),
  ];
  const settle = (): void => giveBackProvider();
  for (const name of settled) window.addEventListener(name, settle);

  installed.ready.then(
    () => listener.onGates({ sdk: 'ready', chat: installed.chatState() }),
    (error: unknown) => {
      report('widget', error);
      listener.onGates({ sdk: 'failed' });
    },
  );

  return {
    askAvailability: async (basis, context) => {
      if (basis === 'none') return { status: 'available' };
      if (basis === 'agents') {
        const answer = await installed.askAvailability(context);
        return answer.ok ? toAvailability(answer.detail) : { status: 'unknown', cause: answer.cause };
      }
      const { operatingHours } = await installed.readConfig();
      if (operatingHours === 'unknown') return { status: 'unknown', cause: 'network' };
      return operatingHours === 'open'
        ? { status: 'available' }
        : { status: 'unavailable', reason: 'queue_closed' };
    },
    chatsElsewhere: installed.isStored,
    invite: (invitationId, { context, showPrechat, inNewWindow, ...words }) => {
      giveBackProvider();
      giveBackProvider = shareContext(sdk, context);
      sdk.startProactiveChat({ ...words, invitationId }, showPrechat, { inNewWindow });
    },
    withdraw: () => installed.withdrawInvitation(),
    destroy: () => {
      stops.forEach((stop) => stop());
      for (const name of settled) window.removeEventListener(name, settle);
      giveBackProvider();
      installed.destroy();
    },
  };
}
