import type { Clock } from './clock.ts';
import { membersOf } from './members.ts';
import type { PageStorage } from './storage.ts';

/** A visit ends after so long without a page view or engagement. */
export const VISIT_MS = 1_800_000;

/** A page view of this load. Kept in memory only. */
export interface PageView {
  /** Full address. */
  readonly url: string;
  readonly path: string;
  /** Milliseconds since 1970, when it began. */
  readonly at: number;
  /** Whether the tab was visible then. */
  readonly wasVisible: boolean;
  /** Whether it is a return from the back/forward cache. */
  readonly isRestored: boolean;
}

export interface Visits {
  /** Begins a page view: goes on with the visit that is under way, or begins a new one. Returns the id of the visit. */
  beginPageView(pageView: PageView): string;
  /** The page views of this load, the present one last; the oldest are dropped after the first hundred. */
  readonly pageViews: readonly PageView[];
  /** Id of the visit under way; empty if it has been forgotten. */
  id(): string;
  /** The visitor is still here, so the visit goes on. Writes at most once a minute. */
  keepAlive(): void;
  /** Consent has come on this page: goes on with the visit that is stored, else stores this one. */
  store(): void;
  /** Forgets the page views before this one. */
  forgetPageViews(): void;
  /** Forgets the visit; the next page view begins another. */
  forget(): void;
}

interface StoredVisit {
  readonly id: string;
  readonly lastAt: number;
}

const KEEP_ALIVE_MS = 60_000;
const MOST_PAGE_VIEWS = 100;

export function createVisits(storage: PageStorage, clock: Clock, newId: () => string): Visits {
  const pageViews: PageView[] = [];
  let current: StoredVisit | null = null;

  const readVisit = (): StoredVisit | null => {
    const { id, lastAt } = membersOf(storage.read('visit'));
    const isUnderWay = typeof id === 'string' && Math.abs(clock.now() - Number(lastAt)) < VISIT_MS;
    return isUnderWay ? { id, lastAt: Number(lastAt) } : null;
  };
  const keep = (most: number): void => {
    pageViews.splice(0, pageViews.length - most);
  };
  const writeVisit = (id: string): string => {
    // What was seen in a visit that has ended, or was forgotten, is no part of the next one.
    if (id !== current?.id) keep(0);
    current = { id, lastAt: clock.now() };
    storage.write('visit', current);
    return id;
  };

  return {
    beginPageView: (pageView) => {
      const id = writeVisit(readVisit()?.id ?? newId());
      pageViews.push(pageView);
      keep(MOST_PAGE_VIEWS);
      return id;
    },
    pageViews,
    id: () => current?.id ?? '',
    keepAlive: () => {
      // A visit that has ended is not brought back; one that another tab has begun since goes on here.
      const isDue = current && clock.now() - current.lastAt > KEEP_ALIVE_MS;
      const stored = isDue && readVisit();
      if (stored) writeVisit(stored.id);
    },
    store: () => {
      if (!current) return;
      // The page views of before consent are of the visit that goes on.
      current = readVisit() ?? current;
      writeVisit(current.id);
    },
    forgetPageViews: () => keep(1),
    forget: () => {
      current = null;
      keep(1);
    },
  };
}
