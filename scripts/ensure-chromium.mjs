/**
 * Makes sure that there is a Chromium for the browser tests, and one without a window, with which they take half the time:
 * uses what is installed, else installs Debian's as root, else says in one line what to do.
 */
import { spawnSync } from 'node:child_process';
import { findChromium } from './findChromium.mjs';

const whole = findChromium({ isWhole: true });
if (whole === null || findChromium() === whole) {
  const isDebianRoot = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
  if (isDebianRoot && !process.env.CHROMIUM) {
    console.log('Installing Chromium with apt-get.');
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const install = ['install', '-y', '-qq', '--no-install-recommends'];
    // The second is not in every release of Debian: it may be missing.
    for (const words of [
      ['update', '-qq'],
      [...install, 'chromium'],
      [...install, 'chromium-headless-shell'],
    ]) {
      spawnSync('apt-get', words, { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
    }
  }
  if (findChromium({ isWhole: true }) === null) {
    console.error(
      'The browser tests need Chromium: install it (Debian: sudo apt-get install chromium chromium-headless-shell) or set CHROMIUM to the path of one.',
    );
    process.exit(1);
  }
}
