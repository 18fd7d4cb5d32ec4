import fc from 'fast-check';
import { compileRuleSet } from '../../../src/core/compile.ts';
import { evaluateCondition, nearMiss } from '../../../src/core/conditions.ts';
import type { Trace } from '../../../src/core/conditions.ts';
import type { FactSnapshot } from '../../../src/core/facts.ts';
import { checkRegex } from '../../../src/rules/checkRegex.ts';
import { issueCodes } from '../../../src/rules/issue.ts';
import { limits } from '../../../src/rules/limits.ts';
import { describeIssue } from '../../../src/rules/messages.ts';
import { parseRuleSet } from '../../../src/rules/parse.ts';
import { conditions, snapshots } from './arbitraries.ts';
import { readdirSync, readFileSync } from 'node:fs';

const onPricing = { fact: 'page.path', operator: 'matchesPath', value: '/pricing/**' };
const rule = (id: string, condition: unknown = onPricing, more: object = {}): object => ({
  id,
  conditions: condition,
  invitation: { message: 'Hello' },
  ...more,
});
const setOf = (...rules: readonly unknown[]): Record<string, unknown> => ({
  formatVersion: 1,
  id: 'set',
  version: '1',
  rules,
});
const codesOf = (input: unknown): readonly string[] => parseRuleSet(input).issues.map(({ code }) => code);
/** What is left of each rule, and whether it holds, with what is still missing. */
function resultsOf(
  document: unknown,
  facts: FactSnapshot,
): readonly { readonly rule: { readonly id: string }; readonly trace: Trace; readonly missing: unknown }[] {
  const { ruleSet } = parseRuleSet(document, undefined, checkRegex);
  const { rules = [] } = ruleSet === null ? {} : compileRuleSet(ruleSet);
  return [...rules]
    .sort((a, b) => a.index - b.index)
    .map(({ rule: kept, condition }) => ({
      rule: kept,
      // Where it stands among the others is the one thing that may differ.
      trace: JSON.parse(
        JSON.stringify(evaluateCondition(condition, facts)).replace(/\/rules\/\d+/g, '/rules/0'),
      ) as Trace,
      missing: nearMiss(condition, facts),
    }));
}
const idsOf = (input: unknown): readonly string[] | null =>
  parseRuleSet(input).ruleSet?.rules.map(({ id }) => id) ?? null;

describe('reading a rule set', () => {
  it('gives the same from text and from a value', () => {
    const document = setOf(rule('a'), rule('b', { any: [] }));
    expect(parseRuleSet(JSON.stringify(document))).toEqual(parseRuleSet(document));
  });

  it('hands over a frozen copy and leaves the given value alone', () => {
    const document = setOf(rule('a', { all: [onPricing] }, { tests: [{ anything: true }] }));
    const before = JSON.stringify(document);
    const { ruleSet } = parseRuleSet(document);
    expect(JSON.stringify(document)).toBe(before);
    expect(Object.isFrozen(ruleSet?.rules[0]?.conditions)).toBe(true);
    (document.rules as unknown[]).length = 0;
    expect(ruleSet?.rules).toHaveLength(1);
  });

  it('passes over tests when nobody asks for them, as on a page', () => {
    const { ruleSet, issues } = parseRuleSet(setOf(rule('a', onPricing, { tests: [{ broken: true }] })));
    expect(issues).toEqual([]);
    expect(ruleSet?.rules[0]).not.toHaveProperty('tests');
  });

  it.each([undefined, null, 5, true, 'text', '', '[', [], () => 1, Symbol('x'), 10n, new Date()])(
    'refuses %p without throwing',
    (input) => {
      const { ruleSet, issues } = parseRuleSet(input);
      expect(ruleSet).toBeNull();
      expect(issues.length).toBeGreaterThan(0);
    },
  );

  it('refuses values JSON does not have, with their place', () => {
    const { issues } = parseRuleSet(setOf(rule('a', { ...onPricing, value: Number.NaN })));
    expect(issues).toContainEqual({
      code: 'not_json',
      pointer: '/rules/0/conditions/value',
      ruleId: 'a',
      params: { type: 'NaN' },
    });
  });

  it('survives a page object that throws when it is read', () => {
    const hostile = Object.defineProperty(setOf(rule('a')), 'paused', {
      enumerable: true,
      get: () => {
        throw new Error('no');
      },
    });
    expect(codesOf(hostile)).toEqual(['not_json']);
  });

  it('survives a value that contains itself', () => {
    const circular = setOf(rule('a'));
    circular.limits = circular;
    expect(codesOf(circular)).toEqual(['too_deep']);
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }), (input) => {
        expect(parseRuleSet(input).ruleSet).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });
});

