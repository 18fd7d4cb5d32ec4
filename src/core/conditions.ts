import { factDefinition, factKey } from './facts.ts';
import type {
  FactKey,
  FactName,
  FactParams,
  FactReference,
  FactSnapshot,
  FactUnit,
  FactValue,
} from './facts.ts';
import { operators } from './operators.ts';
import { operatorTests } from './operatorTests.ts';
import type { OperatorName } from './operators.ts';
import { resolvePath } from './path.ts';
import type { Condition, FactOperand, LeafCondition, LeafValue } from './ruleSet.ts';

/** Another fact a leaf compares with. */
export interface CompiledOperand {
  readonly fact: FactName;
  readonly key: FactKey;
  readonly params?: FactParams;
  readonly path?: string;
}

export interface CompiledLeaf extends CompiledOperand {
  readonly kind: 'leaf';
  /** JSON pointer of the leaf in the rule set document. */
  readonly pointer: string;
  /** Already turned into its complement if an odd number of `not` stood above it. */
  readonly operator: OperatorName;
  readonly value: LeafValue;
  readonly operand?: CompiledOperand;
  /** Present if the fact grows and the leaf asks for more of it, so that waiting can make it true. */
  readonly growth?: { readonly unit?: FactUnit; readonly most: number };
}

export interface CompiledGroup {
  readonly kind: 'all' | 'any';
  readonly children: readonly CompiledCondition[];
  readonly pointer: string;
}

/** A condition in negation normal form: there is no `not` and no name in it, only `all`, `any` and leaves. */
export type CompiledCondition = CompiledGroup | CompiledLeaf;

/**
 * Brings a condition to negation normal form: `not` moves to the leaves, where every operator has its complement,
 * and named conditions are put in place. Without a bare `not` an unknown fact can only ever make a condition false.
 *
 * @param named - the named conditions of the rule set, checked before to be known and free of cycles.
 * @param pointer - JSON pointer of `condition` in the document; a named condition keeps its own place.
 */
export function compileCondition(
  condition: Condition,
  named: Readonly<Record<string, Condition>>,
  pointer: string,
): CompiledCondition {
  return normalise(condition, named, pointer, false);
}

function normalise(
  condition: Condition,
  named: Readonly<Record<string, Condition>>,
  pointer: string,
  negated: boolean,
): CompiledCondition {
  if ('not' in condition) return normalise(condition.not, named, `${pointer}/not`, !negated);
  if ('condition' in condition) {
    const { condition: name } = condition;
    const target = Object.hasOwn(named, name) ? named[name] : undefined;
    // Nothing can be said about a name that leads nowhere, so it never holds, negated or not.
    if (target === undefined) return { kind: 'any', children: [], pointer };
    return normalise(target, named, `/conditions/${escapePointer(name)}`, negated);
  }
  if ('fact' in condition) return leafOf(condition, pointer, negated);
  const kind = 'all' in condition ? 'all' : 'any';
  const children = 'all' in condition ? condition.all : condition.any;
  return {
    kind: negated ? (kind === 'all' ? 'any' : 'all') : kind,
    children: children.map((child, index) => normalise(child, named, `${pointer}/${kind}/${index}`, negated)),
    pointer,
  };
}

function leafOf(condition: LeafCondition, pointer: string, negated: boolean): CompiledLeaf {
  const { complement } = operators[condition.operator];
  const { value } = condition;
  return {
    kind: 'leaf',
    pointer,
    ...referenceOf(condition),
    operator: negated && complement !== 'self' ? complement : condition.operator,
    value: negated && complement === 'self' ? value === false : value,
    ...(isFactOperand(value) ? { operand: referenceOf(value) } : {}),
    ...growthOf(condition, negated),
  };
}

function growthOf({ fact, operator, params }: LeafCondition, negated: boolean): Pick<CompiledLeaf, 'growth'> {
  const { grows, unit, range } = factDefinition(fact);
  const effective = negated ? operators[operator].complement : operator;
  // What counts for a while only falls again by itself.
  const isLasting = grows && params?.['withinSeconds'] === undefined;
  if (!isLasting || (effective !== 'greaterThan' && effective !== 'greaterThanInclusive')) return {};
  return { growth: { ...(unit === undefined ? {} : { unit }), most: range?.[1] ?? Infinity } };
}

function referenceOf({ fact, params, path }: FactOperand): CompiledOperand {
  return {
    fact,
    key: factKey(fact, params),
    ...(params === undefined ? {} : { params }),
    ...(path === undefined ? {} : { path }),
  };
}

/** Whether the value of a condition is another fact. */
export function isFactOperand(value: unknown): value is FactOperand {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, 'fact');
}

