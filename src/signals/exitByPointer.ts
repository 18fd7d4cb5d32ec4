import { focusedIn } from '../page/focus.ts';
import type { Unsubscribe } from '../page/guard.ts';
import { onceLaidOut } from './onceLaidOut.ts';
import type { SignalHost } from './signal.ts';

const TOP_EDGE_PX = 5;
/** Whoever only drifts out is slower. */
const LEAST_SPEED_PX_PER_MS = 0.3;
/** Movements older than this say nothing about how the pointer left. */
const RECENT_MS = 250;
/** Whoever is back so soon had not left. */
const AWAY_MS = 300;

/** Listens to an event of the document, from some seconds after the page view began. */
export type Hear = (type: string, listener: (event: never) => void) => Unsubscribe;

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
export function watchPointer(host: SignalHost, hear: Hear, onLeave: () => void): readonly Unsubscribe[] {
  const { window, clock, lifecycle } = host;
  let from: Movement | null = null;
  let last: Movement | null = null;
  let cancel: () => void = () => undefined;

  const moved = ({ clientX: x, clientY: y }: MouseEvent): void => {
    cancel();
    const at = clock.now();
    // Two places some way apart in time: neighbours are too close to tell the speed.
    if (last === null || at - last.at > RECENT_MS) from = null;
    else if (from === null || at - from.at > RECENT_MS / 2) from = last;
    last = { x, y, at };
  };
  const left = (event: MouseEvent): void => {
    const { clientX: x, clientY: y, relatedTarget, buttons } = event;
    const at = clock.now();
    const start = from ?? last;
    if (start === null || relatedTarget !== null || buttons > 0 || y > TOP_EDGE_PX) return;
    const ms = at - start.at;
    const up = start.y - y;
    const isWayOut = up >= Math.abs(x - start.x) && up > ms * LEAST_SPEED_PX_PER_MS;
    if (ms > 2 * RECENT_MS || !isWayOut || isInField(window.document)) return;
    cancel = clock.after(AWAY_MS, () => {
      if (!lifecycle.isFocused()) return;
      cancel = onceLaidOut(host, ({ rootBounds }) => {
        const isOverBar = x < 0 || x >= Number(rootBounds?.width);
        if (!isOverBar) onLeave();
      });
    });
  };
  return [hear('mousemove', moved), hear('mouseout', left), () => cancel()];
}

/** A box that was ticked keeps the focus too, and has no menu. */
function isInField(document: Document): boolean {
  return focusedIn(document)?.matches('select, :read-write') === true;
}
