import type { FactValue } from '../core/facts.ts';
import { guarded, runAll } from '../page/guard.ts';
import type { Unsubscribe } from '../page/guard.ts';
import { givenFacts } from './givenFacts.ts';
import type { Signal } from './signal.ts';

type Stop = (() => void) | { readonly stop?: () => void } | undefined | null;

/** A signal of the site that runs, and the values it was started with. */
interface OwnSignal {
  readonly entry: Readonly<Record<string, unknown>>;
  readonly begunWith: string;
  readonly wanted: () => string;
  readonly stop: () => void;
}

/**
 * The site's own facts: those given by `setFacts` under a name without a dot, and those its own signals publish, each
 * started only if a rule asks for its name, and stopped with the page view.
 */
export const customSignal: Signal = {
  start: (host) => {
    const { told, needs, report } = host;
    const stops: Unsubscribe[] = [];
    const own: OwnSignal[] = [];
    let isStopped = false;

    const publish = (name: string, value: unknown): void => {
      const need = needs.find(({ params }) => params?.['name'] === name);
      if (need === undefined || isStopped) return;
      const isValue = ['string', 'number', 'boolean'].includes(typeof value) && !Number.isNaN(value);
      host.publish(new Map([[need.key, isValue ? (value as FactValue) : undefined]]));
    };
    const start = guarded(
      'own signal',
      (entry: Readonly<Record<string, unknown>>) => {
        const { command, name, start: run } = entry;
        if (command !== 'defineSignal' || typeof run !== 'function') return;
        const need = needs.find(({ params }) => params?.['name'] === name);
        if (need === undefined) return;
        const { thresholds } = need;
        const tell = (value: unknown): void => publish(String(name), value);
        const stop = (run as (host: object) => Stop)({ publish: tell, thresholds });
        own.push({
          entry,
          begunWith: String(thresholds),
          wanted: () => String(need.thresholds),
          stop: guarded('own signal', () => (typeof stop === 'function' ? stop() : stop?.stop?.()), report),
        });
      },
      report,
    );
    stops.push(
      givenFacts(host, (facts) => {
        for (const [name, value] of Object.entries(facts)) publish(name, value);
      }),
      told.listen(start),
    );
    told.entries.forEach((entry) => start(entry));
    return {
      // It is told the values that matter as it starts, so other ones mean another start.
      refresh: () => {
        for (const each of own.splice(0)) {
          if (each.begunWith === each.wanted()) own.push(each);
          else {
            each.stop();
            start(each.entry);
          }
        }
      },
      stop: () => {
        runAll([...stops, ...own.map(({ stop }) => stop)], report);
        isStopped = true;
      },
    };
  },
};
