import type { CompiledCondition, CompiledLeaf } from '../../core/conditions.ts';
import { operatorPhrases } from '../../core/operatorDocs.ts';
import type { Condition, Rule } from '../../core/ruleSet.ts';
import { at } from '../json.ts';
import {
  canHoldTogether,
  canOneValueHold,
  implies,
  isAlwaysKnown,
  isAlwaysSo,
  leavesThatMustHold,
  opposite,
  subjectOf,
} from './satisfiable.ts';
import { quote, quotedList } from './warning.ts';
import type { Linted, Warn } from './warning.ts';

/** Conditions that hold never or always, and parts of conditions that make no difference. */
export function lintConditions({ ruleSet, compiled, neverHolds }: Linted, warn: Warn): void {
  const lintCondition = (condition: CompiledCondition, pointer: string): void => {
    // One mistake is told once: of the value, which says how to mend it.
    const rest = without(neverHolds, condition);
    if (rest !== null) lintWhole(rest, pointer, warn);
  };
  for (const { condition, index } of compiled.suppressing) {
    lintCondition(condition, `/rules/${index}/conditions`);
  }
  for (const { condition, withdrawWhen, index } of compiled.rules) {
    lintCondition(condition, `/rules/${index}/conditions`);
    if (isAlwaysSo(condition)) {
      warn(
        'always_holds',
        `/rules/${index}/conditions`,
        'These conditions hold for every visitor on every page, at once.',
        'Say when the visitor may want help, for example by "engagement.engagedSeconds".',
      );
    }
    if (withdrawWhen !== null) lintCondition(withdrawWhen, `/rules/${index}/withdrawWhen`);
  }
  const used = new Set(ruleSet.rules.flatMap((rule) => conditionsOf(rule).flatMap(namesIn)));
  const named = ruleSet.conditions ?? {};
  for (let before = -1; before !== used.size;) {
    before = used.size;
    for (const name of [...used]) {
      const condition = named[name];
      if (condition !== undefined) namesIn(condition).forEach((inner) => used.add(inner));
    }
  }
  for (const name of Object.keys(named).filter((candidate) => !used.has(candidate))) {
    warn(
      'unused_condition',
      at('/conditions', name),
      `No rule uses the condition ${quote(name)}.`,
      'Use it or remove it.',
    );
  }
}

/** A condition without some of its leaves; `null`: nothing is left. */
function without(
  isOut: (leaf: CompiledLeaf) => boolean,
  condition: CompiledCondition,
): CompiledCondition | null {
  if (condition.kind === 'leaf') return isOut(condition) ? null : condition;
  const children = condition.children.flatMap((child) => without(isOut, child) ?? []);
  return children.length === 0 && condition.children.length > 0 ? null : { ...condition, children };
}

function lintWhole(condition: CompiledCondition, pointer: string, warn: Warn): void {
  if (!canHoldTogether([condition])) {
    const leaves = leavesThatMustHold(condition);
    const clash = clashIn(leaves) ?? crossingIn(leaves);
    if (clash === null) {
      warn('never_holds', pointer, 'These conditions can never hold together.', 'Take one of them out.');
    } else {
      const [leaf, others] = clash;
      const against = others.length === 0 ? '' : ` together with ${others.map(describe).join(' and ')}`;
      warn(
        'contradiction',
        leaf.pointer,
        `${describe(leaf)} can never hold${against}.`,
        others.length === 0
          ? 'Write a value the fact can have, or remove the condition.'
          : 'Remove one of them, or put them into an "any".',
      );
    }
    return;
  }
  if (isAlwaysSo(condition)) return;
  lintParts(condition, [], warn);
}

