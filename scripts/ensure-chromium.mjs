/**
 * Makes sure that there is a Chromium for the browser tests: uses the one that is installed, else installs Debian's as
 * root, else says in one line what to do.
 */
import { spawnSync } from 'node:child_process';
import { findChromium } from './findChromium.mjs';

if (findChromium() === null) {
  const isDebianRoot = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
  if (isDebianRoot) {
    console.log('No Chromium found; installing it with apt-get.');
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const words of [
      ['update', '-qq'],
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
    ]) {
      spawnSync('apt-get', words, { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
    }
  }
  if (findChromium() === null) {
    console.error(
      'The browser tests need Chromium: install it (Debian: sudo apt-get install chromium) or set CHROMIUM to the path of one.',
    );
    process.exit(1);
  }
}
