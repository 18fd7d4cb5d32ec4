import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes the licences of all packages in a bundle to `fileName` beside it. Minified code carries no comments, and the
 * licences ask that their text goes along. Fails the build for a package without a licence text.
 *
 * @param {string} fileName
 * @returns {import('rollup').Plugin}
 */
export const thirdPartyNotices = (fileName) => ({
  name: 'third-party-notices',
  generateBundle(_options, bundle) {
    const folders = new Set();
    for (const output of Object.values(bundle)) {
      if (output.type !== 'chunk') continue;
      for (const [id, { renderedLength }] of Object.entries(output.modules)) {
        const folder = renderedLength > 0 ? packageFolder(id.replaceAll('\0', '')) : null;
        if (folder !== null) folders.add(folder);
      }
    }
    if (folders.size === 0) return;
    const notices = [...folders].map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.\w+)?$/i.test(entry));
      if (file === undefined) this.error(`No licence text in ${folder}`);
      const text = readFileSync(join(folder, file), 'utf8').trim();
      return `${name} ${version} (${license})\n\n${text}\n`;
    });
    this.emitFile({ type: 'asset', fileName, source: notices.sort().join(`\n${'-'.repeat(72)}\n\n`) });
  },
});

/** The folder of the package that a module belongs to; `null` for our own modules. */
function packageFolder(id) {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id)?.[0] ?? null;
}
