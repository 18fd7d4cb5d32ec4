import { factTable } from '../../../src/core/factTable.ts';
import { decodeFactRows, encodeFactRows } from '../../../src/core/factRows.ts';
import { factDefinition, factKey, factNames, isFactName } from '../../../src/core/facts.ts';
import type { FactDefinition, FactName } from '../../../src/core/facts.ts';
import type { DescribedFact } from '../../../src/core/factTable/define.ts';

const table = Object.entries(factTable) as unknown as readonly (readonly [FactName, DescribedFact])[];

it('the rows the tag checks by say the same as the table', () => {
  expect([...factNames()].sort()).toEqual(Object.keys(factTable).sort());
  for (const [name, { description: _d, example: _e, meanings: _m, ...definition }] of table) {
    expect([name, factDefinition(name)]).toEqual([name, definition]);
  }
});

it('rows can be written for any table', () => {
  const odd: Readonly<Record<string, FactDefinition>> = {
    'a.seconds': {
      type: 'number',
      unit: 'seconds',
      range: [0.5, 3],
      scope: 'visit',
      purpose: 'analytics',
      owner: 'url',
      grows: true,
    },
    'b.list': { type: 'list', scope: 'visitor', purpose: 'functionality', owner: 'url', grows: false },
    'a.text': {
      type: 'text',
      values: ['one-1', 'two.2'],
      scope: 'visit',
      purpose: 'analytics',
      owner: 'url',
      grows: false,
      params: {
        must: { type: 'number', required: true },
        may: { type: 'text', required: false, values: ['x', 'y'] },
      },
    },
  };
  expect(Object.fromEntries(decodeFactRows(encodeFactRows(odd)))).toEqual(odd);
});

it.each(['toString', '__proto__', 'page', 'page.', 'page.Path', ''])('%j is no fact', (name) => {
  expect(isFactName(name)).toBe(false);
});

it('a signal has one purpose, since it is started and stopped by it', () => {
  const purposes = new Map<string, Set<string>>();
  for (const [, { owner, purpose }] of table) {
    purposes.set(owner, (purposes.get(owner) ?? new Set()).add(purpose));
  }
  expect([...purposes].filter(([, found]) => found.size > 1)).toEqual([]);
});

it('what outlives a page view needs consent, unless it is read anew or given each time', () => {
  const free = table
    .filter(([, { scope, purpose }]) => scope !== 'page' && purpose === 'none')
    .map(([, { owner }]) => owner);
  expect([...new Set(free)].sort()).toEqual([
    'chat',
    'device/device',
    'signals-custom/given',
    'signals-environment/environment',
  ]);
});

describe.each(table)('%s', (name, fact) => {
  it('says what it is, with an example of its type', () => {
    const { example, type, values, range, description } = fact;
    expect(description).toMatch(/^[A-Z].*\.$/s);
    const actual = Array.isArray(example) ? 'list' : typeof example;
    const expected = {
      text: 'string',
      number: 'number',
      boolean: 'boolean',
      list: 'list',
      record: 'object',
      any: actual,
    };
    expect(actual).toBe(expected[type]);
    if (values !== undefined) expect(values).toContain(example);
    if (type === 'number') {
      expect(range?.[0]).toBeLessThanOrEqual(example as number);
      expect(range?.[1]).toBeGreaterThanOrEqual(example as number);
    }
  });

  it('has its unit in its name', () => {
    const words = {
      seconds: /[sS]econds/,
      percent: /Percent$/,
      milliseconds: /Ms$/,
      minutes: /Minutes$/,
      days: /^\w+\.daysSince/,
      pixels: /(Width|Height)$/,
    };
    if (fact.unit !== undefined) expect(name).toMatch(words[fact.unit]);
  });

  it('explains every parameter it takes', () => {
    expect(Object.keys(fact.meanings ?? {}).sort()).toEqual(Object.keys(fact.params ?? {}).sort());
  });
});

it('parameters make the key, in whatever order they stand', () => {
  expect(factKey('event.count', { withinSeconds: 60, name: 'a&b' })).toBe(
    'event.count?name=a%26b&withinSeconds=60',
  );
});
