import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Path of a Chromium on this machine: that of the environment variable CHROMIUM, or the first on the PATH; else null. */
export function findChromium() {
  const given = process.env.CHROMIUM;
  if (given !== undefined && given !== '') return existsSync(given) ? given : null;
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  for (const directory of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      const path = join(directory, name);
      if (existsSync(path)) return path;
    }
  }
  return null;
}
