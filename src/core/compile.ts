import { compileCondition, factReferences, leavesOf, nextAbove } from './conditions.ts';
import type { CompiledCondition, CompiledLeaf } from './conditions.ts';
import { factDefinition, factKey, isFactName } from './facts.ts';
import type {
  ConsentPurpose,
  FactKey,
  FactName,
  FactOwner,
  FactParams,
  FactReference,
  FactScope,
} from './facts.ts';
import type { LocalizedText, Rule, RuleSet } from './ruleSet.ts';
import { placeholdersOf } from './templates.ts';

/** A rule with its conditions ready to be evaluated. */
export interface CompiledRule {
  readonly rule: Rule;
  /** Place in the `rules` of the rule set. */
  readonly index: number;
  readonly condition: CompiledCondition;
  readonly withdrawWhen: CompiledCondition | null;
  /** Facts named by context items, by their templates and by the invitation's texts. */
  readonly contextFacts: readonly FactReference[];
}

/** A fact some rule needs, so that its signal has to run. */
export interface FactNeed {
  readonly fact: FactName;
  readonly params?: FactParams;
  readonly key: FactKey;
  readonly owner: FactOwner;
  readonly purpose: ConsentPurpose;
  readonly scope: FactScope;
  /** Values at which some condition on this number may change its answer when they are reached; ascending. */
  readonly thresholds: readonly number[];
}

export interface CompiledRuleSet {
  readonly ruleSet: RuleSet;
  /** By priority, highest first, then in document order. */
  readonly rules: readonly CompiledRule[];
  readonly needs: ReadonlyMap<FactKey, FactNeed>;
  /** The rules whose `conditions` or `withdrawWhen` may change their answer with a fact, in the order of `rules`. */
  readonly rulesByFact: ReadonlyMap<FactKey, readonly CompiledRule[]>;
}

/** Compiles a rule set that has passed the checks. Done once per rule set. */
export function compileRuleSet(ruleSet: RuleSet): CompiledRuleSet {
  const rules = ruleSet.rules
    .map((rule, index) => compileRule(ruleSet, rule, index))
    .sort((a, b) => (b.rule.priority ?? 1) - (a.rule.priority ?? 1) || a.index - b.index);

  const thresholds = new Map<FactKey, Set<number>>();
  const references = new Map<FactKey, FactReference>();
  const rulesByFact = new Map<FactKey, CompiledRule[]>();
  for (const compiled of rules) {
    for (const reference of compiled.contextFacts) references.set(keyOf(reference), reference);
    for (const condition of conditionsOf(compiled)) {
      for (const reference of factReferences(condition)) {
        const key = keyOf(reference);
        references.set(key, reference);
        const known = rulesByFact.get(key) ?? [];
        if (!known.includes(compiled)) rulesByFact.set(key, [...known, compiled]);
      }
      for (const leaf of leavesOf(condition)) {
        const known = thresholds.get(leaf.key) ?? new Set();
        for (const threshold of thresholdsOf(leaf)) known.add(threshold);
        thresholds.set(leaf.key, known);
      }
    }
  }

  const needs = new Map<FactKey, FactNeed>();
  for (const [key, reference] of references) {
    const ascending = [...(thresholds.get(key) ?? [])].sort((a, b) => a - b);
    const { owner, purpose, scope } = factDefinition(reference.fact);
    needs.set(key, { ...reference, key, owner, purpose, scope, thresholds: ascending });
  }
  return { ruleSet, rules, needs, rulesByFact };
}

function compileRule(ruleSet: RuleSet, rule: Rule, index: number): CompiledRule {
  const named = ruleSet.conditions ?? {};
  const pointer = `/rules/${index}`;
  return {
    rule,
    index,
    condition: compileCondition(rule.conditions, named, `${pointer}/conditions`),
    withdrawWhen:
      rule.withdrawWhen === undefined
        ? null
        : compileCondition(rule.withdrawWhen, named, `${pointer}/withdrawWhen`),
    contextFacts: contextFactsOf(rule),
  };
}

function conditionsOf({ condition, withdrawWhen }: CompiledRule): readonly CompiledCondition[] {
  return withdrawWhen === null ? [condition] : [condition, withdrawWhen];
}

function contextFactsOf(rule: Rule): readonly FactReference[] {
  const found = new Map<FactKey, FactReference>();
  const add = (reference: FactReference): void => {
    found.set(keyOf(reference), reference);
  };
  const addTemplate = (text: string): void => {
    for (const { fact } of placeholdersOf(text, isFactName)) add({ fact });
  };
  for (const item of Object.values(rule.context ?? {})) {
    if ('template' in item) addTemplate(item.template);
    else if ('fact' in item) {
      add(item.params === undefined ? { fact: item.fact } : { fact: item.fact, params: item.params });
    }
  }
  for (const text of [...textsOf(rule.invitation.message), ...textsOf(rule.invitation.title)])
    addTemplate(text);
  return [...found.values()];
}

function textsOf(text: LocalizedText | undefined): readonly string[] {
  if (text === undefined) return [];
  return typeof text === 'string' ? [text] : Object.values(text);
}

function thresholdsOf({ operator, value }: CompiledLeaf): readonly number[] {
  const numbers = (Array.isArray(value) ? (value as readonly (string | number)[]) : [value]).filter(
    (entry) => typeof entry === 'number',
  );
  switch (operator) {
    case 'lessThan':
    case 'greaterThanInclusive':
      return numbers;
    case 'lessThanInclusive':
    case 'greaterThan':
      return numbers.map(nextAbove);
    case 'between':
    case 'notBetween':
      return numbers.map((bound, index) => (index === 0 ? bound : nextAbove(bound)));
    default:
      return numbers.flatMap((bound) => [bound, nextAbove(bound)]);
  }
}

function keyOf({ fact, params }: FactReference): FactKey {
  return factKey(fact, params);
}
