/**
 * Builds and packs the package in two copies of the repository under different paths, and ends with 1 if a single byte
 * differs. Takes some minutes; run it before a release. What is not committed is built too, as far as git knows the file.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'lcw-build-'));

const run = (directory, command, ...args) =>
  execFileSync(command, args, { cwd: directory, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

/** Both copies are made before anything is built, so that no edit in between makes them differ. */
function copyTo(directory) {
  for (const file of run(root, 'git', 'ls-files', '-z').split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    cpSync(join(root, file), join(directory, file));
  }
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'));
  return directory;
}

/** Name and hash of every file below `dist`, and of the tarball. */
function build(directory) {
  run(directory, 'npm', 'run', 'bundle');
  const tarball = join(directory, run(directory, 'npm', 'pack', '--silent').trim());
  const built = readdirSync(join(directory, 'dist'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    [tarball, ...built].map((file) => [
      relative(directory, file),
      createHash('sha256').update(readFileSync(file)).digest('hex'),
    ]),
  );
}

try {
  const [one, other] = [copyTo(join(place, 'one')), copyTo(join(place, 'quite/another'))].map(build);
  const names = [...new Set([...one.keys(), ...other.keys()])].sort();
  const different = names.filter((name) => one.get(name) !== other.get(name));
  for (const name of different) console.error(`${name} differs`);
  console.log(`${names.length - different.length} of ${names.length} files are the same.`);
  process.exitCode = different.length === 0 ? 0 : 1;
} finally {
  rmSync(place, { recursive: true, force: true });
}
