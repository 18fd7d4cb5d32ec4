import { givenFacts } from './givenFacts.ts';
import type { Signal } from './signal.ts';

/** The visitor's country, as the page has it from its server. */
export const givenSignal: Signal = {
  start: (host) => {
    const stop = givenFacts(host, (facts) => {
      const country = facts['visitor.country'];
      if (country === undefined) return;
      const isCountry = typeof country === 'string' && /^[a-z]{2}$/i.test(country);
      host.publish(new Map([['visitor.country', isCountry ? country.toUpperCase() : undefined]]));
    });
    return { stop };
  },
};
