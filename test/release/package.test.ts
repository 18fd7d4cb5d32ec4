/**
 * What is published: packed, installed into an empty project without the network, and used as README.md says. Needs what
 * `npm run bundle` makes.
 */
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

let project: string;
let home: string;
let packed: readonly string[];

/** Runs a program in the project; what it prints. */
const inProject = async (command: string, ...args: readonly string[]): Promise<string> =>
  (await run(command, args, { cwd: project })).stdout;

/** Runs a module in the project; what it prints as JSON. */
async function evaluate(code: string): Promise<unknown> {
  writeFileSync(join(project, 'try.mjs'), code);
  return JSON.parse(await inProject(process.execPath, 'try.mjs')) as unknown;
}

async function pack(directory: string): Promise<{ filename: string; files: readonly { path: string }[] }> {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', project], { cwd: directory });
  const [made] = JSON.parse(stdout) as { filename: string; files: { path: string }[] }[];
  if (made === undefined) throw new Error(`nothing was packed in ${directory}`);
  return made;
}

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'lcw-project-'));
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({ name: 'a-site', private: true, type: 'module' }),
  );
  const ours = await pack('.');
  packed = ours.files.map(({ path }) => path);
  // The one package it needs; without the network it comes from what `npm ci` has put here.
  const needed = await pack(resolve('node_modules/ws'));
  await inProject(
    'npm',
    ...['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund'],
    // An empty one, so that nothing comes from an earlier installation.
    ...['--cache', join(project, '.npm-cache')],
    `./${needed.filename}`,
    `./${ours.filename}`,
  );
  home = join(project, 'node_modules/lcw-proactive-chat');
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

describe('the tarball', () => {
  it('has what users need, and nothing else', () => {
    const expected = [
      /^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/,
      /^dist\/proactive-chat(\.[\w-]+)?\.(js|licenses\.txt)$/,
      /^dist\/(index|embedded|gtm|cli)\.(js|licenses\.txt)$/,
      /^dist\/types\/.+\.d\.ts$/,
      /^dist\/emulator\/(console|shop)\/[\w./-]+\.(js|css|html|svg|tpl|licenses\.txt)$/,
      /^schemas\/[\w.-]+\.schema\.json$/,
      /^rules\/([\w-]+\.json|README\.md)$/,
      /^docs\/[\w-]+\.md$/,
      /^gtm-template\/(template\.tpl|container\.json|README\.md|LICENSE)$/,
      /^docs\/sql\/[a-z]+\.sql$/,
    ];
    expect(packed.filter((path) => !expected.some((pattern) => pattern.test(path)))).toEqual([]);
  });

  it('has every file of the tag, every schema, every rule set, and the documents that README.md links to', () => {
    const chunks = readdirSync('src/chunks').map(
      (file) => `dist/proactive-chat.${file.replace('.ts', '.js')}`,
    );
    const links = [...readFileSync('README.md', 'utf8').matchAll(/\]\(([\w./-]+)\)/g)].map(
      ([, path]) => path ?? '',
    );
    const wanted = [
      'dist/proactive-chat.js',
      ...chunks,
      ...readdirSync('schemas').map((file) => `schemas/${file}`),
      ...readdirSync('rules').map((file) => `rules/${file}`),
      // A link to a directory needs a file in it; how the project is built and tested stays in its repository.
      ...links.filter((path) => /^(docs|schemas|rules|gtm-template)\/.*\.\w+$/.test(path)),
    ];
    expect(wanted.filter((path) => !packed.includes(path))).toEqual([]);
  });

  it('asks for one package', () => {
    const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Record<string, object>;
    expect(Object.keys(manifest['dependencies'] ?? {})).toEqual(['ws']);
    expect(readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'lcw-proactive-chat',
      'ws',
    ]);
  });
});

