import type { CompiledCondition, CompiledLeaf } from '../../core/conditions.ts';
import { factDefinition } from '../../core/facts.ts';
import type { FactName, FactValue } from '../../core/facts.ts';
import { operators } from '../../core/operators.ts';
import { operatorTests } from '../../core/operatorTests.ts';
import { matchesPathPattern } from '../../core/pathPattern.ts';
import { canValuesStandTogether } from './relatedFacts.ts';
import { instancesOf, patternsMeet, prefixOf } from './pathPatterns.ts';

/**
 * Whether these conditions can all hold at once. `false` is certain; `true` may also mean that it could not be found
 * out.
 */
export function canHoldTogether(conditions: readonly CompiledCondition[]): boolean {
  let steps = 5000;
  const search = (todo: readonly CompiledCondition[], before: Known): boolean => {
    steps -= 1;
    if (steps < 0) return true;
    const known = new Map(before);
    const choices: CompiledCondition[] = [];
    const waiting = [...todo];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next.kind === 'leaf') {
        const subject = subjectOf(next);
        const leaves = [...(known.get(subject) ?? []), next];
        if (!canOneValueHold(leaves)) return false;
        known.set(subject, leaves);
      } else if (next.kind === 'all' && next.children.length > 0) {
        waiting.push(...next.children);
      } else {
        choices.push(next);
      }
    }
    if (!canValuesStandTogether(known)) return false;
    const [choice, ...others] = choices;
    if (choice === undefined) return true;
    // An empty list never holds.
    return choice.kind !== 'leaf' && choice.children.some((child) => search([child, ...others], known));
  };
  return search(conditions, new Map());
}

type Known = ReadonlyMap<string, readonly CompiledLeaf[]>;

/** Whether the second holds wherever the first does. `true` is certain. */
export function implies(first: CompiledCondition, second: CompiledCondition): boolean {
  const certain = leavesThatMustHold(first).filter(isAboutValue);
  // What the first does not ask for may be unknown, or of another type, and then nothing about it holds.
  const isDecided = leavesIn(second).every((leaf) => {
    const asked = certain.filter((other) => subjectOf(other) === subjectOf(leaf));
    if (!isAboutValue(leaf)) return true;
    if (mayBeOfAnyType(leaf)) return asked.some((other) => saySame(other, leaf));
    return asked.length > 0 || (isAlwaysKnown(leaf.fact) && leaf.path === undefined);
  });
  return isDecided && !canHoldTogether([first, opposite(second)]);
}

function mayBeOfAnyType({ fact, path }: CompiledLeaf): boolean {
  const { type, members } = factDefinition(fact);
  return type === 'any' || (path !== undefined && members === 'any');
}

/** The condition that holds where this one does not, as far as its facts are known. */
export function opposite(condition: CompiledCondition): CompiledCondition {
  if (condition.kind !== 'leaf') {
    return {
      ...condition,
      kind: condition.kind === 'all' ? 'any' : 'all',
      children: condition.children.map(opposite),
    };
  }
  const { complement } = operators[condition.operator];
  return complement === 'self'
    ? { ...condition, value: condition.value === false }
    : { ...condition, operator: complement };
}

/** Whether a condition holds whatever the page and the visitor. `true` is certain. */
export function isAlwaysSo(condition: CompiledCondition): boolean {
  const isCertain = leavesThatMustHold(condition).every(({ fact }) => isAlwaysKnown(fact));
  return isCertain && !canHoldTogether([opposite(condition)]);
}

/** Facts of the address, which is there as soon as the page is. */
export function isAlwaysKnown(fact: FactName): boolean {
  return factDefinition(fact).owner === 'url';
}

/** The leaves without which a condition cannot hold. */
export function leavesThatMustHold(condition: CompiledCondition): readonly CompiledLeaf[] {
  if (condition.kind === 'leaf') return [condition];
  const isCertain = condition.kind === 'all' || condition.children.length === 1;
  return isCertain ? condition.children.flatMap(leavesThatMustHold) : [];
}

/** Whether a leaf holds only where its fact is known. */
function isAboutValue({ operator }: CompiledLeaf): boolean {
  return operator !== 'isKnown';
}

function leavesIn(condition: CompiledCondition): readonly CompiledLeaf[] {
  return condition.kind === 'leaf' ? [condition] : condition.children.flatMap(leavesIn);
}

/** What a leaf speaks about: leaves of one subject look at one value. */
export function subjectOf({ key, path = '' }: CompiledLeaf): string {
  return `${key} ${path}`;
}

