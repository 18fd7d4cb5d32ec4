import { readdirSync, readFileSync } from 'node:fs';
import { compileRuleSet } from '../../../src/core/compile.ts';
import { operatorNames } from '../../../src/core/operators.ts';
import type { OperatorName } from '../../../src/core/operators.ts';
import { outcomes, reasons } from '../../../src/core/reasons.ts';
import type { Outcome, Reason } from '../../../src/core/reasons.ts';
import type { RuleTest } from '../../../src/core/ruleSet.ts';
import { runRuleTest } from '../../../src/core/simulate.ts';
import { checkRegex } from '../../../src/rules/checkRegex.ts';
import { checkTest } from '../../../src/rules/checkTest.ts';
import { createRulesEngine } from '../../../src/rules/engine.ts';
import { describeIssue } from '../../../src/rules/messages.ts';
import { parseRuleSet } from '../../../src/rules/parse.ts';

interface CaseFile {
  /** What the cases are about. */
  readonly title: string;
  readonly ruleSet: { readonly rules: readonly { readonly id?: string }[] };
  /** As the `tests` of a rule, with the id of the rule they are about. */
  readonly cases: readonly (RuleTest & { readonly rule: string })[];
}

const files = readdirSync('test/cases').sort();
const read = (file: string): CaseFile => JSON.parse(readFileSync(`test/cases/${file}`, 'utf8')) as CaseFile;

/** What a case expects, in one form. */
const expected = ({ expect: wanted }: RuleTest): { readonly outcome: Outcome; readonly reason?: Reason } =>
  typeof wanted === 'string' ? { outcome: wanted } : wanted;

describe.each(files)('%s', (file) => {
  const { ruleSet: document, cases } = read(file);
  const { ruleSet, invalid } = parseRuleSet(document, checkTest, checkRegex);
  const invalidRuleIds = invalid.map(({ ruleId }) => ruleId);
  const compiled = compileRuleSet(ruleSet!);
  const engine = createRulesEngine();

  it.each(cases)('$rule: $name', async ({ rule, ...test }) => {
    const mistakes: string[] = [];
    checkTest(test, '', (code, pointer, params = {}) => {
      mistakes.push(`${pointer} ${describeIssue({ code, pointer, params })}`);
    });
    expect(mistakes).toEqual([]);
    expect(document.rules.map(({ id }) => id)).toContain(rule);
    const { passed, explanation } = await runRuleTest(compiled, rule, test, engine, invalidRuleIds);
    expect(passed ? '' : explanation).toBe('');
  });

  it('has a case for each of its rules', () => {
    const tried = new Set(cases.map(({ rule }) => rule));
    const inviting = document.rules.filter((rule) => !('kind' in rule));
    expect(inviting.map(({ id }) => id).filter((id) => !tried.has(id!))).toEqual([]);
  });
});

describe('the cases together', () => {
  const all = files.flatMap((file) => read(file).cases);

  it('produce every reason there is', () => {
    const produced = new Set(all.map((given) => expected(given).reason));
    expect(reasons.filter((reason) => !produced.has(reason))).toEqual([]);
  });

  it('produce every outcome there is', () => {
    const produced = new Set(all.map((given) => expected(given).outcome));
    expect(outcomes.filter((outcome) => !produced.has(outcome))).toEqual([]);
  });

  it('show every operator where it holds and where it does not', () => {
    const holding = new Set<OperatorName>();
    const failing = new Set<OperatorName>();
    for (const file of files) {
      const { ruleSet, cases } = read(file);
      for (const test of cases) {
        const rule = ruleSet.rules.find(({ id }) => id === test.rule);
        const used = operatorNames.filter((name) => JSON.stringify(rule).includes(`"operator":"${name}"`));
        const { outcome, reason } = expected(test);
        for (const name of used) {
          if (outcome === 'invited') holding.add(name);
          if (reason === 'not_matched' || reason === 'needs_more') failing.add(name);
        }
      }
    }
    expect(operatorNames.filter((name) => !holding.has(name))).toEqual([]);
    expect(operatorNames.filter((name) => !failing.has(name))).toEqual([]);
  });
});