describe('the library', () => {
  it('reads, checks and tries a rule set', async () => {
    const result = await evaluate(`
      import { readFileSync } from 'node:fs';
      import { compileRuleSet, createRulesEngine, defineSignal, factTable, parseRuleSet, runRuleTest } from 'lcw-proactive-chat';
      import { fileURLToPath } from 'node:url';
      const path = fileURLToPath(import.meta.resolve('lcw-proactive-chat/rules/pricing-hesitation.json'));
      const { ruleSet, issues } = parseRuleSet(JSON.parse(readFileSync(path, 'utf8')));
      console.log(JSON.stringify({
        issues: issues.length,
        rules: ruleSet.rules.map(({ id }) => id),
        facts: Object.keys(factTable).length > 50,
        functions: [compileRuleSet, createRulesEngine, defineSignal, runRuleTest].map((value) => typeof value),
      }));`);
    expect(result).toEqual({
      issues: 0,
      rules: ['pricing-hesitation'],
      facts: true,
      functions: ['function', 'function', 'function', 'function'],
    });
  });

  it('has types, with every check of the compiler on', async () => {
    writeFileSync(
      join(project, 'try.ts'),
      `import { describeIssue, parseRuleSet } from 'lcw-proactive-chat';
       import type { Decision, FactSnapshot, RuleSet } from 'lcw-proactive-chat';
       import { startEmulator } from 'lcw-proactive-chat/emulator';
       import { createPretendPage, installTemplate, readTemplate } from 'lcw-proactive-chat/gtm';
       export const fire = (text: string): readonly string[] =>
         installTemplate(readTemplate(text), createPretendPage()).fire({}).completions;
       export const read = (document: unknown): RuleSet | null => parseRuleSet(document).ruleSet;
       export const told: (decision: Decision) => string = ({ outcome }) => outcome;
       export const facts: FactSnapshot = new Map([['page.path', '/pricing']]);
       export const say: typeof describeIssue = describeIssue;
       export const start = async (): Promise<string> => (await startEmulator({})).url;
       // @ts-expect-error a document is no number
       export const wrong: number = parseRuleSet({}).ruleSet;
      `,
    );
    const compiler = resolve('node_modules/typescript/bin/tsc');
    const types = resolve('node_modules/@types');
    const flags = ['--strict', '--noEmit', '--target', 'es2022', '--lib', 'es2022,dom', '--types', 'node'];
    const where = ['--module', 'nodenext', '--moduleResolution', 'nodenext', '--typeRoots', types];
    await expect(inProject(process.execPath, compiler, ...flags, ...where, 'try.ts')).resolves.toBe('');
  });

  it('starts the embedded service in a test of the site', async () => {
    const result = await evaluate(`
      import { startEmulator } from 'lcw-proactive-chat/emulator';
      const emulator = await startEmulator({});
      const console_ = await fetch(emulator.consoleUrl);
      console.log(JSON.stringify({ host: new URL(emulator.url).hostname, status: console_.status }));
      await emulator.close();`);
    expect(result).toEqual({ host: '127.0.0.1', status: 200 });
  });

  it('runs a template on a pretended page, and gives it consent later', async () => {
    const result = await evaluate(`
      import { readFileSync } from 'node:fs';
      import { fileURLToPath } from 'node:url';
      import { checkTemplate, createPretendPage, installTemplate, readTemplate } from 'lcw-proactive-chat/gtm';
      const path = fileURLToPath(import.meta.resolve('lcw-proactive-chat/gtm-template/template.tpl'));
      const template = readTemplate(readFileSync(path, 'utf8'));
      const page = createPretendPage({ consent: { functionality_storage: 'denied' } });
      const run = installTemplate(template, page).fire({
        widgetSource: 'on-page', rulesSource: 'url', rulesUrl: '/rules.json',
      });
      page.resources[0].finish(true);
      page.window.lcwProactiveChat.find(({ command }) => command === 'whenLoaded').callback(null);
      page.consent.update({ functionality_storage: 'granted' });
      const commands = page.window.lcwProactiveChat.map(({ command }) => command);
      console.log(JSON.stringify({ problems: checkTemplate(template), completions: run.completions, commands }));`);
    expect(result).toEqual({
      problems: [],
      completions: ['success'],
      commands: ['init', 'consent', 'whenLoaded', 'consent'],
    });
  });

  it('gives tag, schemas and template by name', async () => {
    const names = ['tag/proactive-chat.js', 'schemas/rule-set.schema.json', 'gtm-template/template.tpl'];
    const result = await evaluate(`
      import { statSync } from 'node:fs';
      const sizes = ${JSON.stringify(names)}.map((name) =>
        statSync(new URL(import.meta.resolve('lcw-proactive-chat/' + name))).size > 1000);
      console.log(JSON.stringify(sizes));`);
    expect(result).toEqual([true, true, true]);
  });
});

