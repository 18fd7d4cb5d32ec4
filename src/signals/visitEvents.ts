import { startEvents } from './events.ts';
import type { TimedEvent } from './events.ts';
import { amendJourney, readJourney } from './memory.ts';
import type { Signal } from './signal.ts';

/** How many of the last events of a visit are kept. */
const MOST = 200;

/** Events over the page views of this visit. Only those that a rule names are kept. */
export const visitEventsSignal: Signal = {
  start: (host) => {
    const names = new Set(
      host.needs.flatMap(({ params = {} }) =>
        ['name', 'first', 'then', 'without'].map((word) => params[word]),
      ),
    );
    const read = (): readonly TimedEvent[] => parse(readJourney(host)['events']);
    const events = startEvents(host, read, (name, at) => {
      if (names.has(name)) amendJourney(host, { events: [...read(), [name, at]].slice(-MOST) });
    });
    const unsubscribe = host.lifecycle.onAttention(() => {
      // Whoever comes back may have been in another tab.
      if (host.lifecycle.isVisible()) events.refresh?.();
    });
    return {
      ...events,
      stop: () => {
        unsubscribe();
        events.stop();
      },
    };
  },
};

function parse(stored: unknown): readonly TimedEvent[] {
  if (!Array.isArray(stored)) return [];
  return (stored as readonly unknown[]).flatMap((entry) => {
    const [name, at] = Array.isArray(entry) ? (entry as readonly unknown[]) : [];
    return typeof name === 'string' && typeof at === 'number' ? [[name, at] as const] : [];
  });
}
