import { byPriority } from '../../core/compile.ts';
import type { CompiledRule } from '../../core/compile.ts';
import type { InvitingRule, RuleSet } from '../../core/ruleSet.ts';
import { canHoldTogether, implies, isAlwaysSo, leavesThatMustHold } from './satisfiable.ts';
import { quote } from './warning.ts';
import type { Linted, Warn } from './warning.ts';

/** Rules that stand in the way of each other, or in their own. */
export function lintRules(linted: Linted, warn: Warn): void {
  const { ruleSet, compiled, active } = linted;
  // What never holds has been told of.
  const holding = active.filter(
    ({ condition }) => canHoldTogether([condition]) && !leavesThatMustHold(condition).some(linted.neverHolds),
  );
  lintOrder(holding, ruleSet, warn);
  lintSuppression(linted, warn);
  lintGroups(ruleSet, warn);
  for (const { rule, index, condition, withdrawWhen } of compiled.rules) {
    if (withdrawWhen !== null && implies(condition, withdrawWhen)) {
      warn(
        'withdraws_itself',
        `/rules/${index}/withdrawWhen`,
        'This holds whenever the conditions of the rule do, so the rule never invites.',
        'Name what happens after the invitation, such as an event.',
      );
    }
    if (rule.enabled === false) {
      warn(
        'switched_off',
        `/rules/${index}/enabled`,
        `The rule ${quote(rule.id)} is switched off.`,
        'Remove the rule if it stays so.',
      );
    } else if ((rule.tests ?? []).length === 0) {
      warn(
        'no_tests',
        `/rules/${index}`,
        `The rule ${quote(rule.id)} has no tests.`,
        'Add "tests" with a case in which it invites and one in which it does not.',
      );
    }
  }
  if (ruleSet.paused === true) {
    warn(
      'switched_off',
      '/paused',
      'The rule set is paused, so nobody is invited.',
      'Remove "paused" to go on.',
    );
  }
}

function lintOrder(active: readonly CompiledRule[], ruleSet: RuleSet, warn: Warn): void {
  const ordered = [...active].sort(byPriority);
  for (const [place, later] of ordered.entries()) {
    const earlier = ordered.slice(0, place);
    const shadow = earlier.find(
      (other) => leavesNoRoom(other, later.rule, ruleSet) && implies(later.condition, other.condition),
    );
    if (shadow !== undefined) {
      warn(
        'shadowed',
        `/rules/${later.index}`,
        `Wherever ${quote(later.rule.id)} matches, ${quote(shadow.rule.id)} matches too and goes first, so it never gets its turn.`,
        `Give it a higher "priority" than ${quote(shadow.rule.id)}, or narrow the conditions of that one.`,
      );
      continue;
    }
    const rival = earlier.find(
      (other) =>
        (other.rule.priority ?? 1) === (later.rule.priority ?? 1) &&
        canHoldTogether([other.condition, later.condition]),
    );
    if (rival !== undefined) {
      warn(
        'equal_priority',
        `/rules/${later.index}`,
        `${quote(rival.rule.id)} can match at the same time and has the same priority, so it goes first only because it stands before.`,
        'Give the two different priorities.',
      );
    }
  }
}

/** Whether the second rule is refused whenever the first, which goes first, has invited, and also when that is refused. */
function leavesNoRoom({ rule }: CompiledRule, later: InvitingRule, { limits: forAll }: RuleSet): boolean {
  const { schedule, samplePercent = 100, limits, withdrawWhen, group } = rule;
  // Without that, the later one has its turn on the same page when the first has been answered.
  const isOnlyOne =
    (group !== undefined && group === later.group) || forAll?.max?.some(({ count }) => count === 1);
  return (
    isOnlyOne === true &&
    schedule === undefined &&
    samplePercent === 100 &&
    limits === undefined &&
    withdrawWhen === undefined
  );
}

function lintSuppression({ compiled, active }: Linted, warn: Warn): void {
  for (const { rule, index, condition } of compiled.suppressing) {
    if (rule.enabled === false || rule.schedule !== undefined) continue;
    if (isAlwaysSo(condition)) {
      const whom =
        rule.group === undefined ? 'nobody is ever invited' : `the group ${quote(rule.group)} never invites`;
      warn(
        'suppresses_everything',
        `/rules/${index}/conditions`,
        `The conditions of ${quote(rule.id)} hold on every page at all times, so ${whom}.`,
        'Narrow them, give the rule a "schedule", or set "paused" of the rule set if that is what is meant.',
      );
      continue;
    }
    for (const other of active) {
      if (rule.group !== undefined && rule.group !== other.rule.group) continue;
      if (!implies(other.condition, condition)) continue;
      warn(
        'suppresses_rule',
        `/rules/${other.index}`,
        `Wherever ${quote(other.rule.id)} matches, ${quote(rule.id)} silences it.`,
        `Narrow the conditions of ${quote(rule.id)}, or remove the rule.`,
      );
    }
  }
}

function lintGroups({ rules }: RuleSet, warn: Warn): void {
  for (const [index, rule] of rules.entries()) {
    const { group } = rule;
    if (group === undefined) continue;
    const inviting = rules.filter((other) => other.kind !== 'suppress' && other.group === group);
    if (rule.kind === 'suppress' && inviting.length === 0) {
      warn(
        'group_of_none',
        `/rules/${index}/group`,
        `No rule that invites belongs to the group ${quote(group)}, so this one silences nobody.`,
        'Mend the name, or remove "group" to silence all rules.',
      );
    } else if (rule.kind !== 'suppress' && rules.every((other) => other === rule || other.group !== group)) {
      warn(
        'group_of_one',
        `/rules/${index}/group`,
        `${quote(rule.id)} is the only rule of the group ${quote(group)}, so there is nothing for it to exclude.`,
        'Mend the name, or remove "group".',
      );
    }
  }
}
