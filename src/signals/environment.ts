import type { FactChanges, Signal } from './signal.ts';
import { guarded, listen, runAll } from '../page/guard.ts';

const REST_MS = 300;

interface Connection extends EventTarget {
  readonly effectiveType?: unknown;
  readonly saveData?: unknown;
}

/** Languages, time zone, window, connection, and what the visitor asks of every page. What changes is told again. */
export const environmentSignal: Signal = {
  start: ({ window, clock, publish, report }) => {
    const { document, navigator } = window;
    const { connection } = navigator as { readonly connection?: Connection };
    const { IntersectionObserver } = window as Partial<Window & typeof globalThis>;
    let cancel: () => void = () => undefined;

    const tell = guarded('environment', (read: () => FactChanges) => publish(read()), report);
    const tellConnection = (): void =>
      tell(() => {
        const { effectiveType, saveData } = connection ?? {};
        return new Map<string, string | boolean | undefined>([
          ['device.connection', typeof effectiveType === 'string' ? effectiveType : undefined],
          ['device.saveData', typeof saveData === 'boolean' ? saveData : undefined],
        ]);
      });
    const tellSize = (width: number, height: number): void =>
      tell(
        () =>
          new Map([
            ['device.viewportWidth', Math.round(width)],
            ['device.viewportHeight', Math.round(height)],
          ]),
      );
    /** Tells the size of the window once the browser has laid out the page, which reading it would force. */
    const measure = (): void => {
      if (IntersectionObserver === undefined) tellSize(window.innerWidth, window.innerHeight);
      else measurer?.observe(document.documentElement);
    };
    const measurer =
      IntersectionObserver &&
      new IntersectionObserver((entries, observer) => {
        observer.disconnect();
        const bounds = entries[0]?.rootBounds;
        if (bounds) tellSize(bounds.width, bounds.height);
        else tellSize(window.innerWidth, window.innerHeight);
      });
    const resized = (): void => {
      cancel();
      cancel = clock.after(REST_MS, measure);
    };
    const tellMotion = (): void =>
      tell(
        () =>
          new Map([['device.reducedMotion', window.matchMedia('(prefers-reduced-motion: reduce)').matches]]),
      );

    tell(() => new Map([['page.language', document.documentElement.lang || undefined]]));
    tell(() => new Map([['visitor.language', navigator.language || undefined]]));
    tell(() => new Map([['visitor.timeZone', new Intl.DateTimeFormat().resolvedOptions().timeZone]]));
    tellMotion();
    tellConnection();
    measure();
    const stops = [
      listen(window, 'resize', resized, { passive: true }),
      () => cancel(),
      () => measurer?.disconnect(),
    ];
    if (typeof connection?.addEventListener === 'function') {
      stops.push(listen(connection, 'change', tellConnection));
    }
    return { stop: () => runAll(stops, report) };
  },
};
