import fc from 'fast-check';
import { Engine } from 'json-rules-engine';
import type { TopLevelCondition } from 'json-rules-engine';
import { compileRuleSet } from '../../../src/core/compile.ts';
import type { CompiledRule } from '../../../src/core/compile.ts';
import { evaluateCondition } from '../../../src/core/conditions.ts';
import { factKey } from '../../../src/core/facts.ts';
import type { FactKey, FactParams, FactValue } from '../../../src/core/facts.ts';
import type { Condition, LeafCondition, RuleSet } from '../../../src/core/ruleSet.ts';
import { createRulesEngine } from '../../../src/rules/engine.ts';
import { conditions, snapshots, wildSnapshots } from './arbitraries.ts';

/** Rules and facts compared, in all; 100,000 with PAIRS=100000. */
const PAIRS = Number(process.env['PAIRS'] ?? 10_000);

const ruleOf = (
  condition: Condition,
  named: Readonly<Record<string, Condition>> = {},
  id = 'rule',
): CompiledRule => {
  const ruleSet: RuleSet = {
    formatVersion: 1,
    id: 'set',
    version: '1',
    conditions: named,
    rules: [{ id, conditions: condition, invitation: { message: 'Hello' } }],
  };
  const rule = compileRuleSet(ruleSet).rules[0];
  if (rule === undefined) throw new Error('no rule');
  return rule;
};
const facts = (entries: Record<FactKey, FactValue>): ReadonlyMap<FactKey, FactValue> =>
  new Map(Object.entries(entries));

const onPricing: LeafCondition = { fact: 'page.path', operator: 'matchesPath', value: '/pricing/**' };
const pricing = facts({ 'page.path': '/pricing/eu' });
const home = facts({ 'page.path': '/home' });

describe('rules engine', () => {
  it('confirms a rule whose conditions hold, and no other', async () => {
    const engine = createRulesEngine();
    expect(await engine.confirm(ruleOf(onPricing), pricing)).toBe(true);
    expect(await engine.confirm(ruleOf(onPricing), home)).toBe(false);
  });

  it('agrees with the evaluation of the core on every condition and snapshot', async () => {
    const engine = createRulesEngine();
    await fc.assert(
      fc.asyncProperty(conditions(), snapshots(), async (condition, snapshot) => {
        const rule = ruleOf(condition);
        expect(await engine.confirm(rule, snapshot)).toBe(
          evaluateCondition(rule.condition, snapshot).matched,
        );
      }),
      { numRuns: (PAIRS * 2) / 5 },
    );
  });

  it('means what json-rules-engine means by the same document, where every fact is known and of its type', async () => {
    const own = [
      'equal',
      'notEqual',
      'lessThan',
      'lessThanInclusive',
      'greaterThan',
      'greaterThanInclusive',
      'in',
      'notIn',
    ] as const;
    // Beyond that we differ on purpose: unknown facts and mixed types never match, and paths lead to own members only.
    const isPlain = (condition: Condition): boolean =>
      !/"path"|"custom|isKnown/.test(JSON.stringify(condition));
    await fc.assert(
      fc.asyncProperty(conditions(own).filter(isPlain), snapshots(true), async (condition, snapshot) => {
        const published = new Engine();
        for (const key of snapshot.keys()) {
          const [fact = ''] = key.split('?');
          published.addFact(fact, (params) => snapshot.get(factKey(fact, params as FactParams)));
        }
        const isGroup = !('fact' in condition);
        published.addRule({
          conditions: (isGroup ? condition : { all: [condition] }) as TopLevelCondition,
          event: { type: 'matched' },
        });
        const { events } = await published.run();
        expect(evaluateCondition(ruleOf(condition).condition, snapshot).matched).toBe(events.length === 1);
      }),
      { numRuns: PAIRS / 5 },
    );
  });

  it('agrees also where a fact is of another type than it should be', async () => {
    const engine = createRulesEngine();
    // A record that is no record and is asked for as a whole and by a member at once is the one thing left out.
    const isUnmixed = (condition: Condition): boolean => !JSON.stringify(condition).includes('isKnown');
    await fc.assert(
      fc.asyncProperty(conditions().filter(isUnmixed), wildSnapshots(), async (condition, snapshot) => {
        const rule = ruleOf(condition);
        expect(await engine.confirm(rule, snapshot)).toBe(
          evaluateCondition(rule.condition, snapshot).matched,
        );
      }),
      { numRuns: (PAIRS * 2) / 5 },
    );
  });

  it('reads facts by their parameters', async () => {
    const engine = createRulesEngine();
    const bought = ruleOf({
      fact: 'event.count',
      params: { name: 'purchase' },
      operator: 'greaterThan',
      value: { fact: 'event.count', params: { name: 'refund' } },
    });
    expect(
      await engine.confirm(bought, facts({ 'event.count?name=purchase': 2, 'event.count?name=refund': 1 })),
    ).toBe(true);
    expect(
      await engine.confirm(bought, facts({ 'event.count?name=purchase': 1, 'event.count?name=refund': 2 })),
    ).toBe(false);
  });
});

