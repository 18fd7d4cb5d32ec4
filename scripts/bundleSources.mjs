/** Bundles names of TypeScript sources in memory, for scripts and measurements that run what the tag runs. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import nodeResolve from '@rollup/plugin-node-resolve';
import swc from '@rollup/plugin-swc';
import { rollup } from 'rollup';

const root = fileURLToPath(new URL('..', import.meta.url));
const plugin = swc.default ?? swc;

/**
 * @param sources - the names to export, by file under `src`.
 * @param format - `es`, or `iife` for a script whose exports are members of the global `sources`.
 */
export async function bundleSources(sources, format = 'es') {
  const entry = '\0sources';
  const code = Object.entries(sources)
    .map(([file, names]) => `export { ${names.join(', ')} } from ${JSON.stringify(join(root, 'src', file))};`)
    .join('\n');
  const bundle = await rollup({
    input: entry,
    plugins: [
      {
        name: 'sources',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? code : null),
      },
      nodeResolve({ extensions: ['.ts'] }),
      plugin({
        swc: {
          configFile: false,
          swcrc: false,
          jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        },
      }),
    ],
  });
  const { output } = await bundle.generate({ format, name: 'sources' });
  await bundle.close();
  return output[0].code;
}
