import { membersOf } from '../page/members.ts';
import { givenFacts } from './givenFacts.ts';
import type { Signal } from './signal.ts';

/** What the page knows of the visitor. Each time it is told anew as a whole. */
export const attributesSignal: Signal = {
  start: (host) => {
    const stop = givenFacts(host, (facts) => {
      const given = facts['visitor.attributes'];
      if (given === undefined) return;
      const attributes = Object.entries(membersOf(given)).filter(([, value]) =>
        ['string', 'number', 'boolean'].includes(typeof value),
      ) as readonly (readonly [string, string | number | boolean])[];
      const isRecord = typeof given === 'object' && given !== null;
      host.publish(new Map([['visitor.attributes', isRecord ? Object.fromEntries(attributes) : undefined]]));
    });
    return { stop };
  },
};
