import type { FactDefinition, FactParam, FactType, FactUnit } from './facts.ts';

/**
 * The fact table as the tag's checks carry it: one line for each signal, so that what its facts have in common is said
 * once. `<owner> <scope> <purpose>`, without the last two if they are `page none`, and then the facts, each
 * `name:type`, `+` if it grows, its unit, `[least,most]` unless the unit says it, `=` and the values, `?` and the parameters.
 */

const types: Readonly<Record<string, FactType>> = {
  t: 'text',
  n: 'number',
  b: 'boolean',
  l: 'list',
  r: 'record',
  m: 'record',
  a: 'any',
};
const units: Readonly<Record<string, readonly [unit: FactUnit | undefined, most: number]>> = {
  '': [undefined, 1e6],
  s: ['seconds', 86_400],
  c: ['percent', 100],
  i: ['milliseconds', 600_000],
  m: ['minutes', 10_000],
  d: ['days', 90],
  x: ['pixels', 1e5],
};

const factPattern = /^([\w.]+):(\w)(\+?)(\w?)(?:\[(.+),(.+)\])?(?:=([^?]+))?(?:\?(.+))?$/;

/** The table that {@link encodeFactRows} has written down, by name. */
export function decodeFactRows(rows: string): ReadonlyMap<string, FactDefinition> {
  const definitions = new Map<string, FactDefinition>();
  for (const row of rows.split('\n')) {
    const [owner, ...facts] = row.split(' ');
    const [scope, purpose] = facts[0]?.includes(':') === true ? ['page', 'none'] : facts.splice(0, 2);
    let group = '';
    for (const fact of facts) {
      const [, name = '', type = '', plus, unit = '', least = 0, most, values, params] =
        factPattern.exec(fact) ?? [];
      if (name.includes('.')) group = name.split('.')[0] ?? '';
      const [unitName, mostOfUnit] = units[unit] ?? [];
      definitions.set(name.includes('.') ? name : `${group}.${name}`, {
        type: types[type] as FactType,
        ...(unitName && { unit: unitName }),
        ...(type === 'n' && { range: [+least, +(most ?? mostOfUnit ?? 0)] as const }),
        ...(values && { values: values.split(',') }),
        ...(type === 'm' && { members: 'any' as const }),
        scope: scope as FactDefinition['scope'],
        purpose: purpose as FactDefinition['purpose'],
        owner: owner as FactDefinition['owner'],
        grows: plus === '+',
        ...(params && { params: Object.fromEntries(params.split('&').map(decodeParam)) }),
      });
    }
  }
  return definitions;
}

/** `name` is a text, `name#` a number; `!` if it must be given; `name=a,b` names the values. */
function decodeParam(param: string): readonly [string, FactParam] {
  const [name = '', values] = param.split('=');
  return [
    name.replace(/\W/g, ''),
    {
      type: name.includes('#') ? 'number' : 'text',
      required: name.includes('!'),
      ...(values && { values: values.split(',') }),
    },
  ];
}

/** Writes a fact table down densely. For the generator. */
export function encodeFactRows(table: Readonly<Record<string, FactDefinition>>): string {
  const rows = new Map<string, string[]>();
  const groups = new Map<string, string>();
  for (const [name, fact] of Object.entries(table)) {
    const head = [fact.owner, fact.scope, fact.purpose].join(' ').replace(' page none', '');
    const [group = '', last = ''] = name.split('.');
    const shown = groups.get(head) === group ? last : name;
    groups.set(head, group);
    rows.set(head, [...(rows.get(head) ?? []), `${shown}:${encodeFact(fact)}`]);
  }
  return [...rows].map(([head, facts]) => [head, ...facts].join(' ')).join('\n');
}

function encodeFact({ type, unit, range, values, members, grows, params = {} }: FactDefinition): string {
  const unitCode = Object.keys(units).find((code) => units[code]?.[0] === unit) ?? '';
  const isUsual = range === undefined || (range[0] === 0 && range[1] === units[unitCode]?.[1]);
  const names = Object.entries(params).map(
    ([name, param]) =>
      `${name}${param.type === 'number' ? '#' : ''}${param.required ? '!' : ''}${param.values === undefined ? '' : `=${param.values.join(',')}`}`,
  );
  return [
    members === 'any' ? 'm' : codeOf(types, type),
    grows ? '+' : '',
    unitCode,
    isUsual ? '' : `[${shortest(range[0])},${shortest(range[1])}]`,
    values === undefined ? '' : `=${values.join(',')}`,
    names.length === 0 ? '' : `?${names.join('&')}`,
  ].join('');
}

function codeOf(codes: Readonly<Record<string, string>>, word: string): string {
  const code = Object.keys(codes).find((candidate) => codes[candidate] === word);
  if (code === undefined) throw new Error(`${word} has no code.`);
  return code;
}

function shortest(value: number): string {
  return value >= 1e5 ? value.toExponential().replace('+', '') : String(value);
}
