import { membersOf } from '../page/members.ts';
import type { SignalHost } from './signal.ts';

type Members = Readonly<Record<string, unknown>>;
type Store = Pick<SignalHost, 'storage'>;

/** What is kept of the visitor over visits; each signal has its own members. */
export function readVisitor({ storage }: Store): Members {
  return membersOf(storage.read('visitor'));
}

export function amendVisitor(host: Store, change: Members): void {
  host.storage.write('visitor', { ...readVisitor(host), ...change });
}

/** What is kept of this visit over page loads; empty at its beginning. */
export function readJourney({ storage, visits }: Store & Pick<SignalHost, 'visits'>): Members {
  const journey = membersOf(storage.read('journey'));
  return journey['visitId'] === visits.id() ? journey : {};
}

export function amendJourney(host: Store & Pick<SignalHost, 'visits'>, change: Members): void {
  host.storage.write('journey', { ...readJourney(host), visitId: host.visits.id(), ...change });
}

/** Long enough for any path a rule would ask for. */
const LONGEST_PATH = 200;

/** As much of a path as is worth keeping. */
export function cut(path: string): string {
  return path.slice(0, LONGEST_PATH);
}

/** Whether the first page view of this load came from another page of this site. */
export function isFromHere(window: Window): boolean {
  return referrerPath(window) !== null;
}

/** The path of the page of this site that led to this load; `null` if none did. */
export function referrerPath({ location, document }: Window): string | null {
  try {
    const { origin, pathname } = new URL(document.referrer);
    return origin === location.origin ? pathname : null;
  } catch {
    return null;
  }
}

/** How the document came to be loaded; `undefined` where the browser does not tell. */
export function loadOf({
  performance,
}: Window): { readonly name: string; readonly type?: string } | undefined {
  return (performance as Partial<Performance> | undefined)?.getEntriesByType?.('navigation')[0];
}

export function withoutHash(url: string): string {
  return url.replace(/#.*/, '');
}

export function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) > 0;
}
