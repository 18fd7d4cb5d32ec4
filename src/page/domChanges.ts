import type { Clock } from './clock.ts';
import type { Unsubscribe } from './guard.ts';
import type { Lifecycle } from './lifecycle.ts';

export interface DomChangesPorts {
  readonly window: Window;
  readonly clock: Clock;
  readonly lifecycle: Lifecycle;
}

/** However much a page changes, it is looked at this often at most. */
const REST_MS = 500;

/**
 * Calls `look` after something below `root` has changed. The observer rests after each change, so that a page that
 * changes all the time costs as little as one that changes twice a second, and one that nobody sees as one that does not.
 */
export function watchChanges(
  { window, clock, lifecycle }: DomChangesPorts,
  root: Node,
  options: MutationObserverInit,
  look: () => void,
): Unsubscribe {
  const { MutationObserver } = window as Partial<Window & typeof globalThis>;
  if (MutationObserver === undefined) return () => undefined;
  let cancel: () => void = () => undefined;
  const goOn = (): void => {
    cancel();
    if (!lifecycle.isVisible()) {
      cancel = lifecycle.onAttention(goOn);
      return;
    }
    observer.observe(root, options);
    look();
  };
  const observer = new MutationObserver(() => {
    observer.disconnect();
    cancel = clock.after(REST_MS, goOn);
  });
  observer.observe(root, options);
  return () => {
    cancel();
    observer.disconnect();
  };
}
