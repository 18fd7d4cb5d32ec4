import { guarded, listen, runAll } from '../page/guard.ts';
import { fields } from './eventTarget.ts';
import type { Signal } from './signal.ts';

/** One attempt marks a field once, however many ways the page has of saying so. */
const ONCE_MS = 300;

/**
 * How often a field was found wrong: by the page, which sets `aria-invalid`, or by the browser (`invalid`), if the visitor
 * has pressed something or left the field. Many pages ask the browser at other times too, when they load and at every
 * letter that is typed, and show nothing of it.
 */
export const formErrorsSignal: Signal = {
  start: ({ window, clock, publish, report }) => {
    const { document, MutationObserver } = window as Partial<typeof globalThis> & Window;
    const lastAt = new WeakMap<object, number>();
    /** What the visitor has just asked for: a field that was left, or everything. */
    let asked: EventTarget | null = null;
    let count = 0;
    const publishCount = (): void => publish(new Map([['engagement.formErrors', count]]));
    const add = (field: EventTarget): void => {
      const now = clock.now();
      if (now - (lastAt.get(field) ?? 0) < ONCE_MS) return;
      lastAt.set(field, now);
      count += 1;
      publishCount();
    };
    publishCount();
    const observer =
      MutationObserver &&
      new MutationObserver(
        guarded(
          'forms',
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
      attributeFilter: ['aria-invalid'],
      attributeOldValue: true,
    });
    const heard = guarded(
      'forms',
      ({ type, target }: Event) => {
        if (type === 'invalid') {
          if ([target, document].includes(asked)) add(target as EventTarget);
        } else if (type !== 'click') asked = type === 'input' ? null : target;
        else if (!(target as Element).closest(fields)) asked = document;
      },
      report,
    );
    const stops = ['click', 'input', 'change', 'focusout', 'invalid'].map((type) =>
      listen(document, type, heard, { capture: true, passive: true }),
    );
    return { stop: () => runAll([...stops, () => observer?.disconnect()], report) };
  },
};
