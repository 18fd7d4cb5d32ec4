import process from 'node:process';
import { readArguments, UsageError } from './cli/arguments.ts';
import { ownDistDir, readConfigFile, startDemo } from './cli/demo.ts';
import { checkFiles } from './cli/check.ts';
import { startEmulator } from './emulator/service.ts';

declare const __VERSION__: string;

const usage = `lcw-proactive-chat ${__VERSION__}

  lcw-proactive-chat check FILES
      Checks rule sets and runs the tests inside them.
  lcw-proactive-chat demo [--port 4100] [--service-port 4101]
      Starts the demo shop, the embedded Omnichannel service and its agent console.
  lcw-proactive-chat emulator [--port 4101] [--config FILE]
      Starts the embedded Omnichannel service alone.
`;

const SHOP_PORT = 4100;
const SERVICE_PORT = 4101;

/** Runs until the person presses Ctrl+C, or its parent says so. */
function untilStopped(close: () => Promise<void>): Promise<number> {
  return new Promise((resolve) => {
    const stop = (): void => {
      void close().then(() => resolve(0));
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
}

async function demo(port: number, servicePort: number): Promise<number> {
  const running = await startDemo({ port, servicePort, distDir: ownDistDir(import.meta.url) });
  console.log(`
  Demo shop       ${running.shop.url}
  Agent console   ${running.emulator.consoleUrl}
  Service         ${running.emulator.url}   (embedded Omnichannel service, this machine only)

  1. Open the agent console and become available.
  2. Open the shop's pricing page, stay for 20 seconds and scroll.
  3. Accept the invitation and talk to yourself.

  Ctrl+C stops everything.
`);
  return untilStopped(() => running.close());
}

async function emulator(port: number, configFile: string | null): Promise<number> {
  const running = await startEmulator({
    port,
    assetsDir: `${ownDistDir(import.meta.url)}/emulator`,
    ...(configFile === null ? {} : { config: await readConfigFile(configFile) }),
  });
  console.log(`
  Embedded Omnichannel service   ${running.url}   (for development, reachable from this machine only)
  Agent console                  ${running.consoleUrl}
  Organisation id                ${running.orgId}
  Widget id                      ${running.appId}

  Ctrl+C stops it.
`);
  return untilStopped(() => running.close());
}

async function main(argv: readonly string[]): Promise<number> {
  const { command, words, port, servicePort, config, help } = readArguments(argv);
  if (help || command === 'help') {
    console.log(usage);
    return 0;
  }
  switch (command) {
    case 'check':
      if (words.length === 0) throw new UsageError('check wants at least one rule set file.');
      return checkFiles(words, { out: (line) => console.log(line) });
    case 'demo':
      return demo(port ?? SHOP_PORT, servicePort ?? SERVICE_PORT);
    case 'emulator':
      return emulator(servicePort ?? port ?? SERVICE_PORT, config);
    default:
      throw new UsageError(`There is no command "${command}".`);
  }
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    if (error instanceof UsageError) console.error(`\n${usage}`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
