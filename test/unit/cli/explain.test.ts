import { readFileSync } from 'node:fs';
import { explainRules } from '../../../src/cli/explain.ts';
import { readArguments, UsageError } from '../../../src/cli/arguments.ts';

const ruleSet = {
  formatVersion: 1,
  id: 'shop',
  version: '7',
  rules: [
    {
      id: 'help',
      title: 'Needs help',
      conditions: {
        all: [
          { fact: 'page.path', operator: 'matchesPath', value: '/help/**' },
          { fact: 'engagement.engagedSeconds', operator: 'greaterThanInclusive', value: 20 },
          { fact: 'page.query', path: '$.topic', operator: 'in', value: ['orders', 'returns'] },
        ],
      },
      invitation: { message: 'May we help?' },
    },
    {
      id: 'thrice',
      conditions: {
        fact: 'event.count',
        params: { name: 'question_opened' },
        operator: 'greaterThan',
        value: 2,
      },
      invitation: { message: 'Which one is it?' },
    },
    { id: 'broken', conditions: { all: [] }, invitation: { message: 'Hello' } },
    {
      id: 'at-checkout',
      kind: 'suppress',
      conditions: { fact: 'page.path', operator: 'startsWith', value: '/checkout' },
    },
  ],
};

interface Explained {
  readonly code: number;
  readonly report: string;
}

async function explain(
  given: unknown,
  { json = false, coloured = false, rules = JSON.stringify(ruleSet) } = {},
): Promise<Explained> {
  const lines: string[] = [];
  const texts: Readonly<Record<string, string>> = {
    'rules.json': rules,
    'given.json': typeof given === 'string' ? given : JSON.stringify(given, null, 2),
  };
  const io = {
    out: (line: string) => lines.push(line),
    read: (file: string) => Promise.resolve(texts[file]!),
    coloured,
  };
  return { code: await explainRules('rules.json', 'given.json', io, json), report: lines.join('\n') };
}

const almost = {
  'page.path': '/help/orders',
  'page.query': { topic: 'orders' },
  'engagement.engagedSeconds': 14,
};