describe('traps of json-rules-engine', () => {
  it.each([{ any: [] }, { all: [] }, { all: [{ any: [] }] }, { not: { any: [] } }] as Condition[])(
    'an empty list is not true: %j',
    async (condition) => {
      const rule = ruleOf(condition);
      const confirmed = await createRulesEngine().confirm(rule, pricing);
      expect(confirmed).toBe(false);
      expect(confirmed).toBe(evaluateCondition(rule.condition, pricing).matched);
    },
  );

  it('a missing fact does not make a negative operator true', async () => {
    const notHome: Condition = { fact: 'page.path', operator: 'notEqual', value: '/home' };
    expect(await createRulesEngine().confirm(ruleOf(notHome), facts({}))).toBe(false);
    expect(await createRulesEngine().confirm(ruleOf({ not: onPricing }), facts({}))).toBe(false);
  });

  it('texts are not compared as numbers, nor numbers as texts', async () => {
    const moreThanTen: Condition = { fact: 'cart.value', operator: 'greaterThan', value: 10 };
    const engine = createRulesEngine();
    expect(await engine.confirm(ruleOf(moreThanTen), facts({ 'cart.value': '50' }))).toBe(false);
    expect(await engine.confirm(ruleOf(moreThanTen), facts({ 'cart.value': 50 }))).toBe(true);
  });

  it('a rule the engine cannot run denies itself and leaves the others alone', async () => {
    const engine = createRulesEngine();
    const good = ruleOf(onPricing);
    const broken: CompiledRule = {
      ...good,
      condition: { ...good.condition, operator: 'noSuchOperator' } as unknown as CompiledRule['condition'],
    };
    const unreadable: typeof pricing = Object.assign(new Map<FactKey, FactValue>(), {
      get: () => {
        throw new Error('unreadable');
      },
    });
    const answers = await Promise.all([
      engine.confirm(good, pricing),
      engine.confirm(broken, pricing),
      engine.confirm(good, unreadable),
      engine.confirm(good, pricing),
    ]);
    expect(answers).toEqual([true, false, false, true]);
  });

  it('runs of one rule that overlap do not lose or swap their answers', async () => {
    const engine = createRulesEngine();
    const rule = ruleOf(onPricing);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 2, maxLength: 20 }), async (expected) => {
        const answers = await Promise.all(
          expected.map((isPricing) => engine.confirm(rule, isPricing ? pricing : home)),
        );
        expect(answers).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    'error',
    'success',
    'failure',
    'newListener',
    'removeListener',
    '__proto__',
    'constructor',
    'toString',
  ])('a rule may be called %s', async (id) => {
    const engine = createRulesEngine();
    expect(await engine.confirm(ruleOf(onPricing, {}, id), pricing)).toBe(true);
    expect(await engine.confirm(ruleOf(onPricing, {}, id), home)).toBe(false);
  });

  it('changes nothing in the rule or the facts it is given', async () => {
    const condition: Condition = {
      all: [
        { fact: 'device.type', operator: 'in', value: ['mobile', 'tablet'] },
        { not: { condition: 'named' } },
        { fact: 'page.title', operator: 'equal', value: { fact: 'page.query', path: '$.title' } },
      ],
    };
    const freeze = <T>(value: T): T => {
      if (typeof value === 'object' && value !== null) Object.values(value).forEach(freeze);
      return Object.freeze(value);
    };
    const rule = ruleOf(freeze(condition), freeze({ named: onPricing }));
    const before = JSON.stringify(rule);
    const snapshot = facts(
      freeze({ 'device.type': 'mobile', 'page.path': '/', 'page.title': 'a', 'page.query': { title: 'a' } }),
    );
    expect(await createRulesEngine().confirm(rule, snapshot)).toBe(true);
    expect(JSON.stringify(rule)).toBe(before);
  });

  it('a path leads to own members only, and never to code', async () => {
    const engine = createRulesEngine();
    const query = facts({ 'page.query': { plan: 'pro' } });
    for (const path of [
      '$.constructor',
      '$.toString',
      '$..plan',
      '$[?(@.plan)]',
      "$.plan.constructor('x')",
    ]) {
      const rule = ruleOf({ fact: 'page.query', path, operator: 'isKnown', value: true });
      expect(await engine.confirm(rule, query)).toBe(false);
    }
    const plan = ruleOf({ fact: 'page.query', path: '$.plan', operator: 'equal', value: 'pro' });
    expect(await engine.confirm(plan, query)).toBe(true);
  });

  it('a path on a value that is no record finds nothing, instead of the value itself', async () => {
    const rule = ruleOf({ fact: 'page.query', path: '$.plan', operator: 'equal', value: 'pro' });
    expect(await createRulesEngine().confirm(rule, facts({ 'page.query': 'pro' }))).toBe(false);
  });

  it('what a page has put on Object.prototype is no fact', async () => {
    const polluted = Object.prototype as unknown as Record<string, unknown>;
    polluted['page.path'] = '/pricing/eu';
    try {
      expect(await createRulesEngine().confirm(ruleOf(onPricing), facts({}))).toBe(false);
      expect(await createRulesEngine().confirm(ruleOf(onPricing), pricing)).toBe(true);
    } finally {
      delete polluted['page.path'];
    }
  });

  it('a comparison may be deep and wide', async () => {
    let condition: Condition = onPricing;
    for (let level = 1; level < 16; level += 1)
      condition = level % 2 === 0 ? { all: [condition] } : { any: [condition] };
    const wide: Condition = { all: Array.from({ length: 200 }, () => condition) };
    expect(await createRulesEngine().confirm(ruleOf(wide), pricing)).toBe(true);
  });
});
