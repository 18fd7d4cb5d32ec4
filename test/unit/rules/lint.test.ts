import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { FactValue } from '../../../src/core/facts.ts';
import { compileCondition, matches } from '../../../src/core/conditions.ts';
import { matchesPathPattern } from '../../../src/core/pathPattern.ts';
import { checkRegex } from '../../../src/rules/checkRegex.ts';
import { checkTest } from '../../../src/rules/checkTest.ts';
import { lintRuleSet } from '../../../src/rules/lint/lint.ts';
import { instancesOf, patternsMeet } from '../../../src/rules/lint/pathPatterns.ts';
import { canHoldTogether, implies } from '../../../src/rules/lint/satisfiable.ts';
import { warningCodes } from '../../../src/rules/lint/warning.ts';
import type { LintSettings, Warning, WarningCode } from '../../../src/rules/lint/warning.ts';
import { parseRuleSet } from '../../../src/rules/parse.ts';
import { conditions, snapshots } from './arbitraries.ts';

interface LintCase {
  readonly expect: { readonly code: WarningCode; readonly pointer: string };
  readonly settings?: LintSettings;
  /** What stands where once the suggestion is followed; `null`: nothing. */
  readonly mended: Readonly<Record<string, unknown>>;
  readonly document: unknown;
}

const read = (place: string): unknown => JSON.parse(readFileSync(place, 'utf8'));
const caseIn = (file: string): LintCase => read(`test/lint/${file}`) as LintCase;

function lint(document: unknown, settings?: LintSettings): readonly Warning[] {
  const { ruleSet, issues } = parseRuleSet(document, checkTest, checkRegex);
  expect(issues).toEqual([]);
  return lintRuleSet(ruleSet!, issues, settings);
}

function mend(document: unknown, mended: LintCase['mended']): unknown {
  const copy = structuredClone(document);
  for (const [pointer, value] of Object.entries(mended)) {
    const steps = pointer.split('/').slice(1);
    const name = steps.pop()!;
    const holder = steps.reduce(
      (found, step) => found[step] as Record<string, unknown>,
      copy as Record<string, unknown>,
    );
    if (value === null) delete holder[name];
    else holder[name] = value;
  }
  return copy;
}

