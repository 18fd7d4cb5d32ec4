import { runScenarios } from '../../../src/gtm/scenarios.ts';
import type { ScenarioResult } from '../../../src/gtm/scenarios.ts';
import { readTemplate } from '../../../src/gtm/template.ts';
import type { Template } from '../../../src/gtm/template.ts';
import { templateText } from './ourTemplate.ts';

const ours = readTemplate(templateText);

const runOne = (code: string, changes: Partial<Template> = {}): ScenarioResult => {
  const template = { ...ours, setup: '', ...changes, scenarios: [{ name: 'one', code }] };
  const [result] = runScenarios(template);
  if (!result) throw new Error('no result');
  return result;
};

describe('matchers', () => {
  it.each([
    ['isUndefined()', 'undefined', 'null'],
    ['isDefined()', 'null', 'undefined'],
    ['isNull()', 'null', 'undefined'],
    ['isNotNull()', 'undefined', 'null'],
    ['isTrue()', 'true', '1'],
    ['isFalse()', 'false', '0'],
    ['isTruthy()', '1', '""'],
    ['isFalsy()', '0', '"a"'],
    ['isNaN()', '+"a"', '1'],
    ['isNotNaN()', '1', '+"a"'],
    ['isInfinity()', '1 / 0', '1'],
    ['isNotInfinity()', '1', '-1 / 0'],
    ['isEqualTo({a: [1, {b: 2}]})', '{a: [1, {b: 2}]}', '{a: [1, {b: 3}]}'],
    ['isEqualTo([])', '[]', '{}'],
    ['isNotEqualTo([1])', '[2]', '[1]'],
    ['isAnyOf(1, [2])', '[2]', '2'],
    ['isNoneOf(1, 2)', '3', '2'],
    ['isStrictlyEqualTo("a")', '"a"', '"b"'],
    ['isGreaterThan(2)', '3', '2'],
    ['isGreaterThanOrEqualTo(2)', '2', '1'],
    ['isLessThan(2)', '1', '2'],
    ['isLessThanOrEqualTo(2)', '2', '3'],
    ['contains(1, {a: 1})', '[{a: 1}, 1, 2]', '[1, 2]'],
    ['contains("b")', '"abc"', '"ac"'],
    ['doesNotContain(3)', '[1]', '[3]'],
    ['containsExactly(1, 2)', '[2, 1]', '[1, 2, 3]'],
    ['doesNotContainExactly(1, 2)', '[1]', '[2, 1]'],
    ['hasLength(2)', '[1, 2]', '[1]'],
    ['isEmpty()', '{}', '[1]'],
    ['isNotEmpty()', '"a"', '""'],
    ['isArray()', '[]', '{}'],
    ['isBoolean()', 'false', '0'],
    ['isFunction()', '() => 1', '{}'],
    ['isNumber()', '1', '"1"'],
    ['isObject()', '{}', '[]'],
    ['isString()', '""', '1'],
  ])('%s holds for %s and not for %s', (matcher, good, bad) => {
    expect(runOne(`assertThat(${good}).${matcher};`).failure).toBeUndefined();
    expect(runOne(`assertThat(${bad}).${matcher};`).failure).toMatch(/^line 1: expected that /);
  });

  it('tell identity from equality', () => {
    const same = 'const list = []; assertThat(list)';
    expect(runOne(`${same}.isStrictlyEqualTo(list);`).failure).toBeUndefined();
    expect(runOne(`${same}.isStrictlyEqualTo([]);`).failure).toBeDefined();
    expect(runOne(`${same}.isNotStrictlyEqualTo([]);`).failure).toBeUndefined();
    expect(runOne(`${same}.isNotStrictlyEqualTo(list);`).failure).toBeDefined();
  });
});

