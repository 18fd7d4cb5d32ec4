import { compileRuleSet } from '../../core/compile.ts';
import type { CompiledLeaf } from '../../core/conditions.ts';
import type { RuleSet } from '../../core/ruleSet.ts';
import type { Issue } from '../issue.ts';
import { pointersInDocument } from '../rulePlaces.ts';
import { lintAddresses } from './lintAddresses.ts';
import { lintAvailability } from './lintAvailability.ts';
import { lintBraces } from './lintBraces.ts';
import { lintConditions } from './lintConditions.ts';
import { lintConsent } from './lintConsent.ts';
import { lintContext } from './lintContext.ts';
import { lintLimits } from './lintLimits.ts';
import { lintRefused } from './lintRefused.ts';
import { lintRules } from './lintRules.ts';
import { lintSchedules } from './lintSchedules.ts';
import { lintSelectors } from './lintSelectors.ts';
import { lintShares } from './lintShares.ts';
import { lintTexts } from './lintTexts.ts';
import { lintUnits } from './lintUnits.ts';
import { lintValues } from './lintValues.ts';
import { lintWidget } from './lintWidget.ts';
import type { LintFamily, LintSettings, Linted, Warning, WarningCode } from './warning.ts';

const families: readonly LintFamily[] = [
  // First, since what has been told of a value need not be told of its condition.
  lintAddresses,
  lintValues,
  lintSelectors,
  lintConditions,
  lintLimits,
  lintShares,
  lintSchedules,
  lintUnits,
  lintTexts,
  lintBraces,
  lintContext,
  lintAvailability,
  lintRefused,
  lintConsent,
  lintWidget,
  // Last, since a rule that has been found never to hold stands in nobody's way.
  lintRules,
];

/** Of a place told of by one of these, no value holds. */
const neverCodes: readonly WarningCode[] = [
  'path_is_url',
  'path_has_query',
  'star_in_path',
  'path_form',
  'path_not_encoded',
  'hash_form',
  'url_form',
  'host_form',
  'own_referrer',
  'country_form',
  'name_form',
  'selector_form',
  'time_zone_form',
  'refused_anyway',
];

const hints: readonly WarningCode[] = ['no_tests', 'switched_off'];

/**
 * What is written correctly in a rule set and hardly meant. Takes a rule set that has passed the checks; rules that
 * were left out are not looked at.
 *
 * @param issues - the mistakes the checks have found, which tell what place in the document each rule has.
 */
export function lintRuleSet(
  ruleSet: RuleSet,
  issues: readonly Issue[] = [],
  settings: LintSettings = {},
): readonly Warning[] {
  const compiled = compileRuleSet(ruleSet);
  const active = compiled.rules.filter(({ rule }) => rule.enabled !== false);
  const never = new Set<string>();
  const neverHolds = ({ operator, value, pointer }: CompiledLeaf): boolean => {
    if (never.has(pointer) || never.has(`${pointer}/params/selector`)) return true;
    if (/^(not[A-Z]|doesNot)/.test(operator)) return false;
    const place = `${pointer}/value`;
    return Array.isArray(value)
      ? value.every((_entry, index) => never.has(`${place}/${index}`))
      : never.has(place);
  };
  const linted: Linted = { ruleSet, compiled, active, settings, neverHolds };
  const inDocument = pointersInDocument(ruleSet.rules.length, issues);
  const found = new Map<string, Warning>();
  const warn = (code: WarningCode, pointer: string, message: string, suggestion: string): void => {
    if (neverCodes.includes(code)) never.add(pointer);
    const place = inDocument(pointer);
    // A named condition is met once for each rule that uses it.
    const id = `${code} ${place}`;
    if (found.has(id)) return;
    found.set(id, {
      severity: hints.includes(code) ? 'hint' : 'warning',
      code,
      pointer: place,
      message,
      suggestion,
    });
  };
  for (const family of families) family(linted, warn);
  return [...found.values()];
}
