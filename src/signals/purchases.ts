import { membersOf } from '../page/members.ts';
import { eventOf, readDataLayer } from './dataLayerEntries.ts';
import { amendVisitor, readVisitor } from './memory.ts';
import type { Signal } from './signal.ts';

const DAY_MS = 86_400_000;
const LONGEST_ORDER = 60;

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
      const { name, details } = eventOf(entry) ?? {};
      if (name !== 'purchase') return;
      // A page that thanks for an order tells of it again whenever it is loaded again.
      const order = membersOf(details)['transaction_id'];
      const bought = String(order ?? '').slice(0, LONGEST_ORDER);
      if (bought !== '' && bought === readVisitor(host)['bought']) return;
      amendVisitor(host, { boughtAt: host.clock.now(), bought });
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
