import { execFileSync } from 'node:child_process';
import { runGtm } from '../../../src/cli/gtm.ts';
import { UsageError } from '../../../src/cli/arguments.ts';
import type { FindCommit } from '../../../src/gtm/metadataCheck.ts';
import { edited, templateText } from '../gtm/ourTemplate.ts';

interface Beside {
  readonly metadata?: string;
  readonly history?: FindCommit;
}

async function run(
  what: string,
  text: string,
  { metadata, history }: Beside = {},
): Promise<{ readonly code: number; readonly report: string }> {
  const lines: string[] = [];
  const files = new Map([
    ['own.tpl', text],
    ...(metadata === undefined ? [] : [['metadata.yaml', metadata] as const]),
  ]);
  const code = await runGtm([what, 'own.tpl'], {
    out: (line) => lines.push(line),
    read: (file) => {
      const found = files.get(file);
      return found === undefined ? Promise.reject(new Error(`no ${file}`)) : Promise.resolve(found);
    },
    history: () => history,
  });
  return { code, report: lines.join('\n') };
}

const scenarios = (code: string): string =>
  templateText.replace(/___TESTS___[\s\S]*?___NOTES___/, `___TESTS___\n\nscenarios:\n${code}\n\n___NOTES___`);

describe('gtm test', () => {
  it('runs every scenario of our template', async () => {
    const { code, report } = await run('test', templateText);
    expect(code).toBe(0);
    expect(report).toMatch(/own\.tpl: \d+ scenarios passed\./);
  });

  it('says which scenario fails, and why', async () => {
    const { code, report } = await run(
      'test',
      scenarios(
        '- name: wrong\n  code: |-\n    assertThat(1).isEqualTo(2);\n- name: right\n  code: |-\n    assertThat(1).isEqualTo(1);',
      ),
    );
    expect(code).toBe(1);
    expect(report).toContain('  ✗ wrong\n      ');
    expect(report).toContain('  ✓ right');
    expect(report).toContain('own.tpl: 1 of 2 scenarios failed.');
  });

  it('says where an error of the template is, in its code and in the file', async () => {
    const file = edited(
      'SANDBOXED_JS_FOR_WEB_TEMPLATE',
      (code) => `const nothing = undefined;\nnothing.member;\n${code}`,
    );
    const line = file.split('\n').indexOf('nothing.member;') + 1;
    const text = file.replace(
      /___TESTS___[\s\S]*?___NOTES___/,
      '___TESTS___\n\nscenarios:\n- name: a\n  code: runCode({});\n\n___NOTES___',
    );
    expect((await run('test', text)).report).toContain(
      `template line 2 (line ${line} of the file): cannot read`,
    );
  });

  it('says that there is nothing to run', async () => {
    const { code, report } = await run(
      'test',
      templateText.replace(/___TESTS___[\s\S]*?___NOTES___/, '___NOTES___'),
    );
    expect(code).toBe(0);
    expect(report).toBe('own.tpl: there are no scenarios to run; they belong in its section ___TESTS___.\n');
  });

  it('does not ask variables to complete', async () => {
    const variable = scenarios('- name: a\n  code: runCode({});')
      .replace('"TAG"', '"MACRO"')
      .replace(
        /(___SANDBOXED_JS_FOR_WEB_TEMPLATE___)[\s\S]*?(___WEB_PERMISSIONS___)/,
        '$1\n\nreturn 1;\n\n$2',
      );
    const { code, report } = await run('test', variable);
    expect(code).toBe(0);
    expect(report).not.toContain('Tag Manager waits');
  });

  it('names a directory for what it is', async () => {
    const lines: string[] = [];
    expect(await runGtm(['test', 'gtm-template'], { out: (line) => lines.push(line) })).toBe(1);
    expect(lines).toEqual([
      'gtm-template: cannot be read as a template. It is a directory: name the .tpl file in it.',
    ]);
  });

  it('notes a tag that never completes, and a mock that nothing asks for', async () => {
    const { code, report } = await run(
      'test',
      scenarios(
        "- name: quiet\n  code: |-\n    mock('injectScript', () => {});\n    mock('getUrl', 'x');\n    runCode({});",
      ),
    );
    expect(report).toContain('nothing asked for the mock of getUrl');
    expect(report).toMatch(/note: no scenario needs logging, inject_script unmocked/);
    expect(code).toBe(0);
  });
});

describe('gtm check', () => {
  it('finds nothing in our template', async () => {
    expect(await run('check', templateText)).toEqual({ code: 0, report: 'own.tpl: no problems.' });
  });

  it('says what is wrong and where', async () => {
    const { code, report } = await run(
      'check',
      edited('SANDBOXED_JS_FOR_WEB_TEMPLATE', (code) => code.replace('data.appId', 'data.applicationId')),
    );
    expect(code).toBe(1);
    expect(report).toMatch(/own\.tpl: line \d+: data\.applicationId is not a field \(field-unknown\)/);
  });
});

describe('gtm check beside a metadata.yaml', () => {
  const sha = 'a'.repeat(40);
  const metadata = `homepage: 'https://example.com'\ndocumentation: 'https://example.com/docs'\nversions:\n  - sha: ${sha}\n    changeNotes: First.\n`;

  it('says nothing of one that is right, with and without a history', async () => {
    const history: FindCommit = () => ({ at: 0, hasTemplate: true });
    for (const beside of [{ metadata }, { metadata, history }]) {
      expect(await run('check', templateText, beside)).toEqual({ code: 0, report: 'own.tpl: no problems.' });
    }
  });

  it('says what is wrong with it, and counts it', async () => {
    const { code, report } = await run('check', templateText, { metadata, history: () => undefined });
    expect(code).toBe(1);
    expect(report).toContain(`metadata.yaml: version 1: there is no commit ${sha} (metadata-commit)`);
  });

  it('asks git about the commits of its own repository', async () => {
    const lines: string[] = [];
    const [head, nothing] = [
      execFileSync('git', ['log', '-1', '--format=%H', '--', 'gtm-template/template.tpl'], {
        encoding: 'utf8',
      }).trim(),
      '0'.repeat(40),
    ];
    const text = `${metadata.split('versions')[0] ?? ''}versions:\n  - sha: ${head}\n    changeNotes: a\n  - sha: '${nothing}'\n    changeNotes: b\n`;
    await runGtm(['check', 'gtm-template/template.tpl'], {
      out: (line) => lines.push(line),
      read: (file) => Promise.resolve(file.endsWith('.tpl') ? templateText : text),
    });
    expect(lines.filter((line) => line.includes('metadata'))).toEqual([
      `gtm-template/metadata.yaml: version 2: there is no commit ${nothing} (metadata-commit)`,
    ]);
  });
});

it.each(['test', 'check'])('gtm %s: a file that is no template is named, with the reason', async (what) => {
  const { code, report } = await run(what, 'hello');
  expect(code).toBe(1);
  expect(report).toBe('own.tpl: cannot be read as a template. line 1: text before the first section');
});

it('anything else is a mistake on the command line', async () => {
  await expect(runGtm(['lint', 'own.tpl'], { out: () => undefined })).rejects.toThrow(UsageError);
  await expect(runGtm(['test'], { out: () => undefined })).rejects.toThrow(UsageError);
});