describe('isolation', () => {
  it('leaves a bad rule out and keeps the others as they are', () => {
    const { ruleSet, invalid } = parseRuleSet(
      setOf(rule('a'), rule('b', { fact: 'page.pth', operator: 'equal', value: '/' }), rule('c'), 'no rule'),
    );
    expect(ruleSet?.rules.map(({ id }) => id)).toEqual(['a', 'c']);
    expect(invalid.map(({ ruleId, issues }) => [ruleId, issues.map(({ code }) => code)])).toEqual([
      ['b', ['unknown_fact']],
      ['rules/3', ['wrong_type']],
    ]);
  });

  it('with any rules broken, each of the others gets the result that it gets alone', () => {
    const good = conditions().map((condition) => rule('x', condition));
    const bad = fc.oneof(
      fc.constantFrom<unknown>(
        5,
        {},
        rule('x', { any: [] }),
        rule('x', { fact: 'nothing', operator: 'equal', value: 1 }),
        rule('x', { fact: 'page.title', operator: 'matchesRegex', value: '(a+)+$' }),
        rule('x', onPricing, { priority: '7' }),
        rule('x', { all: [onPricing], any: [onPricing] }),
        rule('x', { condition: 'nowhere' }),
        rule('x', onPricing, { invitation: { message: '{{Message}}' } }),
        rule('x', onPricing, { kind: 'suppress' }),
      ),
      fc.jsonValue({ maxDepth: 3 }),
      fc.jsonValue({ maxDepth: 3 }).map((condition) => rule('x', condition)),
      // A good rule with anything at all in one of its places.
      fc
        .tuple(
          good,
          fc.constantFrom('id', 'conditions', 'invitation', 'context', 'limits', 'schedule', 'group', 'kind'),
          fc.jsonValue({ maxDepth: 2 }),
        )
        .map(([given, key, value]) => ({ ...given, [key]: value })),
    );
    const entry = fc.oneof(
      good.map((given) => ({ given: given as unknown, isGood: true })),
      bad.map((given) => ({ given, isGood: false })),
    );
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), snapshots(), (entries, facts) => {
        const named = entries.map(({ given, isGood }, index) => ({
          isGood,
          given: isGood ? { ...(given as object), id: `r${index}` } : given,
        }));
        // Some random conditions are themselves refused, for example a range turned round.
        const alone = named.flatMap(({ given, isGood }) => (isGood ? resultsOf(setOf(given), facts) : []));
        const together = resultsOf(setOf(...named.map(({ given }) => given)), facts);
        expect(together.filter(({ rule: { id } }) => /^r\d+$/.test(id))).toEqual(alone);
      }),
      { numRuns: process.env['CI'] === undefined ? 10_000 : 1000 },
    );
  });

  it('of two rules with one id the first stays', () => {
    const { ruleSet, invalid } = parseRuleSet(
      setOf(rule('a', onPricing, { priority: 9 }), rule('a'), rule('b')),
    );
    expect(ruleSet?.rules).toMatchObject([{ id: 'a', priority: 9 }, { id: 'b' }]);
    expect(invalid).toMatchObject([
      { ruleId: 'a', issues: [{ code: 'duplicate_id', pointer: '/rules/1/id' }] },
    ]);
  });

  it('a broken named condition takes with it only the rules that lean on it', () => {
    const document = {
      ...setOf(
        rule('a', { condition: 'broken' }),
        rule('b', { not: { condition: 'leansOnBroken' } }),
        rule('c', { condition: 'good' }),
        rule('d'),
      ),
      conditions: {
        good: onPricing,
        broken: { fact: 'page.path', operator: 'equal', value: '{{Path}}' },
        leansOnBroken: { any: [{ condition: 'good' }, { condition: 'broken' }] },
      },
    };
    const { ruleSet } = parseRuleSet(document);
    expect(ruleSet?.rules.map(({ id }) => id)).toEqual(['c', 'd']);
    expect(Object.keys(ruleSet?.conditions ?? {})).toEqual(['good']);
  });

  it.each(['__proto__', 'constructor', 'hasOwnProperty'])('a rule or name %s does no harm', (name) => {
    const text = `{"formatVersion":1,"id":"set","version":"1","conditions":{"${name}":${JSON.stringify(onPricing)}},
      "rules":[${JSON.stringify(rule('a', { condition: name }))}]}`;
    expect(() => parseRuleSet(text)).not.toThrow();
    expect(({} as Record<string, unknown>).fact).toBeUndefined();
  });

  it('a page that has changed Object.prototype changes nothing', () => {
    const polluted = Object.prototype as unknown as Record<string, unknown>;
    const clean = parseRuleSet(setOf(rule('a')));
    polluted.paused = true;
    polluted.schedule = {};
    polluted.all = [];
    try {
      const { ruleSet, issues } = parseRuleSet(JSON.stringify(setOf(rule('a'))));
      expect(issues).toEqual([]);
      expect(ruleSet?.paused).toBeUndefined();
      expect(JSON.stringify(ruleSet)).toBe(JSON.stringify(clean.ruleSet));
    } finally {
      for (const key of ['paused', 'schedule', 'all']) delete polluted[key];
    }
  });
});

