import { checkCondition } from './checkCondition.ts';
import type { ConditionSize } from './checkCondition.ts';
import type { Issue, Report } from './issue.ts';
import { at, isObject } from './json.ts';
import { limits } from './limits.ts';

/** A named condition with everything it uses taken in. */
interface Resolved {
  readonly count: number;
  readonly depth: number;
}

/** The named conditions of a rule set, checked. */
export interface NamedConditions {
  /** Those that can be used. */
  readonly usable: ReadonlySet<string>;
  /** Reports uses of unknown or broken names and too deep nesting; gives the number of leaves with all names put in place. */
  readonly measure: (size: ConditionSize, pointer: string, report: Report) => number;
}

/**
 * Checks the named conditions of a rule set and works out how they use each other. A name that is broken, or that
 * leads to itself, makes only those rules unusable that lean on it. Every name is looked at once.
 *
 * @param known - mistakes found before, some of them perhaps inside a named condition.
 */
export function checkNamedConditions(
  conditions: unknown,
  known: readonly Pick<Issue, 'pointer'>[],
  report: Report,
): NamedConditions {
  const sizes = new Map<string, ConditionSize>();
  const broken = new Set<string>();
  const written = Object.entries(isObject(conditions) ? conditions : {});
  // A longer list is refused as a whole; nothing is gained by following it.
  for (const [name, condition] of written.slice(0, limits.namedConditions)) {
    const pointer = at('/conditions', name);
    const reportBroken = (...[code, place, params]: Parameters<Report>): void => {
      if (report(code, place, params) !== false) broken.add(name);
    };
    if (known.some((issue) => issue.pointer.startsWith(`${pointer}/`))) broken.add(name);
    sizes.set(name, checkCondition(condition, pointer, reportBroken));
  }

  const resolved = new Map<string, Resolved | null>();
  const open: string[] = [];
  const resolve = (name: string): Resolved | null => {
    const earlier = resolved.get(name);
    if (earlier !== undefined) return earlier;
    const size = sizes.get(name);
    if (size === undefined) return null;
    open.push(name);
    const answer = takeIn(size, at('/conditions', name), report);
    open.pop();
    const isUsable = answer !== null && !broken.has(name);
    resolved.set(name, isUsable ? answer : null);
    return isUsable ? answer : null;
  };

  const takeIn = (size: ConditionSize, pointer: string, tell: Report): Resolved | null => {
    let { count, depth } = size;
    let isUsable = true;
    for (const use of size.uses) {
      const issue = useIssue(use.name);
      const inner = issue === null ? resolve(use.name) : null;
      if (inner === null) {
        const { code, params } = issue ?? { code: 'broken_condition', params: { name: use.name } };
        tell(code, use.pointer, params);
        isUsable = false;
      } else {
        count = Math.min(count + inner.count, limits.conditions + 1);
        depth = Math.max(depth, use.level - 1 + inner.depth);
      }
    }
    if (depth > limits.conditionDepth) {
      tell('too_deep', pointer, { limit: limits.conditionDepth });
      isUsable = false;
    }
    return isUsable ? { count, depth } : null;
  };

  const useIssue = (name: string): Pick<Issue, 'code' | 'params'> | null => {
    if (!sizes.has(name)) return { code: 'unknown_condition', params: { name, known: [...sizes.keys()] } };
    const start = open.indexOf(name);
    return start < 0 ? null : { code: 'circular_condition', params: { cycle: [...open.slice(start), name] } };
  };

  for (const name of sizes.keys()) resolve(name);
  return {
    usable: new Set([...sizes.keys()].filter((name) => resolved.get(name) != null)),
    measure: (size, pointer, tell) => takeIn(size, pointer, tell)?.count ?? 0,
  };
}