describe('a scenario fails', () => {
  it.each<[string, string, Partial<Template>, RegExp]>([
    [
      'on a false assertion',
      'const x = 1;\nassertThat(x, "the sum").isEqualTo(2);',
      {},
      /^line 2: the sum: expected that 1 is equal to 2$/,
    ],
    [
      'on a failing call assertion',
      'assertApi("injectScript").wasCalled();',
      {},
      /injectScript was called; its calls: none$/,
    ],
    [
      'on a difference deep inside, which it names',
      'assertThat({a: [1, {b: 2}], c: 3}).isEqualTo({a: [1, {}], c: 3});',
      {},
      /they differ in a\.1\.b$/,
    ],
    ['on a list of another length', 'assertThat({a: [1]}).isEqualTo({a: []});', {}, /differ in a\.0$/],
    ['on another kind of value', 'assertThat([1]).isEqualTo({});', {}, /is equal to \{\}$/],
    ['when told to', 'fail("no way");', {}, /^line 1: no way$/],
    [
      'in its setup',
      'assertThat(1).isEqualTo(1);',
      { setup: '\nmissing.member();' },
      /^setup line 2: cannot read member/,
    ],
    ['on syntax that does not exist', '\nconst {a} = {};', {}, /^line 2: destructuring does not exist$/],
    ['when it mocks what is not there', 'mock("fetch", 1);', {}, /nothing named fetch/],
    [
      'when it asserts about what is not there',
      'assertApi("injectScrpt").wasNotCalled();',
      {},
      /^line 1: there is nothing named injectScrpt to assert about; is injectScript meant\?$/,
    ],
    [
      'when it asserts about a member that is not there',
      'assertApi("localStorage.getItems").wasNotCalled();',
      {},
      /is localStorage\.getItem meant\?$/,
    ],
    [
      'when it asserts about an object, of which a member was called',
      'require("templateStorage").clear();\nassertApi("templateStorage").wasNotCalled();',
      {},
      /^line 2: expected that templateStorage was not called/,
    ],
    [
      'when a callback throws that gets a digest in a later turn',
      'require("sha256")("x", () => missing.member);',
      {},
      /cannot read member of missing, which is not declared/,
    ],
    [
      'when the code of the template throws',
      'runCode({});',
      { code: 'data.missing.member;' },
      /^line 1: template line 1: cannot read member of undefined$/,
    ],
    [
      'when it uses a name of the host',
      'JSON.parse("1");',
      {},
      /cannot read parse of JSON, which is not declared/,
    ],
  ])('%s', (_, code, changes, failure) => {
    expect(runOne(code, changes).failure).toMatch(failure);
  });
});

describe('what runCode does not mock', () => {
  const code = "const send = require('createQueue')('other'); send(1); data.gtmOnSuccess();";

  it('runs for real and needs the permission', () => {
    expect(runOne('runCode({});', { code }).failure).toMatch(
      /template line 1: prohibited readwrite on global variable other \(access_globals\)$/,
    );
    expect(runOne('runCode({});', { code, permissions: [] }).failure).toMatch(
      /the permission access_globals is not configured$/,
    );
  });

  it('needs no permission once it is mocked, and is recorded all the same', () => {
    const result = runOne(
      `mock('createQueue', () => () => 1);
      runCode({});
      assertApi('createQueue').wasCalledWith('other');
      assertApi('createQueue').wasNotCalledWith('another');
      assertApi('gtmOnSuccess').wasCalled();
      assertApi('gtmOnFailure').wasNotCalled();`,
      { code },
    );
    expect(result).toEqual({ name: 'one', completions: [1], unusedMocks: [], usedPermissions: [] });
  });
});

describe('scenarios', () => {
  it('start fresh: no mock, call or global of the one before', () => {
    const results = runScenarios({
      ...ours,
      setup: '',
      code: "require('createQueue')('lcwProactiveChat')(1); data.gtmOnSuccess();",
      scenarios: [
        { name: 'first', code: "mock('logToConsole', 1); runCode({});" },
        {
          name: 'second',
          code: `assertApi('createQueue').wasNotCalled();
            assertThat(require('copyFromWindow')('lcwProactiveChat')).isUndefined();`,
        },
      ],
    });
    expect(results).toEqual([
      {
        name: 'first',
        completions: [1],
        unusedMocks: ['logToConsole'],
        usedPermissions: ['access_globals'],
      },
      { name: 'second', completions: [], unusedMocks: [], usedPermissions: ['access_globals'] },
    ]);
  });

  it('mock object APIs member by member', () => {
    const result = runOne(
      `mockObject('localStorage', {getItem: (key) => key + '!'});
      runCode({});
      assertApi('localStorage.getItem').wasCalledWith('a');`,
      { code: "return require('localStorage').getItem('a');" },
    );
    expect(result.failure).toBeUndefined();
  });

  it('give back what a variable template returns', () => {
    expect(
      runOne('assertThat(runCode({n: 2})).isEqualTo(4);', { code: 'return data.n * 2;' }).failure,
    ).toBeUndefined();
  });

  it('end after the digests that were asked for', () => {
    const code = "require('sha256')('abc', (digest) => { if (digest.length === 44) data.gtmOnSuccess(); });";
    expect(runOne('runCode({});', { code }).completions).toEqual([1]);
  });

  it('count completions of every run', () => {
    const code = 'if (data.twice) { data.gtmOnSuccess(); } data.gtmOnSuccess();';
    expect(runOne('runCode({}); runCode({twice: true});', { code }).completions).toEqual([1, 2]);
  });
});
