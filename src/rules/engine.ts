import { Engine, Fact } from 'json-rules-engine';
import type { TopLevelCondition } from 'json-rules-engine';
import type { CompiledRule } from '../core/compile.ts';
import { leavesOf, toEngineCondition } from '../core/conditions.ts';
import type { CompiledOperand } from '../core/conditions.ts';
import { factKey } from '../core/facts.ts';
import type { FactParams, FactSnapshot, FactValue } from '../core/facts.ts';
import { operatorNames } from '../core/operators.ts';
import { operatorTests } from '../core/operatorTests.ts';
import { resolvePath } from '../core/path.ts';

/** json-rules-engine behind the one question that is asked of it. */
export interface RulesEngine {
  /**
   * Whether the rule's conditions hold on the snapshot. Never rejects: an engine that fails has not confirmed.
   * Answers for one rule come in the order they were asked for; rules know nothing of each other.
   */
  confirm(rule: CompiledRule, snapshot: FactSnapshot): Promise<boolean>;
}

/** One rule in an engine of its own. */
interface Runner {
  readonly run: (snapshot: FactSnapshot) => Promise<boolean>;
}

/**
 * One json-rules-engine for each rule, made when it is first needed. In one engine for all, an unknown fact in one
 * rule would reject the run of every rule, and two runs at once would share one status.
 */
export function createRulesEngine(): RulesEngine {
  const runners = new WeakMap<CompiledRule, Runner>();
  return {
    async confirm(rule, snapshot) {
      try {
        const runner = runners.get(rule) ?? createRunner(rule);
        runners.set(rule, runner);
        return await runner.run(snapshot);
      } catch {
        return false;
      }
    },
  };
}

function createRunner({ condition }: CompiledRule): Runner {
  const engine = new Engine([], { allowUndefinedFacts: true, pathResolver: resolveOwn });
  for (const name of operatorNames) engine.addOperator(name, operatorTests[name]);
  const engineCondition = toEngineCondition(condition);
  engine.addRule({
    // The engine wants a group at the root, and takes an empty group to be true.
    conditions: ('fact' in engineCondition
      ? { all: [engineCondition] }
      : engineCondition) as TopLevelCondition,
    event: { type: 'matched' },
  });
  const operands = leavesOf(condition).flatMap((leaf) =>
    leaf.operand === undefined ? [leaf] : [leaf, leaf.operand],
  );

  const run = async (snapshot: FactSnapshot): Promise<boolean> => {
    const { results } = await engine.run(factsFor(operands, snapshot));
    return results.length === 1;
  };
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(snapshot) {
      const answer = last.then(() => run(snapshot));
      last = answer.catch(() => undefined);
      return answer;
    },
  };
}

/** Facts read from the snapshot when a condition asks, in an object that inherits nothing from the page. */
function factsFor(operands: readonly CompiledOperand[], snapshot: FactSnapshot): Record<string, Fact> {
  const facts = Object.create(null) as Record<string, Fact>;
  for (const { fact } of operands) {
    // A path on a value that is no object would be passed over by the engine, and the whole value compared.
    const isRecord = operands.some((operand) => operand.fact === fact && operand.path !== undefined);
    const read = (params: Record<string, unknown>): FactValue | undefined => {
      const value = snapshot.get(factKey(fact, params as FactParams));
      return isRecord && typeof value !== 'object' ? undefined : value;
    };
    facts[fact] ??= new Fact(fact, read, { cache: false });
  }
  return facts;
}

function resolveOwn(value: object, path: string): FactValue | undefined {
  return resolvePath(value as FactValue, path);
}
