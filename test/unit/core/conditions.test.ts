import fc from 'fast-check';
import {
  compileCondition,
  evaluateCondition,
  factReferences,
  leavesOf,
  matches,
  nearMiss,
  toEngineCondition,
} from '../../../src/core/conditions.ts';
import type { CompiledCondition } from '../../../src/core/conditions.ts';
import { factKey } from '../../../src/core/facts.ts';
import type { FactKey, FactName, FactValue } from '../../../src/core/facts.ts';
import { operatorNames, operators } from '../../../src/core/operators.ts';
import type { Condition, LeafCondition } from '../../../src/core/ruleSet.ts';
import { conditions, snapshots } from '../rules/arbitraries.ts';

const compile = (condition: Condition, named: Record<string, Condition> = {}): CompiledCondition =>
  compileCondition(condition, named, '/rules/0/conditions');
const facts = (entries: Record<FactKey, FactValue>): ReadonlyMap<FactKey, FactValue> =>
  new Map(Object.entries(entries));
const leaf = (
  fact: FactName,
  operator: LeafCondition['operator'],
  value: LeafCondition['value'],
): LeafCondition => ({ fact, operator, value });

const seconds = leaf('engagement.engagedSeconds', 'greaterThanInclusive', 20);
const scroll = leaf('engagement.scrollPercent', 'greaterThanInclusive', 60);
const exit = leaf('engagement.exitIntent', 'equal', true);
const pricing = leaf('page.path', 'matchesPath', '/pricing/**');

