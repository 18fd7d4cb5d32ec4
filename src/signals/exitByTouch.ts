import { guarded, listen, runAll } from '../page/guard.ts';
import type { Unsubscribe } from '../page/guard.ts';
import { ARMED_AFTER_MS } from './exitByPointer.ts';
import type { SignalHost } from './signal.ts';

/** A finger that goes so far down so fast throws the page back to where its way out is. */
const LEAST_PX = 120;
const LEAST_SPEED_PX_PER_MS = 1.2;
/** Nearer to the top there is nothing to go back from, and a pull reloads the page. */
const FROM_DEPTH_PX = 600;
/** By then a page that was thrown has moved; a map or a list inside of it that was swiped has not moved the page. */
const MOVED_MS = 100;
/** A visitor who has been away so long had left, and is back. */
const AWAY_MS = 5000;

/** Calls `onLeave` when somebody on a touch screen throws the page back towards its top, or returns to the tab. */
export function watchFlick(host: SignalHost, onLeave: () => void): Unsubscribe {
  const { window, clock, lifecycle, visits, report } = host;
  const armedAt = (visits.pageViews.at(-1)?.at ?? clock.now()) + ARMED_AFTER_MS;
  let isTouch = false;
  let start: { readonly y: number; readonly at: number } | null = null;
  let hiddenAt: number | null = null;
  let cancel: () => void = () => undefined;

  const yOf = (event: Event): number | undefined => {
    const { touches, changedTouches } = event as TouchEvent;
    return touches.length > 1 ? undefined : changedTouches[0]?.clientY;
  };
  const touched = (event: Event): void => {
    isTouch = true;
    const y = yOf(event);
    start = y === undefined ? null : { y, at: clock.now() };
  };
  const lifted = (event: Event): void => {
    const y = yOf(event);
    if (start === null || y === undefined || clock.now() < armedAt) return;
    const down = y - start.y;
    const isFast = down / Math.max(1, clock.now() - start.at) >= LEAST_SPEED_PX_PER_MS;
    start = null;
    if (down < LEAST_PX || !isFast) return;
    const { scrollY } = window;
    cancel();
    cancel = clock.after(MOVED_MS, () => {
      if (scrollY >= FROM_DEPTH_PX && window.scrollY < scrollY) onLeave();
    });
  };
  const seen = (): void => {
    if (!lifecycle.isVisible()) {
      hiddenAt ??= clock.now();
      return;
    }
    const isReturn = isTouch && hiddenAt !== null && clock.now() - hiddenAt >= AWAY_MS;
    hiddenAt = null;
    if (isReturn) onLeave();
  };
  const stops = [
    listen(window.document, 'touchstart', guarded('touch', touched, report), {
      passive: true,
      capture: true,
    }),
    listen(window.document, 'touchend', guarded('touch', lifted, report), { passive: true, capture: true }),
    lifecycle.onAttention(guarded('touch', seen, report)),
    () => cancel(),
  ];
  return () => runAll(stops, report);
}
