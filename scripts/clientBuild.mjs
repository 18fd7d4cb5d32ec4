import { fileURLToPath } from 'node:url';
import alias from '@rollup/plugin-alias';
import commonjs from '@rollup/plugin-commonjs';
import json from '@rollup/plugin-json';
import nodeResolve from '@rollup/plugin-node-resolve';
import swc from '@rollup/plugin-swc';
import { transform } from '@swc/core';
import { thirdPartyNotices } from './thirdPartyNotices.mjs';

const fromRoot = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const stub = (name) => fromRoot(`src/omnichannel/stubs/${name}.ts`);

/** Language level of the chunk: Microsoft's packages are written for newer browsers than the tag supports. */
const target = 'es2021';

/**
 * Of a package's package.json the client reads the version only. The rest (dependencies, scripts) would be bundled too.
 *
 * @returns {import('rollup').Plugin}
 */
const versionOnly = () => ({
  name: 'version-only',
  transform(code, id) {
    if (!id.endsWith('/package.json')) return null;
    return { code: JSON.stringify({ version: JSON.parse(code).version }), map: null };
  },
});

/**
 * What Microsoft's packages do to a page that they need not do, each told by its file, the text that does it and what
 * stands there instead. A text that is not found exactly once fails the build: the package has changed.
 */
const courtesies = [
  {
    // Listening for `unload`, to disconnect with a blocking request, keeps every page that the chat was loaded in out
    // of the back/forward cache for good. The socket closes with the page anyway.
    file: '/@azure/communication-signaling/dist/index.js',
    find: '"sync disconnect on unload":!0',
    put: '"sync disconnect on unload":!1',
  },
  {
    // Code from text, which a content security policy forbids, and reports as a violation although it is caught.
    file: '/@azure/communication-signaling/dist/index.js',
    find: 'Function("return this")()',
    put: 'globalThis',
  },
  {
    // A runtime that only this chunk uses takes the place of a global of the page, or becomes one.
    file: '/@babel/runtime/regenerator/index.js',
    find: 'try {\n  regeneratorRuntime = runtime;',
    put: 'try {',
  },
  {
    file: '/@babel/runtime/regenerator/index.js',
    find: 'globalThis.regeneratorRuntime = runtime;',
    put: '',
  },
];

/** @returns {import('rollup').Plugin} */
const courteousToPages = () => ({
  name: 'courteous-to-pages',
  transform(code, id) {
    const wanted = courtesies.filter(({ file }) => id.endsWith(file));
    if (wanted.length === 0) return null;
    let changed = code;
    for (const { file, find, put } of wanted) {
      const parts = changed.split(find);
      if (parts.length !== 2) this.error(`Not exactly once in ${file}: ${find}`);
      changed = parts.join(put);
    }
    return { code: changed, map: null };
  },
});

/**
 * Minifies the whole chunk and takes every console call out of it: Microsoft's client writes each message it
 * receives, with its text, to the console of the page.
 *
 * @returns {import('rollup').Plugin}
 */
const minifyWithoutConsole = () => ({
  name: 'minify-without-console',
  async renderChunk(code) {
    const result = await transform(code, {
      configFile: false,
      swcrc: false,
      isModule: true,
      minify: true,
      jsc: {
        target,
        parser: { syntax: 'ecmascript' },
        minify: {
          compress: { drop_console: true, drop_debugger: true, passes: 2 },
          mangle: true,
          format: { comments: false },
        },
      },
    });
    return { code: `/*! Licences: proactive-chat.client.licenses.txt */\n${result.code}`, map: null };
  },
});

/**
 * The build of `dist/proactive-chat.client.js`: Microsoft's headless chat client behind our conversation port, one
 * self-contained ES module. What the client names but never uses here is replaced by stubs, which halves it.
 *
 * @param {{ readonly file?: string, readonly input?: string }} [options] where it goes, and what it is made of
 * @returns {import('rollup').RollupOptions}
 */
export function clientChunk({
  file = fromRoot('dist/proactive-chat.client.js'),
  input = fromRoot('src/chunks/client.ts'),
} = {}) {
  return {
    input,
    output: { file, format: 'es', inlineDynamicImports: true },
    context: 'globalThis',
    // Circular requires and `this` at the top level are Microsoft's, known, and harmless.
    onwarn(warning, warn) {
      if (warning.code === 'CIRCULAR_DEPENDENCY' || warning.code === 'THIS_IS_UNDEFINED') return;
      warn(warning);
    },
    plugins: [
      alias({
        entries: [
          {
            find: /^@microsoft\/botframework-webchat-adapter-azure-communication-chat$/,
            replacement: stub('nothing'),
          },
          { find: /^@microsoft\/ocsdk$/, replacement: stub('ocsdk') },
          { find: /^@microsoft\/omnichannel-ic3core$/, replacement: stub('nothing') },
          { find: /^@microsoft\/omnichannel-amsclient$/, replacement: stub('noAttachments') },
          { find: /^.*\/external\/aria\/webjs\/AriaSDK$/, replacement: stub('noTelemetry') },
          { find: /^react-native$/, replacement: stub('nothing') },
        ],
      }),
      nodeResolve({
        browser: true,
        mainFields: ['browser', 'module', 'main'],
        extensions: ['.mjs', '.js', '.json', '.ts'],
        preferBuiltins: false,
      }),
      versionOnly(),
      courteousToPages(),
      json({ compact: true }),
      swc({
        include: /\.ts$/,
        swc: { configFile: false, swcrc: false, jsc: { target, parser: { syntax: 'typescript' } } },
      }),
      commonjs({ transformMixedEsModules: true, sourceMap: false }),
      minifyWithoutConsole(),
      thirdPartyNotices('proactive-chat.client.licenses.txt'),
    ],
  };
}
