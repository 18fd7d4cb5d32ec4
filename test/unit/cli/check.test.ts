import { checkFiles } from '../../../src/cli/check.ts';

async function check(text: string): Promise<{ readonly code: number; readonly report: string }> {
  const lines: string[] = [];
  const code = await checkFiles(['set.json'], {
    out: (line) => lines.push(line),
    read: () => Promise.resolve(text),
  });
  return { code, report: lines.join('\n') };
}

const withCondition = (condition: string, tests = ''): string => `{
  "formatVersion": 1,
  "id": "set",
  "version": "1",
  "availability": { "basis": "none" },
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

  it('fails when a test of the rule set fails, and says what came instead', async () => {
    const { code, report } = await check(withCondition(onPricing, testOn('/home', '"invited"')));
    expect(code).toBe(1);
    expect(report).toContain(
      'set.json:11:17 /rules/0/tests/0\n  The test "case" of the rule "rule" fails. Expected: "invited".',
    );
    expect(report).toContain('not_matched');
    expect(report).toContain('1 of 1 test failed.');
  });

  it('checks the tests themselves', async () => {
    const { code, report } = await check(withCondition(onPricing, testOn('/pricing', '"shown"')));
    expect(code).toBe(1);
    expect(report).toContain('/rules/0/tests/0/expect\n  "shown" is not possible here.');
  });

  it('goes on to the next file after one that cannot be read', async () => {
    const lines: string[] = [];
    const code = await checkFiles(['no/such/file.json', 'rules', 'rules/pricing-hesitation.json'], {
      out: (line) => lines.push(line),
    });
    expect(code).toBe(1);
    expect(lines).toEqual([
      'no/such/file.json: cannot be read. There is no such file.',
      'rules: cannot be read. It is a directory; give the files in it, such as rules/*.json.',
      'rules/pricing-hesitation.json: no mistakes, 1 rule usable, 9 tests passed.',
    ]);
  });
});
