import type { FactChanges, Signal } from './signal.ts';
import { watchChanges } from '../page/domChanges.ts';
import { guarded, listen, runAll } from '../page/guard.ts';
import { onceLaidOut } from './onceLaidOut.ts';

const REST_MS = 300;

interface Connection extends Partial<EventTarget> {
  readonly effectiveType?: unknown;
  readonly saveData?: unknown;
}

/** Languages, time zone, window, connection, and what the visitor asks of every page. What changes is told again. */
export const environmentSignal: Signal = {
  start: ({ publish, ...ports }) => {
    const { window, clock, report } = ports;
    const { document, navigator, IntersectionObserver } = window as Partial<typeof globalThis> & Window;
    const { connection } = navigator as { readonly connection?: Connection };
    let cancel: () => void = () => undefined;

    const tell = guarded('environment', (read: () => FactChanges) => publish(read()), report);
    /** With its scroll bars, as style sheets go by it; what an observer tells is without, and in a frame it is another window. */
    const tellSize = (): void =>
      publish(
        new Map([
          ['device.viewportWidth', window.innerWidth],
          ['device.viewportHeight', window.innerHeight],
        ]),
      );
    /** Tells the size of the window once the browser has laid out the page, which reading it would force. */
    const measure = (): void => {
      if (IntersectionObserver === undefined) tellSize();
      else cancel = onceLaidOut(ports, tellSize);
    };
    const resized = (): void => {
      cancel();
      cancel = clock.after(REST_MS, measure);
    };
    let motion: Partial<MediaQueryList> | undefined;
    const readers: readonly (() => FactChanges)[] = [
      () =>
        new Map([
          ['page.language', document.documentElement.lang || undefined],
          ['visitor.language', navigator.language || undefined],
        ]),
      () => new Map([['visitor.timeZone', new Intl.DateTimeFormat().resolvedOptions().timeZone]]),
      () => {
        motion ??= window.matchMedia('(prefers-reduced-motion)');
        return new Map([['device.reducedMotion', motion.matches]]);
      },
      () => {
        const { effectiveType: type, saveData } = connection ?? {};
        return new Map<string, string | boolean | undefined>([
          ['device.connection', typeof type === 'string' ? type : undefined],
          ['device.saveData', typeof saveData === 'boolean' ? saveData : undefined],
        ]);
      },
    ];
    const tellAll = (): void => readers.forEach((read) => tell(read));

    tellAll();
    measure();
    const stops = [
      listen(window, 'resize', resized, { passive: true }),
      () => cancel(),
      // A page that navigates softly sets its language when it has the new content.
      watchChanges(ports, document.documentElement, { attributeFilter: ['lang'] }, tellAll),
    ];
    for (const target of [connection, motion]) {
      if (target?.addEventListener) stops.push(listen(target as EventTarget, 'change', tellAll));
    }
    return { stop: () => runAll(stops, report) };
  },
};
