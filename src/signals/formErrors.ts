import { guarded, listen } from '../page/guard.ts';
import type { Signal } from './signal.ts';

/** One attempt marks a field once, however many ways the page has of saying so. */
const ONCE_MS = 300;

/** How often a field was found wrong: by the browser (`invalid`), or by the page, which sets `aria-invalid`. */
export const formErrorsSignal: Signal = {
  start: ({ window, clock, publish, report }) => {
    const { document } = window;
    const { MutationObserver } = window as Partial<Window & typeof globalThis>;
    const lastAt = new WeakMap<object, number>();
    let count = 0;
    const publishCount = (): void => publish(new Map([['engagement.formErrors', count]]));
    const add = (field: EventTarget | null): void => {
      const now = clock.now();
      if (field === null || now - (lastAt.get(field) ?? -Infinity) < ONCE_MS) return;
      lastAt.set(field, now);
      count += 1;
      publishCount();
    };
    publishCount();
    const observer =
      MutationObserver &&
      new MutationObserver(
        guarded(
          'form errors',
          (records: readonly MutationRecord[]) => {
            for (const { target, oldValue } of records) {
              const isWrong = (target as Element).getAttribute('aria-invalid') === 'true';
              if (isWrong && oldValue !== 'true') add(target);
            }
          },
          report,
        ),
      );
    observer?.observe(document, {
      subtree: true,
      attributes: true,
      attributeFilter: ['aria-invalid'],
      attributeOldValue: true,
    });
    const unlisten = listen(
      document,
      'invalid',
      guarded('form errors', ({ target }: Event) => add(target), report),
      { capture: true, passive: true },
    );
    return {
      stop: () => {
        observer?.disconnect();
        unlisten();
      },
    };
  },
};
