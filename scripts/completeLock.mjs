/**
 * Completes package-lock.json after `npm install`: `npm run lock`.
 *
 * npm leaves an optional package out of the lock file when the registry in use does not have it, as mirrors often lack
 * the binaries of other platforms, and `npm ci` then refuses the file as out of step. This adds what is missing, with
 * the platform its name tells, so that it is passed over here and installed where it belongs.
 */
import { readFile, writeFile } from 'node:fs/promises';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(await readFile(file, 'utf8'));

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'win32'];
const processors = {
  arm: 'arm',
  armv7: 'arm',
  arm64: 'arm64',
  ia32: 'ia32',
  loong64: 'loong64',
  mips64el: 'mips64el',
  ppc64: 'ppc64',
  ppc64le: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  wasm32: 'wasm32',
  x64: 'x64',
};

/** The platform in a name such as `@rollup/rollup-linux-arm-musleabihf`. */
function platformOf(name) {
  const words = (name.split('/').pop() ?? '').split('-');
  const os = systems.find((system) => words.includes(system)) ?? (name === 'fsevents' ? 'darwin' : undefined);
  const cpu = Object.keys(processors).find((processor) => words.includes(processor));
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.some((word) => word.startsWith('gnu'))
      ? 'glibc'
      : undefined;
  if (os === undefined && cpu === undefined) throw new Error(`The name ${name} tells no platform.`);
  return {
    ...(cpu !== undefined && { cpu: [processors[cpu]] }),
    ...(os !== undefined && { os: [os] }),
    ...(os === 'linux' && libc !== undefined && { libc: [libc] }),
  };
}

let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const isThere = `${path === '' ? '' : `${path}/`}node_modules/${name}` in lock.packages;
    if (isThere || `node_modules/${name}` in lock.packages) continue;
    lock.packages[`node_modules/${name}`] = {
      version: range.replace(/^[~^]/, ''),
      ...platformOf(name),
      ...(entry.dev && { dev: true }),
      optional: true,
    };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
await writeFile(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} optional packages of other platforms added to package-lock.json.`);
