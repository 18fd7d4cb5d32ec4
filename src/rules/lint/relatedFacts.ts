import type { CompiledLeaf } from '../../core/conditions.ts';
import type { FactName } from '../../core/facts.ts';

/** The first is never more than the second, since it is a part of it. */
const partAndWhole: readonly (readonly [FactName, FactName])[] = [
  ['engagement.engagedSeconds', 'engagement.dwellSeconds'],
  ['engagement.idleSeconds', 'engagement.dwellSeconds'],
  ['engagement.hoverSeconds', 'engagement.dwellSeconds'],
  ['engagement.hesitationSeconds', 'engagement.dwellSeconds'],
  ['engagement.formAbandonedSeconds', 'engagement.dwellSeconds'],
  ['visit.secondsInSection', 'visit.seconds'],
  ['visit.pathViews', 'visit.pageViews'],
  ['engagement.repeatedSearches', 'engagement.searches'],
  ['engagement.emptySearches', 'engagement.searches'],
];

/** Whether the facts that these leaves speak of, by their subject, can all have values that go together. `false` is certain. */
export function canValuesStandTogether(known: ReadonlyMap<string, readonly CompiledLeaf[]>): boolean {
  const leaves = [...known.values()].flat();
  const about = (fact: FactName): readonly CompiledLeaf[] => leaves.filter((leaf) => leaf.fact === fact);
  const isPossible = partAndWhole.every(([part, whole]) => {
    const most = Math.min(...about(whole).map(mostIn));
    return about(part).every((leaf) => leastIn(leaf) <= most);
  });
  return isPossible && isReturningPossible(about('visitor.returning'), about('visitor.visits'));
}

/** Who returns has been there before. */
function isReturningPossible(returning: readonly CompiledLeaf[], visits: readonly CompiledLeaf[]): boolean {
  const wants = (wanted: boolean): boolean =>
    returning.some(({ operator, value }) =>
      operator === 'equal' ? value === wanted : operator === 'notEqual' && value === !wanted,
    );
  if (wants(false) && visits.some((leaf) => leastIn(leaf) > 1)) return false;
  return !wants(true) || visits.every((leaf) => mostIn(leaf) >= 2);
}

/** The least value with which a leaf can hold; of what must be more than a bound, a little more. */
function leastIn({ operator, value }: CompiledLeaf): number {
  const numbers = numbersOf(value);
  switch (operator) {
    case 'greaterThan':
      return (numbers[0] ?? -Infinity) + 1e-9;
    case 'greaterThanInclusive':
    case 'between':
      return numbers[0] ?? -Infinity;
    case 'equal':
    case 'in':
      return numbers.length === 0 ? -Infinity : Math.min(...numbers);
    default:
      return -Infinity;
  }
}

function mostIn({ operator, value }: CompiledLeaf): number {
  const numbers = numbersOf(value);
  switch (operator) {
    case 'lessThan':
      return (numbers[0] ?? Infinity) - 1e-9;
    case 'lessThanInclusive':
      return numbers[0] ?? Infinity;
    case 'between':
      return numbers[1] ?? Infinity;
    case 'equal':
    case 'in':
      return numbers.length === 0 ? Infinity : Math.max(...numbers);
    default:
      return Infinity;
  }
}

function numbersOf(value: CompiledLeaf['value']): readonly number[] {
  return [value].flat().filter((entry) => typeof entry === 'number');
}
