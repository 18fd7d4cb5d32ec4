import type { Availability } from '../core/availability.ts';
import type { LiveChatSdk } from '../core/sdkPort.ts';
import { sdkEventNames } from '../core/sdkEvents.ts';
import { toAvailability } from './availabilityAnswer.ts';
import { shareContext } from './sharedContext.ts';
import type { Widget, WidgetListener } from './widget.ts';

/** Microsoft's widget closes an invitation by itself after this time, and says nothing. */
const IMPOSED_MS = 60_000;
const READY_MS = 15_000;
const ANSWER_MS = 3000;

function findSdk(window: Window): LiveChatSdk | null {
  let found: unknown = window;
  for (const name of ['Microsoft', 'Omnichannel', 'LiveChatWidget', 'SDK']) {
    found =
      typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[name] : undefined;
  }
  return typeof found === 'object' && found !== null ? (found as LiveChatSdk) : null;
}

/**
 * Drives Microsoft's own widget through its public global. Any `lcw:*` event proves that it is ready, and so does an
 * answer to `getAgentAvailability`, which is asked once at the start because `lcw:ready` may have been raised before we
 * came. What it does not publish is inferred: accepted if a chat starts within 60 seconds, expired otherwise.
 */
export function loadMicrosoftWidget(window: Window, listener: WidgetListener): Widget {
  let isReady = false;
  let current: { readonly id: string; readonly giveBack: () => void; readonly timer: number } | null = null;

  const ready = (): void => {
    if (isReady) return;
    isReady = true;
    listener.onGates({ sdk: 'ready' });
  };
  const finish = (event: 'accepted' | 'expired' | 'withdrawn'): void => {
    if (current === null) return;
    const { id, giveBack, timer } = current;
    current = null;
    window.clearTimeout(timer);
    // The provider is asked after acceptance, so an accepted invitation keeps it until the chat is queued.
    if (event === 'accepted') window.addEventListener('lcw:chatQueued', giveBack, { once: true });
    else giveBack();
    listener.onInvitation(id, event);
  };
  const onSdkEvent = ({ type }: Event): void => {
    ready();
    if (type === 'lcw:startChat' || type === 'lcw:chatRetrieved') listener.onGates({ chat: 'active' });
    if (type === 'lcw:startChat') finish('accepted');
    if (type === 'lcw:closeChat' || type === 'lcw:onClose') listener.onGates({ chat: 'closed' });
  };
  for (const name of sdkEventNames) window.addEventListener(name, onSdkEvent);
  const readyTimer = window.setTimeout(() => {
    if (!isReady) listener.onGates({ sdk: 'failed' });
  }, READY_MS);
  try {
    findSdk(window)?.getAgentAvailability();
  } catch {
    // Too early for this widget; its events will tell when it is ready.
  }

  return {
    askAvailability: (basis, context) => {
      const sdk = findSdk(window);
      if (basis === 'none') return Promise.resolve({ status: 'available' });
      // Operating hours are in the configuration of Microsoft's widget, which it does not publish.
      if (sdk === null || basis === 'operatingHours') {
        return Promise.resolve({ status: 'unknown', cause: 'not_ready' });
      }
      return new Promise<Availability>((resolve) => {
        const answer = (event: Event): void => {
          window.clearTimeout(timer);
          resolve(parseAvailabilityDetail((event as CustomEvent<unknown>).detail));
        };
        const timer = window.setTimeout(() => {
          window.removeEventListener('lcw:getAgentAvailability', answer);
          resolve({ status: 'unknown', cause: 'timeout' });
        }, ANSWER_MS);
        window.addEventListener('lcw:getAgentAvailability', answer, { once: true });
        sdk.getAgentAvailability({ customContext: context });
      });
    },
    invite: (invitationId, request) => {
      const sdk = findSdk(window);
      if (sdk === null) {
        listener.onInvitation(invitationId, 'failed');
        return;
      }
      const giveBack = shareContext(sdk, request.context);
      const timer = window.setTimeout(() => finish('expired'), IMPOSED_MS);
      current = { id: invitationId, giveBack, timer };
      sdk.startProactiveChat({ message: request.message }, request.showPrechat, {
        inNewWindow: request.inNewWindow,
      });
      listener.onInvitation(invitationId, 'shown');
    },
    // A shown invitation of Microsoft's widget cannot be taken back; it leaves by itself.
    withdraw: () => undefined,
    destroy: () => {
      for (const name of sdkEventNames) window.removeEventListener(name, onSdkEvent);
      window.clearTimeout(readyTimer);
      finish('expired');
    },
  };
}

function parseAvailabilityDetail(detail: unknown): Availability {
  if (typeof detail !== 'object' || detail === null) return { status: 'unknown', cause: 'malformed' };
  const { isAgentAvailable, isQueueAvailable, averageWaitTime, positionInQueue } = detail as Record<
    string,
    unknown
  >;
  if (typeof isAgentAvailable !== 'boolean') return { status: 'unknown', cause: 'malformed' };
  return toAvailability({
    isAgentAvailable,
    isQueueAvailable: isQueueAvailable !== false,
    averageWaitTime: Number(averageWaitTime ?? NaN),
    positionInQueue: Number(positionInQueue ?? NaN),
  });
}
