import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { storageDocs } from '../../../src/core/analyticsDocs.ts';
import { storageKeys } from '../../../src/core/storageKeys.ts';

/** Names of ours that are kept nowhere: a Web Lock, and a mark on the data layer. */
const keptNowhere = ['lcw-proactive-chat.invitation', 'lcw-proactive-chat.push'];

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/^(emulator|gtm|cli|report)\b/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

it('the inventory of data names every key in the sources', () => {
  const inventory = readFileSync('docs/privacy.md', 'utf8');
  const used = sources('src').flatMap((code) => code.match(/lcw-proactive-chat\.[\w-]+/g) ?? []);
  const keys = [...new Set(used)].filter((key) => !keptNowhere.includes(key));
  expect(keys.length).toBeGreaterThanOrEqual(Object.keys(storageKeys).length);
  expect(keys.filter((key) => !inventory.includes(`\`${key}\``))).toEqual([]);
});

it('says of every key what is kept and why, as its lifetime says for how long', () => {
  const inventory = readFileSync('docs/privacy.md', 'utf8');
  for (const [name, { key, purpose, days }] of Object.entries(storageKeys)) {
    const row = inventory.split('\n').find((line) => line.startsWith(`| \`${key}\` `)) ?? '';
    const { what, why } = storageDocs[name as keyof typeof storageDocs];
    const lifetime = days === 0 ? 'seconds' : days === 1 ? '1 day' : `${days} days`;
    expect(row.split('|').map((cell) => cell.trim())).toEqual([
      '',
      `\`${key}\``,
      what,
      why,
      purpose,
      lifetime,
      '',
    ]);
  }
});
