import { guarded, listen, runAll } from '../page/guard.ts';
import { startSince } from './since.ts';
import type { FactChanges, Signal } from './signal.ts';

const answers = ['invited', 'accepted', 'declined', 'dismissed', 'expired', 'withdrawn'] as const;

/** Invitations before: those the limits of the rules count. */
export const invitationsSignal: Signal = {
  start: (host) => {
    const { window, needs, report } = host;
    const need = needs.find(({ fact }) => fact === 'invitation.secondsSinceLast');
    const since = need === undefined ? null : startSince(host, need);
    const publish = guarded(
      'invitations',
      () => {
        const { history: all, pageViewId, visitId } = host.invitations();
        // Who has been held out has seen nothing.
        const history = all.filter(({ outcome }) => outcome !== 'held_out');
        const inScope = {
          page: history.filter((record) => record.pageViewId === pageViewId),
          visit: history.filter((record) => record.visitId === visitId),
          visitor: history,
        };
        const last = history.at(-1);
        const facts: FactChanges = new Map<string, string | number | undefined>([
          ['invitation.lastOutcome', last?.outcome],
          ...needs
            .filter(({ fact }) => fact === 'invitation.count')
            .map(({ key, params }): [string, number] => [
              key,
              inScope[(params?.['scope'] ?? 'visitor') as keyof typeof inScope].length,
            ]),
        ]);
        host.publish(facts);
        since?.set(last?.at);
      },
      report,
    );
    publish();
    const stops = answers.map((outcome) => listen(window, `proactive-chat:${outcome}`, publish));
    return {
      refresh: publish,
      stop: () => {
        runAll(stops, report);
        since?.stop();
      },
    };
  },
};
