import { listen, runAll } from '../page/guard.ts';
import { membersOf } from '../page/members.ts';
import { eventOf, readDataLayer } from './dataLayerEntries.ts';
import { amendJourney, readJourney } from './memory.ts';
import { isLeafedTo, isSeenAgain, watchTraversals } from './seenAgain.ts';
import type { Signal } from './signal.ts';

const MOST_TERMS = 20;
const LONGEST_TERM = 60;
/** A page tells one search by several events. */
const ONCE_MS = 1000;

/** Entries that an earlier page view has told. */
const old = new WeakSet<object>();

const resultCounts = ['results_count', 'search_results', 'number_of_results'] as const;

interface Searches {
  readonly count: number;
  readonly repeated: number;
  readonly empty: number;
  /** What was searched for, the last one last. */
  readonly terms: readonly string[];
  /** When the last one was told, in milliseconds since 1970, and by which event. */
  readonly at: unknown;
  readonly by: unknown;
  /** Whether it may still turn out to be without a result. */
  readonly mayBeEmpty: unknown;
}

/**
 * Searches of this visit, from the GA4 events `search` and `view_search_results`. What a page tells of its own accord when
 * its results are seen again, after a reload, by going back or forward or on their next page, is no new search.
 */
export const searchesSignal: Signal = {
  start: (host) => {
    const { clock, window, report } = host;
    /** Which searches are told again, until the visitor presses something, as who searches does: any, or the last one. */
    let again = isSeenAgain(host) ? 'any' : isLeafedTo(host) ? 'last' : '';
    const publish = ({ count, repeated, empty }: Searches): void =>
      host.publish(
        new Map([
          ['engagement.searches', count],
          ['engagement.repeatedSearches', repeated],
          ['engagement.emptySearches', empty],
        ]),
      );
    const read = (): Searches => parse(readJourney(host)['searches']);
    publish(read());
    const entries = readDataLayer(host, old, (entry) => {
      const { name: by = '', details: told } = eventOf(entry) ?? {};
      if (!['search', 'view_search_results'].includes(by)) return;
      const details = { ...membersOf(entry), ...membersOf(told) };
      const term = String(details['search_term'] ?? '')
        .trim()
        .toLowerCase()
        .slice(0, LONGEST_TERM);
      const isEmpty = resultCounts.some((name) => details[name] === 0 || details[name] === '0');
      const at = clock.now();
      const before = read();
      const isKnown = before.terms.includes(term);
      const isLast = term === before.terms.at(-1);
      // By the event for the search and then, be it on the next page, by the one for its results.
      const isToldTwice =
        isLast && (Math.abs(at - Number(before.at)) < ONCE_MS || (by !== 'search' && before.by === 'search'));
      const isAgain = again && (again === 'any' ? isKnown : isLast);
      const isNew = !isToldTwice && !isAgain;
      const mayBeEmpty = isNew || (isToldTwice && before.mayBeEmpty === true);
      const searches: Searches = {
        count: before.count + Number(isNew),
        repeated: before.repeated + Number(isNew && isKnown && term !== ''),
        empty: before.empty + Number(isEmpty && mayBeEmpty),
        terms: [...before.terms.filter((known) => known !== term), term].slice(-MOST_TERMS),
        at,
        by,
        mayBeEmpty: mayBeEmpty && !isEmpty,
      };
      amendJourney(host, { searches });
      publish(searches);
    });
    const stops = [
      entries.stop,
      watchTraversals(host),
      // A list that leafs on, and puts its address in the place of the one before, is the same page view.
      host.lifecycle.onAddress(() => {
        again = 'last';
      }),
      ...['pointerdown', 'keydown'].map((type) =>
        listen(window, type, () => (again = ''), { capture: true, passive: true }),
      ),
    ];
    const refresh = (): void => {
      entries.look();
      // Another tab may have searched.
      publish(read());
    };
    return { refresh, stop: () => runAll(stops, report) };
  },
};

function parse(stored: unknown): Searches {
  const { count, repeated, empty, terms, at, by, mayBeEmpty } = membersOf(stored);
  const counted = (value: unknown): number => (typeof value === 'number' && value >= 0 ? value : 0);
  return {
    count: counted(count),
    repeated: counted(repeated),
    empty: counted(empty),
    terms: Array.isArray(terms) ? terms.filter((term) => typeof term === 'string') : [],
    at,
    by,
    mayBeEmpty,
  };
}