/** A name as one step of a JSON pointer (RFC 6901). */
export function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** What a condition and each of its parts came to, in the shape of the condition. */
export interface Trace {
  readonly pointer: string;
  readonly kind: 'all' | 'any' | 'leaf';
  readonly matched: boolean;
  readonly fact?: FactName;
  readonly params?: FactParams;
  readonly operator?: OperatorName;
  /** The value of the condition, or the present value of the fact it compares with (absent if that is unknown). */
  readonly wanted?: LeafValue | FactValue;
  /** Absent if the fact is unknown. */
  readonly actual?: FactValue;
  /** True if the leaf counted as matched because its fact is not asked for yet. */
  readonly open?: true;
  readonly children?: readonly Trace[];
}

/**
 * Evaluates a condition and keeps what every part came to. A leaf on a fact in `open`, whose value is not asked for
 * yet, counts as matched: the answer is then "this could still hold", never a wrong no.
 */
export function evaluateCondition(
  condition: CompiledCondition,
  snapshot: FactSnapshot,
  open?: ReadonlySet<FactName>,
): Trace {
  const { kind, pointer } = condition;
  if (kind !== 'leaf') {
    const children = condition.children.map((child) => evaluateCondition(child, snapshot, open));
    const isMatched = (child: Trace): boolean => child.matched;
    const matched =
      kind === 'all' ? children.length > 0 && children.every(isMatched) : children.some(isMatched);
    return { pointer, kind, matched, children };
  }
  const actual = read(condition, snapshot);
  const wanted = wantedBy(condition, snapshot);
  const isOpen = isLeafOpen(condition, open);
  return {
    pointer,
    kind,
    matched: isOpen || operatorTests[condition.operator](actual, wanted),
    fact: condition.fact,
    ...(condition.params && { params: condition.params }),
    operator: condition.operator,
    ...(wanted === undefined ? {} : { wanted }),
    ...(actual === undefined ? {} : { actual }),
    ...(isOpen && { open: true }),
  };
}

/** The answer of {@link evaluateCondition} alone, found with as few looks as possible. An empty list never matches. */
export function matches(
  condition: CompiledCondition,
  snapshot: FactSnapshot,
  open?: ReadonlySet<FactName>,
): boolean {
  if (condition.kind === 'leaf') {
    return (
      isLeafOpen(condition, open) ||
      operatorTests[condition.operator](read(condition, snapshot), wantedBy(condition, snapshot))
    );
  }
  const { kind, children } = condition;
  const holds = (child: CompiledCondition): boolean => matches(child, snapshot, open);
  return kind === 'all' ? children.length > 0 && children.every(holds) : children.some(holds);
}

function isLeafOpen(leaf: CompiledLeaf, open: ReadonlySet<FactName> | undefined): boolean {
  return (
    open !== undefined && (open.has(leaf.fact) || (leaf.operand !== undefined && open.has(leaf.operand.fact)))
  );
}

function read({ key, path }: CompiledOperand, snapshot: FactSnapshot): FactValue | undefined {
  const value = snapshot.get(key);
  return path === undefined ? value : resolvePath(value, path);
}

function wantedBy(leaf: CompiledLeaf, snapshot: FactSnapshot): LeafValue | FactValue | undefined {
  return leaf.operand === undefined ? leaf.value : read(leaf.operand, snapshot);
}

/** A fact that still has to grow, with the amounts in the unit of the fact. */
export interface MissingFact {
  readonly fact: FactName;
  readonly params?: FactParams;
  readonly unit?: FactUnit;
  readonly wanted: number;
  readonly actual: number;
  readonly missing: number;
}

/** What is missing on the way to a match, by the key of the fact. */
export type Way = ReadonlyMap<FactKey, MissingFact>;

/**
 * What is missing on the shortest way to a match (fewest facts, then the smallest share), if waiting alone can
 * bring it: every missing leaf asks for more of a number that grows. Empty when the condition holds already;
 * `null` when something else is missing, or when growing, or the time it takes, would break another part of the condition.
 */
export function nearMiss(
  condition: CompiledCondition,
  snapshot: FactSnapshot,
  open?: ReadonlySet<FactName>,
): readonly MissingFact[] | null {
  const way = wayToMatch(condition, snapshot, open);
  return way && [...way.values()];
}

/** The same as {@link nearMiss}, by the key of the fact. */
export function wayToMatch(
  condition: CompiledCondition,
  snapshot: FactSnapshot,
  open?: ReadonlySet<FactName>,
): Way | null {
  const way = shortestWay(condition, snapshot, open);
  if (way === null) return null;
  const later = new Map(snapshot);
  let seconds = 0;
  for (const [key, { unit, wanted, missing }] of way) {
    later.set(key, wanted);
    if (unit === 'seconds') seconds = Math.max(seconds, missing);
  }
  for (const clock of clocks) {
    const now = snapshot.get(clock);
    if (typeof now === 'number') later.set(clock, now + seconds);
  }
  return matches(condition, later, open) ? way : null;
}