describe('negation normal form', () => {
  it('moves every "not" to the leaves, whose operators turn into their complements', () => {
    const compiled = compile({ not: { all: [pricing, { any: [seconds, { not: exit }] }] } });
    expect(toEngineCondition(compiled)).toEqual({
      any: [
        leaf('page.path', 'doesNotMatchPath', '/pricing/**'),
        { all: [leaf('engagement.engagedSeconds', 'lessThan', 20), exit] },
      ],
    });
  });

  it('turns the value of isKnown round', () => {
    expect(toEngineCondition(compile({ not: leaf('page.title', 'isKnown', true) }))).toEqual(
      leaf('page.title', 'isKnown', false),
    );
  });

  it('keeps for every part its place in the document, named conditions their own', () => {
    const compiled = compile({ all: [{ not: { condition: 'a/b' } }, pricing] }, { 'a/b': { any: [exit] } });
    expect(leavesOf(compiled).map(({ pointer }) => pointer)).toEqual([
      '/conditions/a~1b/any/0',
      '/rules/0/conditions/all/1',
    ]);
  });

  it.each([
    { condition: 'nowhere' },
    { not: { condition: 'toString' } },
    { all: [] },
    { any: [] },
  ] as Condition[])('never holds for %j', (condition) => {
    expect(matches(compile(condition), facts({}))).toBe(false);
  });

  it('agrees with plain logic wherever everything is known', () => {
    const holds = (condition: Condition, snapshot: ReadonlyMap<FactKey, FactValue>): boolean => {
      if ('all' in condition) return condition.all.every((child) => holds(child, snapshot));
      if ('any' in condition) return condition.any.some((child) => holds(child, snapshot));
      if ('not' in condition) return !holds(condition.not, snapshot);
      return matches(compile(condition), snapshot);
    };
    // Members of a record can be unknown although the record is known, and what may be anything can be of a type that is
    // neither equal nor unequal.
    const isPlain = (condition: Condition): boolean => !/"path"|"custom/.test(JSON.stringify(condition));
    fc.assert(
      fc.property(conditions().filter(isPlain), snapshots(true), (condition, snapshot) => {
        expect(matches(compile(condition), snapshot)).toBe(holds(condition, snapshot));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('unknown facts', () => {
  it.each(operatorNames.filter((name) => name !== 'isKnown'))(
    'make %s false, and its negation too',
    (operator) => {
      const { factTypes, valueType } = operators[operator];
      const fact = factTypes[0] === 'number' ? 'visit.pageViews' : 'page.title';
      const value = { list: ['a'], range: [1, 2], number: 1 }[valueType as string] ?? 'a';
      const condition = leaf(fact, operator, value as LeafCondition['value']);
      expect(matches(compile(condition), facts({}))).toBe(false);
      expect(matches(compile({ not: condition }), facts({}))).toBe(false);
    },
  );

  it('can be asked for by isKnown alone', () => {
    const isUnknown: Condition = { not: leaf('cart.value', 'isKnown', true) };
    expect(matches(compile(isUnknown), facts({}))).toBe(true);
    expect(matches(compile(isUnknown), facts({ 'cart.value': 0 }))).toBe(false);
  });

  it('never make a condition true that would be false if they were known: forgetting only takes away', () => {
    const withoutIsKnown = conditions(operatorNames.filter((name) => name !== 'isKnown')).filter(
      (condition) => !JSON.stringify(condition).includes('isKnown'),
    );
    fc.assert(
      fc.property(withoutIsKnown, snapshots(true), fc.func(fc.boolean()), (condition, snapshot, forget) => {
        const compiled = compile(condition);
        const fewer = new Map([...snapshot].filter(([key]) => !forget(key)));
        if (matches(compiled, fewer)) expect(matches(compiled, snapshot)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('include the other fact of a comparison', () => {
    const compiled = compile(leaf('page.title', 'notEqual', { fact: 'page.host' }));
    expect(matches(compiled, facts({ 'page.title': 'a' }))).toBe(false);
    expect(matches(compiled, facts({ 'page.title': 'a', 'page.host': 'b' }))).toBe(true);
  });
});

describe('open facts', () => {
  const open = new Set<FactName>(['agent.available']);

  it('count as matched, negated or not, so that a rule stays possible until they are asked for', () => {
    const asked = leaf('agent.available', 'equal', true);
    for (const condition of [asked, { not: asked }, { all: [pricing, asked] }] satisfies Condition[]) {
      expect(matches(compile(condition), facts({ 'page.path': '/pricing' }), open)).toBe(true);
      expect(matches(compile(condition), facts({ 'page.path': '/pricing' }))).toBe(false);
    }
  });

  it('never lead to a no that an answer could turn into a yes', () => {
    fc.assert(
      fc.property(conditions(), snapshots(), fc.boolean(), (condition, snapshot, answer) => {
        const compiled = compile(condition);
        const before = new Map([...snapshot].filter(([key]) => key !== 'agent.available'));
        const after = new Map(before).set('agent.available', answer);
        if (matches(compiled, after)) expect(matches(compiled, before, open)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('are marked in the trace', () => {
    const trace = evaluateCondition(compile(leaf('agent.available', 'equal', true)), facts({}), open);
    expect(trace).toMatchObject({ matched: true, open: true, fact: 'agent.available' });
    expect(trace).not.toHaveProperty('actual');
  });
});

describe('trace', () => {
  it('tells for every part what it came to, what was wanted and what was there', () => {
    const compiled = compile({ all: [pricing, { any: [scroll, exit] }] });
    expect(
      evaluateCondition(compiled, facts({ 'page.path': '/home', 'engagement.scrollPercent': 64 })),
    ).toEqual({
      pointer: '/rules/0/conditions',
      kind: 'all',
      matched: false,
      children: [
        {
          pointer: '/rules/0/conditions/all/0',
          kind: 'leaf',
          matched: false,
          fact: 'page.path',
          operator: 'matchesPath',
          wanted: '/pricing/**',
          actual: '/home',
        },
        {
          pointer: '/rules/0/conditions/all/1',
          kind: 'any',
          matched: true,
          children: [
            {
              pointer: '/rules/0/conditions/all/1/any/0',
              kind: 'leaf',
              matched: true,
              fact: 'engagement.scrollPercent',
              operator: 'greaterThanInclusive',
              wanted: 60,
              actual: 64,
            },
            {
              pointer: '/rules/0/conditions/all/1/any/1',
              kind: 'leaf',
              matched: false,
              fact: 'engagement.exitIntent',
              operator: 'equal',
              wanted: true,
            },
          ],
        },
      ],
    });
  });

  it('shows the present value of a fact that is compared with', () => {
    const compiled = compile(
      leaf('engagement.dwellSeconds', 'greaterThan', { fact: 'engagement.engagedSeconds' }),
    );
    const trace = evaluateCondition(
      compiled,
      facts({ 'engagement.dwellSeconds': 30, 'engagement.engagedSeconds': 10 }),
    );
    expect(trace).toMatchObject({ matched: true, wanted: 10, actual: 30 });
  });

  it('comes to the same answer as the way without a trace', () => {
    fc.assert(
      fc.property(conditions(), snapshots(), (condition, snapshot) => {
        const compiled = compile(condition);
        expect(evaluateCondition(compiled, snapshot).matched).toBe(matches(compiled, snapshot));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('near miss', () => {
  const rule = compile({ all: [pricing, seconds, { any: [scroll, exit] }] });

  it('says how much of what is missing', () => {
    const snapshot = facts({
      'page.path': '/pricing',
      'engagement.engagedSeconds': 14,
      'engagement.scrollPercent': 45,
    });
    expect(nearMiss(rule, snapshot)).toEqual([
      { fact: 'engagement.engagedSeconds', unit: 'seconds', wanted: 20, actual: 14, missing: 6 },
      { fact: 'engagement.scrollPercent', unit: 'percent', wanted: 60, actual: 45, missing: 15 },
    ]);
  });

  it('counts an unknown growing number from zero', () => {
    expect(nearMiss(rule, facts({ 'page.path': '/pricing', 'engagement.exitIntent': true }))).toEqual([
      { fact: 'engagement.engagedSeconds', unit: 'seconds', wanted: 20, actual: 0, missing: 20 },
    ]);
  });

  it('names the parameters of the fact', () => {
    const views: LeafCondition = {
      ...leaf('event.count', 'greaterThan', 1),
      params: { name: 'view_item' },
    };
    expect(nearMiss(compile(views), facts({ [factKey('event.count', { name: 'view_item' })]: 1 }))).toEqual([
      { fact: 'event.count', params: { name: 'view_item' }, wanted: 2, actual: 1, missing: 1 },
    ]);
  });

  it('is empty when nothing is missing', () => {
    expect(nearMiss(compile(seconds), facts({ 'engagement.engagedSeconds': 20 }))).toEqual([]);
  });

  it('is null when anything else is missing', () => {
    expect(nearMiss(rule, facts({ 'page.path': '/home', 'engagement.engagedSeconds': 30 }))).toBeNull();
    expect(nearMiss(compile(leaf('cart.value', 'greaterThan', 50)), facts({ 'cart.value': 10 }))).toBeNull();
    expect(nearMiss(compile({ not: seconds }), facts({ 'engagement.engagedSeconds': 30 }))).toBeNull();
  });

  it('is null when growing would break another part', () => {
    const narrow: Condition = { all: [seconds, leaf('engagement.engagedSeconds', 'lessThan', 10)] };
    expect(nearMiss(compile(narrow), facts({ 'engagement.engagedSeconds': 5 }))).toBeNull();
  });

  it('is null when the time it takes would break another part', () => {
    const both = (dwell: number, visit: number): ReturnType<typeof nearMiss> => {
      const early: Condition = {
        all: [
          seconds,
          leaf('engagement.dwellSeconds', 'lessThanInclusive', 30),
          leaf('visit.seconds', 'lessThan', 100),
        ],
      };
      return nearMiss(
        compile(early),
        facts({
          'engagement.engagedSeconds': 14,
          'engagement.dwellSeconds': dwell,
          'visit.seconds': visit,
        }),
      );
    };
    expect(both(24, 93)).toMatchObject([{ fact: 'engagement.engagedSeconds', missing: 6 }]);
    expect(both(25, 93)).toBeNull();
    expect(both(24, 94)).toBeNull();
  });

  it('takes no time into account for what is not counted in time', () => {
    const quick: Condition = {
      all: [scroll, leaf('engagement.dwellSeconds', 'lessThanInclusive', 30)],
    };
    const at = facts({ 'engagement.scrollPercent': 10, 'engagement.dwellSeconds': 25 });
    expect(nearMiss(compile(quick), at)).toMatchObject([{ missing: 50 }]);
  });

  it('is null when the value can never be reached', () => {
    const beyond = leaf('engagement.scrollPercent', 'greaterThan', 100);
    expect(nearMiss(compile(beyond), facts({ 'engagement.scrollPercent': 90 }))).toBeNull();
  });

  it('takes the way with the fewest facts, then with the smallest share', () => {
    const views = leaf('visit.pageViews', 'greaterThanInclusive', 3);
    const either: Condition = { any: [{ all: [seconds, scroll] }, views] };
    const some = facts({
      'engagement.engagedSeconds': 19,
      'engagement.scrollPercent': 59,
      'visit.pageViews': 1,
    });
    expect(nearMiss(compile(either), some)?.map(({ fact }) => fact)).toEqual(['visit.pageViews']);
    expect(nearMiss(compile({ any: [seconds, scroll] }), some)?.map(({ fact }) => fact)).toEqual([
      'engagement.scrollPercent',
    ]);
  });

  it('keeps its word: with what is missing, the condition holds', () => {
    fc.assert(
      fc.property(conditions(), snapshots(), (condition, snapshot) => {
        const compiled = compile(condition);
        const missing = nearMiss(compiled, snapshot);
        if (missing === null) return;
        const later = new Map(snapshot);
        for (const { fact, params, wanted, actual, missing: amount } of missing) {
          expect(amount).toBeGreaterThan(0);
          expect(actual + amount).toBe(wanted);
          later.set(factKey(fact, params), wanted);
        }
        expect(matches(compiled, later)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('fact references', () => {
  it('are all facts of a condition, once each, also those compared with', () => {
    const condition: Condition = {
      any: [
        pricing,
        { not: pricing },
        { ...leaf('event.count', 'greaterThan', 0), params: { name: 'purchase' } },
        leaf('page.title', 'equal', { fact: 'page.host' }),
      ],
    };
    expect(factReferences(compile(condition))).toEqual([
      { fact: 'page.path' },
      { fact: 'event.count', params: { name: 'purchase' } },
      { fact: 'page.title' },
      { fact: 'page.host' },
    ]);
  });
});
