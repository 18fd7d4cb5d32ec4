/**
 * Writes the files that are made from the fact and operator tables:
 *
 *   schemas/rule-set.schema.json          for editors and the command line
 *   src/rules/generated/documentKeys.ts   keys of the document, for suggestions
 *   src/rules/generated/ruleSetShape.js   the shape validator for the tag, compiled ahead of time
 *   src/rules/generated/ruleTestShape.js  the same for the tests inside a rule set, for the command line
 *
 * `node scripts/generate.mjs --check` writes nothing and ends with 1 if one of them is not up to date.
 */
import { readFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import nodeResolve from '@rollup/plugin-node-resolve';
import swc from '@rollup/plugin-swc';
import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { format } from 'prettier';
import { rollup } from 'rollup';
import { buildRuleSetSchema } from './ruleSetSchema.mjs';
import { toShapeSchema } from './shapeSchema.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const prettierOptions = JSON.parse(await readFile(join(root, '.prettierrc.json'), 'utf8'));

/** The tables from the TypeScript sources, bundled in memory. */
async function loadTables() {
  const entry = '\0tables';
  const sources = {
    'core/facts.ts': ['factTable'],
    'core/factDocs.ts': ['factDocs'],
    'core/operators.ts': ['operators'],
    'core/reasons.ts': ['outcomes', 'reasonTexts'],
    'core/templates.ts': ['formatNames'],
    'rules/limits.ts': ['limits'],
  };
  const code = Object.entries(sources)
    .map(([file, names]) => `export { ${names.join(', ')} } from ${JSON.stringify(join(root, 'src', file))};`)
    .join('\n');
  const bundle = await rollup({
    input: entry,
    plugins: [
      {
        name: 'tables',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? code : null),
      },
      nodeResolve({ extensions: ['.ts'] }),
      swc.default?.({ swc: swcOptions }) ?? swc({ swc: swcOptions }),
    ],
  });
  const { output } = await bundle.generate({ format: 'es' });
  await bundle.close();
  const tables = await import(
    `data:text/javascript;base64,${Buffer.from(output[0].code).toString('base64')}`
  );
  return { ...tables, factTable: withDocs(tables) };
}

/** Facts and what a person reads about them, side by side. */
function withDocs({ factTable, factDocs }) {
  return Object.fromEntries(
    Object.entries(factTable).map(([name, fact]) => {
      const { params: meanings = {}, ...doc } = factDocs[name];
      const params = Object.entries(fact.params ?? {}).map(([param, definition]) => [
        param,
        { ...definition, description: meanings[param] },
      ]);
      return [name, { ...fact, ...doc, ...(params.length > 0 && { params: Object.fromEntries(params) }) }];
    }),
  );
}

const swcOptions = {
  configFile: false,
  swcrc: false,
  jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
};

async function generate() {
  const tables = await loadTables();
  const schema = buildRuleSetSchema(tables);
  const schemaText = await format(JSON.stringify(schema), { ...prettierOptions, parser: 'json' });
  const { definitions } = schema;
  return new Map([
    ['schemas/rule-set.schema.json', schemaText],
    ['src/rules/generated/documentKeys.ts', keysOf(schema)],
    ['src/rules/generated/ruleSetShape.js', validatorOf(toShapeSchema(schema))],
    [
      'src/rules/generated/ruleTestShape.js',
      validatorOf(toShapeSchema({ ...definitions.test, definitions })),
    ],
  ]);
}

/** Every key a document can have, for suggestions. */
function keysOf(schema) {
  const keys = new Set();
  const collect = (part) => {
    if (typeof part !== 'object' || part === null) return;
    for (const key of Object.keys(part.properties ?? {})) keys.add(key);
    for (const inner of Object.values(part)) collect(inner);
  };
  collect(schema);
  const lines = [...keys].sort().map((key) => `  '${key}',\n`);
  return `// Made by scripts/generate.mjs. Do not edit.\nexport const documentKeys: readonly string[] = [\n${lines.join('')}];\n`;
}

/** The code of a validator that finds every mistake, tells it without words and needs nothing else to run. */
function validatorOf(shape) {
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    strict: false,
    inlineRefs: false,
    unicode: false,
    logger: false,
    code: { source: true, esm: true, lines: true, optimize: 2 },
  });
  const code = shorten((standaloneCode.default ?? standaloneCode)(ajv, ajv.compile(shape)));
  return `// Made by scripts/generate.mjs. Do not edit.\n${code}\n`;
}

/**
 * Takes out of the validator what nobody reads here, more than half of it: paths into a schema that is not there,
 * copies of the schema, a count beside the list of mistakes, and tests for NaN, which JSON does not have.
 */
function shorten(code) {
  const schemas = Object.fromEntries(
    [...code.matchAll(/^const (schema\d+) = (\{.*\});$/gm)].map(([, name, json]) => [name, JSON.parse(json)]),
  );
  return code
    .replace('"use strict";', '')
    .replace(/export default \w+;/, '')
    .replace(/\/\*# sourceURL=.*?\*\/;?/g, '')
    .replaceAll(/(?<!call\()\b(schema\d+)((?:\.\w+)+)/g, (_, name, members) =>
      JSON.stringify(
        members
          .slice(1)
          .split('.')
          .reduce((value, member) => value[member], schemas[name]),
      ),
    )
    .replaceAll(/^const (schema\d+) = .*;$/gm, (_, name) => {
      const names = Object.keys(schemas[name].properties ?? {}).map((property) => [property, 0]);
      const isUsed = code.includes(`call(${name}.properties`);
      return isUsed ? `const ${name} = ${JSON.stringify({ properties: Object.fromEntries(names) })};` : '';
    })
    .replaceAll(/schemaPath:"[^"]*",|comparison: "[<>=]+", /g, '')
    .replaceAll(
      /const (err\d+) = (\{.*\});\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}\nerrors\+\+;/g,
      '(vErrors ??= []).push($2);',
    )
    .replaceAll(/^(let errors = 0|errors = vErrors\.length);\n/gm, '')
    .replaceAll('return errors === 0;', 'return vErrors === null;')
    .replaceAll(
      / \|\| isNaN\(\w+\)|, parentData, parentDataProperty, rootData=data|,parentData:[^,]+,parentDataProperty:[^,]+,rootData/g,
      '',
    )
    .replaceAll(/\n{2,}/g, '\n')
    .trim();
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