/** They go on while any other seconds grow. */
const clocks: readonly FactName[] = ['engagement.dwellSeconds', 'visit.seconds'];

/** To where one is already. */
const noWay: Way = new Map();

function shortestWay(
  condition: CompiledCondition,
  snapshot: FactSnapshot,
  open: ReadonlySet<FactName> | undefined,
): Way | null {
  if (matches(condition, snapshot, open)) return noWay;
  if (condition.kind === 'leaf') {
    const missing = missingFactOf(condition, snapshot);
    return missing === null ? null : new Map([[condition.key, missing]]);
  }
  if (condition.kind === 'any') {
    return condition.children
      .map((child) => shortestWay(child, snapshot, open))
      .reduce((best, way) => (way !== null && (best === null || isShorter(way, best)) ? way : best), null);
  }
  if (condition.children.length === 0) return null;
  const together = new Map<FactKey, MissingFact>();
  for (const child of condition.children) {
    const way = shortestWay(child, snapshot, open);
    // Most rules fail on something that no waiting brings, such as the page: the rest need not be looked at.
    if (way === null) return null;
    for (const [key, missing] of way) {
      if (missing.wanted > (together.get(key)?.wanted ?? -Infinity)) together.set(key, missing);
    }
  }
  return together;
}

function missingFactOf(leaf: CompiledLeaf, snapshot: FactSnapshot): MissingFact | null {
  const least = wantedBy(leaf, snapshot);
  const actual = read(leaf, snapshot) ?? 0;
  if (leaf.growth === undefined || typeof least !== 'number' || typeof actual !== 'number') return null;
  const { unit, most } = leaf.growth;
  const wanted = leaf.operator === 'greaterThan' ? nextAbove(least) : least;
  // A bound that nothing is missing to is not reached for want of the fact itself.
  if (wanted > most || wanted <= actual) return null;
  return {
    fact: leaf.fact,
    ...(leaf.params && { params: leaf.params }),
    ...(unit && { unit }),
    wanted,
    actual,
    missing: wanted - actual,
  };
}

/** The next value worth telling above a bound: facts count in whole numbers unless the rule itself does not. */
export function nextAbove(bound: number): number {
  return Number.isInteger(bound) ? bound + 1 : bound + 0.01;
}

function isShorter(way: Way, other: Way): boolean {
  return way.size === other.size ? largestShare(way) < largestShare(other) : way.size < other.size;
}

function largestShare(way: Way): number {
  return Math.max(0, ...[...way.values()].map(({ missing, wanted }) => missing / Math.max(wanted, 1)));
}

/** Every fact a condition names, once each, in the order of the condition. */
export function factReferences(condition: CompiledCondition): readonly FactReference[] {
  const found = new Map<FactKey, FactReference>();
  for (const leaf of leavesOf(condition)) {
    for (const reference of leaf.operand === undefined ? [leaf] : [leaf, leaf.operand]) {
      const { fact, params } = reference;
      if (!found.has(reference.key)) {
        found.set(reference.key, params === undefined ? { fact } : { fact, params });
      }
    }
  }
  return [...found.values()];
}

/** The leaves of a condition from left to right. */
export function leavesOf(condition: CompiledCondition): readonly CompiledLeaf[] {
  return condition.kind === 'leaf' ? [condition] : condition.children.flatMap(leavesOf);
}

/** A condition as json-rules-engine takes it. */
export type EngineCondition =
  { readonly all: readonly EngineCondition[] } | { readonly any: readonly EngineCondition[] } | LeafCondition;

/** The compiled condition in the words of json-rules-engine, made anew so that the engine may do with it as it likes. */
export function toEngineCondition(condition: CompiledCondition): EngineCondition {
  if (condition.kind === 'leaf') {
    const { fact, operator, value, params, path } = condition;
    return {
      fact,
      operator,
      value: structuredCopy(value),
      ...(params === undefined ? {} : { params: { ...params } }),
      ...(path === undefined ? {} : { path }),
    };
  }
  // json-rules-engine takes an empty group to be true; nothing is ever in an empty list.
  if (condition.children.length === 0) return { fact: 'page.path', operator: 'in', value: [] };
  const children = condition.children.map(toEngineCondition);
  return condition.kind === 'all' ? { all: children } : { any: children };
}

function structuredCopy(value: LeafValue): LeafValue {
  if (Array.isArray(value)) return [...(value as readonly (string | number)[])];
  if (isFactOperand(value)) {
    return { ...value, ...(value.params === undefined ? {} : { params: { ...value.params } }) };
  }
  return value;
}