describe('the command line', () => {
  const npx = (...words: readonly string[]): Promise<string> =>
    inProject('npx', '--offline', '--no-install', 'lcw-proactive-chat', ...words);

  it('says who it is', async () => {
    expect(await npx('--help')).toContain(`lcw-proactive-chat ${version}`);
  });

  it('checks every rule set that comes along', async () => {
    expect(await npx('check', join(home, 'rules'))).toMatch(/pricing-hesitation\.json: no mistakes/);
  });

  it('tests and checks the template that comes along', async () => {
    const template = join(home, 'gtm-template/template.tpl');
    expect(await npx('gtm', 'test', template)).toMatch(/template\.tpl: \d+ scenarios passed\./);
    expect(await npx('gtm', 'check', template)).toMatch(/template\.tpl: no problems\./);
  });

  it('shows the demo shop, with pages, tag, rule sets and template', async () => {
    const demo = spawn(
      process.execPath,
      [join(home, 'dist/cli.js'), 'demo', '--port', '0', '--service-port', '0'],
      { cwd: project, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    try {
      const url = await new Promise<string>((found, failed) => {
        let text = '';
        demo.stdout.setEncoding('utf8').on('data', (part: string) => {
          text += part;
          const [, address] = /Demo shop\s+(http:\S+)/.exec(text) ?? [];
          if (address !== undefined) found(address);
        });
        demo.on('exit', (code) => failed(new Error(`the demo ended with ${String(code)}`)));
      });
      const paths = ['/', '/tag-manager', '/tag/proactive-chat.js', '/rules/pricing-hesitation.json'];
      const answers = await Promise.all([...paths, '/template.tpl'].map((path) => fetch(url + path)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    } finally {
      demo.kill();
    }
  });
});

describe('the version', () => {
  it('stands in package.json, and elsewhere only where a program has put it', async () => {
    const { stdout } = await run('git', ['grep', '-lF', version, '--', '.', ':!node_modules']).catch(() => ({
      stdout: '',
    }));
    expect(stdout.split('\n').filter(Boolean)).toEqual([
      'CHANGELOG.md',
      'gtm-template/template.tpl',
      'package-lock.json',
      'package.json',
    ]);
  });

  it('has its place in CHANGELOG.md', () => {
    expect(readFileSync('CHANGELOG.md', 'utf8')).toMatch(
      new RegExp(`^## ${version.replaceAll('.', '\\.')}, `, 'm'),
    );
  });
});

describe('the directory for a content delivery network', () => {
  it('has the tag, what it loads, and a manifest with the hash of each', async () => {
    const target = join(project, 'cdn');
    await run(process.execPath, ['scripts/cdn.mjs', join(home, 'dist'), target]);
    const directory = join(target, version);
    const manifest = JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')) as {
      readonly version: string;
      readonly files: Readonly<Record<string, { readonly bytes: number; readonly integrity: string }>>;
    };
    expect(manifest.version).toBe(version);
    const names = readdirSync(directory).filter((name) => name !== 'manifest.json');
    expect(Object.keys(manifest.files)).toEqual(names.sort());
    const chunks = readdirSync('src/chunks').map((file) => `proactive-chat.${file.replace('.ts', '.js')}`);
    expect(['proactive-chat.js', ...chunks].filter((name) => !names.includes(name))).toEqual([]);
    for (const name of names) {
      const content = readFileSync(join(directory, name));
      expect(manifest.files[name]).toEqual({
        bytes: content.length,
        integrity: `sha384-${createHash('sha384').update(content).digest('base64')}`,
      });
      expect(content.equals(readFileSync(join(home, 'dist', name)))).toBe(true);
    }
  });

  it('is not made of what was not built', async () => {
    await expect(
      run(process.execPath, ['scripts/cdn.mjs', join(project), join(project, 'none')]),
    ).rejects.toThrow(/has no proactive-chat\.js: run npm run build first/);
  });
});
