import { factKey } from '../core/facts.ts';
import type { FactKey, FactValue } from '../core/facts.ts';
import { guarded } from '../page/guard.ts';
import { readCart } from './ecommerce.ts';
import type { RunningSignal, Signal, SignalHost } from './signal.ts';

type Push = (...entries: unknown[]) => number;

/** Events by name and the cart, from what the page pushes to its data layer, before and after the tag came. */
export const dataLayerSignal: Signal = {
  owner: 'dataLayer',
  start: (host) => {
    const counts = new Map<string, number>();
    const take = guarded(
      'data layer',
      (entry: unknown) => {
        const facts = new Map<FactKey, FactValue | undefined>();
        const name = eventName(entry);
        if (name !== null) {
          counts.set(name, (counts.get(name) ?? 0) + 1);
          facts.set(factKey('event.count', { name }), counts.get(name));
        }
        for (const [key, value] of readCart(entry)) facts.set(key, value);
        if (facts.size > 0) host.publish(facts);
      },
      host.report,
    );
    const zero = host.needs.filter(({ fact }) => fact === 'event.count');
    host.publish(new Map(zero.map(({ key }) => [key, 0])));
    return watch(host, take);
  },
};

function watch(host: SignalHost, take: (entry: unknown) => void): RunningSignal {
  const globals = host.window as unknown as Record<string, unknown>;
  const layer = globals[host.dataLayer];
  if (!Array.isArray(layer)) return { stop: () => undefined };
  for (const entry of [...(layer as unknown[])]) take(entry);

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
