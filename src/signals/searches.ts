import { membersOf } from '../page/members.ts';
import { eventOf, readDataLayer } from './dataLayerEntries.ts';
import { amendJourney, readJourney } from './memory.ts';
import type { Signal } from './signal.ts';

const MOST_TERMS = 20;
const LONGEST_TERM = 60;
/** A page tells one search by several events, or again after a reload of its results. */
const ONCE_MS = 1000;

const resultCounts = ['results_count', 'search_results', 'number_of_results'] as const;

interface Searches {
  readonly count: number;
  readonly repeated: number;
  readonly empty: number;
  readonly terms: readonly string[];
}

/** Searches of this visit, from the GA4 events `search` and `view_search_results`. */
export const searchesSignal: Signal = {
  start: (host) => {
    const { clock } = host;
    let last: { readonly term: string; readonly at: number; readonly isEmpty: boolean } | null = null;
    const publish = ({ count, repeated, empty }: Searches): void =>
      host.publish(
        new Map([
          ['engagement.searches', count],
          ['engagement.repeatedSearches', repeated],
          ['engagement.emptySearches', empty],
        ]),
      );
    publish(parse(readJourney(host)['searches']));
    const entries = readDataLayer(host, (entry) => {
      const event = eventOf(entry);
      if (event?.name !== 'search' && event?.name !== 'view_search_results') return;
      const details = { ...membersOf(entry), ...membersOf(event.details) };
      const term = String(details['search_term'] ?? '')
        .trim()
        .toLowerCase()
        .slice(0, LONGEST_TERM);
      const isEmpty = resultCounts.some((name) => details[name] === 0 || details[name] === '0');
      const at = clock.now();
      const isSame = last !== null && last.term === term && at - last.at < ONCE_MS;
      const wasEmpty = isSame && last?.isEmpty === true;
      last = { term, at, isEmpty: isEmpty || wasEmpty };
      const { count, repeated, empty, terms } = parse(readJourney(host)['searches']);
      const isRepeated = term !== '' && terms.includes(term);
      const searches: Searches = {
        count: count + (isSame ? 0 : 1),
        repeated: repeated + (isSame || !isRepeated ? 0 : 1),
        empty: empty + (isEmpty && !wasEmpty ? 1 : 0),
        terms: [...terms.filter((known) => known !== term), term].slice(-MOST_TERMS),
      };
      amendJourney(host, { searches });
      publish(searches);
    });
    return { refresh: entries.look, stop: entries.stop };
  },
};

function parse(stored: unknown): Searches {
  const { count, repeated, empty, terms } = membersOf(stored);
  const counted = (value: unknown): number => (typeof value === 'number' && value >= 0 ? value : 0);
  return {
    count: counted(count),
    repeated: counted(repeated),
    empty: counted(empty),
    terms: Array.isArray(terms) ? terms.filter((term) => typeof term === 'string') : [],
  };
}
