import { matchesPathPattern } from '../core/pathPattern.ts';
import type { PageView } from '../page/visits.ts';
import { amendVisitor, cut, isCount, readVisitor } from './memory.ts';
import type { Signal } from './signal.ts';

const MOST = 100;

/** Page views that are in the stored counts. */
const counted = new WeakSet<PageView>();

/** Page views of this visitor by path, over all visits. */
export const pathsEverSignal: Signal = {
  start: (host) => {
    const kept = parse(readVisitor(host)['paths']);
    const paths = new Map(kept);
    for (const pageView of host.visits.pageViews) {
      // What was erased since does not have it any more.
      if (kept.length > 0 && counted.has(pageView)) continue;
      counted.add(pageView);
      const path = cut(pageView.path);
      const count = (paths.get(path) ?? 0) + 1;
      // The path seen last goes to the end.
      paths.delete(path);
      paths.set(path, count);
    }
    amendVisitor(host, { paths: [...paths].slice(-MOST) });
    /** With what other tabs have added. */
    const publish = (): void => {
      const seen = parse(readVisitor(host)['paths']);
      host.publish(
        new Map(
          host.needs.map(({ key, params }) => [
            key,
            seen.reduce(
              (sum, [path, count]) => sum + (matchesPathPattern(path, String(params?.['path'])) ? count : 0),
              0,
            ),
          ]),
        ),
      );
    };
    publish();
    return { refresh: publish, stop: host.lifecycle.onAttention(publish) };
  },
};

function parse(stored: unknown): readonly (readonly [path: string, count: number])[] {
  if (!Array.isArray(stored)) return [];
  return (stored as readonly unknown[]).flatMap((entry) => {
    const [path, count] = Array.isArray(entry) ? (entry as readonly unknown[]) : [];
    return typeof path === 'string' && isCount(count) ? [[path, count] as const] : [];
  });
}
