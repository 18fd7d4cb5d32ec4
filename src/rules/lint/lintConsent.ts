import type { CompiledLeaf } from '../../core/conditions.ts';
import { factDefinition } from '../../core/facts.ts';
import type { Condition, RuleSet } from '../../core/ruleSet.ts';
import { leavesThatMustHold } from './satisfiable.ts';
import { quote } from './warning.ts';
import type { Linted, Warn } from './warning.ts';

/** What changes its meaning for visitors who have not consented to being recognised. */
export function lintConsent({ ruleSet, compiled }: Linted, warn: Warn): void {
  for (const { rule, index } of compiled.rules) {
    for (const key of ['conditions', 'withdrawWhen'] as const) {
      const condition = rule[key];
      if (condition !== undefined) lintNegations(condition, `/rules/${index}/${key}`, ruleSet, warn);
    }
  }
  for (const { rule, index, condition } of compiled.suppressing) {
    const personal = leavesThatMustHold(condition).find(isPersonal);
    if (personal === undefined) continue;
    warn(
      'suppressing_needs_consent',
      `/rules/${index}/conditions`,
      `Without consent ${quote(personal.fact)} is unknown, so ${quote(rule.id)} silences nobody then.`,
      'Put it the other way round, as a condition of the rules that invite, to be silent also without consent.',
    );
  }
}

function isPersonal({ fact }: Pick<CompiledLeaf, 'fact'>): boolean {
  return factDefinition(fact).purpose === 'personalization';
}

function lintNegations(condition: Condition, pointer: string, ruleSet: RuleSet, warn: Warn): void {
  if ('not' in condition) {
    const personal = factsIn(condition.not, ruleSet).find((fact) => isPersonal({ fact }));
    if (personal === undefined) return;
    warn(
      'negated_personal_fact',
      `${pointer}/not`,
      `${quote(personal)} is unknown without consent to personalization, and "not" does not hold for what is unknown: such visitors are never invited.`,
      'If they should be, add an "any" with "isKnown" false beside it.',
    );
  } else if ('all' in condition) {
    condition.all.forEach((child, index) => lintNegations(child, `${pointer}/all/${index}`, ruleSet, warn));
  } else if ('any' in condition) {
    condition.any.forEach((child, index) => lintNegations(child, `${pointer}/any/${index}`, ruleSet, warn));
  }
}

function factsIn(condition: Condition, ruleSet: RuleSet): readonly CompiledLeaf['fact'][] {
  if ('fact' in condition) return [condition.fact];
  if ('not' in condition) return factsIn(condition.not, ruleSet);
  if ('condition' in condition) {
    const named = ruleSet.conditions?.[condition.condition];
    return named === undefined ? [] : factsIn(named, ruleSet);
  }
  return ('all' in condition ? condition.all : condition.any).flatMap((child) => factsIn(child, ruleSet));
}
