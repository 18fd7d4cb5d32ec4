import type { Clock } from './clock.ts';
import { guarded } from './guard.ts';
import type { Report, Unsubscribe } from './guard.ts';

export interface DomChangesPorts {
  readonly window: Window;
  readonly clock: Clock;
  readonly report: Report;
}

/** However much a page changes, it is looked at this often at most. */
const REST_MS = 500;

/**
 * Calls `look` after something below `root` has changed. The observer rests after each change, so that a page that
 * changes all the time costs as little as one that changes twice a second.
 */
export function watchChanges(
  { window, clock, report }: DomChangesPorts,
  root: Node,
  options: MutationObserverInit,
  look: () => void,
): Unsubscribe {
  const { MutationObserver } = window as Partial<Window & typeof globalThis>;
  if (MutationObserver === undefined) return () => undefined;
  let cancel: () => void = () => undefined;
  const observer = new MutationObserver(() => {
    observer.disconnect();
    cancel = clock.after(REST_MS, () => {
      observer.observe(root, options);
      guarded('changes', look, report)();
    });
  });
  observer.observe(root, options);
  return () => {
    cancel();
    observer.disconnect();
  };
}
