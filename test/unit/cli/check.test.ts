import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkFiles } from '../../../src/cli/check.ts';
import type { CheckOptions } from '../../../src/cli/check.ts';

async function check(
  text: string,
  options?: CheckOptions,
): Promise<{ readonly code: number; readonly report: string }> {
  const lines: string[] = [];
  const io = { out: (line: string) => lines.push(line), read: () => Promise.resolve(text) };
  const code = await checkFiles(['set.json'], io, options);
  return { code, report: lines.join('\n') };
}

const withCondition = (condition: string, tests = ''): string => `{
  "formatVersion": 1,
  "id": "set",
  "version": "1",
  "limits": { "max": [{ "count": 1, "per": "visit" }] },
  "rules": [
    {
      "id": "rule",
      "conditions": ${condition},
      "invitation": { "message": "Hello" }${tests}
    }
  ]
}
`;
const onPricing = '{ "fact": "page.path", "operator": "matchesPath", "value": "/pricing/**" }';
const testOn = (path: string, expected: string): string =>
  `,\n      "tests": [{ "name": "case", "given": { "facts": { "page.path": "${path}" } }, "expect": ${expected} }]`;

describe('the check command', () => {
  it('passes a good rule set and plays its tests', async () => {
    const { code, report } = await check(withCondition(onPricing, testOn('/pricing/eu', '"invited"')));
    expect(report).toBe('set.json: no mistakes, 1 rule usable, 1 test passed.');
    expect(code).toBe(0);
  });

  it.each(['event.count', 'visit.eventCount'])('counts the events of a test for %s', async (fact) => {
    const twice = `{ "fact": "${fact}", "params": { "name": "search" }, "operator": "equal", "value": 2 }`;
    const given = (events: string): string =>
      `{ "name": "case", "given": { "events": ${events} }, "expect": "invited" }`;
    const two = await check(withCondition(twice, `, "tests": [${given('["search", "search"]')}]`));
    expect(two.code).toBe(0);
    const one = await check(withCondition(twice, `, "tests": [${given('["search", "purchase"]')}]`));
    expect(one.code).toBe(1);
  });

  it('shows a mistake with file, line, column, pointer, advice and the lines around it', async () => {
    const { code, report } = await check(withCondition(onPricing.replace('page.path', 'page.pth')));
    expect(code).toBe(1);
    expect(report).toBe(
      [
        'set.json:9:31 /rules/0/conditions/fact',
        '  "page.pth" is not a fact. Did you mean "page.path"?',
        '',
        '     7 |     {',
        '     8 |       "id": "rule",',
        '  >  9 |       "conditions": { "fact": "page.pth", "operator": "matchesPath", "value": "/pricing/**" },',
        '       |                               ^',
        '    10 |       "invitation": { "message": "Hello" }',
        '',
        'set.json: 1 mistake, 0 rules usable, 0 tests passed.',
      ].join('\n'),
    );
  });

  it('points at the name where the name is the mistake', async () => {
    const { report } = await check(withCondition('{ "any": [], "priority": 2 }'));
    expect(report).toContain('set.json:9:34 /rules/0/conditions/priority\n');
    expect(report.indexOf('/conditions/any')).toBeLessThan(report.indexOf('/conditions/priority'));
  });

  it('says what is wrong with the JSON', async () => {
    const { code, report } = await check('{\n  "formatVersion": 1,\n}\n');
    expect(code).toBe(1);
    expect(report).toContain('set.json:2:21\n  There is a comma after the last entry. Remove it.');
    expect(report).toContain('the rule set cannot be used.');
  });

  it('finds a name that stands twice, of which JSON would silently keep the last', async () => {
    const { code, report } = await check(withCondition(`{ "all": [${onPricing}], "all": [${onPricing}] }`));
    expect(code).toBe(1);
    expect(report).toContain('"all" stands twice in this object and only the last counts. Remove one.');
  });

  it('plays what happens later in a test, and says when a step answers an invitation that is not there', async () => {
    const answered = (path: string): string =>
      `,\n      "tests": [{ "name": "case", "given": { "facts": { "page.path": "${path}" } }, "then": [{ "secondsLater": 4, "answer": "declined" }], "expect": "declined" }]`;
    expect((await check(withCondition(onPricing, answered('/pricing')))).code).toBe(0);
    const { code, report } = await check(withCondition(onPricing, answered('/home')));
    expect(code).toBe(1);
    expect(report).toContain(
      'Step 1 answers an invitation, but none was on the screen. The outcome is "waiting"',
    );
  });

  it('fails when a test of the rule set fails, and says what came instead', async () => {
    const { code, report } = await check(withCondition(onPricing, testOn('/home', '"invited"')));
    expect(code).toBe(1);
    expect(report).toContain(
      'set.json:11:17 /rules/0/tests/0\n  The test "case" of the rule "rule" fails. Expected: "invited".',
    );
    expect(report).toContain('(not_matched): The conditions do not hold. Not so: page.path ');
    expect(report).toContain('(is "/home").');
    expect(report).toContain('1 of 1 test failed.');
  });

  it('checks the tests themselves', async () => {
    const { code, report } = await check(withCondition(onPricing, testOn('/pricing', '"shown"')));
    expect(code).toBe(1);
    expect(report).toContain('/rules/0/tests/0/expect\n  "shown" is not possible here.');
  });

  it('takes no rule away for a mistake in its tests, and plays the other tests', async () => {
    const good = testOn('/pricing/eu', '"invited"');
    const broken = '{ "name": "off", "given": { "availability": "offline" }, "expect": "suppressed" }';
    const { code, report } = await check(withCondition(onPricing, good.replace('[{', `[${broken}, {`)));
    expect(code).toBe(1);
    expect(report).toContain('/rules/0/tests/0/given/availability\n  "offline" is not possible here.');
    expect(report).toContain('set.json: 1 mistake, 1 rule usable, 1 test passed.');
  });

  it('goes on to the next file after one that cannot be read', async () => {
    const lines: string[] = [];
    const code = await checkFiles(['no/such/file.json', 'rules/pricing-hesitation.json'], {
      out: (line) => lines.push(line),
    });
    expect(code).toBe(1);
    expect(lines).toEqual([
      'no/such/file.json: cannot be read. There is no such file.',
      'rules/pricing-hesitation.json: no mistakes, 1 rule usable, 10 tests passed.',
    ]);
  });

  it('takes of a directory every JSON file in it and below', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rules-'));
    mkdirSync(join(folder, 'eu'));
    for (const name of ['b.json', 'eu/a.json', 'readme.md']) {
      copyFileSync('rules/pricing-hesitation.json', join(folder, name));
    }
    const lines: string[] = [];
    expect(await checkFiles([folder], { out: (line) => lines.push(line) })).toBe(0);
    expect(lines.map((line) => line.split(':', 1)[0])).toEqual([
      join(folder, 'b.json'),
      join(folder, 'eu/a.json'),
    ]);
    rmSync(folder, { recursive: true });
  });
});