describe('the explain command', () => {
  it('shows for every rule what came of it, wanted and actual values, and what is missing', async () => {
    const { code, report } = await explain(almost);
    expect(code).toBe(0);
    expect(report).toBe(`help  Needs help
  waiting (needs_more)  The conditions will hold if the visitor goes on; something that grows is still missing.
  Still missing: 6 more engaged seconds.
  ✗ all of these
    ✓ page.path matches "/help/**"  is "/help/orders"
    ✗ engagement.engagedSeconds is at least 20  is 14, 6 more engaged seconds
    ✓ page.query $.topic is one of ["orders","returns"]  is "orders"

thrice
  waiting (needs_more)  The conditions will hold if the visitor goes on; something that grows is still missing.
  Still missing: 3 more “question_opened” events.
  ✗ event.count (name: question_opened) is more than 2  is unknown, 3 more “question_opened” events

at-checkout
  does not hold: it silences nobody
  ✗ page.path starts with "/checkout"  is "/help/orders"

broken
  suppressed (invalid_rule)  The rule has a mistake and was left out.
  "all" is an empty list, which says nothing about the visitor. Add a condition or remove it.
`);
  });

  it('names the gate that stopped a rule whose conditions hold', async () => {
    const facts = { ...almost, 'engagement.engagedSeconds': 30 };
    const { report } = await explain({ facts, otherTab: true });
    expect(report).toContain(
      '  suppressed (other_tab)  Another tab of the visitor is inviting.\n  ✓ all of these\n',
    );
  });

  it('takes facts alone, the given of a test, or a whole test with what happens then', async () => {
    const facts = { ...almost, 'engagement.engagedSeconds': 30 };
    for (const given of [facts, { facts }, { given: { facts } }]) {
      expect((await explain(given)).report).toContain('help  Needs help\n  invited\n');
    }
    const answered = await explain({ given: { facts }, then: [{ secondsLater: 5, answer: 'declined' }] });
    expect(answered.report).toContain('help  Needs help\n  declined\n');
    const moved = await explain({
      given: { facts: almost },
      then: [{ facts: { 'engagement.engagedSeconds': 18 } }],
    });
    expect(moved.report).toContain('is 18, 2 more engaged seconds');
  });

  it('gives the same as JSON for programs', async () => {
    const { report } = await explain(almost, { json: true });
    expect(JSON.parse(report)).toMatchObject({
      ruleSetId: 'shop',
      ruleSetVersion: '7',
      rules: [
        {
          ruleId: 'help',
          outcome: 'waiting',
          reason: 'needs_more',
          nearMiss: [{ missing: 6, unit: 'seconds' }],
        },
        { ruleId: 'thrice' },
        { ruleId: 'at-checkout', kind: 'suppress', matched: false },
        { ruleId: 'broken', reason: 'invalid_rule' },
      ],
    });
  });

  it('points into the file, and tells kind and title, also where rules were left out', async () => {
    const silence = { id: 'silence', title: 'At work', kind: 'suppress', conditions: { all: [] } };
    const [help, thrice] = ruleSet.rules;
    const rules = JSON.stringify({ ...ruleSet, rules: [silence, help, 5, thrice] });
    const { report } = await explain(almost, { json: true, rules });
    expect(JSON.parse(report)).toMatchObject({
      rules: [
        { trace: { children: [{}, { pointer: '/rules/1/conditions/all/1' }, {}] } },
        { trace: { pointer: '/rules/3/conditions' } },
        { ruleId: 'silence', title: 'At work', kind: 'suppress', reason: 'invalid_rule' },
        { ruleId: 'rules/2', title: null, kind: 'invite', reason: 'invalid_rule' },
      ],
    });
    const told = await explain(almost, { rules });
    expect(told.report).toContain('silence  At work\n  suppressed (invalid_rule)');
    expect(told.report).toContain('page.query $.topic is one of');
  });

  it('is coloured only where that is asked for', async () => {
    expect((await explain(almost)).report).not.toContain('\u001b');
    expect((await explain(almost, { coloured: true })).report).toContain('\u001b[31m✗\u001b[39m');
  });

  it.each([
    [
      { facts: { 'page.pth': '/' } },
      'given.json:3:5 /facts/page.pth\n  "page.pth" is not a fact. Did you mean "page.path"?',
    ],
    [
      { 'page.path': 5 },
      'given.json:2:3 /page.path\n  "page.path" needs a text in quotes, but this is a number.',
    ],
    [
      { given: { tabhidden: true } },
      'given.json:3:18 /given/tabhidden\n  "tabhidden" has no meaning here. Did you mean "tabHidden"?',
    ],
    [[], 'given.json:1:1\n  This must be an object in braces'],
    ['{ "facts": ', 'given.json:1:12\n  The text ends here, but a value is missing.'],
  ])('says where a mistake in %j is, and how to mend it', async (given, told) => {
    const { code, report } = await explain(given);
    expect(code).toBe(1);
    expect(report).toContain(told);
  });

  it('uses a rule with a mistake in its tests, as a page does', async () => {
    const [help] = ruleSet.rules;
    const tests = [{ name: 'off', given: { availability: 'offline' }, expect: 'suppressed' }];
    const rules = JSON.stringify({ ...ruleSet, rules: [{ ...help, tests }] });
    const { code, report } = await explain({ ...almost, 'engagement.engagedSeconds': 30 }, { rules });
    expect(code).toBe(0);
    expect(report).toContain('help  Needs help\n  invited\n');
  });

  it('says what is wrong with a rule set that cannot be used', async () => {
    const { code, report } = await explain(almost, { rules: '{ "formatVersion": 2 }' });
    expect(code).toBe(1);
    expect(report).toContain('rules.json:1:20 /formatVersion\n  "formatVersion" must be the number 1');
  });
});

describe('the arguments of both commands', () => {
  it('are read, and a widget that does not exist is refused', () => {
    expect(readArguments(['check', 'a', '--host', 'x', '--host', 'y', '--strict'])).toMatchObject({
      hosts: ['x', 'y'],
      strict: true,
      json: false,
      widget: null,
    });
    expect(() => readArguments(['check', 'a', '--widget', 'other'])).toThrow(UsageError);
  });
});

it('says what the README shows', async () => {
  const readme = readFileSync('README.md', 'utf8');
  const [, facts = '', sample = ''] = /with facts alone, as in `(.+?)`.*?```\n(.+?)\n```/s.exec(readme) ?? [];
  const rules = readFileSync('rules/pricing-hesitation.json', 'utf8');
  expect((await explain(facts, { rules })).report.trimEnd()).toBe(sample);
});
