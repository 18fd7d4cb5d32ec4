import type { CompiledRuleSet } from '../../core/compile.ts';
import { leavesOf } from '../../core/conditions.ts';
import type { CompiledLeaf } from '../../core/conditions.ts';

/** Every leaf of a rule set: of what rules ask for, what silences them, and what withdraws an invitation. */
export function allLeaves({ rules, suppressing }: CompiledRuleSet): readonly CompiledLeaf[] {
  const conditions = [
    ...[...rules, ...suppressing].map(({ condition }) => condition),
    ...rules.flatMap(({ withdrawWhen }) => (withdrawWhen === null ? [] : [withdrawWhen])),
  ];
  return conditions.flatMap(leavesOf);
}

/** The texts a leaf compares with, and where they stand. */
export function textsOf({
  value,
  pointer,
}: CompiledLeaf): readonly (readonly [text: string, pointer: string])[] {
  if (typeof value === 'string') return [[value, `${pointer}/value`]];
  return Array.isArray(value)
    ? value.flatMap((entry: unknown, index) =>
        typeof entry === 'string' ? [[entry, `${pointer}/value/${index}`] as const] : [],
      )
    : [];
}
