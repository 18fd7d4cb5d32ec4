import { guarded, runAll } from '../page/guard.ts';
import type { RunningSignal, SignalHost } from './signal.ts';

type Push = (...entries: unknown[]) => number;
type Listeners = Set<(entry: unknown) => void>;

/** Marks our push, so that every signal, from whichever file, finds it and none puts another one around it. */
const MARK = Symbol.for('lcw-proactive-chat.push');

export interface DataLayerEntries extends RunningSignal {
  /** Looks for entries that came in a way nobody tells of. */
  look(): void;
}

/**
 * Calls `take` with every entry of the data layer that belongs to this page view: on the first one those pushed before
 * too. A page that replaces the array or its `push` is found out when the visitor comes or goes, and before an
 * invitation. What an entry does when it is read, and whatever `take` throws, stays here.
 *
 * @param old - entries that an earlier page view has told to the same listener.
 */
export function readDataLayer(
  host: SignalHost,
  old: WeakSet<object>,
  take: (entry: object) => void,
): DataLayerEntries {
  const { window, config, lifecycle, report } = host;
  const taken = new WeakSet();
  let layer: unknown[] = [];
  let unwatch: () => void = () => undefined;

  const tell = guarded('data layer', take, report);
  /** Whoever pushes one object twice means two. */
  const pushed = (entry: unknown): void => {
    if (!isEntry(entry)) return;
    taken.add(entry);
    tell(entry);
  };
  const follow = guarded(
    'data layer',
    () => {
      unwatch = () => undefined;
      // A frozen array cannot be watched, but read.
      unwatch = watch(layer, pushed);
    },
    report,
  );
  const look = guarded(
    'data layer',
    () => {
      // As every snippet that pushes does: whoever comes later finds it, and is heard at once.
      const present = ((window as unknown as Record<string, unknown>)[config.dataLayer] ??= []);
      if (Array.isArray(present) && present !== layer) {
        unwatch();
        layer = present;
        follow();
      }
      for (const entry of [...layer] as object[]) if (!old.has(entry) && !taken.has(entry)) pushed(entry);
    },
    report,
  );
  look();
  const stops = [
    lifecycle.onAttention(look),
    () => unwatch(),
    () => layer.filter(isEntry).forEach((entry) => old.add(entry)),
  ];
  return {
    look,
    stop: () => runAll(stops, report),
  };
}

/** Functions are entries too: Tag Manager calls them. */
function isEntry(entry: unknown): entry is object {
  return Object(entry) === entry;
}

function watch(layer: unknown[], listener: (entry: unknown) => void): () => void {
  const present = layer.push as Push & { readonly [MARK]?: Listeners };
  const known = present[MARK];
  if (known !== undefined) {
    known.add(listener);
    return () => release(known, listener);
  }
  const listeners: Listeners & { unwrap?: () => void } = new Set([listener]);
  const owned = Object.hasOwn(layer, 'push');
  const push: Push = (...entries) => {
    const length = present.apply(layer, entries);
    for (const entry of entries) listeners.forEach((hear) => hear(entry));
    return length;
  };
  Object.defineProperty(push, MARK, { value: listeners });
  listeners.unwrap = () => {
    // Somebody may have wrapped our function since; then it stays, and only passes on.
    if (layer.push !== push) return;
    if (owned) layer.push = present;
    else delete (layer as { push?: Push }).push;
  };
  layer.push = push;
  return () => release(listeners, listener);
}

function release(listeners: Listeners & { unwrap?: () => void }, listener: (entry: unknown) => void): void {
  listeners.delete(listener);
  if (listeners.size === 0) listeners.unwrap?.();
}

/** An event as `dataLayer.push({ event, … })` or as `gtag('event', name, parameters)` tells it; `null` if it is none. */
export function eventOf(entry: object): { readonly name: string; readonly details: unknown } | null {
  const members = entry as Readonly<Record<string, unknown>>;
  const isGtag = members[0] === 'event';
  const name = isGtag ? members[1] : members['event'];
  if (typeof name !== 'string') return null;
  return { name, details: isGtag ? members[2] : (members['ecommerce'] ?? entry) };
}
