import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { factTable } from '../../../src/core/factTable.ts';
import { operatorNames } from '../../../src/core/operators.ts';

describe('generated files', () => {
  it('are up to date with the tables they are made from', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/generate.mjs', '--check'], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('offer editors every fact and operator, with words', () => {
    const { definitions } = JSON.parse(readFileSync('schemas/rule-set.schema.json', 'utf8')) as {
      readonly definitions: Record<
        string,
        {
          readonly enum?: readonly string[];
          readonly enumDescriptions?: readonly string[];
          readonly properties?: Record<string, { readonly enum?: readonly string[] }>;
        }
      >;
    };
    expect(definitions.factName?.enum).toEqual(Object.keys(factTable));
    expect(definitions.factName?.enumDescriptions).toHaveLength(Object.keys(factTable).length);
    expect(definitions.leaf?.properties?.operator?.enum).toEqual(operatorNames);
  });

  it.each(['ruleSetShape', 'ruleTestShape'])(
    '%s makes no code at run time and needs no other file',
    (name) => {
      const code = readFileSync(`src/rules/generated/${name}.ts`, 'utf8');
      expect(code).not.toMatch(/\bimport (?!type)|\brequire\(|\beval\b|Function/);
    },
  );
});