describe('the traps', () => {
  const files = readdirSync('test/lint').sort();

  it.each(files)('%s is found, and gone once mended', (file) => {
    const { expect: expected, settings, mended, document } = caseIn(file);
    const found = lint(document, settings);
    expect(found.map(({ code, pointer }) => `${code} ${pointer}`)).toContain(
      `${expected.code} ${expected.pointer}`,
    );
    const left = lint(mend(document, mended), settings);
    expect(left.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([]);
  });

  it.each(files)('%s is told in whole sentences', (file) => {
    const { settings, document } = caseIn(file);
    for (const { message, suggestion } of lint(document, settings)) {
      expect(message).toMatch(/^["“A-Z0-9].*\.$/s);
      expect(suggestion).toMatch(/^[A-Z].*[.?]$/s);
      expect(`${message} ${suggestion}`).not.toMatch(/undefined|\[object|""|NaN| {2}/);
    }
  });

  it('all have a case', () => {
    const shown = new Set(files.map((file) => caseIn(file).expect.code));
    expect(warningCodes.filter((code) => !shown.has(code))).toEqual([]);
  });

  it('a rule that is left out moves no warning to another rule', () => {
    const { document } = caseIn('fraction-for-percent.json');
    const { rules } = document as { readonly rules: readonly object[] };
    const broken = { ...(document as object), rules: [{ id: 'broken' }, ...rules] };
    const { ruleSet, issues } = parseRuleSet(broken, checkTest);
    expect(lintRuleSet(ruleSet!, issues).map(({ pointer }) => pointer)).toContain(
      '/rules/1/conditions/value',
    );
  });
});

describe('braces that hold no placeholder', () => {
  const inMessage = (message: string): readonly Warning[] =>
    lint({
      formatVersion: 1,
      id: 'set',
      version: '1',
      rules: [
        {
          id: 'rule',
          conditions: { fact: 'page.path', operator: 'matchesPath', value: '/pricing/**' },
          invitation: { message },
        },
      ],
    }).filter(({ code }) => code === 'placeholder_not_replaced');

  it.each([
    ['{page.title | our plans}', 'Write "{page.title|our plans}" for "{page.title | our plans}".'],
    ['{ page.title }', 'Write "{page.title}" for "{ page.title }".'],
    ['{cart.value : curency|much}', 'Write "{cart.value:currency|much}" for "{cart.value : curency|much}".'],
    ['{page.title.short}', 'Write "{page.title}" for "{page.title.short}".'],
    ['See {page.title. Then ask', 'Write "{page.title}" for "{page.title".'],
    ['See {page.title | our plans', 'Write "{page.title|…}" for "{page.title |".'],
    ['{page.title {page.path}', 'Write "{page.title}" for "{page.title".'],
    ['{page-title}', 'Did you mean "{page.title}" by "{page-title}"?'],
    ['{Page Title|it}', 'Did you mean "{page.title}" by "{Page Title|it}"?'],
    ['{firstName}', 'There is no fact "firstName". Write words without braces there.'],
    [
      '{visitor.attributes.firstName}',
      'A text cannot say "visitor.attributes", nor a part of it. Write words without braces there.',
    ],
  ])('%s gets its advice', (message, advice) => {
    expect(inMessage(message).map(({ suggestion }) => suggestion)).toEqual([advice]);
  });

  it('are told of in one warning for a text', () => {
    expect(inMessage('{firstName}: {page.path}, { page.title }').map(({ message }) => message)).toEqual([
      '"{firstName}" and "{ page.title }" will be read as written, with braces, because no fact is put in there.',
    ]);
  });

  it.each(['{page.title|our plans}', '{cart.value:currency|}', '{}', '{"a": 1}', 'a { b', '{1, 2}', ':-}'])(
    '%s is left in peace',
    (message) => {
      expect(inMessage(message)).toEqual([]);
    },
  );
});

describe('paths that are written wrongly', () => {
  const adviceOn = (operator: string, value: unknown): readonly string[] =>
    lint({
      formatVersion: 1,
      id: 'set',
      version: '1',
      rules: [
        {
          id: 'rule',
          conditions: { fact: 'page.path', operator, value },
          invitation: { message: 'Hello' },
        },
      ],
    })
      .filter(({ code }) => /star|path/.test(code))
      .map(({ suggestion }) => suggestion);

  it.each([
    [
      'matchesPath',
      '/products**',
      'Write "/products/**", with "**" between slashes, to cover what lies below.',
    ],
    [
      'matchesPath',
      '/products/**.html',
      'Write "/products/**/*.html", with "**" between slashes, to cover what lies below.',
    ],
    ['contains', '#faq', 'Ask for it by "page.hash".'],
    ['contains', '?plan=', 'Ask for it by "page.query".'],
    ['equal', '/pricing?plan=pro', 'Write "/pricing", and ask for the rest by "page.query".'],
    ['equal', '/über uns', 'Write "/%C3%BCber%20uns", or use "matchesPath", which decodes.'],
    ['notEqual', '/a/*', 'Use "doesNotMatchPath".'],
    ['notIn', ['/a/*'], 'Use "doesNotMatchPath", with one condition for each pattern in an "all".'],
  ])('%s %j gets its advice', (operator, value, advice) => {
    expect(adviceOn(operator, value)).toEqual([advice]);
  });

  it.each([
    ['matchesPath', '/über uns/**'],
    ['matchesRegex', '^/a.*$'],
    ['equal', '/%C3%BCber'],
  ])('%s %s is left in peace', (operator, value) => {
    expect(adviceOn(operator, value)).toEqual([]);
  });
});

describe('what is unknown', () => {
  const codes = (...all: readonly object[]): readonly string[] =>
    lint({
      formatVersion: 1,
      id: 'set',
      version: '1',
      rules: [{ id: 'rule', conditions: { all }, invitation: { message: 'Hello' } }],
    }).map(({ code }) => code);
  const source = { fact: 'campaign.source' };

  it.each([
    ['a visit without a campaign', [{ not: { ...source, operator: 'isKnown', value: true } }]],
    [
      'another campaign that is known',
      [
        { ...source, operator: 'isKnown', value: true },
        { ...source, operator: 'notEqual', value: 'newsletter' },
      ],
    ],
    ['what the page always knows', [{ fact: 'page.path', operator: 'notEqual', value: '/checkout' }]],
  ])('may be asked for: %s', (_name, conditions) => {
    expect(codes(...conditions)).not.toContain('negated_personal_fact');
  });
});

/** What is said of these rules in a set in which nothing else is wrong. */
const lintRules = (rules: readonly object[]): ReturnType<typeof lint> =>
  lint({
    formatVersion: 1,
    id: 'set',
    version: '1',
    limits: { max: [{ count: 1, per: 'visit' }], quietDaysAfter: { declined: 7 } },
    rules,
  });

describe('rules that never hold', () => {
  it('are told of once, and neither as rivals nor as in the shadow of others', () => {
    const onPage = (path: string): object => ({ fact: 'page.path', operator: 'equal', value: path });
    const never = { all: [onPage('/a'), onPage('/b')] };
    const rule = (id: string, conditions: object): object => ({
      id,
      conditions,
      invitation: { message: 'Hello' },
      tests: [{ name: 'invites', given: {}, expect: 'waiting' }],
    });
    const found = lintRules([
      rule('first', onPage('/a#b')),
      rule('second', never),
      rule('third', onPage('/a')),
      rule('fourth', never),
      rule('fifth', { all: [onPage('/b'), { fact: 'chat.state', operator: 'notEqual', value: 'closed' }] }),
      rule('sixth', { all: [onPage('/b'), { fact: 'device.os', operator: 'in', value: ['ios', 'mac'] }] }),
      rule('seventh', {
        all: [onPage('/b'), { fact: 'device.os', operator: 'in', value: ['ios', 'Android'] }],
      }),
      rule('eighth', { fact: 'page.path', operator: 'notEqual', value: '/a*' }),
    ]);
    expect(found.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      'path_has_query /rules/0/conditions/value',
      'star_in_path /rules/7/conditions/value',
      'name_form /rules/5/conditions/all/1/value/0',
      'name_form /rules/5/conditions/all/1/value/1',
      'name_form /rules/6/conditions/all/1/value/0',
      'contradiction /rules/1/conditions/all/1',
      'contradiction /rules/3/conditions/all/1',
      'refused_anyway /rules/4/conditions/all/1',
      // Of those that can hold, the eighth meets the third.
      'equal_priority /rules/7',
    ]);
  });
});

it('a mistake in a value is told once, and what else is wrong beside it too', () => {
  const onPage = (operator: string, path: string): object => ({ fact: 'page.path', operator, value: path });
  const device = (operator: string): object => ({ fact: 'device.type', operator, value: 'mobile' });
  const found = lintRules(
    [
      onPage('equal', 'https://shop.example/a'),
      { any: [onPage('startsWith', '*/a'), onPage('equal', '/b')] },
      { all: [onPage('equal', 'a'), device('equal'), device('notEqual')] },
    ].map((conditions, index) => ({
      id: `rule-${index}`,
      priority: 3 - index,
      conditions,
      invitation: { message: 'Hello' },
      tests: [{ name: 'invites', given: {}, expect: 'waiting' }],
    })),
  );
  expect(found.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
    'path_is_url /rules/0/conditions/value',
    'star_in_path /rules/1/conditions/any/0/value',
    'path_form /rules/2/conditions/all/0/value',
    'contradiction /rules/2/conditions/all/2',
  ]);
});

describe('rule sets that are right', () => {
  it.each(readdirSync('rules').filter((file) => file.endsWith('.json')))(
    'rules/%s gets no warning',
    (file) => {
      expect(lint(read(`rules/${file}`))).toEqual([]);
    },
  );
});

describe('what the linter concludes', () => {
  const compiled = conditions().map((condition) => compileCondition(condition, {}, ''));

  /** Facts as a page can publish them: those of the address are always there, and all are within their bounds. */
  const plausible = snapshots().map((facts) => {
    const path = facts.get('page.path');
    const views = facts.get('visit.pageViews');
    const device = facts.get('device.type');
    return new Map<string, FactValue>([
      ['page.query', {}],
      ...[...facts].filter(([key]) => key !== 'device.type'),
      ['page.path', typeof path === 'string' && path.startsWith('/') ? path : '/'],
      ...(views === 0 ? [['visit.pageViews', 1] as const] : []),
      ...(device === undefined ? [] : [['device.type', 'mobile'] as const]),
    ]);
  });

  it('never calls a condition impossible that holds for some facts', () => {
    fc.assert(
      fc.property(compiled, compiled, plausible, (first, second, facts) => {
        fc.pre(matches(first, facts) && matches(second, facts));
        expect(canHoldTogether([first, second])).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('never says that one condition follows from another when facts show otherwise', () => {
    fc.assert(
      fc.property(compiled, compiled, plausible, (first, second, facts) => {
        fc.pre(matches(first, facts) && !matches(second, facts));
        expect(implies(first, second)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  const segment = fc.constantFrom('a', 'b', 'ab', '*', 'a*', '*b', '**');
  const pattern = fc.array(segment, { maxLength: 5 }).map((segments) => `/${segments.join('/')}`);
  const path = fc
    .array(fc.constantFrom('a', 'b', 'ab', 'aab'), { maxLength: 5 })
    .map((names) => `/${names.join('/')}`);

  it('never says that two path patterns exclude each other when a path matches both', () => {
    fc.assert(
      fc.property(pattern, pattern, path, (first, second, given) => {
        fc.pre(matchesPathPattern(given, first) && matchesPathPattern(given, second));
        expect(patternsMeet(first, second)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('never says that one path pattern covers another when a path shows otherwise', () => {
    fc.assert(
      fc.property(pattern, pattern, path, (narrow, wide, given) => {
        fc.pre(matchesPathPattern(given, narrow) && !matchesPathPattern(given, wide));
        expect(instancesOf(narrow).every((instance) => matchesPathPattern(instance, wide))).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});
