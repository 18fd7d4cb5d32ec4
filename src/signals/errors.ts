import { guarded, listen, runAll } from '../page/guard.ts';
import type { Signal } from './signal.ts';

/** Errors of scripts and rejections nobody handled. A file that does not load is none, and no layout warning either. */
export const errorsSignal: Signal = {
  start: ({ window, publish, report }) => {
    let count = 0;
    const publishCount = (): void => publish(new Map([['errors.scripts', count]]));
    publishCount();
    const failed = guarded(
      'errors',
      (event: Event) => {
        // The browser says it has put off some of its own work; nothing is broken.
        if (String((event as Partial<ErrorEvent>).message).startsWith('ResizeObserver loop')) return;
        count += 1;
        publishCount();
      },
      report,
    );
    const stops = [listen(window, 'error', failed), listen(window, 'unhandledrejection', failed)];
    return { stop: () => runAll(stops, report) };
  },
};
