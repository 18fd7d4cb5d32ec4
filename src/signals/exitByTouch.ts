import type { Unsubscribe } from '../page/guard.ts';
import type { Hear } from './exitByPointer.ts';
import { onceLaidOut } from './onceLaidOut.ts';
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
export function watchFlick(host: SignalHost, hear: Hear, onLeave: () => void): readonly Unsubscribe[] {
  const { clock, lifecycle } = host;
  let isTouch = false;
  let startY = NaN;
  let startAt = 0;
  let hiddenAt: number | null = null;
  let cancel: () => void = () => undefined;

  /** Unknown with several fingers. */
  const yOf = ({ touches, changedTouches }: TouchEvent): number =>
    touches.length > 1 ? NaN : Number(changedTouches[0]?.clientY);
  const touched = (event: TouchEvent): void => {
    isTouch = true;
    startY = yOf(event);
    startAt = clock.now();
  };
  const lifted = (event: TouchEvent): void => {
    const isFlick =
      yOf(event) - startY >= Math.max(LEAST_PX, (clock.now() - startAt) * LEAST_SPEED_PX_PER_MS);
    if (!isFlick) return;
    cancel();
    cancel = onceLaidOut(host, ({ boundingClientRect: { top } }) => {
      if (top > -FROM_DEPTH_PX) return;
      cancel = clock.after(MOVED_MS, () => {
        cancel = onceLaidOut(host, ({ boundingClientRect }) => {
          if (boundingClientRect.top > top) onLeave();
        });
      });
    });
  };
  const seen = (): void => {
    if (!lifecycle.isVisible()) {
      hiddenAt ??= clock.now();
      return;
    }
    if (isTouch && clock.now() - (hiddenAt ?? Infinity) >= AWAY_MS) onLeave();
    hiddenAt = null;
  };
  return [hear('touchstart', touched), hear('touchend', lifted), lifecycle.onAttention(seen), () => cancel()];
}
