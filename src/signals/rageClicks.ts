import { guarded, listen } from '../page/guard.ts';
import { closestTo, elementOf } from './eventTarget.ts';
import type { Signal } from './signal.ts';

const BURST = 3;
const WITHIN_MS = 1000;
const WITHIN_PX = 30;

/**
 * Where one clicks fast for good reasons, or, as on a label, one click is told as two. Carousels and calendars are known by
 * their classes: few of those in use say what they are in any other way.
 */
const others =
  'input:not([type=button], [type=submit], [type=image]), select, option, textarea, label, video, audio, [aria-roledescription=carousel], [class*=carousel i], [class*=slider i], [class*=splide i], [class*=swiper i], [class*=calendar i], [class*=picker i]';
const numbers = 'input[type=number], [inputmode=numeric], [role=spinbutton]';

interface Click {
  readonly x: number;
  readonly y: number;
  readonly at: number;
}

/**
 * Bursts of three clicks or more within a second in one place; each burst counts once, however long it goes on. Three that
 * have selected a paragraph are none, and four are.
 */
export const rageClicksSignal: Signal = {
  start: ({ window, clock, publish, report }) => {
    let bursts = 0;
    let burst: readonly Click[] = [];
    let isCounted = false;
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
          const element = elementOf(event);
          if (detail === 0 || closestTo(element, others) !== null || isStepper(element)) return;
          const at = clock.now();
          const last = burst.at(-1);
          const goesOn =
            last !== undefined &&
            at - last.at <= WITHIN_MS &&
            Math.hypot(x - last.x, y - last.y) <= WITHIN_PX;
          isCounted &&= goesOn;
          burst = [...(goesOn ? burst : []), { x, y, at }].slice(-BURST - 1);
          if (isCounted || burst.length < BURST) return;
          // To look at it may force a layout.
          const least = window.getSelection()?.isCollapsed === false ? BURST + 1 : BURST;
          if (at - (burst.at(-least)?.at ?? -Infinity) > WITHIN_MS) return;
          isCounted = true;
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

/** A button without a word beside a number, such as a plus: pressed once for each one more. */
function isStepper(element: Element | null): boolean {
  const button = closestTo(element, 'button, [role=button]');
  if (button === null || /\p{L}/u.test(button.textContent)) return false;
  return button.parentElement?.querySelector(numbers) != null;
}
