import process from 'node:process';
import { suggest } from './core/suggest.ts';
import { readArguments, UsageError } from './cli/arguments.ts';
import type { Arguments } from './cli/arguments.ts';
import { ownDistDir, startDemo } from './cli/demo.ts';
import { checkFiles } from './cli/check.ts';
import type { CheckOptions } from './cli/check.ts';
import { explainRules } from './cli/explain.ts';
import { runGtm } from './cli/gtm.ts';
import { createProgressBar } from './cli/progressBar.ts';
import { runReport } from './cli/report.ts';
import { runDoctor } from './cli/runDoctor.ts';
import { readServiceConfig } from './cli/serviceConfig.ts';
import { startEmulator } from './emulator/service.ts';

declare const __VERSION__: string;

const usage = `lcw-proactive-chat ${__VERSION__}

  lcw-proactive-chat check FILES [--widget microsoft] [--host NAME]... [--context-name NAME]... [--strict] [--json]
      Checks rule sets, warns of what is hardly meant, and runs the tests inside them. FILES may be directories.
      Ends with 1 if there is a mistake or a test fails; with --strict also if there is a warning.
  lcw-proactive-chat explain RULES [--given FACTS.json] [--json]
      Tells what each rule does in a situation, and why.
  lcw-proactive-chat demo [--port 4100] [--service-port 4101] [--config FILE]
      Starts the demo shop, the embedded Omnichannel service, configured as below, and its agent console.
  lcw-proactive-chat emulator [--port 4101] [--config FILE]
      Starts the embedded Omnichannel service alone, on this machine only.
  lcw-proactive-chat doctor --org-url URL --org-id ID --app-id ID
      [--page URL] [--assets URL] [--record FILE] [--replay FILE]
      Asks an organisation, without a token, what the tag would ask, and a page what its Content Security
      Policy allows. Creates no conversation. The recording holds no token and can be replayed.
  lcw-proactive-chat report EVENTS [--holdout-percent [RULESET=]N]... [--visitor FIELD] [--html FILE] [--json]
      Reads events as JSON lines or CSV, GA4's BigQuery export among them, and tells for each rule how far
      visitors came, why there was silence, and whether inviting helps. EVENTS may be several files, or -.
  lcw-proactive-chat gtm test FILES
      Runs the scenarios of Tag Manager templates (.tpl), offline.
  lcw-proactive-chat gtm check FILES
      Looks for what the template editor or the gallery would refuse, and for code, fields and permissions
      that do not fit together.
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

async function demo(port: number, servicePort: number, configFile: string | null): Promise<number> {
  const running = await startDemo({
    port,
    servicePort,
    distDir: ownDistDir(import.meta.url),
    ...(configFile === null ? {} : { config: await readServiceConfig(configFile) }),
  });
  console.log(`
  Demo shop       ${running.shop.url}
  Agent console   ${running.emulator.consoleUrl}
  Service         ${running.emulator.url}   (embedded Omnichannel service, this machine only)

  1. Open the agent console and become available.
  2. Open the shop's pricing page, stay for 20 seconds and scroll.
  3. Accept the invitation and talk to yourself.

  The Tag Manager template, filled in and fired:   ${running.shop.url}/tag-manager

  Ctrl+C stops everything.
`);
  return untilStopped(() => running.close());
}

async function emulator(port: number, configFile: string | null): Promise<number> {
  const running = await startEmulator({
    port,
    portOption: '--port N',
    assetsDir: `${ownDistDir(import.meta.url)}/emulator`,
    ...(configFile === null ? {} : { config: await readServiceConfig(configFile) }),
  });
  console.log(`
  Embedded Omnichannel service   ${running.url}
  Agent console                  ${running.consoleUrl}
  Organisation id                ${running.orgId}
  Widget id                      ${running.appId}

  For development only. It is bound to the loopback interface: no other machine reaches it, and
  requests with a foreign Host or Origin get 403. Everything is in memory and gone when it stops.

  Ctrl+C stops it.
`);
  return untilStopped(() => running.close());
}

function checkOptions({ widget, hosts, contextNames, json, strict }: Arguments): CheckOptions {
  return {
    ...(widget === null ? {} : { widget }),
    ...(hosts.length === 0 ? {} : { hosts }),
    ...(contextNames.length === 0 ? {} : { contextNames }),
    now: Date.now(),
    json,
    strict,
  };
}

/** Colours are for people at a terminal who have not said no (no-color.org). */
function mayColour(): boolean {
  return process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '';
}

async function main(argv: readonly string[]): Promise<number> {
  const given = readArguments(argv);
  const { command, words, port, servicePort, config, help } = given;
  if (help || command === 'help') {
    console.log(usage);
    return 0;
  }
  switch (command) {
    case 'check':
      if (words.length === 0) throw new UsageError('check wants at least one rule set file.');
      return checkFiles(words, { out: (line) => console.log(line) }, checkOptions(given));
    case 'explain':
      if (words.length !== 1) throw new UsageError('explain wants one rule set file.');
      return explainRules(
        words[0] ?? '',
        given.given,
        { out: (line) => console.log(line), coloured: mayColour() },
        given.json,
      );
    case 'demo':
      return demo(port ?? SHOP_PORT, servicePort ?? SERVICE_PORT, config);
    case 'emulator':
      return emulator(servicePort ?? port ?? SERVICE_PORT, config);
    case 'doctor':
      return runDoctor(given, (line) => console.log(line));
    case 'report':
      return runReport(given, {
        out: (line) => console.log(line),
        progress: createProgressBar(process.stderr, () => performance.now()),
        stdin: process.stdin,
      });
    case 'gtm':
      return runGtm(words, { out: (line) => console.log(line) });
    default: {
      const meant = suggest(command, ['check', 'explain', 'demo', 'emulator', 'doctor', 'report', 'gtm']);
      throw new UsageError(
        `There is no command "${command}".${meant === null ? '' : ` Did you mean "${meant}"?`}`,
      );
    }
  }
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    // The mistake comes last, where people look in a terminal.
    if (error instanceof UsageError) console.error(usage);
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
