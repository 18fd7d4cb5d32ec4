/**
 * Writes the files that are made from the fact and operator tables:
 *
 *   schemas/rule-set.schema.json          for editors and the command line
 *   docs/facts.md                         every fact, for people
 *   docs/sql/*.sql                        the figures of the command report, over GA4's BigQuery export
 *   docs/analytics.md, docs/privacy.md    their tables
 *   gtm-template/container.json           our events to GA4, for import into Tag Manager
 *   src/core/generated/factRows.ts        the fact table as the tag's checks carry it
 *   src/core/generated/factExamples.ts    an example of each fact, for messages
 *   src/rules/generated/documentKeys.ts   the keys of each object in a document, for suggestions
 *   src/rules/generated/ruleSetShape.ts   the shape of a rule set, for the tag
 *   src/rules/generated/ruleTestShape.ts  that of the tests inside a rule set, for the command line
 *
 * `node scripts/generate.mjs --check` writes nothing and ends with 1 if one of them is not up to date.
 */
import { readFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { documentTables, withTables } from './analyticsTables.mjs';
import { bundleSources } from './bundleSources.mjs';
import { containerExport } from './container.mjs';
import { factPage } from './factPage.mjs';
import { reportQueries } from './reportSql.mjs';
import { buildRuleSetSchema } from './ruleSetSchema.mjs';
import { toShapeSchema } from './shapeSchema.mjs';

const made = '// Made by scripts/generate.mjs. Do not edit.\n';
const root = fileURLToPath(new URL('..', import.meta.url));
const prettierOptions = JSON.parse(await readFile(join(root, '.prettierrc.json'), 'utf8'));

/** The tables from the TypeScript sources, bundled in memory. */
async function loadTables() {
  const sources = {
    'core/analyticsDocs.ts': ['goalDoc', 'outcomeDocs', 'parameterDocs', 'sdkEventDocs', 'storageDocs'],
    'core/analyticsNames.ts': ['GOAL_EVENT', 'analyticsParameters', 'dataLayerName', 'outcomeEvent'],
    'core/factTable.ts': ['factTable'],
    'core/factRows.ts': ['encodeFactRows'],
    'core/operators.ts': ['operators', 'fitsOperator'],
    'core/operatorDocs.ts': ['operatorPhrases'],
    'core/reasons.ts': ['outcomes', 'reasonTexts'],
    'core/ruleSet.ts': ['weekdays'],
    'core/sdkPort.ts': ['chatStates'],
    'core/storageKeys.ts': ['storageKeys'],
    'core/templates.ts': ['formatNames'],
    'report/statistics.ts': ['CHI_SQUARE_LIMIT', 'Z'],
    'report/tally.ts': ['reasonsBeforeConditions'],
    'rules/limits.ts': ['limits'],
  };
  const code = await bundleSources(sources);
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
}

async function generate() {
  const tables = await loadTables();
  const schema = buildRuleSetSchema(tables);
  const schemaText = await format(JSON.stringify(schema), { ...prettierOptions, parser: 'json' });
  const { definitions } = schema;
  return new Map([
    ['schemas/rule-set.schema.json', schemaText],
    ['docs/facts.md', await format(factPage(tables.factTable), { ...prettierOptions, parser: 'markdown' })],
    ...reportQueries(tables),
    ...(await documentsWithTables(tables)),
    [
      'gtm-template/container.json',
      await format(JSON.stringify(containerExport(tables)), { ...prettierOptions, parser: 'json' }),
    ],
    [
      'src/core/generated/factRows.ts',
      `${made}export const factRows = \`${tables.encodeFactRows(tables.factTable)}\`;\n`,
    ],
    ['src/core/generated/factExamples.ts', await examplesOf(tables.factTable)],
    ['src/rules/generated/documentKeys.ts', await keysOf(schema)],
    ['src/rules/generated/ruleSetShape.ts', await shapeOf(toShapeSchema(schema))],
    [
      'src/rules/generated/ruleTestShape.ts',
      await shapeOf(toShapeSchema({ ...definitions.test, definitions })),
    ],
  ]);
}

/** The documents that people write, with the tables that are made. */
async function documentsWithTables(tables) {
  const made = documentTables(tables);
  return Promise.all(
    ['docs/analytics.md', 'docs/privacy.md'].map(async (file) => {
      const text = withTables(await readFile(join(root, file), 'utf8'), made);
      return [file, await format(text, { ...prettierOptions, parser: 'markdown' })];
    }),
  );
}

async function examplesOf(factTable) {
  const examples = Object.fromEntries(
    Object.entries(factTable).map(([name, { example }]) => [name, example]),
  );
  const code = `${made}import type { FactName, FactValue } from '../facts.ts';

    export const factExamples: Readonly<Record<FactName, FactValue>> = ${JSON.stringify(examples)};`;
  return format(code, { ...prettierOptions, parser: 'typescript' });
}

/**
 * The keys each object of a document can have, for suggestions. An object is known by the name under which it stands,
 * the document by none; those with the same keys share a line.
 */
function keysOf(schema) {
  const keys = new Map();
  const seen = new Map();
  const collect = (part, name) => {
    if (typeof part !== 'object' || part === null) return;
    const names = seen.get(part) ?? new Set();
    if (names.has(name)) return;
    seen.set(part, names.add(name));
    const { $ref, properties, items, additionalProperties, ...others } = part;
    if (properties !== undefined) {
      keys.set(name, new Set([...(keys.get(name) ?? []), ...Object.keys(properties)]));
      for (const [key, member] of Object.entries(properties)) collect(member, key);
    }
    const target = schema.definitions[$ref?.slice('#/definitions/'.length)];
    for (const inner of [target, items, additionalProperties]) collect(inner, name);
    for (const key of ['anyOf', 'allOf', 'if', 'then', 'else']) {
      for (const inner of [others[key] ?? []].flat()) collect(inner, name);
    }
  };
  collect(schema, '');
  const objects = new Map();
  for (const [name, own] of keys) {
    const line = [...own].sort().join(' ');
    objects.set(line, [...(objects.get(line) ?? []), name]);
  }
  const code = `${made}export const documentKeys: readonly (readonly [objects: string, keys: string])[] =
    ${JSON.stringify([...objects].map(([line, names]) => [names.sort().join(' '), line]))};`;
  return format(code, { ...prettierOptions, parser: 'typescript' });
}

function shapeOf(shape) {
  const code = `${made}import type { RootShape } from '../checkShape.ts';

    export const shape: RootShape = ${JSON.stringify(shape)};`;
  return format(code, { ...prettierOptions, parser: 'typescript' });
}

const isCheck = process.argv.includes('--check');
const stale = [];
for (const [file, text] of await generate()) {
  const place = join(root, file);
  const present = await readFile(place, 'utf8').catch(() => null);
  if (present === text) continue;
  stale.push(file);
  if (isCheck) continue;
  await mkdir(dirname(place), { recursive: true });
  await writeFile(place, text);
  console.log(`wrote ${relative(process.cwd(), place)}`);
}
if (isCheck && stale.length > 0) {
  console.error(
    `Not up to date with the fact and operator tables: ${stale.join(', ')}. Run: npm run generate`,
  );
  process.exitCode = 1;
}
