import { parseArgs } from 'node:util';
import { suggest } from '../core/suggest.ts';

/** A mistake on the command line, told in a sentence that says how to mend it. */
export class UsageError extends Error {}

export interface Arguments {
  readonly command: string;
  readonly words: readonly string[];
  readonly port: number | null;
  readonly servicePort: number | null;
  readonly config: string | null;
  readonly orgUrl: string | null;
  readonly orgId: string | null;
  readonly appId: string | null;
  readonly page: string | null;
  readonly assets: string | null;
  readonly record: string | null;
  readonly replay: string | null;
  readonly given: string | null;
  readonly widget: 'built-in' | 'microsoft' | null;
  readonly hosts: readonly string[];
  readonly contextNames: readonly string[];
  readonly html: string | null;
  readonly visitorField: string | null;
  /** Percent held out, by rule set; `null` = every other one. */
  readonly holdoutPercents: ReadonlyMap<string | null, number>;
  readonly json: boolean;
  readonly strict: boolean;
  readonly help: boolean;
}

const options = {
  port: { type: 'string' },
  'service-port': { type: 'string' },
  config: { type: 'string' },
  'org-url': { type: 'string' },
  'org-id': { type: 'string' },
  'app-id': { type: 'string' },
  page: { type: 'string' },
  assets: { type: 'string' },
  record: { type: 'string' },
  replay: { type: 'string' },
  given: { type: 'string' },
  widget: { type: 'string' },
  host: { type: 'string', multiple: true },
  'context-name': { type: 'string', multiple: true },
  html: { type: 'string' },
  visitor: { type: 'string' },
  'holdout-percent': { type: 'string', multiple: true },
  json: { type: 'boolean' },
  strict: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type OptionName = keyof typeof options;

/** What each command makes something of, besides `--help`. */
const optionsOf: Readonly<Record<string, readonly OptionName[]>> = {
  check: ['widget', 'host', 'context-name', 'strict', 'json'],
  explain: ['given', 'json'],
  demo: ['port', 'service-port', 'config'],
  emulator: ['port', 'service-port', 'config'],
  doctor: ['org-url', 'org-id', 'app-id', 'page', 'assets', 'record', 'replay'],
  report: ['holdout-percent', 'visitor', 'html', 'json'],
  gtm: [],
};

/** @throws {UsageError} for an option that is unknown or that the command has no use for, or a port that is no port. */
export function readArguments(argv: readonly string[]): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options,
    });
    const [command = 'help', ...words] = positionals;
    if (['demo', 'emulator', 'doctor'].includes(command) && words.length > 0) {
      const hint = optionsOf[command]?.includes('config') ? ' A configuration is given with --config.' : '';
      throw new UsageError(`${command} takes no "${String(words[0])}".${hint}`);
    }
    refuseUseless(command, Object.keys(values));
    return {
      command,
      words,
      port: portOf('--port', values.port),
      servicePort: portOf('--service-port', values['service-port']),
      config: values.config ?? null,
      orgUrl: urlOf('--org-url', values['org-url']),
      orgId: values['org-id'] ?? null,
      appId: values['app-id'] ?? null,
      page: urlOf('--page', values.page),
      assets: urlOf('--assets', values.assets),
      record: values.record ?? null,
      replay: values.replay ?? null,
      given: values.given ?? null,
      widget: widgetOf(values.widget),
      hosts: values.host ?? [],
      contextNames: values['context-name'] ?? [],
      html: values.html ?? null,
      visitorField: values.visitor ?? null,
      holdoutPercents: percentsOf(values['holdout-percent'] ?? []),
      json: values.json === true,
      strict: values.strict === true,
      help: values.help === true,
    };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(problemOf(error as Error));
  }
}

/** An option without effect would leave somebody believing in one. */
function refuseUseless(command: string, given: readonly string[]): void {
  const taken = Object.hasOwn(optionsOf, command) ? optionsOf[command] : undefined;
  const useless = given.find((name) => name !== 'help' && taken?.includes(name as OptionName) === false);
  if (taken === undefined || useless === undefined) return;
  const others =
    taken.length === 0 ? 'has no options' : `takes ${taken.map((name) => `--${name}`).join(', ')}`;
  throw new UsageError(`${command} takes no --${useless}; it ${others}.`);
}

/** What `parseArgs` throws, in words that say how to mend it. */
function problemOf({ message }: Error): string {
  const [, unknown] = /^Unknown option '(-[^ ']*)/.exec(message) ?? [];
  if (unknown === undefined) return message;
  const meant = suggest(
    unknown,
    Object.keys(options).map((name) => `--${name}`),
  );
  return `There is no option ${unknown}.${meant === null ? '' : ` Did you mean ${meant}?`}`;
}

function widgetOf(text: string | undefined): Arguments['widget'] {
  if (text === undefined || text === 'built-in' || text === 'microsoft') return text ?? null;
  throw new UsageError(`--widget wants "built-in" or "microsoft", not "${text}".`);
}

/** `10` for every rule set, `shop-eu=10` for one. */
function percentsOf(texts: readonly string[]): Arguments['holdoutPercents'] {
  return new Map(
    texts.map((text) => {
      const [, ruleSetId, number = ''] = /^(?:(.+)=)?([\d.]+)$/.exec(text) ?? [];
      const percent = Number(number);
      if (number !== '' && percent > 0 && percent < 100) return [ruleSetId ?? null, percent];
      throw new UsageError(
        `--holdout-percent wants a number between 0 and 100, such as 10, or shop-eu=10 for one rule set; not "${text}".`,
      );
    }),
  );
}

function urlOf(option: string, text: string | undefined): string | null {
  if (text === undefined) return null;
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return text;
  throw new UsageError(`${option} wants an address like https://shop.example, not "${text}".`);
}

function portOf(option: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`${option} wants a number from 0 to 65535, not "${text}".`);
}
