import type { Signal } from './signal.ts';

/** Page views of this visit and visits of this visitor, this page view counted once. */
export const visitsSignal: Signal = {
  owner: 'visits',
  start: ({ visits, publish }) => {
    const { pageViews, visits: count } = visits.count();
    publish(
      new Map<string, number | boolean>([
        ['visit.pageViews', pageViews],
        ['visitor.visits', count],
        ['visitor.returning', count > 1],
      ]),
    );
    return { stop: () => undefined };
  },
};
