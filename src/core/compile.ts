import { compileCondition, factReferences, leavesOf, nextAbove } from './conditions.ts';
import type { CompiledCondition, CompiledLeaf, CompiledOperand } from './conditions.ts';
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
import type { InvitationTexts, InvitingRule, Rule, RuleSet, SuppressingRule } from './ruleSet.ts';
import { placeholdersOf } from './templates.ts';

interface Compiled<R extends Rule> {
  readonly rule: R;
  /** Place in the `rules` of the rule set. */
  readonly index: number;
  readonly condition: CompiledCondition;
}

/** A rule that invites, with its conditions ready to be evaluated. */
export interface CompiledRule extends Compiled<InvitingRule> {
  /** The one it belongs to. */
  readonly ruleSet: RuleSet;
  readonly withdrawWhen: CompiledCondition | null;
  /** Facts named by context items, by their templates and by the invitation's texts. */
  readonly contextFacts: readonly FactReference[];
  /** Every place in `condition` where a fact stands, from left to right. */
  readonly operands: readonly CompiledOperand[];
}

export type CompiledSuppressingRule = Compiled<SuppressingRule>;

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
  /** Those that invite, by priority, highest first, then in document order. */
  readonly rules: readonly CompiledRule[];
  readonly suppressing: readonly CompiledSuppressingRule[];
  readonly needs: ReadonlyMap<FactKey, FactNeed>;
  /** The rules whose `conditions` or `withdrawWhen` may change their answer with a fact, in the order of `rules`. */
  readonly rulesByFact: ReadonlyMap<FactKey, readonly CompiledRule[]>;
  /** The rules with a goal, by the fact that counts its events. */
  readonly rulesByGoal: ReadonlyMap<FactKey, readonly CompiledRule[]>;
  /** The facts that `suppressing` rules ask for. */
  readonly suppressingFacts: ReadonlySet<FactKey>;
}

/** Compiles a rule set that has passed the checks. Done once per rule set. */
export function compileRuleSet(ruleSet: RuleSet): CompiledRuleSet {
  const named = ruleSet.conditions ?? {};
  const rules: CompiledRule[] = [];
  const suppressing: CompiledSuppressingRule[] = [];
  for (const [index, rule] of ruleSet.rules.entries()) {
    const pointer = `/rules/${index}`;
    const condition = compileCondition(rule.conditions, named, `${pointer}/conditions`);
    if (rule.kind === 'suppress') {
      suppressing.push({ rule, index, condition });
      continue;
    }
    const { withdrawWhen } = rule;
    rules.push({
      rule,
      ruleSet,
      index,
      condition,
      withdrawWhen:
        withdrawWhen === undefined ? null : compileCondition(withdrawWhen, named, `${pointer}/withdrawWhen`),
      contextFacts: contextFactsOf(rule),
      operands: leavesOf(condition).flatMap((leaf) =>
        leaf.operand === undefined ? [leaf] : [leaf, leaf.operand],
      ),
    });
  }
  rules.sort(byPriority);

  const thresholds = new Map<FactKey, Set<number>>();
  const references = new Map<FactKey, FactReference>();
  const rulesByFact = new Map<FactKey, CompiledRule[]>();
  const rulesByGoal = new Map<FactKey, CompiledRule[]>();
  const suppressingFacts = new Set<FactKey>();
  const need = (condition: CompiledCondition, noteFact: (key: FactKey) => void): void => {
    for (const reference of factReferences(condition)) {
      const key = keyOf(reference);
      references.set(key, reference);
      noteFact(key);
    }
    for (const leaf of leavesOf(condition)) {
      thresholds.set(leaf.key, new Set([...(thresholds.get(leaf.key) ?? []), ...thresholdsOf(leaf)]));
    }
  };
  for (const compiled of rules) {
    const { rule, contextFacts } = compiled;
    for (const reference of contextFacts) references.set(keyOf(reference), reference);
    if (rule.goal !== undefined) {
      const reference: FactReference = { fact: 'event.count', params: { name: rule.goal.event } };
      const key = keyOf(reference);
      references.set(key, reference);
      rulesByGoal.set(key, [...(rulesByGoal.get(key) ?? []), compiled]);
    }
    for (const condition of conditionsOf(compiled)) {
      need(condition, (key) => {
        const known = rulesByFact.get(key);
        if (known === undefined) rulesByFact.set(key, [compiled]);
        else if (known.at(-1) !== compiled) known.push(compiled);
      });
    }
  }
  for (const { condition } of suppressing) need(condition, (key) => suppressingFacts.add(key));

  const needs = new Map<FactKey, FactNeed>();
  for (const [key, reference] of references) {
    const ascending = [...(thresholds.get(key) ?? [])].sort((a, b) => a - b);
    const { owner, purpose, scope } = factDefinition(reference.fact);
    needs.set(key, { ...reference, key, owner, purpose, scope, thresholds: ascending });
  }
  return { ruleSet, rules, suppressing, needs, rulesByFact, rulesByGoal, suppressingFacts };
}

/** Highest priority first, then in document order. */
export function byPriority(a: CompiledRule, b: CompiledRule): number {
  return (b.rule.priority ?? 1) - (a.rule.priority ?? 1) || a.index - b.index;
}

function conditionsOf({ condition, withdrawWhen }: CompiledRule): readonly CompiledCondition[] {
  return withdrawWhen === null ? [condition] : [condition, withdrawWhen];
}

function contextFactsOf(rule: InvitingRule): readonly FactReference[] {
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
  const { invitation } = rule;
  for (const texts of [invitation, ...(invitation.variants ?? [])]) {
    for (const text of textsOf(texts)) addTemplate(text);
  }
  return [...found.values()];
}

function textsOf({
  message,
  title,
  agentName,
  agentPictureUrl,
}: Partial<InvitationTexts>): readonly string[] {
  return [message, title, agentName, agentPictureUrl].flatMap((text) =>
    text === undefined ? [] : typeof text === 'string' ? [text] : Object.values(text),
  );
}

function thresholdsOf({ operator, value }: CompiledLeaf): readonly number[] {
  const numbers = [value].flat().filter((entry) => typeof entry === 'number');
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
