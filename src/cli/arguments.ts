import { parseArgs } from 'node:util';

/** A mistake on the command line, told in a sentence that says how to mend it. */
export class UsageError extends Error {}

export interface Arguments {
  readonly command: string;
  readonly words: readonly string[];
  readonly port: number | null;
  readonly servicePort: number | null;
  readonly config: string | null;
  readonly help: boolean;
}

/** @throws {UsageError} for an unknown option or a port that is no port. */
export function readArguments(argv: readonly string[]): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        'service-port': { type: 'string' },
        config: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const [command = 'help', ...words] = positionals;
    return {
      command,
      words,
      port: portOf('--port', values.port),
      servicePort: portOf('--service-port', values['service-port']),
      config: values.config ?? null,
      help: values.help === true,
    };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError((error as Error).message);
  }
}

function portOf(option: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`${option} wants a number from 0 to 65535, not "${text}".`);
}
