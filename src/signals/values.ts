import type { FactKey, FactValue } from '../core/facts.ts';
import { readDataLayer } from './dataLayerEntries.ts';
import type { Signal } from './signal.ts';

/** Values go on over page views of one tag, as they do in Tag Manager. */
const values = new WeakMap<object, Map<FactKey, FactValue | undefined>>();

/** The last value of a key of the data layer; what is no text, number or truth value is unknown. */
export const valuesSignal: Signal = {
  start: (host) => {
    const kept = values.get(host.told) ?? new Map<FactKey, FactValue | undefined>();
    values.set(host.told, kept);
    host.publish(kept);
    const entries = readDataLayer(host, (entry) => {
      for (const { key, params } of host.needs) {
        const name = String(params?.['key']);
        // Tag Manager's own entries have names with a dot in them, such as gtm.videoPercent.
        const found = memberAt(entry, [name]) ?? memberAt(entry, name.split('.'));
        if (found === undefined) continue;
        kept.set(
          key,
          ['string', 'number', 'boolean'].includes(typeof found) ? (found as FactValue) : undefined,
        );
        host.publish(new Map([[key, kept.get(key)]]));
      }
    });
    return { refresh: entries.look, stop: entries.stop };
  },
};

function memberAt(entry: object, names: readonly string[]): unknown {
  let value: unknown = entry;
  for (const name of names) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value;
}
