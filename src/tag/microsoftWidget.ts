import type { MicrosoftChunkHost } from '../chunks/microsoft-widget.ts';
import type { ChatState, InvitationEvent, LiveChatSdk } from '../core/sdkPort.ts';
import type { SdkEventName } from '../core/sdkEvents.ts';
import { createMicrosoftAvailability } from './microsoftAvailability.ts';
import { shareContext } from './sharedContext.ts';
import type { Widget } from './widget.ts';

/**
 * Microsoft's widget closes an invitation by itself after 60 s, and says nothing. Its time begins when the bubble is
 * drawn, and its events take a moment to reach us.
 */
const INVITATION_MS = 61_000;
const READY_MS = 15_000;
/** `errorCode` of `lcw:error`: the scripts of the widget failed to load. */
const LOAD_FAILED = 7;

/** What an event of Microsoft's widget says to those who have to guess. */
interface Meaning {
  readonly chat?: ChatState;
  /** What it makes of an open invitation. */
  readonly outcome?: Exclude<InvitationEvent, 'shown'>;
  /** The same, if the chat was to open in a window of its own: only what is said there is heard here. */
  readonly inNewWindow?: 'accepted';
  /** The context of an accepted invitation has been sent, or will not be. */
  readonly settles?: true;
}

const begins = { chat: 'active', outcome: 'accepted' } as const;
/** There has been a chat all along: the invitation was ignored, or has gone. */
const goesOn = { chat: 'active', outcome: 'withdrawn' } as const;
const says = { ...goesOn, inNewWindow: 'accepted', settles: true } as const;
const meanings: Readonly<Record<SdkEventName, Meaning>> = {
  'lcw:ready': {},
  'lcw:error': {},
  'lcw:startChat': begins,
  'lcw:closeChat': { chat: 'closed', settles: true },
  'lcw:chatQueued': { ...begins, settles: true },
  'lcw:chatRetrieved': { ...goesOn, settles: true },
  'lcw:onClose': { chat: 'closed', outcome: 'dismissed', settles: true },
  'lcw:onMinimize': goesOn,
  'lcw:onMaximize': begins,
  'lcw:onMessageReceived': says,
  'lcw:onMessageSent': says,
  'lcw:threadUpdate': { ...goesOn, chat: 'inactive' },
  'lcw:getAgentAvailability': {},
};
const eventNames = Object.keys(meanings);

interface MicrosoftNamespace {
  readonly Microsoft?: {
    readonly Omnichannel?: { readonly LiveChatWidget?: { readonly SDK?: LiveChatSdk } };
  };
}

/** An invitation that is on the screen as far as we know. */
interface OpenInvitation {
  readonly id: string;
  readonly inNewWindow: boolean;
  /** Milliseconds of `window.performance.now()`. */
  readonly until: number;
  readonly timer: number;
}

/**
 * Drives Microsoft's own widget through its public global, which may come before or after us. Any `lcw:*` event but a
 * failed load proves that it is ready; where `lcw:ready` may have been raised before we came, `getAgentAvailability` is
 * asked once, whose answer is such an event.
 *
 * What became of an invitation is not published and is inferred. It is shown unless a chat is known. It is accepted if a
 * chat begins in its time, also where the visitor pressed the page's own chat button; withdrawn if a chat turns out to
 * have been there, so that the widget ignored it; dismissed if the widget says that it was closed, which not every
 * version does; otherwise expired, so that an X is mostly told as that.
 */
export function loadMicrosoftWidget(window: Window, { listener, insert, warn }: MicrosoftChunkHost): Widget {
  const findSdk = (): LiveChatSdk | null =>
    (window as MicrosoftNamespace).Microsoft?.Omnichannel?.LiveChatWidget?.SDK ?? null;
  const availability = createMicrosoftAvailability(window, findSdk);
  let isReady = false;
  let chat: ChatState = 'closed';
  let open: OpenInvitation | null = null;
  let giveBackProvider: () => void = () => undefined;

  const setReady = (ready: boolean): void => {
    window.clearTimeout(readyTimer);
    if (isReady && ready) return;
    isReady = ready;
    listener.onGates({ sdk: ready ? 'ready' : 'failed' });
  };
  const setChat = (state: ChatState): void => {
    if (chat === state) return;
    chat = state;
    listener.onGates({ chat });
  };
  const finish = (outcome: Exclude<InvitationEvent, 'shown'>): void => {
    if (open === null) return;
    const { id, timer } = open;
    open = null;
    window.clearTimeout(timer);
    // The provider is asked after acceptance.
    if (outcome !== 'accepted') giveBackProvider();
    listener.onInvitation(id, outcome, true);
    if (chat === 'proactive') setChat('closed');
  };
  const hear = ({ chat: state, outcome, inNewWindow, settles }: Meaning): void => {
    // In a tab that was asleep the timer may not have fired yet.
    if (window.performance.now() >= (open?.until ?? Infinity)) finish('expired');
    if (state !== undefined && state !== 'closed') setChat(state);
    const inferred = open?.inNewWindow ? (inNewWindow ?? outcome) : outcome;
    if (inferred !== undefined) finish(inferred);
    // With an invitation on the screen, it was the chat of another tab that ended.
    if (open !== null) return;
    if (state !== undefined) setChat(state);
    if (settles) giveBackProvider();
  };
  const onSdkEvent = (event: Event): void => {
    const { type } = event;
    const detail: unknown = (event as CustomEvent<unknown>).detail;
    if (type === 'lcw:error' && (Object(detail) as { errorCode?: unknown }).errorCode === LOAD_FAILED) {
      setReady(false);
      return;
    }
    // Calls made before the widget is ready are lost without a word.
    if (type === 'lcw:ready') availability.forget();
    setReady(true);
    if (type === 'lcw:getAgentAvailability') availability.answered(detail);
    hear(meanings[type as SdkEventName]);
  };

  for (const name of eventNames) window.addEventListener(name, onSdkEvent);
  const readyTimer = window.setTimeout(setReady, READY_MS, false);
  if (findSdk() !== null) {
    void availability.ask({});
  } else {
    insert?.((problem) => {
      warn(problem);
      setReady(false);
    });
  }

  return {
    askAvailability: async (basis, context) => {
      if (basis === 'none') return { status: 'available' };
      // Operating hours are in the configuration of Microsoft's widget, which it does not publish.
      if (basis === 'operatingHours') return { status: 'unknown', cause: 'not_ready' };
      return availability.ask(context);
    },
    invite: (invitationId, { message, context, showPrechat, inNewWindow }) => {
      const sdk = findSdk();
      // A widget that is not closed ignores the call.
      if (sdk === null || chat !== 'closed') {
        listener.onInvitation(invitationId, 'failed');
        return;
      }
      giveBackProvider();
      try {
        giveBackProvider = shareContext(sdk, context);
        sdk.startProactiveChat({ message }, showPrechat, { inNewWindow });
      } catch (error) {
        giveBackProvider();
        throw error;
      }
      open = {
        id: invitationId,
        inNewWindow,
        until: window.performance.now() + INVITATION_MS,
        timer: window.setTimeout(finish, INVITATION_MS, 'expired'),
      };
      setChat('proactive');
      listener.onInvitation(invitationId, 'shown', true);
    },
    // A shown invitation of Microsoft's widget cannot be taken back; it leaves by itself.
    withdraw: () => undefined,
    destroy: () => {
      for (const name of eventNames) window.removeEventListener(name, onSdkEvent);
      window.clearTimeout(readyTimer);
      window.clearTimeout(open?.timer);
      availability.forget();
      giveBackProvider();
    },
  };
}
