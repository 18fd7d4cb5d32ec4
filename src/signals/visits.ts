import type { PageView } from '../page/visits.ts';
import { amendVisitor, isCount, readVisitor } from './memory.ts';
import type { Signal, SignalHost } from './signal.ts';

const DAY_MS = 86_400_000;

/** Page views that are in the stored count. */
const counted = new WeakSet<PageView>();

/** Page views of this visit, visits of this visitor, and how long ago the one before was. */
export const visitsSignal: Signal = {
  start: (host) => {
    const { pageViews, visits, previousAt } = countPageViews(host);
    const beganAt = host.visits.pageViews[0]?.at ?? host.clock.now();
    host.publish(
      new Map<string, number | boolean | undefined>([
        ['visit.pageViews', pageViews],
        ['visitor.visits', visits],
        ['visitor.returning', visits > 1],
        [
          'visitor.daysSinceLastVisit',
          previousAt === undefined
            ? undefined
            : Math.max(0, Math.round(((beganAt - previousAt) / DAY_MS) * 100) / 100),
        ],
      ]),
    );
    return { stop: () => undefined };
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
function countPageViews(host: SignalHost): Counts {
  const { visits, clock } = host;
  const before = parse(readVisitor(host));
  const visitId = visits.id();
  const goesOn = before !== null && before.visitId === visitId;
  const fresh = visits.pageViews.filter((pageView) => !goesOn || !counted.has(pageView));
  fresh.forEach((pageView) => counted.add(pageView));
  const counts: Counts = {
    visitId,
    visits: (before?.visits ?? 0) + (goesOn ? 0 : 1),
    pageViews: (goesOn ? before.pageViews : 0) + fresh.length,
    lastAt: clock.now(),
    previousAt: goesOn ? before.previousAt : before?.lastAt,
  };
  amendVisitor(host, { ...counts });
  return counts;
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
