import type { Clock } from './clock.ts';
import { guarded, listen, runAll } from './guard.ts';
import type { Report, Unsubscribe } from './guard.ts';
import type { Lifecycle } from './lifecycle.ts';

const TYPING_MS = 3000;
const LOOK_AGAIN_MS = 1000;

export interface QuietMomentPorts {
  readonly window: Window;
  readonly lifecycle: Lifecycle;
  readonly clock: Clock;
  readonly report: Report;
}

/**
 * Calls `onQuiet` once, as soon as the visitor can be interrupted: the tab is visible, nobody has typed for three
 * seconds, no dialog is open, the focus is not in a password or payment field, and the browser is idle.
 * `onBusy` tells each change of the answer while waiting. The returned function ends the wait.
 */
export function awaitQuietMoment(
  { window, lifecycle, clock, report }: QuietMomentPorts,
  onBusy: (busy: boolean) => void,
  onQuiet: () => void,
): Unsubscribe {
  // Somebody in a text field may have typed a moment ago, unseen.
  let lastTyped = isTextField(window.document.activeElement) ? clock.now() : -Infinity;
  let stopped = false;
  let cancelTimer: () => void = () => undefined;
  let wasBusy: boolean | null = null;

  const stop = (): void => {
    stopped = true;
    cancelTimer();
    runAll(stops, report);
  };
  const look = guarded(
    'quiet moment',
    () => {
      if (stopped) return;
      cancelTimer();
      const busy = clock.now() - lastTyped < TYPING_MS || isVisitorBusy(window.document);
      if (busy !== wasBusy) onBusy(busy);
      wasBusy = busy;
      if (!lifecycle.isVisible()) return;
      if (busy) {
        cancelTimer = clock.after(LOOK_AGAIN_MS, look);
        return;
      }
      whenIdle(window, () => {
        if (stopped || !lifecycle.isVisible()) return;
        stop();
        onQuiet();
      });
    },
    report,
  );
  const typed = (): void => {
    lastTyped = clock.now();
  };
  const stops = [
    listen(window.document, 'input', typed, { capture: true, passive: true }),
    lifecycle.onAttention(look),
  ];
  look();
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

/** Is a dialog open, or the focus where an interruption would cost the visitor something? */
export function isVisitorBusy(document: Document): boolean {
  const dialogs = document.querySelectorAll('dialog[open], [role="dialog"][aria-modal="true"]');
  if ([...dialogs].some(isShown)) return true;
  const focused = document.activeElement;
  if (focused === null) return false;
  return (
    focused.getAttribute('type') === 'password' ||
    /(^|\s)cc-/.test(focused.getAttribute('autocomplete') ?? '')
  );
}
