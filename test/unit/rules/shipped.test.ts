/** The ready rule sets in rules/: without a mistake, and with cases for everything that they ask. */
import { readdirSync, readFileSync } from 'node:fs';
import { checkFiles } from '../../../src/cli/check.ts';
import { compileRuleSet } from '../../../src/core/compile.ts';
import type { RuleTest } from '../../../src/core/ruleSet.ts';
import { runRuleTest } from '../../../src/core/simulate.ts';
import { createRulesEngine } from '../../../src/rules/engine.ts';
import { parseRuleSet } from '../../../src/rules/parse.ts';

interface Document {
  readonly id: string;
  readonly rules: readonly {
    readonly id: string;
    readonly kind?: string;
    readonly description?: string;
    readonly conditions: unknown;
    readonly withdrawWhen?: unknown;
    readonly schedule?: unknown;
    readonly tests?: readonly RuleTest[];
  }[];
}

const files = readdirSync('rules').filter((file) => file.endsWith('.json'));
const read = (file: string): Document => JSON.parse(readFileSync(`rules/${file}`, 'utf8')) as Document;
const engine = createRulesEngine();

/** Whether every case of a rule set comes out as it says. */
async function passes(document: Document, cases: Document): Promise<boolean> {
  const { ruleSet, issues } = parseRuleSet(document, () => undefined);
  if (ruleSet === null || issues.length > 0) throw new Error(JSON.stringify(issues));
  const compiled = compileRuleSet(ruleSet);
  for (const { id, tests = [] } of cases.rules) {
    for (const test of tests) {
      const { passed } = await runRuleTest(compiled, id, test, engine);
      if (!passed) return false;
    }
  }
  return true;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const replaced = <Entry>(list: readonly Entry[], place: number, entry: Entry): readonly Entry[] =>
  list.map((other, index) => (index === place ? entry : other));

/** Every copy of a value in which one leaf of a condition is another. */
function* withOtherLeaf(value: unknown, other: unknown): Generator<readonly [leaf: string, copy: unknown]> {
  if (Array.isArray(value)) {
    for (const [place, entry] of value.entries()) {
      for (const [leaf, copy] of withOtherLeaf(entry, other)) yield [leaf, replaced(value, place, copy)];
    }
  } else if (isObject(value) && 'fact' in value) {
    yield [JSON.stringify(value), other];
  } else if (isObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      for (const [leaf, copy] of withOtherLeaf(member, other)) yield [leaf, { ...value, [name]: copy }];
    }
  }
}

const always = { fact: 'device.saveData', operator: 'isKnown', value: false };
const never = { fact: 'device.saveData', operator: 'isKnown', value: true };

/** Every way in which a rule set asks one thing less, or can no longer get one thing it asks. */
function* changes(document: Document): Generator<readonly [what: string, changed: Document]> {
  for (const [index, rule] of document.rules.entries()) {
    const changed = (change: object): Document => ({
      ...document,
      rules: replaced(document.rules, index, { ...rule, ...change }),
    });
    for (const [leaf, conditions] of withOtherLeaf(rule.conditions, never)) {
      yield [`${leaf} never holds`, changed({ conditions })];
    }
    // A rule of kind `suppress` may hold everywhere: its schedule is what it is about.
    if (rule.kind !== 'suppress') {
      for (const [leaf, conditions] of withOtherLeaf(rule.conditions, always)) {
        yield [`${leaf} always holds`, changed({ conditions })];
      }
    }
    if (rule.withdrawWhen !== undefined) yield ['no withdrawWhen', changed({ withdrawWhen: never })];
    if (rule.schedule !== undefined) yield ['no schedule', changed({ schedule: {} })];
  }
}

it('there are the eight documented scenarios, the nine Commerce conditions, and eleven more', () => {
  expect(files).toHaveLength(28);
  expect(files.filter((file) => file.startsWith('commerce-'))).toHaveLength(9);
});

it('the check command finds no mistake, and every case comes out as it says', async () => {
  const lines: string[] = [];
  const code = await checkFiles(
    files.map((file) => `rules/${file}`),
    { out: (line) => lines.push(line) },
  );
  expect([code, lines.filter((line) => !line.includes(': no mistakes, '))]).toEqual([0, []]);
});

describe.each(files)('%s', (file) => {
  const document = read(file);

  it('is in a file of its name, and says what it is for', () => {
    const names = [document.id, ...document.rules.map(({ id }) => id)];
    expect(names).toContain(file.replace(/\.json$/, ''));
    for (const { description } of document.rules) expect(description).toMatch(/\.$/);
    expect(readFileSync('rules/README.md', 'utf8')).toContain(`](${file})`);
  });

  it('has a case in which it invites and one in which it does not', () => {
    const expected = document.rules.flatMap(({ tests = [] }) => tests.map(({ expect: result }) => result));
    expect(expected).toContain('invited');
    expect(expected.filter((result) => result !== 'invited').length).toBeGreaterThanOrEqual(2);
  });

  it('has a case that fails if any part of it asks something else', async () => {
    const unnoticed: string[] = [];
    for (const [what, changed] of changes(document)) {
      if (await passes(changed, document)) unnoticed.push(what);
    }
    expect(unnoticed).toEqual([]);
  });
});
