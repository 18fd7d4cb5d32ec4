import type { FactNeed } from '../core/compile.ts';
import { membersOf } from '../page/members.ts';
import { runAll } from '../page/guard.ts';
import type { Unsubscribe } from '../page/guard.ts';
import { amendJourney, isCount, readJourney } from './memory.ts';
import type { Signal, SignalHost } from './signal.ts';
import { watchForms } from './watchForms.ts';

/**
 * Forms of this visit, over page loads: how many were sent, and how many begun and left. A form counts as left from the
 * first input on in what is kept, so that it is whatever way the page ends, and in the fact when the page is another one.
 */
export const visitFormsSignal: Signal = {
  start: (host) => {
    const stops = host.needs.map((need) => countForms(host, need));
    return { stop: () => runAll(stops, host.report) };
  },
};

function countForms(host: SignalHost, { fact, key, params }: FactNeed): Unsubscribe {
  const selector = String(params?.['selector']);
  const isSubmits = fact === 'visit.formSubmits';
  const read = (): number => {
    const count = membersOf(readJourney(host)['forms'])[key];
    return isCount(count) ? count : 0;
  };
  const add = (change: number): void => {
    const forms = { ...membersOf(readJourney(host)['forms']), [key]: read() + change };
    amendJourney(host, { forms });
  };
  const publish = (): void => host.publish(new Map([[key, read()]]));
  publish();
  return watchForms(host, selector, {
    onInput: (_, isFirst) => {
      if (!isSubmits && isFirst) add(1);
    },
    onSubmit: (_, wasBegun) => {
      if (isSubmits) {
        add(1);
        publish();
      } else if (wasBegun) add(-1);
    },
  });
}