/** Looks into a condition that can hold. `around` must hold with it. */
function lintParts(condition: CompiledCondition, around: readonly CompiledLeaf[], warn: Warn): void {
  if (condition.kind === 'leaf') {
    if (canOneValueHold([opposite(condition) as CompiledLeaf]) || condition.operator === 'isKnown') return;
    warn(
      'always_true',
      condition.pointer,
      `${describe(condition)} holds whatever the value.`,
      isAlwaysKnown(condition.fact)
        ? 'Remove it.'
        : 'Write a value that makes a difference, or use "isKnown" if that is what it is for.',
    );
    return;
  }
  const { kind, children } = condition;
  const leaves = children.filter((child): child is CompiledLeaf => child.kind === 'leaf');
  const certain = kind === 'all' ? [...around, ...leavesThatMustHold(condition)] : around;
  if (kind === 'any' && children.length > 1) {
    const isCovered = leaves.length === children.length && new Set(leaves.map(subjectOf)).size === 1;
    if (isCovered && !canHoldTogether(leaves.map(opposite))) {
      warn(
        'always_true',
        condition.pointer,
        `One of ${leaves.map(describe).join(' and ')} holds whatever the value.`,
        'Remove them, or leave a gap between them.',
      );
      return;
    }
    for (const child of children) {
      if (canHoldTogether([...around, child])) continue;
      warn(
        'dead_branch',
        child.pointer,
        'This can never hold, because of what has to hold besides.',
        'Remove it, or move it to where it can hold.',
      );
    }
  }
  for (const [index, leaf] of leaves.entries()) {
    const other = leaves.find(
      (candidate, place) => place !== index && makesNeedless(candidate, leaf, kind, place < index),
    );
    if (other === undefined) continue;
    warn(
      'redundant_condition',
      leaf.pointer,
      `${describe(leaf)} makes no difference beside ${describe(other)}.`,
      'Remove one of the two.',
    );
  }
  for (const child of children) lintParts(child, certain, warn);
}

/** Whether a leaf says nothing that another of its list does not say. Of two that say the same, the second. */
function makesNeedless(
  other: CompiledLeaf,
  leaf: CompiledLeaf,
  kind: 'all' | 'any',
  isEarlier: boolean,
): boolean {
  if (subjectOf(other) !== subjectOf(leaf)) return false;
  const [narrow, wide] = kind === 'all' ? [other, leaf] : [leaf, other];
  if (!implies(narrow, wide)) return false;
  return isEarlier || !implies(wide, narrow);
}

/** A leaf that cannot hold with those before it, and those it clashes with. */
function clashIn(leaves: readonly CompiledLeaf[]): readonly [CompiledLeaf, readonly CompiledLeaf[]] | null {
  for (const [index, leaf] of leaves.entries()) {
    const before = leaves.slice(0, index).filter((other) => subjectOf(other) === subjectOf(leaf));
    if (canOneValueHold([...before, leaf])) continue;
    if (!canOneValueHold([leaf])) return [leaf, []];
    const single = before.find((other) => !canOneValueHold([other, leaf]));
    return [leaf, single === undefined ? before : [single]];
  }
  return null;
}

/** Two leaves on different facts that can never hold together, the later one first. */
function crossingIn(
  leaves: readonly CompiledLeaf[],
): readonly [CompiledLeaf, readonly CompiledLeaf[]] | null {
  for (const [index, leaf] of leaves.entries()) {
    const other = leaves.slice(0, index).find((earlier) => !canHoldTogether([earlier, leaf]));
    if (other !== undefined) return [leaf, [other]];
  }
  return null;
}

/** A leaf in words, in quotes of its own: “page.path matches "/pricing/**"”. */
function describe({ fact, path, operator, value, operand }: CompiledLeaf): string {
  const subject = path === undefined ? fact : `${fact} ${path}`;
  const wanted = operand?.fact ?? (Array.isArray(value) ? quotedList(value) : quote(value));
  return `“${subject} ${operatorPhrases[operator]} ${wanted}”`;
}

function conditionsOf(rule: Rule): readonly Condition[] {
  const withdrawWhen = rule.kind === 'suppress' ? undefined : rule.withdrawWhen;
  return withdrawWhen === undefined ? [rule.conditions] : [rule.conditions, withdrawWhen];
}

function namesIn(condition: Condition): readonly string[] {
  if ('condition' in condition) return [condition.condition];
  if ('not' in condition) return namesIn(condition.not);
  if ('all' in condition) return condition.all.flatMap(namesIn);
  return 'any' in condition ? condition.any.flatMap(namesIn) : [];
}
