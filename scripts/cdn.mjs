/**
 * Puts what a page loads into cdn/<version>/, to be copied to a content delivery network as it is: the tag, the files
 * beside it, their licence texts, and manifest.json with size and integrity of each. A directory is never changed after it
 * was published; another version gets another.
 *
 * `node scripts/cdn.mjs [FROM] [TO]`: from `dist` to `cdn` by default.
 */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const [from = join(root, 'dist'), to = join(root, 'cdn')] = process.argv.slice(2);
const { name, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

const served = /^proactive-chat(\.[\w-]+)?\.(js|licenses\.txt)$/;
const names = (await readdir(from)).filter((file) => served.test(file)).sort();
if (!names.includes('proactive-chat.js')) {
  console.error(`${from} has no proactive-chat.js: run npm run build first.`);
  process.exit(1);
}

const directory = join(to, version);
await rm(directory, { recursive: true, force: true });
await mkdir(directory, { recursive: true });
const files = {};
for (const file of names) {
  const content = await readFile(join(from, file));
  await copyFile(join(from, file), join(directory, file));
  files[file] = {
    bytes: content.length,
    integrity: `sha384-${createHash('sha384').update(content).digest('base64')}`,
  };
}
await writeFile(join(directory, 'manifest.json'), `${JSON.stringify({ name, version, files }, null, 2)}\n`);
console.log(
  `${directory}: ${names.length} files\nproactive-chat.js  ${files['proactive-chat.js'].integrity}`,
);
