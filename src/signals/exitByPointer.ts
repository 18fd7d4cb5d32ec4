import { guarded, listen, runAll } from '../page/guard.ts';
import type { Unsubscribe } from '../page/guard.ts';
import { focusedIn } from './eventTarget.ts';
import type { SignalHost } from './signal.ts';

/** A pointer that merely comes in through the top of the page is not on its way out. */
export const ARMED_AFTER_MS = 3000;
const TOP_EDGE_PX = 5;
/** Whoever only drifts out is slower. */
const LEAST_SPEED_PX_PER_MS = 0.3;
/** Movements older than this say nothing about how the pointer left. */
const RECENT_MS = 250;
/** Whoever is back so soon had not left. */
const AWAY_MS = 300;

interface Movement {
  readonly x: number;
  readonly y: number;
  readonly at: number;
}

/**
 * Calls `onLeave` when the mouse has left the page through its top edge: fast, more upwards than sideways, with no button
 * pressed, not from a form field (whose menus the browser draws over itself), not over a scroll bar, and has
 * stayed away. The window keeps the focus meanwhile; it does not while a dialogue of the browser or its tools are used.
 */
export function watchPointer(host: SignalHost, onLeave: () => void): Unsubscribe {
  const { window, clock, lifecycle, visits, report } = host;
  const { document } = window;
  const armedAt = (visits.pageViews.at(-1)?.at ?? clock.now()) + ARMED_AFTER_MS;
  let from: Movement | null = null;
  let last: Movement | null = null;
  let cancel: () => void = () => undefined;

  const moved = ({ clientX: x, clientY: y }: MouseEvent): void => {
    cancel();
    const at = clock.now();
    // Two places some way apart in time: neighbours are too close to tell the speed.
    if (last === null || at - last.at > RECENT_MS) from = null;
    if (from === null || at - from.at > RECENT_MS / 2) from = last;
    last = { x, y, at };
  };
  const left = (event: MouseEvent): void => {
    const { clientX: x, clientY: y, relatedTarget, buttons } = event;
    const at = clock.now();
    const start = from ?? last;
    const isFromPage = relatedTarget === null && buttons === 0 && y <= TOP_EDGE_PX;
    if (!isFromPage || start === null || at < armedAt || at - start.at > 2 * RECENT_MS) return;
    const up = start.y - y;
    const aside = Math.abs(x - start.x);
    const speed = up / Math.max(1, at - start.at);
    if (speed < LEAST_SPEED_PX_PER_MS || up < aside || isInField(document)) return;
    cancel = clock.after(AWAY_MS, () => {
      const isOverBar = x < 0 || x >= document.documentElement.clientWidth;
      if (!isOverBar && lifecycle.isVisible() && lifecycle.isFocused()) onLeave();
    });
  };
  const stops = [
    listen(document, 'mousemove', guarded('exit intent', moved as (event: Event) => void, report), {
      passive: true,
      capture: true,
    }),
    listen(document, 'mouseout', guarded('exit intent', left as (event: Event) => void, report), {
      passive: true,
    }),
    () => cancel(),
  ];
  return () => runAll(stops, report);
}

function isInField(document: Document): boolean {
  return focusedIn(document)?.matches('select, input, textarea, [contenteditable]') === true;
}
