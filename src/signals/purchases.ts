import { eventOf, readDataLayer } from './dataLayerEntries.ts';
import { amendVisitor, readVisitor } from './memory.ts';
import type { Signal } from './signal.ts';

const DAY_MS = 86_400_000;

/** Entries that an earlier page view has told. */
const old = new WeakSet<object>();

/** When this visitor has last bought something, from the GA4 event `purchase`. */
export const purchasesSignal: Signal = {
  start: (host) => {
    const publish = (): void => {
      const { boughtAt } = readVisitor(host);
      const days =
        typeof boughtAt === 'number' ? Math.max(0, host.clock.now() - boughtAt) / DAY_MS : undefined;
      host.publish(
        new Map([
          ['visitor.daysSinceLastPurchase', days === undefined ? undefined : Math.round(days * 100) / 100],
        ]),
      );
    };
    publish();
    const entries = readDataLayer(host, old, (entry) => {
      if (eventOf(entry)?.name !== 'purchase') return;
      amendVisitor(host, { boughtAt: host.clock.now() });
      publish();
    });
    return {
      refresh: () => {
        entries.look();
        publish();
      },
      stop: entries.stop,
    };
  },
};
