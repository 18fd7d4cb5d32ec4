/**
 * Builds the package twice, here and in a copy of the repository under another path, packs both, and ends with 1 if a
 * single byte differs. Takes a few minutes; run it before a release.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'lcw-build-'));

const run = (directory, command, ...args) =>
  execFileSync(command, args, { cwd: directory, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

/** Name and hash of every file below `dist`, and of the tarball. */
function build(directory) {
  run(directory, 'npm', 'run', 'bundle');
  const packed = run(directory, 'npm', 'pack', '--silent', '--pack-destination', directory).trim();
  const tarball = join(directory, packed);
  const files = readdirSync(join(directory, 'dist'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const hashes = [tarball, ...files].map((file) => [
    file.slice(directory.length).replace(/^\//, ''),
    createHash('sha256').update(readFileSync(file)).digest('hex'),
  ]);
  rmSync(tarball);
  return new Map(hashes);
}

try {
  const tracked = run(root, 'git', 'ls-files', '-z').split('\0').filter(Boolean);
  for (const file of tracked) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const here = build(root.replace(/\/$/, ''));
  const there = build(copy);
  const names = [...new Set([...here.keys(), ...there.keys()])].sort();
  const different = names.filter((name) => here.get(name) !== there.get(name));
  for (const name of different) console.error(`${name} differs`);
  console.log(`${names.length - different.length} of ${names.length} files are the same.`);
  process.exitCode = different.length === 0 ? 0 : 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
