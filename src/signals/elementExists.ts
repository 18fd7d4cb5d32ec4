import { watchChanges } from '../page/domChanges.ts';
import type { FactKey } from '../core/facts.ts';
import { guarded } from '../page/guard.ts';
import type { Signal } from './signal.ts';

/** Whether the document has an element that matches a selector, now. */
export const elementExistsSignal: Signal = {
  start: (host) => {
    const { document, MutationObserver } = host.window as Partial<Window & typeof globalThis> & Window;
    // Without it nobody would tell when the answer is another one.
    if (MutationObserver === undefined) return { stop: () => undefined };
    const published = new Map<FactKey, boolean>();
    const lookFor = guarded(
      'element',
      (key: FactKey, selector: string) => {
        const exists = document.querySelector(selector) !== null;
        if (published.get(key) === exists) return;
        published.set(key, exists);
        host.publish(new Map([[key, exists]]));
      },
      host.report,
    );
    const look = (): void =>
      host.needs.forEach(({ key, params }) => lookFor(key, String(params?.['selector'])));
    look();
    const options = { childList: true, subtree: true, attributes: true };
    const stop = watchChanges(host, document, options, look);
    return { refresh: look, stop };
  },
};
