import type { Unsubscribe } from './guard.ts';

/** One entry of the queue that is for the signals: `event`, `setFacts` or `defineSignal`. */
export type ToldEntry = Readonly<Record<string, unknown>>;

/** What the page has told by commands, kept for signals that start later. */
export interface Told {
  readonly entries: readonly ToldEntry[];
  add(entry: ToldEntry): void;
  listen(listener: (entry: ToldEntry) => void): Unsubscribe;
}

/** A page that never stops telling must not fill the memory. */
const MOST = 1000;

export function createTold(): Told {
  const entries: ToldEntry[] = [];
  const listeners = new Set<(entry: ToldEntry) => void>();
  /** Events are many, and each counts for little; what the page has set stands until it sets it anew. */
  const oldestEvent = (): number =>
    Math.max(
      0,
      entries.findIndex(({ command }) => command === 'event'),
    );
  return {
    entries,
    add: (entry) => {
      entries.push(entry);
      if (entries.length > MOST) entries.splice(oldestEvent(), 1);
      listeners.forEach((listener) => listener(entry));
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
