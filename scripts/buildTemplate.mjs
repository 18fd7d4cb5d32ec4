/**
 * Writes gtm-template/template.tpl from gtm-template/src. With --check it writes nothing and ends with code 1 when
 * the committed file is not what the sources give.
 *
 * The engine's address is made from the version in package.json and replaces __ENGINE_URL__ in code, permissions and
 * tests, so the three cannot differ. The terms section is Google's text and is added in Google's editor by whoever
 * submits the template.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const source = (name) => readFileSync(new URL(`gtm-template/src/${name}`, root));
const text = (name) => source(name).toString('utf8').replaceAll('\r\n', '\n').trim();

const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
const engineUrl = `https://cdn.jsdelivr.net/npm/lcw-proactive-chat@${version}/dist/proactive-chat.js`;
const pinned = (content) => content.replaceAll('__ENGINE_URL__', engineUrl);

/** Tag Manager's exports write these characters as escapes, so that the file is harmless inside HTML. */
const exported = (value) =>
  JSON.stringify(value, null, 2).replace(
    /[<>=&']/g,
    (character) => `\\u00${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );

const info = JSON.parse(text('info.json'));
info.brand.thumbnail = `data:image/png;base64,${source('icon.png').toString('base64')}`;

const sections = [
  ['INFO', exported(info)],
  ['TEMPLATE_PARAMETERS', exported(JSON.parse(text('parameters.json')))],
  ['SANDBOXED_JS_FOR_WEB_TEMPLATE', pinned(text('code.js'))],
  ['WEB_PERMISSIONS', exported(JSON.parse(pinned(text('permissions.json'))))],
  ['TESTS', pinned(text('tests.yaml'))],
  ['NOTES', text('notes.md')],
];

const marker = /^___[A-Z_]+___\s*$/m;
for (const [name, body] of sections) {
  if (marker.test(body)) {
    console.error(
      `gtm-template/src: a line in ${name} looks like a section marker and would split the file.`,
    );
    process.exit(1);
  }
}

const template = sections.map(([name, body]) => `___${name}___\n\n${body}\n`).join('\n\n');
const target = new URL('gtm-template/template.tpl', root);

if (process.argv.includes('--check')) {
  let committed = '';
  try {
    committed = readFileSync(target, 'utf8');
  } catch {
    // A missing file is as stale as an old one.
  }
  if (committed !== template) {
    console.error(
      'gtm-template/template.tpl is stale: run node scripts/buildTemplate.mjs and commit the result.',
    );
    process.exit(1);
  }
} else {
  writeFileSync(target, template);
  console.log(`wrote ${fileURLToPath(target)} (engine ${version}, ${Buffer.byteLength(template)} bytes)`);
}
