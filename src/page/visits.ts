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
  /** Consent has come on this page: goes on with the visit that is stored, else stores this one. Returns its id. */
  store(): string | null;
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
    const stored = parseVisit(storage.read('visit'));
    return stored && Math.abs(clock.now() - stored.lastAt) < VISIT_MS ? stored : null;
  };
  const writeVisit = (id: string): string => {
    current = { id, lastAt: clock.now() };
    storage.write('visit', current);
    return id;
  };
  const keep = (most: number): void => {
    pageViews.splice(0, pageViews.length - most);
  };

  return {
    beginPageView: (pageView) => {
      const id = readVisit()?.id ?? newId();
      // What was seen in a visit that has ended, or was forgotten, is no part of the next one.
      if (id !== current?.id) keep(0);
      pageViews.push(pageView);
      keep(MOST_PAGE_VIEWS);
      return writeVisit(id);
    },
    pageViews,
    id: () => current?.id ?? '',
    keepAlive: () => {
      // A visit that has ended, or given way to another tab's, is not brought back.
      if (current !== null && clock.now() - current.lastAt > KEEP_ALIVE_MS && readVisit()?.id === current.id)
        writeVisit(current.id);
    },
    store: () => current && writeVisit(readVisit()?.id ?? current.id),
    forgetPageViews: () => keep(1),
    forget: () => {
      current = null;
      keep(1);
    },
  };
}

function parseVisit(stored: unknown): StoredVisit | null {
  const { id, lastAt } = membersOf(stored);
  return typeof id === 'string' && typeof lastAt === 'number' ? { id, lastAt } : null;
}
