import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import commonjs from '@rollup/plugin-commonjs';
import json from '@rollup/plugin-json';
import nodeResolve from '@rollup/plugin-node-resolve';
import replace from '@rollup/plugin-replace';
import swc from '@rollup/plugin-swc';
import { minify as terser } from 'terser';
import { clientChunk } from './scripts/clientBuild.mjs';
import { thirdPartyNotices } from './scripts/thirdPartyNotices.mjs';

const packageJson = JSON.parse(await readFile('package.json', 'utf8'));

/** Language level of everything that runs in a browser. */
const target = 'es2021';

const typescript = () =>
  swc({
    include: /\.tsx?$/,
    swc: {
      configFile: false,
      swcrc: false,
      jsc: {
        target,
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic', importSource: 'preact' } },
      },
    },
  });

/** Minifies the finished file as a whole; `module` says whether its top level is a module's. */
const minify = (module, more = {}) => ({
  name: 'minify',
  async renderChunk(code) {
    const { code: minified } = await terser(code, {
      module,
      ecma: 2020,
      compress: {
        passes: 3,
        unsafe_arrows: true,
        unsafe_methods: true,
        pure_getters: true,
        toplevel: true,
        sequences: 4,
        ...more,
      },
      mangle: { toplevel: true },
      format: { comments: false },
    });
    return { code: minified, map: null };
  },
});

/**
 * Takes the white space of the layout, and the last semicolon of each rule, out of style sheets, which stand in template
 * texts of files named for it. The space before a plus or minus is needed there.
 */
const leanStyles = () => ({
  name: 'lean-styles',
  transform(code, id) {
    if (!/(styles|designTokens)\.ts$/i.test(id)) return null;
    const lean = code.replace(/`[^`]*`/g, (text) =>
      text
        .replace(/\s*\n\s*/g, '')
        .replace(/\s*([{};,!])\s*(?![-+] )|(:) /g, '$1$2')
        .replaceAll(';}', '}'),
    );
    return { code: lean, map: null };
  },
});

/** adaptivecards creates policies for HTML as it loads; we give it no HTML, and a page may refuse such policies. */
const noCardPolicies = () => ({
  name: 'no-card-policies',
  transform(code, id) {
    if (!id.includes('/adaptivecards/')) return null;
    return { code: code.replace(/_\w+\.createPolicy\(/g, 'void ('), map: null };
  },
});

const stub = (name) => new URL(`./src/rules/stubs/${name}.ts`, import.meta.url).pathname;

/**
 * What json-rules-engine brings along and we neither call nor ship: an evaluator of paths, a hash for a cache that is
 * off, and a debug module that reads localStorage as soon as it loads.
 */
const leanRulesEngine = () => ({
  name: 'lean-rules-engine',
  resolveId(id, importer = '') {
    if (!importer.includes('/json-rules-engine/')) return null;
    if (id === 'jsonpath-plus') return stub('jsonpathPlus');
    if (id === 'hash-it') return stub('hashIt');
    return id === './debug' ? stub('engineDebug') : null;
  },
});

const resolve = (browser) =>
  nodeResolve({ browser, extensions: ['.mjs', '.js', '.json', '.ts', '.tsx'], preferBuiltins: !browser });

const constants = () =>
  replace({ preventAssignment: true, values: { __VERSION__: JSON.stringify(packageJson.version) } });

const browserPlugins = (module, more) => [
  leanRulesEngine(),
  constants(),
  resolve(true),
  commonjs(),
  json(),
  typescript(),
  leanStyles(),
  noCardPolicies(),
  minify(module, more),
];

const nodePlugins = () => [leanRulesEngine(), constants(), resolve(false), commonjs(), json(), typescript()];

/** Every file beside the tag has its entry there. */
const chunkNames = (await readdir('src/chunks')).map((file) => file.replace(/\.ts$/, ''));

/**
 * Where every byte counts. Rules: functions first, and `String(x)` as `x + ''` and the like, which is the same for what can
 * be written in JSON. The others: what brotli makes less of.
 */
const lessClever = { sequences: false, inline: 1, loops: false, passes: 5, lhs_constants: false };
const compressMore = {
  chat: lessClever,
  'config-messages': lessClever,
  'rules-check': { hoist_funs: true, unsafe: true },
  sdk: {
    hoist_funs: true,
    lhs_constants: false,
    arrows: false,
    sequences: true,
    loops: false,
    comparisons: false,
  },
  'signals-forms': lessClever,
  'signals-submissions': { inline: 1, passes: 5, conditionals: false },
  tag: { ...lessClever, passes: 2, hoist_funs: true },
};

/** A self-contained file beside the tag. */
const chunk = (name) => ({
  input: `src/chunks/${name}.ts`,
  output: { file: `dist/proactive-chat.${name}.js`, format: 'es' },
  plugins: [
    ...browserPlugins(true, compressMore[name]),
    thirdPartyNotices(`proactive-chat.${name}.licenses.txt`),
  ],
});

/** A script of the console's or the shop's pages. */
const pageScript = (place, name) => ({
  input: `src/emulator/${place}/${name}.ts`,
  output: { file: `dist/emulator/${place}/${name}.js`, format: 'iife' },
  plugins: [
    constants(),
    resolve(true),
    typescript(),
    minify(false),
    thirdPartyNotices(`${name}.licenses.txt`),
  ],
});

/** Files that are served as they are. */
const copyAssets = () => ({
  name: 'copy-assets',
  async writeBundle() {
    for (const place of ['console', 'shop']) {
      await cp(`src/emulator/${place}`, `dist/emulator/${place}`, {
        recursive: true,
        filter: (source) => !source.endsWith('.ts'),
      });
    }
    await cp('gtm-template/template.tpl', 'dist/emulator/shop/template.tpl');
  },
});

/** The command line is run by name, so its file says by what. */
const shebang = () => ({
  name: 'shebang',
  renderChunk: (code) => ({ code: `#!/usr/bin/env node\n${code}`, map: null }),
});

// What an earlier build left behind must not be served or packed.
await rm('dist', { recursive: true, force: true });
await mkdir('dist', { recursive: true });

export default [
  {
    input: 'src/tag.ts',
    output: { file: 'dist/proactive-chat.js', format: 'iife' },
    plugins: browserPlugins(false, compressMore.tag),
  },
  ...chunkNames.filter((name) => name !== 'client').map(chunk),
  clientChunk(),
  {
    input: 'src/index.ts',
    output: { file: 'dist/index.js', format: 'es' },
    plugins: [...nodePlugins(), thirdPartyNotices('index.licenses.txt')],
  },
  {
    input: 'src/embedded.ts',
    output: { file: 'dist/embedded.js', format: 'es' },
    external: ['ws', /^node:/],
    plugins: [...nodePlugins(), thirdPartyNotices('embedded.licenses.txt')],
  },
  {
    input: 'src/gtm.ts',
    output: { file: 'dist/gtm.js', format: 'es' },
    plugins: [...nodePlugins(), thirdPartyNotices('gtm.licenses.txt')],
  },
  {
    input: 'src/cli.ts',
    output: { file: 'dist/cli.js', format: 'es', inlineDynamicImports: true },
    external: ['ws', /^node:/],
    plugins: [...nodePlugins(), thirdPartyNotices('cli.licenses.txt'), shebang(), copyAssets()],
  },
  pageScript('console', 'console'),
  pageScript('shop', 'shop'),
  pageScript('shop', 'panel'),
  pageScript('shop', 'facts'),
  pageScript('shop', 'tagManager'),
];
