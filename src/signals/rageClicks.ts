import { guarded, listen } from '../page/guard.ts';
import type { Signal } from './signal.ts';

const BURST = 3;
const WITHIN_MS = 1000;
const WITHIN_PX = 30;

interface Click {
  readonly x: number;
  readonly y: number;
  readonly at: number;
}

/** Bursts of three clicks or more within a second in one place; each burst counts once, however long it goes on. */
export const rageClicksSignal: Signal = {
  start: ({ window, clock, publish, report }) => {
    let bursts = 0;
    let burst: readonly Click[] = [];
    const publishCount = (): void => publish(new Map([['engagement.rageClicks', bursts]]));
    publishCount();
    const stop = listen(
      window.document,
      'click',
      guarded(
        'rage clicks',
        (event: Event) => {
          const { clientX: x, clientY: y, detail } = event as MouseEvent;
          // A key that presses a button repeats itself, and a script may click.
          if (detail === 0) return;
          const at = clock.now();
          const last = burst.at(-1);
          const goesOn =
            last !== undefined &&
            at - last.at <= WITHIN_MS &&
            Math.hypot(x - last.x, y - last.y) <= WITHIN_PX;
          burst = goesOn ? [...burst, { x, y, at }].slice(-BURST - 1) : [{ x, y, at }];
          const first = burst[0];
          if (burst.length !== BURST || first === undefined || at - first.at > WITHIN_MS) return;
          bursts += 1;
          publishCount();
        },
        report,
      ),
      { capture: true, passive: true },
    );
    return { stop };
  },
};