describe('traps in the check command', () => {
  const contradictory =
    '{ "all": [{ "fact": "cart.value", "operator": "lessThan", "value": 10 }, { "fact": "cart.value", "operator": "greaterThan", "value": 20 }] }';

  it('are told as warnings, with place, code and advice, and fail nothing', async () => {
    const { code, report } = await check(withCondition(contradictory));
    expect(code).toBe(0);
    expect(report).toContain(
      'set.json:9:94 /rules/0/conditions/all/1\n  warning contradiction: “cart.value is more than 20” can never hold together with “cart.value is less than 10”. Remove one of them',
    );
    expect(report).toContain('hint no_tests:');
    expect(report).toContain('set.json: no mistakes, 1 warning, 1 hint, 1 rule usable, 0 tests passed.');
  });

  it('fail the check where that is asked for; hints never do', async () => {
    expect((await check(withCondition(contradictory), { strict: true })).code).toBe(1);
    const { code, report } = await check(withCondition(onPricing), { strict: true });
    expect(report).toContain('hint no_tests:');
    expect(code).toBe(0);
  });

  it('name what has no effect with the widget the rule set is for', async () => {
    const text = withCondition(onPricing).replace('"Hello"', '"Hello", "title": "Help"');
    expect((await check(text)).report).not.toContain('no_effect');
    expect((await check(text, { widget: 'microsoft' })).report).toContain(
      "warning no_effect: Microsoft's widget shows the message alone",
    );
  });

  it('come with everything else as JSON for programs', async () => {
    const text = withCondition(contradictory, testOn('/pricing', '"invited"'));
    const { code, report } = await check(text, { json: true });
    expect(code).toBe(1);
    expect(JSON.parse(report)).toMatchObject({
      errors: 1,
      warnings: 1,
      hints: 0,
      files: [
        {
          file: 'set.json',
          rules: 1,
          tests: 1,
          failed: 1,
          findings: [
            { severity: 'warning', code: 'contradiction', pointer: '/rules/0/conditions/all/1', line: 9 },
            { severity: 'error', code: 'test_failed', pointer: '/rules/0/tests/0', line: 11 },
          ],
        },
      ],
    });
  });
});
