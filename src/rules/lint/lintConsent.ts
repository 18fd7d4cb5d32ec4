import type { CompiledLeaf } from '../../core/conditions.ts';
import { factDefinition } from '../../core/facts.ts';
import type { FactName } from '../../core/facts.ts';
import type { Condition, LeafCondition, RuleSet } from '../../core/ruleSet.ts';
import { at } from '../json.ts';
import { leavesThatMustHold } from './satisfiable.ts';
import { quote } from './warning.ts';
import type { Linted, Warn } from './warning.ts';

/** What changes its meaning for visitors who have not consented to being recognised. */
export function lintConsent({ ruleSet, compiled }: Linted, warn: Warn): void {
  for (const { rule, index } of compiled.rules) {
    const { conditions, withdrawWhen } = rule;
    const place = { ruleSet, outcome: 'such visitors are never invited' };
    lintNegations(conditions, `/rules/${index}/conditions`, place, warn);
    if (withdrawWhen === undefined) continue;
    const later = { ruleSet, outcome: 'from such visitors nothing is withdrawn' };
    lintNegations(withdrawWhen, `/rules/${index}/withdrawWhen`, later, warn);
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

/** Where a negation stands. */
interface Place {
  readonly ruleSet: RuleSet;
  /** What comes of it where the fact is unknown. */
  readonly outcome: string;
}

function isPersonal({ fact }: Pick<CompiledLeaf, 'fact'>): boolean {
  return factDefinition(fact).purpose === 'personalization';
}

/** What is unknown for some visitors whatever they consent to, and for whom. */
const unknownFor: Readonly<Partial<Record<FactName, string>>> = {
  'visitor.country': 'until the page has told it',
  'visitor.daysSinceLastVisit': 'on a first visit and without consent to personalization',
  'invitation.lastOutcome': 'before the first invitation',
};

function unknownWhen(fact: FactName): string | null {
  if (fact.startsWith('campaign.')) return 'without a campaign and without consent to personalization';
  return unknownFor[fact] ?? (isPersonal({ fact }) ? 'without consent to personalization' : null);
}

/** Negations of what may be unknown, except where the condition says itself what it makes of the unknown. */
function lintNegations(
  condition: Condition,
  pointer: string,
  place: Place,
  warn: Warn,
  settled: readonly string[] = [],
): void {
  const { ruleSet, outcome } = place;
  if ('fact' in condition) {
    if (!/^(not[A-Z]|doesNot)/.test(condition.operator) || settled.includes(subjectOf(condition))) return;
    const when = unknownWhen(condition.fact);
    if (when === null) return;
    warn(
      'negated_personal_fact',
      pointer,
      `${quote(condition.fact)} is unknown ${when}, and ${quote(condition.operator)} does not hold for what is unknown: ${outcome}.`,
      advice,
    );
  } else if ('not' in condition) {
    const leaves = leavesIn(condition.not, ruleSet).filter(({ operator }) => operator !== 'isKnown');
    const unknown = leaves.find(
      (leaf) => !settled.includes(subjectOf(leaf)) && unknownWhen(leaf.fact) !== null,
    );
    if (unknown === undefined) return;
    warn(
      'negated_personal_fact',
      `${pointer}/not`,
      `${quote(unknown.fact)} is unknown ${unknownWhen(unknown.fact) ?? ''}, and "not" does not hold for what is unknown: ${outcome}.`,
      advice,
    );
  } else if ('condition' in condition) {
    const named = ruleSet.conditions?.[condition.condition];
    if (named !== undefined) {
      lintNegations(named, at('/conditions', condition.condition), place, warn, settled);
    }
  } else {
    const key = 'all' in condition ? 'all' : 'any';
    const children = 'all' in condition ? condition.all : condition.any;
    const asked = children
      .flatMap((child) => ('not' in child ? [child.not] : [child]))
      .flatMap((child) => ('fact' in child && child.operator === 'isKnown' ? [subjectOf(child)] : []));
    for (const [index, child] of children.entries()) {
      lintNegations(child, `${pointer}/${key}/${index}`, place, warn, [...settled, ...asked]);
    }
  }
}

const advice = 'If that is not meant, add an "any" with "isKnown" false beside it.';

function subjectOf({ fact, path = '' }: LeafCondition): string {
  return `${fact} ${path}`;
}

function leavesIn(condition: Condition, ruleSet: RuleSet): readonly LeafCondition[] {
  if ('fact' in condition) return [condition];
  if ('not' in condition) return leavesIn(condition.not, ruleSet);
  if ('condition' in condition) {
    const named = ruleSet.conditions?.[condition.condition];
    return named === undefined ? [] : leavesIn(named, ruleSet);
  }
  return ('all' in condition ? condition.all : condition.any).flatMap((child) => leavesIn(child, ruleSet));
}
