import type { Clock } from './clock.ts';
import { watchChanges } from './domChanges.ts';
import { focusedIn } from './focus.ts';
import { guarded, listen, runAll } from './guard.ts';
import type { Report, Unsubscribe } from './guard.ts';
import type { Lifecycle } from './lifecycle.ts';

const TYPING_MS = 3000;
/** For whatever ends without an event. */
const LOOK_AGAIN_MS = 30_000;
/** An event tells that something may have ended; the page still has to act on it. */
const SETTLE_MS = 100;

/** What may end, or begin, what keeps the visitor busy. */
const turns = [
  'focusin',
  'focusout',
  'click',
  'keyup',
  'close',
  'play',
  'pause',
  'ended',
  'volumechange',
  'fullscreenchange',
] as const;

export interface QuietMomentPorts {
  readonly window: Window;
  readonly lifecycle: Lifecycle;
  readonly clock: Clock;
  readonly report: Report;
}

/**
 * Calls `onQuiet` once, as soon as the visitor can be interrupted: the tab is visible, nobody has typed for three seconds
 * or is composing a character, no dialog is open, the focus is not in a password or payment field, no video plays with
 * its sound on, and the browser is idle. `onBusy` tells each change of the answer while waiting. The returned function
 * ends the wait. Waits for events, without polling.
 */
export function awaitQuietMoment(
  ports: QuietMomentPorts,
  onBusy: (busy: boolean) => void,
  onQuiet: () => void,
): Unsubscribe {
  const { window, lifecycle, clock, report } = ports;
  const { document } = window;
  // Somebody in a text field may have typed a moment ago, unseen.
  let lastTyped = isTextField(focusedIn(document)) ? clock.now() : -Infinity;
  let isComposing = false;
  let stopped = false;
  let cancelTimer: () => void = () => undefined;
  let stopChanges: Unsubscribe = () => undefined;
  let wasBusy: boolean | null = null;

  const stop = (): void => {
    stopped = true;
    cancelTimer();
    stopChanges();
    runAll(stops, report);
  };
  const look = guarded(
    'quiet moment',
    (isIdle: boolean) => {
      if (stopped) return;
      cancelTimer();
      stopChanges();
      const sinceTyped = Math.abs(clock.now() - lastTyped);
      const isTyping = isComposing || sinceTyped < TYPING_MS;
      const busy = isTyping || isVisitorBusy(document);
      if (busy !== wasBusy) onBusy(busy);
      wasBusy = busy;
      if (!lifecycle.isVisible()) return;
      if (busy) {
        cancelTimer = clock.after(
          isTyping && !isComposing ? TYPING_MS - sinceTyped : LOOK_AGAIN_MS,
          lookAgain,
        );
        const options = { childList: true, subtree: true, attributes: true };
        if (isDialogOpen(document)) stopChanges = watchChanges(ports, document, options, lookAgain);
        return;
      }
      if (!isIdle) {
        // By then the visitor may have begun something.
        whenIdle(window, () => look(true));
        return;
      }
      stop();
      onQuiet();
    },
    report,
  );
  const lookAgain = (): void => look(false);
  const lookSoon = (): void => {
    cancelTimer();
    cancelTimer = clock.after(SETTLE_MS, lookAgain);
  };
  const typed = ({ type }: Event): void => {
    lastTyped = clock.now();
    if (type !== 'input') isComposing = type === 'compositionstart';
    lookAgain();
  };
  const options = { capture: true, passive: true };
  const stops = [
    ...['input', 'compositionstart', 'compositionend'].map((type) => listen(document, type, typed, options)),
    ...turns.map((type) => listen(document, type, lookSoon, options)),
    lifecycle.onAttention(lookAgain),
  ];
  lookAgain();
  return stop;
}

function isTextField(element: Element | null): boolean {
  return element?.matches('input, textarea, [contenteditable]') === true;
}

function whenIdle(window: Window, run: () => void): void {
  const { requestIdleCallback } = window as Partial<Window>;
  if (requestIdleCallback === undefined) window.setTimeout(run, 1);
  else requestIdleCallback.call(window, run, { timeout: 500 });
}

/** Many pages keep their dialogs in the document and hide them. */
function isShown(element: Element): boolean {
  const { checkVisibility } = element as Partial<Element>;
  return checkVisibility?.call(element, { visibilityProperty: true }) ?? element.getClientRects().length > 0;
}

const dialogs = 'dialog[open], [role$="dialog"][aria-modal="true"]';

/** One inside a component is found from what has the focus in it. */
function isDialogOpen(document: Document): boolean {
  const around = placesAround(focusedIn(document)).filter((element) => element.matches(dialogs));
  return [...document.querySelectorAll(dialogs), ...around].some(isShown);
}

/** An element and all around it, as they are drawn: through slots, and out of shadow trees that are open. */
function placesAround(element: Element | null): readonly Element[] {
  if (element === null) return [];
  const { host = null } = element.getRootNode() as Partial<ShadowRoot>;
  return [element, ...placesAround(element.assignedSlot ?? element.parentElement ?? host)];
}

/** A video without sound is part of the page's looks. */
function isWatching(document: Document): boolean {
  return [...document.querySelectorAll('video')].some(
    ({ paused, ended, muted, volume }) => !paused && !ended && !muted && volume > 0,
  );
}

/** Where an interruption would cost the visitor something; a payment provider's fields are in a frame of its own. */
function isInDelicateField(document: Document): boolean {
  const focused = focusedIn(document);
  if (focused === null) return false;
  const said = ['title', 'name', 'src', 'allow'].map((name) => focused.getAttribute(name)).join(' ');
  return (
    focused.getAttribute('type') === 'password' ||
    /(^|\s)cc-/.test(focused.getAttribute('autocomplete') ?? '') ||
    (focused.tagName === 'IFRAME' && /card|pay|checkout/i.test(said))
  );
}

/** Is the visitor in a dialog, in full screen, in a delicate field, or watching something? */
export function isVisitorBusy(document: Document): boolean {
  return (
    isDialogOpen(document) ||
    document.fullscreenElement != null ||
    isInDelicateField(document) ||
    isWatching(document)
  );
}
