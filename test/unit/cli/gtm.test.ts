import { runGtm } from '../../../src/cli/gtm.ts';
import { UsageError } from '../../../src/cli/arguments.ts';
import { edited, templateText } from '../gtm/ourTemplate.ts';

async function run(what: string, text: string): Promise<{ readonly code: number; readonly report: string }> {
  const lines: string[] = [];
  const code = await runGtm([what, 'own.tpl'], {
    out: (line) => lines.push(line),
    read: () => Promise.resolve(text),
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

  it('notes a tag that never completes, and a mock that nothing asks for', async () => {
    const { code, report } = await run(
      'test',
      scenarios(
        "- name: quiet\n  code: |-\n    mock('injectScript', () => {});\n    mock('getUrl', 'x');\n    runCode({});",
      ),
    );
    expect(report).toContain('nothing asked for the mock of getUrl');
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

it.each(['test', 'check'])('gtm %s: a file that is no template is named, with the reason', async (what) => {
  const { code, report } = await run(what, 'hello');
  expect(code).toBe(1);
  expect(report).toBe('own.tpl: cannot be read as a template. line 1: text before the first section');
});

it('anything else is a mistake on the command line', async () => {
  await expect(runGtm(['lint', 'own.tpl'], { out: () => undefined })).rejects.toThrow(UsageError);
  await expect(runGtm(['test'], { out: () => undefined })).rejects.toThrow(UsageError);
});
