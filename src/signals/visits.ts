import type { PageView } from '../page/visits.ts';
import { amendVisitor, isCount, readVisitor } from './memory.ts';
import type { Signal, SignalHost } from './signal.ts';

/** Days are told to two digits. */
const HUNDREDTH_OF_DAY_MS = 864_000;

/** Page views that are in the stored count. */
const counted = new WeakSet<PageView>();

/** Page views of this visit, visits of this visitor, and how long ago the one before was; those of other tabs included. */
export const visitsSignal: Signal = {
  start: (host) => {
    countPageViews(host);
    const beganAt = host.visits.pageViews[0]?.at ?? host.clock.now();
    const publish = (): void => {
      const counts = parse(readVisitor(host));
      // Another tab may have begun the next visit, of which this page view is none.
      if (counts?.visitId !== host.visits.id()) return;
      const { pageViews, visits, previousAt } = counts;
      host.publish(
        new Map<string, number | boolean | undefined>([
          ['visit.pageViews', pageViews],
          ['visitor.visits', visits],
          ['visitor.returning', visits > 1],
          [
            'visitor.daysSinceLastVisit',
            previousAt && Math.max(0, Math.round((beganAt - previousAt) / HUNDREDTH_OF_DAY_MS) / 100),
          ],
        ]),
      );
    };
    publish();
    return { refresh: publish, stop: host.lifecycle.onAttention(publish) };
  },
};

interface Counts {
  readonly visitId: string;
  readonly visits: number;
  readonly pageViews: number;
  readonly lastAt: number | undefined;
  readonly previousAt: number | undefined;
}

/** Adds the page views of this load that have not been counted: those from before consent came, too. */
function countPageViews(host: SignalHost): void {
  const { visits, clock } = host;
  const before = parse(readVisitor(host));
  const visitId = visits.id();
  const goesOn = before?.visitId === visitId;
  const fresh = visits.pageViews.filter((pageView) => !goesOn || !counted.has(pageView));
  fresh.forEach((pageView) => counted.add(pageView));
  amendVisitor(host, {
    visitId,
    visits: (before?.visits ?? 0) + (goesOn ? 0 : 1),
    pageViews: (goesOn ? before.pageViews : 0) + fresh.length,
    lastAt: clock.now(),
    previousAt: goesOn ? before.previousAt : before?.lastAt,
  });
}

function parse(stored: Readonly<Record<string, unknown>>): Counts | null {
  const { visitId, visits, pageViews, lastAt, previousAt } = stored;
  if (typeof visitId !== 'string' || !isCount(visits) || !isCount(pageViews)) return null;
  return {
    visitId,
    visits,
    pageViews,
    lastAt: typeof lastAt === 'number' ? lastAt : undefined,
    previousAt: typeof previousAt === 'number' ? previousAt : undefined,
  };
}
