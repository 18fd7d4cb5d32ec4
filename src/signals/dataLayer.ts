import { factKey } from '../core/facts.ts';
import type { FactKey, FactValue } from '../core/facts.ts';
import { guarded } from '../page/guard.ts';
import { readCart } from './ecommerce.ts';
import type { FactChanges, RunningSignal, Signal, SignalHost } from './signal.ts';

type Push = (...entries: unknown[]) => number;

/** Where the present page view begins in a data layer; what stands before it was told in an earlier one. */
const seen = new WeakMap<object, number>();

/**
 * Events by name, and the cart, from what the page pushes to its data layer. On the first page view what was pushed
 * before the tag came counts too; the cart carries over from one page view to the next.
 */
export const dataLayerSignal: Signal = {
  owner: 'dataLayer',
  start: (host) => {
    const counts = new Map<string, number>();
    const factsOf = (entry: unknown, isNew: boolean): FactChanges => {
      const facts = new Map<FactKey, FactValue | undefined>(readCart(entry));
      const name = isNew ? eventName(entry) : null;
      if (name !== null) {
        counts.set(name, (counts.get(name) ?? 0) + 1);
        facts.set(factKey('event.count', { name }), counts.get(name));
      }
      return facts;
    };
    const asked = host.needs.filter(({ fact }) => fact === 'event.count');
    const first = new Map<FactKey, FactValue | undefined>(asked.map(({ key }) => [key, 0]));
    const layer = layerOf(host);
    const start = seen.get(layer) ?? 0;
    const read = guarded(
      'data layer',
      (entry: unknown, index: number) => {
        for (const [key, value] of factsOf(entry, index >= start)) first.set(key, value);
      },
      host.report,
    );
    [...layer].forEach(read);
    host.publish(first);
    const take = guarded('data layer', (entry: unknown) => host.publish(factsOf(entry, true)), host.report);
    const running = watch(layer, take);
    return {
      stop: () => {
        seen.set(layer, layer.length);
        running.stop();
      },
    };
  },
};

/** The page's data layer, or one nobody pushes to where there is none. */
function layerOf(host: SignalHost): unknown[] {
  const layer = (host.window as unknown as Record<string, unknown>)[host.dataLayer];
  return Array.isArray(layer) ? (layer as unknown[]) : [];
}

function watch(layer: unknown[], take: (entry: unknown) => void): RunningSignal {
  let isRunning = true;
  const owned = Object.hasOwn(layer, 'push');
  const original = layer.push as Push;
  const push: Push = (...entries) => {
    const length = original.apply(layer, entries);
    if (isRunning) entries.forEach(take);
    return length;
  };
  layer.push = push;
  return {
    stop: () => {
      isRunning = false;
      // Somebody may have wrapped our function since; then it stays, and only passes on.
      if (layer.push !== push) return;
      if (owned) layer.push = original;
      else delete (layer as { push?: Push }).push;
    },
  };
}

function eventName(entry: unknown): string | null {
  if (typeof entry !== 'object' || entry === null) return null;
  const { event } = entry as { readonly event?: unknown };
  return typeof event === 'string' ? event : null;
}
