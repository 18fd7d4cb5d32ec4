import type { Clock } from './clock.ts';
import type { PageStorage } from './storage.ts';

/** A visit ends after so long without a page view or engagement. */
export const VISIT_MS = 1_800_000;

export interface Visits {
  /** Begins a page view: goes on with the visit that is under way, or begins a new one. Returns the id of the visit. */
  beginPageView(): string;
  /** Counts this page view, once however often it is asked. Only for a visitor who allows `personalization`. */
  count(): VisitCounts;
  /** The visitor is still here, so the visit goes on. Writes at most once a minute. */
  keepAlive(): void;
  /** Consent has come on this page: goes on with the visit that is stored, else stores this one. Returns its id. */
  store(): string | null;
  /** Forgets the visit; the next page view begins another. */
  forget(): void;
}

export interface VisitCounts {
  /** In this visit, this one included. */
  readonly pageViews: number;
  /** This one included. */
  readonly visits: number;
}

interface StoredVisit {
  readonly id: string;
  readonly lastAt: number;
}

interface StoredVisitor {
  readonly visitId: string;
  readonly visits: number;
  readonly pageViews: number;
}

const KEEP_ALIVE_MS = 60_000;

export function createVisits(storage: PageStorage, clock: Clock, newId: () => string): Visits {
  let current: StoredVisit | null = null;
  let counts: VisitCounts | null = null;

  const readVisit = (): StoredVisit | null => {
    const stored = parseVisit(storage.read('visit'));
    return stored !== null && Math.abs(clock.now() - stored.lastAt) < VISIT_MS ? stored : null;
  };
  const writeVisit = (id: string): StoredVisit => {
    current = { id, lastAt: clock.now() };
    storage.write('visit', current);
    return current;
  };

  return {
    beginPageView: () => {
      counts = null;
      return writeVisit(readVisit()?.id ?? newId()).id;
    },
    count: () => {
      if (counts !== null) return counts;
      const visitId = current?.id ?? '';
      const before = parseVisitor(storage.read('visitor'));
      const goesOn = before?.visitId === visitId;
      const visits = (before?.visits ?? 0) + (goesOn ? 0 : 1);
      const pageViews = goesOn ? before.pageViews + 1 : 1;
      const visitor: StoredVisitor = { visitId, visits, pageViews };
      storage.write('visitor', visitor);
      counts = { pageViews, visits };
      return counts;
    },
    keepAlive: () => {
      if (current !== null && clock.now() - current.lastAt > KEEP_ALIVE_MS) writeVisit(current.id);
    },
    store: () => {
      return current === null ? null : writeVisit(readVisit()?.id ?? current.id).id;
    },
    forget: () => {
      current = null;
    },
  };
}

function parseVisit(stored: unknown): StoredVisit | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const { id, lastAt } = stored as Partial<StoredVisit>;
  return typeof id === 'string' && typeof lastAt === 'number' ? { id, lastAt } : null;
}

function parseVisitor(stored: unknown): StoredVisitor | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const { visitId, visits, pageViews } = stored as Partial<StoredVisitor>;
  return typeof visitId === 'string' && isCount(visits) && isCount(pageViews)
    ? { visitId, visits, pageViews }
    : null;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}
