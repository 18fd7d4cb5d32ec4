import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { readTemplate } from '../../../src/gtm/template.ts';
import { parseTemplateFile, writeTemplateFile } from '../../../src/gtm/templateFile.ts';
import { templateText } from './ourTemplate.ts';

const small = [
  '___INFO___',
  '',
  '{"type": "TAG"}',
  '',
  '',
  '___TEMPLATE_PARAMETERS___',
  '',
  '[]',
  '',
  '',
  '___SANDBOXED_JS_FOR_WEB_TEMPLATE___',
  '',
  'data.gtmOnSuccess();',
  '',
  '',
  '___WEB_PERMISSIONS___',
  '',
  '[]',
  '',
];

describe('the template file', () => {
  it('is read and written back byte for byte', () => {
    expect(writeTemplateFile(parseTemplateFile(templateText))).toBe(templateText);
  });

  it('has its sections in export order and leaves the terms to whoever submits it', () => {
    expect(parseTemplateFile(templateText).map(({ name }) => name)).toEqual([
      'INFO',
      'TEMPLATE_PARAMETERS',
      'SANDBOXED_JS_FOR_WEB_TEMPLATE',
      'WEB_PERMISSIONS',
      'TESTS',
      'NOTES',
    ]);
  });

  it('writes JSON harmless inside HTML, as exports do', () => {
    const json = parseTemplateFile(templateText).filter(({ name }) =>
      ['INFO', 'TEMPLATE_PARAMETERS', 'WEB_PERMISSIONS'].includes(name),
    );
    expect(json).toHaveLength(3);
    for (const { body } of json) expect(body).not.toMatch(/[<>=&']/);
  });

  it('is the same section by section with a byte order mark and CRLF', () => {
    expect(parseTemplateFile(`\uFEFF${templateText.replaceAll('\n', '\r\n')}`)).toEqual(
      parseTemplateFile(templateText),
    );
  });

  it('gives each section the line on which its body begins', () => {
    expect(parseTemplateFile(small.join('\n')).map(({ line }) => line)).toEqual([3, 8, 13, 18]);
  });

  it.each([
    [
      'a marker twice',
      [...small, '___INFO___', '{}'],
      /^line 20: section ___INFO___ is there already, on line 1$/,
    ],
    [
      'an unknown marker',
      [...small, '___EXTRA___'],
      /^line 20: ___EXTRA___ is not a section of web templates$/,
    ],
    [
      'a server template',
      [...small.slice(0, 10), '___SANDBOXED_JS_FOR_SERVER___'],
      /^line 11: ___SANDBOXED_JS_FOR_SERVER___ is a section of server templates/,
    ],
    ['text before the first marker', ['hello', ...small], /^line 1: text before the first section$/],
    ['no code', small.slice(0, 10), /^missing: ___SANDBOXED_JS_FOR_WEB_TEMPLATE___$/],
  ])('refuses %s', (_, lines, message) => {
    expect(() => parseTemplateFile(lines.join('\n'))).toThrow(message);
  });

  it('may have no section for permissions, and then has none', () => {
    expect(readTemplate(small.slice(0, 15).join('\n')).permissions).toEqual([]);
  });

  it.each([
    ['a comma too many', '[\n  {"a": 1},\n]', 10],
    ['a comma too few', '[\n  {"a": 1}\n  {"a": 2}\n]', 10],
    ['a key without quotes', '[\n\n  {a: 1}\n]', 10],
    ['a list that is closed as an object', '[{\n  "a": [1, 2]\n]]', 10],
    ['text after the end', '[\n]\n"more"', 10],
    ['no end', '[\n  {"a": 1}', 9],
  ])('says on which line JSON goes wrong, whatever the engine says of it: %s', (_, body, line) => {
    const text = small.map((line, index) => (index === 7 ? body : line)).join('\n');
    expect(() => readTemplate(text)).toThrow(`line ${line}: ___TEMPLATE_PARAMETERS___ is not JSON`);
  });

  it.each([
    ['INFO', '{"type": "TAG"}', 'null', 'line 3: ___INFO___ is not a JSON object'],
    ['fields', '[]', '{"fields": []}', 'line 8: ___TEMPLATE_PARAMETERS___ is not a JSON list'],
  ])('says what a section should have been: %s', (_, from, to, message) => {
    expect(() => readTemplate(small.join('\n').replace(from, to))).toThrow(message);
  });

  it.each([
    ['scenarios: []\nsetup: ""', undefined],
    ['', undefined],
    ['foo: bar', 'line 22: ___TESTS___ has no list named scenarios'],
    [
      'scenarios:\n- name: : a\n',
      'line 23: ___TESTS___ is not YAML: Nested mappings are not allowed in compact mappings',
    ],
    [
      'scenarios:\n- name: a\n  code: ""\n- name: b\n  cod: fail();',
      'scenario 2 (b) has no text under "code"',
    ],
    ['scenarios:\n- fail();', 'line 22: ___TESTS___, scenario 1 has no text under "code"'],
  ])('reads tests, or says where they go wrong: %j', (tests, message) => {
    const read = (): unknown => readTemplate([...small, '___TESTS___', '', tests].join('\n')).scenarios;
    if (message === undefined) expect(read()).toEqual([]);
    else expect(read).toThrow(message);
  });

  it('says which permission has a value of another encoding', () => {
    const value = { type: 4, string: 'all' };
    const instance = { key: { publicId: 'logging' }, param: [{ key: 'environments', value }] };
    const text = [...small.slice(0, 17), JSON.stringify([{ instance }])].join('\n');
    expect(() => readTemplate(text)).toThrow(
      'line 18: ___WEB_PERMISSIONS___: logging: a value has the type 4; known are 1, 2, 3 and 8',
    );
  });

  it('names the line of broken JSON', () => {
    const broken = small.join('\n').replace('{"type": "TAG"}', '{\n"type": "TAG",\n}');
    expect(() => readTemplate(broken)).toThrow(/^line 5: ___INFO___ is not JSON/);
  });

  it('refuses to write a body that would split the file', () => {
    expect(() => writeTemplateFile([{ name: 'NOTES', body: 'a\n___TESTS___\nb' }])).toThrow(/___TESTS___/);
  });
});

describe('scripts/buildTemplate.mjs', () => {
  it('finds the committed template up to date', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/buildTemplate.mjs', '--check'], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('ends --check with 1 when package.json has another version, and builds the same bytes twice', () => {
    const folder = mkdtempSync(join(tmpdir(), 'template-'));
    try {
      cpSync('gtm-template', join(folder, 'gtm-template'), { recursive: true });
      cpSync('scripts/buildTemplate.mjs', join(folder, 'scripts/buildTemplate.mjs'));
      writeFileSync(join(folder, 'package.json'), '{"version": "9.8.7"}');
      const script = join(folder, 'scripts/buildTemplate.mjs');
      const target = join(folder, 'gtm-template/template.tpl');

      const stale = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
      expect(stale.status).toBe(1);
      expect(stale.stderr).toContain('template.tpl is stale');
      expect(readFileSync(target, 'utf8')).toBe(templateText);

      execFileSync(process.execPath, [script]);
      const first = readFileSync(target, 'utf8');
      execFileSync(process.execPath, [script]);
      expect(readFileSync(target, 'utf8')).toBe(first);
      expect(first.match(/lcw-proactive-chat@9\.8\.7\/dist/g)).toHaveLength(2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the folder for the mirror', () => {
  it('has a metadata.yaml with addresses and a list of versions', () => {
    const metadata = parseYaml(readFileSync('gtm-template/metadata.yaml', 'utf8')) as Record<string, unknown>;
    expect(metadata['homepage']).toMatch(/^https:\/\//);
    expect(metadata['documentation']).toMatch(/^https:\/\//);
    expect(Array.isArray(metadata['versions'])).toBe(true);
  });

  it('has the Apache License 2.0 unchanged, the same as the repository', () => {
    const license = readFileSync('gtm-template/LICENSE', 'utf8');
    expect(readFileSync('LICENSE', 'utf8')).toBe(license);
    expect(license.trimStart()).toMatch(/^Apache License\n\s+Version 2\.0, January 2004\n/);
    expect(license).toContain('END OF TERMS AND CONDITIONS');
    expect(license).toContain('Copyright [yyyy] [name of copyright owner]');
    expect(license.trimEnd()).toMatch(/limitations under the License\.$/);
  });
});
