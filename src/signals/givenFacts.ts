import { guarded } from '../page/guard.ts';
import type { Unsubscribe } from '../page/guard.ts';
import { membersOf } from '../page/members.ts';
import type { SignalHost } from './signal.ts';

/**
 * Calls `take` with the facts of every `setFacts` command, those before it came included, in order.
 *
 * @param heard - commands of an earlier page view, which are left out and added to.
 */
export function givenFacts(
  { told, report }: SignalHost,
  take: (facts: Readonly<Record<string, unknown>>) => void,
  heard?: WeakSet<object>,
): Unsubscribe {
  const hear = guarded(
    'given facts',
    (entry: Readonly<Record<string, unknown>>) => {
      heard?.add(entry);
      if (entry['command'] === 'setFacts') take(membersOf(entry['facts']));
    },
    report,
  );
  told.entries.filter((entry) => heard?.has(entry) !== true).forEach((entry) => hear(entry));
  return told.listen(hear);
}
