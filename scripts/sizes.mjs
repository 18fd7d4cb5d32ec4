/**
 * Prints the size of the tag and of every chunk, and with --check fails if one is over its budget. The budgets stand
 * here, in brotli bytes; raising one is a commit of its own that says why.
 */
import { readdir, readFile } from 'node:fs/promises';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** @type {Readonly<Record<string, number>>} */
const budgets = {
  'proactive-chat.js': 14_000,
  'proactive-chat.rules-check.js': 9_000,
  'proactive-chat.regex-check.js': 1_300,
  'proactive-chat.rules-messages.js': 8_800,
  'proactive-chat.config-messages.js': 2_500,
  'proactive-chat.targeting.js': 1_800,
  'proactive-chat.invitation-request.js': 2_000,
  'proactive-chat.diagnosis.js': 2_000,
  'proactive-chat.engine.js': 14_500,
  'proactive-chat.device.js': 8_600,
  'proactive-chat.vitals.js': 3_500,
  'proactive-chat.signals-element.js': 1_100,
  'proactive-chat.signals-engagement.js': 1_400,
  'proactive-chat.signals-hover.js': 1_000,
  'proactive-chat.signals-interaction.js': 1_000,
  'proactive-chat.signals-data-layer.js': 1_500,
  'proactive-chat.signals-cart.js': 1_500,
  'proactive-chat.signals-clicks.js': 1_000,
  'proactive-chat.signals-custom.js': 800,
  'proactive-chat.signals-environment.js': 1_000,
  'proactive-chat.signals-errors.js': 600,
  'proactive-chat.signals-events.js': 1_500,
  'proactive-chat.signals-forms.js': 1_200,
  'proactive-chat.signals-past.js': 1_000,
  'proactive-chat.signals-rage.js': 700,
  'proactive-chat.signals-scroll.js': 1_300,
  'proactive-chat.signals-searches.js': 1_500,
  'proactive-chat.signals-submissions.js': 1_200,
  'proactive-chat.signals-video.js': 600,
  'proactive-chat.signals-visit.js': 2_800,
  'proactive-chat.signals-visit-events.js': 1_600,
  'proactive-chat.navigation.js': 300,
  'proactive-chat.sdk.js': 13_000,
  'proactive-chat.availability.js': 3_800,
  'proactive-chat.signed-in-availability.js': 3_600,
  'proactive-chat.conversation.js': 5_500,
  'proactive-chat.pop-out.js': 14_000,
  'proactive-chat.pop-out-watch.js': 900,
  'proactive-chat.microsoft-widget.js': 1_400,
  'proactive-chat.microsoft-script.js': 400,
  'proactive-chat.chat.js': 14_000,
  'proactive-chat.language-en.js': 1_100,
  'proactive-chat.language-nl.js': 1_400,
  'proactive-chat.language-de.js': 1_400,
  'proactive-chat.language-ar.js': 1_400,
  'proactive-chat.rich-messages.js': 6_000,
  'proactive-chat.cards.js': 41_000,
  'proactive-chat.inspector.js': 16_000,
  'proactive-chat.client.js': 160_000,
};

const brotli = (content) =>
  brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  }).length;

const number = new Intl.NumberFormat('en');
const over = [];
console.log(
  `${'file'.padEnd(40)}${'minified'.padStart(10)}${'gzip'.padStart(10)}${'brotli'.padStart(10)}${'budget'.padStart(10)}`,
);
for (const [file, budget] of Object.entries(budgets)) {
  const content = await readFile(new URL(`../dist/${file}`, import.meta.url));
  const compressed = brotli(content);
  const columns = [content.length, gzipSync(content, { level: 9 }).length, compressed, budget];
  console.log(file.padEnd(40) + columns.map((column) => number.format(column).padStart(10)).join(''));
  if (compressed > budget)
    over.push(`${file} is ${number.format(compressed - budget)} bytes over its budget`);
}
const built = await readdir(new URL('../dist/', import.meta.url));
for (const file of built) {
  if (/^proactive-chat.*\.js$/.test(file) && !(file in budgets)) over.push(`${file} has no budget`);
}
if (process.argv.includes('--check') && over.length > 0) {
  for (const line of over) console.error(line);
  process.exitCode = 1;
}
