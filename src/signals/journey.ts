import { matchesPathPattern } from '../core/pathPattern.ts';
import type { FactKey, FactValue } from '../core/facts.ts';
import { countsSince } from './countsSince.ts';
import { amendJourney, cut, isFromHere, readJourney } from './memory.ts';
import { startStopwatch } from './stopwatch.ts';
import type { Signal, SignalHost } from './signal.ts';

/** Page views of a visit that are kept. */
const MOST = 100;

/** One page view of the visit: when it began, where, and how long it has been visible. */
interface Stay {
  readonly at: number;
  readonly path: string;
  readonly seconds: number;
}

/**
 * The pages of this visit in their order, and the time on them. Goes on over page loads; other tabs add theirs. What is
 * under way is kept when the page is left.
 */
export const journeySignal: Signal = {
  start: (host) => {
    const { lifecycle, visits, clock, needs } = host;
    const now = visits.pageViews.at(-1);
    const at = now?.at ?? clock.now();
    const path = cut(now?.path ?? '');

    let others = otherStays(host, at, path);
    const before = (pattern: string): number =>
      others.reduce((sum, stay) => sum + (matchesPathPattern(stay.path, pattern) ? stay.seconds : 0), 0);
    const own = readJourney(host)['stays'];
    const already = parse(own).find((stay) => stay.at === at && stay.path === path)?.seconds ?? 0;

    const clocks = needs
      .filter(({ fact }) => /seconds/.test(fact))
      .map((need) => {
        const pattern = String(need.params?.['path'] ?? '/**');
        return { need, pattern, runs: matchesPathPattern(path, pattern) };
      });
    const publish = (seconds: number): void =>
      host.publish(
        new Map(clocks.map(({ need, pattern, runs }) => [need.key, before(pattern) + (runs ? seconds : 0)])),
      );
    const stopwatch = startStopwatch(host, {
      thresholds: () =>
        clocks
          .flatMap(({ need, pattern, runs }) =>
            runs ? need.thresholds.map((value) => value - before(pattern)) : [],
          )
          .sort((a, b) => a - b),
      counts: lifecycle.isVisible,
      publish,
      before: already,
      since: already === 0 ? countsSince(host) : clock.now(),
    });

    const save = (): void => {
      // Another visit has begun since: this page view is none of its own.
      if (now !== undefined && !visits.pageViews.includes(now)) return;
      const present = { at, path, seconds: Math.round(stopwatch.seconds()) };
      const kept = [...otherStays(host, at, path), present].slice(-MOST);
      const entryPath = entryOf(host);
      amendJourney(host, {
        stays: kept.map((stay) => [stay.at, stay.path, stay.seconds]),
        ...(entryPath === undefined ? {} : { entryPath }),
      });
    };
    /** Other tabs may have been elsewhere meanwhile. */
    const refresh = (): void => {
      others = otherStays(host, at, path);
      host.publish(standing(host, [...others, { at, path, seconds: 0 }]));
      publish(stopwatch.seconds());
    };
    const unsubscribe = lifecycle.onAttention(() => {
      stopwatch.update();
      if (lifecycle.isVisible()) refresh();
      else save();
    });
    save();
    refresh();
    return {
      refresh,
      stop: () => {
        save();
        unsubscribe();
        stopwatch.stop();
      },
    };
  },
};

/** What does not change while the page view lasts. */
function standing(host: SignalHost, stays: readonly Stay[]): ReadonlyMap<FactKey, FactValue | undefined> {
  const paths = stays.map(({ path }) => path);
  // A reload, or another query, is not another page.
  const pages = paths.filter((path, index) => path !== paths[index - 1]);
  const views = host.needs.filter(({ fact }) => fact === 'visit.pathViews');
  return new Map<FactKey, FactValue | undefined>([
    ['visit.entryPath', entryOf(host)],
    ['engagement.backtracks', pages.filter((path, index) => path === pages[index - 2]).length],
    ...views.map(
      ({ key, params }) =>
        [key, paths.filter((path) => matchesPathPattern(path, String(params?.['path']))).length] as const,
    ),
  ]);
}

/** Every other page view of the visit: those kept, and those of this load from before anything was kept. */
function otherStays(host: SignalHost, at: number, path: string): readonly Stay[] {
  const stays = new Map<string, Stay>();
  const ofLoad = host.visits.pageViews.map((view) => ({ at: view.at, path: cut(view.path), seconds: 0 }));
  for (const stay of [...ofLoad, ...parse(readJourney(host)['stays'])]) {
    stays.set(`${stay.at} ${stay.path}`, stay);
  }
  stays.delete(`${at} ${path}`);
  return [...stays.values()].sort((a, b) => a.at - b.at);
}

/** Where the visit began; unknown if that was before anything was kept. */
function entryOf(host: SignalHost): string | undefined {
  const { entryPath } = readJourney(host);
  if (typeof entryPath === 'string') return entryPath;
  const first = host.visits.pageViews[0];
  return first === undefined || isFromHere(host.window) ? undefined : cut(first.path);
}

function parse(stored: unknown): readonly Stay[] {
  if (!Array.isArray(stored)) return [];
  return (stored as readonly unknown[]).flatMap((entry) => {
    const [at, path, seconds] = Array.isArray(entry) ? (entry as readonly unknown[]) : [];
    return typeof at === 'number' && typeof path === 'string' && typeof seconds === 'number' && seconds >= 0
      ? [{ at, path, seconds }]
      : [];
  });
}
