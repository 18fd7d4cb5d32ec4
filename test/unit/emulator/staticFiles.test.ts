import { mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStaticFiles } from '../../../src/emulator/staticFiles.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'static-'));
  mkdirSync(join(root, 'site', 'sub'), { recursive: true });
  mkdirSync(join(root, 'site-secrets'));
  writeFileSync(join(root, 'secret.txt'), 'secret');
  writeFileSync(join(root, 'site-secrets', 'a.txt'), 'secret');
  writeFileSync(join(root, 'site', 'index.html'), '<p>home');
  writeFileSync(join(root, 'site', 'sub', 'index.html'), '<p>sub');
  writeFileSync(join(root, 'site', 'app.js'), 'x');
  writeFileSync(join(root, 'site', 'with space.txt'), 'space');
  writeFileSync(join(root, 'site', '.env'), 'secret');
  symlinkSync(join(root, 'secret.txt'), join(root, 'site', 'link.txt'));
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

const serve = (path: string) => createStaticFiles(join(root, 'site'), { 'X-Test': 'yes' })(path);
const textOf = async (path: string) => Buffer.from((await serve(path))?.bytes ?? '').toString('utf8');

describe('static files', () => {
  it('gives files with their type and the given headers', async () => {
    expect(await serve('app.js')).toMatchObject({
      status: 200,
      headers: { 'Content-Type': 'text/javascript; charset=utf-8', 'X-Test': 'yes' },
    });
    expect(await textOf('with%20space.txt')).toBe('space');
  });

  it('gives the index of a directory', async () => {
    expect(await textOf('')).toBe('<p>home');
    expect(await textOf('/')).toBe('<p>home');
    expect(await textOf('sub/')).toBe('<p>sub');
    expect(await serve('sub')).toBeNull();
  });

  it('never leaves the directory', async () => {
    const dots = ['..', '%2e%2e', '.%2e', '%2E.', '..;', '...', '%252e%252e', '..%00', '.'];
    const slashes = ['/', '%2f', '%2F', '\\', '%5c', '//', '%252f', '/./'];
    const targets = ['secret.txt', 'site-secrets/a.txt', '../etc/passwd', '.env', 'site/../secret.txt'];
    const attempts = [
      'link.txt',
      '.env',
      '%2eenv',
      '/etc/passwd',
      '//etc/passwd',
      'C:/x',
      'app.js%00.txt',
      '%',
    ];
    for (const dot of dots) {
      for (const slash of slashes) {
        for (const target of targets) {
          attempts.push(dot + slash + target, `sub${slash}${dot}${slash}${dot}${slash}${target}`);
        }
      }
    }
    expect(attempts.length).toBeGreaterThan(500);
    const answers = await Promise.all(attempts.map((attempt) => serve(attempt)));
    expect(attempts.filter((_attempt, index) => answers[index] !== null)).toEqual([]);
  });
});
