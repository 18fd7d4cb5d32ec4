/**
 * Runs the conformance suite on what `npm run build` made and writes docs/conformance.md: every statement about the live
 * chat SDK with its case and result. Ends with 1 if a case fails.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');

mkdirSync(`${root}docs`, { recursive: true });
const { status } = spawnSync(
  process.execPath,
  [jest, '--selectProjects', 'browser', '--runInBand', 'test/browser/conformance'],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, CONFORMANCE_DOCUMENT: `${root}docs/conformance.md` },
  },
);
process.exitCode = status ?? 1;
