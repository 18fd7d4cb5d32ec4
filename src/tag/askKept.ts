import type { UnknownCause } from '../core/availability.ts';
import type { TabTurns } from '../core/tabs.ts';
import { withDeadline } from './chunkLoader.ts';
import type { CachedAvailability, KeptAvailabilityParts } from './keptAvailability.ts';
import { createKeptAvailability } from './keptAvailability.ts';

/** One answer; the port has a deadline of its own, and a widget of Microsoft's may wait in line. */
const ANSWER_DEADLINE_MS = 4000;
/** The answer with the wait for other tabs that are asking. */
const TURN_DEADLINE_MS = 10_000;
/** What one tab has written takes a moment to reach the others. */
const SETTLE_MS = 50;

export type AskKeptParts = TabTurns & KeptAvailabilityParts;

type Said = Omit<CachedAvailability, 'goodUntil'>;

/** What is kept under `key`, or else what `ask` finds out when no other tab asks. Never rejects. */
export function askKept(
  parts: AskKeptParts,
  key: string,
  ask: () => Promise<Said>,
  /** That there was no clear answer is kept, too; without it, whoever asks again is told so by the breaker alone. */
  keepsUnknown: boolean,
): Promise<CachedAvailability> {
  const { clock, exclusively } = parts;
  const kept = createKeptAvailability(parts);
  const unknown = (cause: UnknownCause): Said => ({ availability: { status: 'unknown', cause } });
  const known = kept.lookUp(key);
  if (known !== undefined) return Promise.resolve(known);

  let isWanted = true;
  const asked = new Promise<CachedAvailability>((resolve) => {
    void exclusively(async () => {
      if (!isWanted) return;
      // Another tab may have asked while this one was waiting.
      const told = kept.lookUp(key);
      if (told !== undefined) {
        resolve(told);
        return;
      }
      const said = await withDeadline(ask(), clock, ANSWER_DEADLINE_MS, 'availability').catch(() =>
        unknown('timeout'),
      );
      const { availability } = said;
      const isClear = availability.status !== 'unknown';
      const answer = kept.fresh(said);
      // That this tab's widget is not there yet says nothing about the service.
      if (isClear || availability.cause !== 'not_ready') {
        kept.keep(availability, isClear || keepsUnknown ? { [key]: answer } : {});
      }
      resolve(answer);
      await new Promise<void>((done) => void clock.after(SETTLE_MS, done));
    }).catch(() => resolve(kept.fresh(unknown('not_ready'))));
  });
  return withDeadline(asked, clock, TURN_DEADLINE_MS, 'a turn').catch(() => {
    isWanted = false;
    return kept.fresh(unknown('timeout'));
  });
}