/** Whether some value of their common subject can satisfy these leaves; `false` is certain. */
export function canOneValueHold(leaves: readonly CompiledLeaf[]): boolean {
  if (leaves.some((leaf) => leaves.some((other) => areOpposites(leaf, other)))) return false;
  const [first] = leaves.filter(({ operand }) => operand === undefined);
  if (first === undefined) return true;
  const plain = [...leaves.filter(({ operand }) => operand === undefined), ...whatIsAlwaysSo(first)];
  const values = everyValueWorthTrying(first, plain);
  if (values === null) return canOneTextHold(plain);
  return values.some((value) => plain.every((leaf) => operatorTests[leaf.operator](value, leaf.value)));
}

/** Every path begins with a slash, and every address with its scheme. */
function whatIsAlwaysSo(leaf: CompiledLeaf): readonly CompiledLeaf[] {
  if (leaf.fact === 'page.url') return [{ ...leaf, operator: 'startsWith', value: 'http' }];
  if (leaf.fact !== 'page.path') return [];
  return [
    { ...leaf, operator: 'startsWith', value: '/' },
    { ...leaf, operator: 'matchesPath', value: '/**' },
  ];
}

function areOpposites(leaf: CompiledLeaf, other: CompiledLeaf): boolean {
  const { complement } = operators[leaf.operator];
  if (complement !== other.operator && complement !== 'self') return false;
  return saySame(opposite(leaf) as CompiledLeaf, other);
}

function saySame(leaf: CompiledLeaf, other: CompiledLeaf): boolean {
  return leaf.operator === other.operator && JSON.stringify(leaf.value) === JSON.stringify(other.value);
}

/**
 * Values of a subject such that, if none of them satisfies the leaves, no value does; `null` if there are none. An
 * unknown value is among them where the fact can be unknown.
 */
function everyValueWorthTrying(
  { fact, path }: CompiledLeaf,
  leaves: readonly CompiledLeaf[],
): readonly (FactValue | undefined)[] | null {
  const { type, members = 'text', values, range } = factDefinition(fact);
  const unknown = isAlwaysKnown(fact) && path === undefined ? [] : [undefined];
  if (type === 'boolean') return [true, false, ...unknown];
  if (values !== undefined) return [...values, ...unknown];
  const named = leaves.filter(({ operator }) => operator === 'equal' || operator === 'in');
  if (named.length > 0) return [...named.flatMap(({ value }) => value as FactValue[]), ...unknown];
  const actualType = path === undefined ? type : members;
  if (actualType === 'number' || leaves.some(({ operator }) => isAboutNumbers.has(operator))) {
    return [...numbersWorthTrying(leaves, range), ...unknown];
  }
  return leaves.some(({ operator, value }) => operator === 'isKnown' && value === false) ? unknown : null;
}

const isAboutNumbers: ReadonlySet<string> = new Set([
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
  'between',
  'notBetween',
]);

/** Every bound, and a number on each side of it. */
function numbersWorthTrying(
  leaves: readonly CompiledLeaf[],
  [least, most]: readonly [number, number] = [-1e15, 1e15],
): readonly number[] {
  const bounds = leaves.flatMap(({ value }) =>
    (Array.isArray(value) ? (value as readonly unknown[]) : [value]).filter(
      (bound): bound is number => typeof bound === 'number',
    ),
  );
  const points = [...new Set([least, most, ...bounds])].sort((a, b) => a - b);
  const between = points.slice(1).map((point, index) => (point + (points[index] ?? point)) / 2);
  return [...points, ...between].filter((point) => point >= least && point <= most);
}

/** For texts, of which there are endlessly many: the ways in which two leaves exclude each other. */
function canOneTextHold(leaves: readonly CompiledLeaf[]): boolean {
  return leaves.every((leaf) => leaves.every((other) => leaf === other || !exclude(leaf, other)));
}

function exclude(leaf: CompiledLeaf, other: CompiledLeaf): boolean {
  const { value: a } = leaf;
  const { value: b } = other;
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  const isList = factDefinition(leaf.fact).type === 'list';
  switch (`${leaf.operator} ${other.operator}`) {
    case 'startsWith startsWith':
      return !a.startsWith(b) && !b.startsWith(a);
    case 'endsWith endsWith':
      return !a.endsWith(b) && !b.endsWith(a);
    case 'startsWith doesNotStartWith':
      return a.startsWith(b);
    case 'endsWith doesNotEndWith':
      return a.endsWith(b);
    case 'contains doesNotContain':
      return isList ? a === b : a.includes(b);
    case 'startsWith doesNotContain':
    case 'endsWith doesNotContain':
      return a.includes(b);
    case 'matchesPath matchesPath':
      return !patternsMeet(a, b);
    case 'matchesPath doesNotMatchPath':
      return instancesOf(a).every((path) => matchesPathPattern(path, b));
    case 'matchesPath startsWith':
      return !prefixOf(a).startsWith(b) && !b.startsWith(prefixOf(a));
    default:
      return false;
  }
}
