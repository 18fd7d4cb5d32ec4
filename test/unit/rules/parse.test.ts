import fc from 'fast-check';
import { issueCodes } from '../../../src/rules/issue.ts';
import { limits } from '../../../src/rules/limits.ts';
import { describeIssue } from '../../../src/rules/messages.ts';
import { parseRuleSet } from '../../../src/rules/parse.ts';
import { conditions } from './arbitraries.ts';
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

  it('with any rules broken, the rest are exactly what they are alone', () => {
    const good = conditions().map((condition) => rule('x', condition));
    const bad = fc.constantFrom<unknown>(
      5,
      {},
      rule('x', { any: [] }),
      rule('x', { fact: 'nothing', operator: 'equal', value: 1 }),
      rule('x', onPricing, { priority: '7' }),
      rule('x', { all: [onPricing], any: [onPricing] }),
      rule('x', { condition: 'nowhere' }),
      rule('x', onPricing, { invitation: { message: '{{Message}}' } }),
    );
    const entry = fc.oneof(
      good.map((given) => ({ given, isGood: true })),
      bad.map((given) => ({ given, isGood: false })),
    );
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), (entries) => {
        const named = entries.map(({ given, isGood }, index) => ({
          isGood,
          given: typeof given === 'object' ? { ...given, id: `r${index}` } : given,
        }));
        // Some random conditions are themselves refused, for example a range turned round.
        const alone = named.flatMap(({ given, isGood }) =>
          isGood ? (parseRuleSet(setOf(given)).ruleSet?.rules ?? []) : [],
        );
        const together = parseRuleSet(setOf(...named.map(({ given }) => given))).ruleSet;
        expect(together?.rules).toEqual(alone);
      }),
      { numRuns: 500 },
    );
  });

  it('of two rules with one id the first stays', () => {
    const { ruleSet, invalid } = parseRuleSet(
      setOf(rule('a', onPricing, { priority: 9 }), rule('a'), rule('b')),
    );
    expect(ruleSet?.rules.map(({ id, priority }) => [id, priority])).toEqual([
      ['a', 9],
      ['b', undefined],
    ]);
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

  it('find circles among a thousand names in an instant', () => {
    const ring: Record<string, unknown> = {};
    for (let step = 0; step < limits.namedConditions; step += 1) {
      ring[`n${step}`] = { condition: `n${(step + 1) % limits.namedConditions}` };
    }
    const start = performance.now();
    const { ruleSet } = parseRuleSet({
      ...setOf(rule('a', { condition: 'n0' }), rule('b')),
      conditions: ring,
    });
    expect(performance.now() - start).toBeLessThan(100);
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

  it.each([
    ['five thousand levels', `${'['.repeat(5000)}${']'.repeat(5000)}`],
    [
      'five thousand conditions inside each other',
      `{"rules":[{"id":"a","conditions":${'{"not":'.repeat(5000)}1${'}'.repeat(5000)}}]}`,
    ],
    ['a million characters', `"${'x'.repeat(1_000_000)}"`],
    ['a hundred thousand empty rules', JSON.stringify(setOf(...Array.from({ length: 80_000 }, () => 0)))],
  ])('%s are refused quickly', (_, text) => {
    const start = performance.now();
    expect(parseRuleSet(text).ruleSet).toBeNull();
    expect(performance.now() - start).toBeLessThan(500);
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
});