describe('limits', () => {
  const rules = (count: number): unknown =>
    setOf(...Array.from({ length: count }, (_, index) => rule(`r${index}`)));
  const wide = (count: number): unknown =>
    setOf(rule('a', { all: Array.from({ length: count }, () => onPricing) }));
  const deep = (levels: number): unknown => {
    let condition: unknown = onPricing;
    for (let level = 1; level < levels; level += 1) condition = { all: [condition] };
    return setOf(rule('a', condition), rule('b'));
  };
  const long = (characters: number): string => {
    const text = JSON.stringify(setOf(rule('a')));
    return text + ' '.repeat(characters - text.length);
  };

  it('are exact: the last that is allowed, and the first that is not', () => {
    expect(idsOf(rules(limits.rules))).toHaveLength(limits.rules);
    expect(codesOf(rules(limits.rules + 1))).toEqual(['too_many']);
    expect(idsOf(wide(limits.conditions))).toEqual(['a']);
    expect(codesOf(wide(limits.conditions + 1))).toEqual(['too_many_conditions']);
    expect(idsOf(deep(limits.conditionDepth))).toEqual(['a', 'b']);
    expect(codesOf(deep(limits.conditionDepth + 1))).toEqual(['too_deep']);
    expect(idsOf(deep(limits.conditionDepth + 1))).toEqual(['b']);
    expect(idsOf(long(limits.characters))).toEqual(['a']);
    expect(codesOf(long(limits.characters + 1))).toEqual(['too_large']);
  });

  it('count named conditions wherever they are used, however often', () => {
    const doubling: Record<string, unknown> = { n0: onPricing };
    for (let step = 1; step <= 12; step += 1) {
      doubling[`n${step}`] = { all: [{ condition: `n${step - 1}` }, { condition: `n${step - 1}` }] };
    }
    expect(codesOf({ ...setOf(rule('a', { condition: 'n10' })), conditions: doubling })).toEqual([]);
    expect(codesOf({ ...setOf(rule('a', { condition: 'n11' })), conditions: doubling })).toEqual([
      'too_many_conditions',
    ]);
  });

  it('look at every name once, however many ways lead to it', () => {
    // Followed way by way, two hundred names that each use the next two would take for ever.
    const ring: Record<string, unknown> = {};
    for (let step = 0; step < limits.namedConditions; step += 1) {
      const next = (by: number): object => ({ condition: `n${(step + by) % limits.namedConditions}` });
      ring[`n${step}`] = { all: [next(1), next(2)] };
    }
    const { ruleSet } = parseRuleSet({
      ...setOf(rule('a', { condition: 'n0' }), rule('b')),
      conditions: ring,
    });
    expect(ruleSet?.rules.map(({ id }) => id)).toEqual(['b']);
  });

  it('find every circle in random graphs of names', () => {
    const graph = fc.array(fc.array(fc.nat(7), { maxLength: 3 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(graph, (uses) => {
        const named = Object.fromEntries(
          uses.map((targets, index) => [
            `n${index}`,
            {
              all: [
                onPricing,
                ...targets
                  .filter((target) => target < uses.length)
                  .map((target) => ({ condition: `n${target}` })),
              ],
            },
          ]),
        );
        const reaches = (from: number, to: number, seen = new Set<number>()): boolean =>
          (uses[from] ?? []).some((next) => {
            if (next >= uses.length || seen.has(next)) return false;
            seen.add(next);
            return next === to || reaches(next, to, seen);
          });
        const isGood = (index: number): boolean =>
          !uses.some((_, other) => reaches(other, other) && (other === index || reaches(index, other)));
        const { ruleSet } = parseRuleSet({
          ...setOf(...uses.map((_, index) => rule(`r${index}`, { condition: `n${index}` }))),
          conditions: named,
        });
        expect(ruleSet?.rules.map(({ id }) => id)).toEqual(
          uses.flatMap((_, index) => (isGood(index) ? [`r${index}`] : [])),
        );
      }),
      { numRuns: 1000 },
    );
  });

  /** The value, and how often something of it has been looked at. */
  const watched = (value: unknown): { readonly value: unknown; readonly looks: () => number } => {
    let looks = 0;
    const watch = (part: unknown): unknown =>
      typeof part === 'object' && part !== null
        ? new Proxy(part, {
            get: (target, key, receiver) => {
              looks += 1;
              return watch(Reflect.get(target, key, receiver));
            },
          })
        : part;
    return { value: watch(value), looks: () => looks };
  };

  it.each([
    ['levels of lists', (inner: unknown) => [inner]],
    ['conditions inside each other', (inner: unknown) => ({ not: inner })],
  ])('of five thousand %s no more are looked at than may be', (_, around) => {
    let deepest: unknown = 1;
    for (let level = 0; level < 5000; level += 1) deepest = around(deepest);
    const { value, looks } = watched(setOf(rule('a', deepest)));
    expect(codesOf(value)).toEqual(['too_deep']);
    // A list is asked for its length, its method and its entries.
    expect(looks()).toBeLessThan(10 * limits.nesting);
  });

  it('nothing of a text that is too long is read, not even whether it is JSON', () => {
    expect(codesOf('{'.repeat(limits.characters + 1))).toEqual(['too_large']);
    expect(codesOf('{'.repeat(limits.characters))).toEqual(['json_syntax']);
  });

  it('too many rules are copied and then not looked at one by one', () => {
    const count = 80_000;
    const { value, looks } = watched(setOf(...Array.from({ length: count }, () => 0)));
    expect(codesOf(value)).toEqual(['too_many']);
    expect(looks()).toBeLessThan(2 * count);
  });
});

describe('every kind of mistake', () => {
  it('has a document that shows it, or a test here', () => {
    const shown = readdirSync('test/schemas/invalid').map((file) => {
      const { expect: expected } = JSON.parse(readFileSync(`test/schemas/invalid/${file}`, 'utf8')) as {
        readonly expect: { readonly code: string };
      };
      return expected.code;
    });
    const shownHere = [
      'json_syntax',
      'not_json',
      'too_large',
      'too_many',
      'too_many_conditions',
      'unsafe_key',
    ];
    expect(issueCodes.filter((code) => !shown.includes(code) && !shownHere.includes(code))).toEqual([]);
  });

  it.each([
    ['{"formatVersion": 1,}', 'json_syntax', 'There is a comma after the last entry. Remove it.'],
    ['{"__proto__": {}}', 'unsafe_key', '"__proto__" cannot be used as a name. Choose another.'],
  ])('%s is explained', (text, code, sentence) => {
    const issue = parseRuleSet(text).issues.find((candidate) => candidate.code === code);
    expect(issue && describeIssue(issue, text)).toBe(sentence);
  });

  it.each([
    ['/rules/0/schedule/weekly/monday', 'Did you mean "mon"?'],
    ['/rules/0/tests/0/given/event', 'Did you mean "events"?'],
    ['/rules/0/tests/0/given/fact', 'Did you mean "facts"?'],
    ['/rules/0/condition', 'Did you mean "conditions"?'],
    ['/rules/0/conditions/all/0/operater', 'Did you mean "operator"?'],
    ['/conditions/onSale/valeu', 'Did you mean "value"?'],
    ['/rules/0/context/Name/whenmissing', 'Did you mean "whenMissing"?'],
    ['/formatversion', 'Did you mean "formatVersion"?'],
    ['/rules/0/tests/0/given/history/0/page', 'There is "outcome", "ruleId" and "secondsAgo".'],
    ['/limits/perVisit', 'There is "max", "quietDaysAfter" and "secondsBetween".'],
    ['/rules/0/message', 'It belongs in "invitation".'],
    ['/rules/0/withinDays', 'It belongs in "goal".'],
    ['/rules/0/outcome', 'It belongs to another object.'],
    ['/rules/0/name', 'Did you mean "title"?'],
    ['/rules/0/toString', 'Remove it.'],
  ])('the advice on an unknown key names what is possible at its place: %s', (pointer, advice) => {
    const key = pointer.slice(pointer.lastIndexOf('/') + 1);
    const sentence = describeIssue({ code: 'unknown_key', pointer, params: { key } });
    expect(sentence).toBe(`"${key}" has no meaning here. ${advice}`);
  });
});
