/** The library of the embedded Omnichannel service, for the tests of whoever builds on live chat. */
import { fileURLToPath } from 'node:url';
import type { EmulatorOptions, RunningEmulator } from './emulator/service.ts';
import { startEmulator as start } from './emulator/service.ts';

export { EmulatorConfigError, defaultEmulatorConfig, parseEmulatorConfig } from './emulator/service.ts';
export type {
  ActiveFault,
  ConfigProblem,
  EmulatedConversation,
  EmulatedMessage,
  EmulatorConfig,
  EmulatorOptions,
  Fault,
  FaultArea,
  RunningEmulator,
} from './emulator/service.ts';

/**
 * Starts the embedded Omnichannel service on 127.0.0.1, with its agent console. Rejects with `EmulatorConfigError`, or
 * with an `Error` whose message says which port is in use.
 */
export function startEmulator(options: EmulatorOptions = {}): Promise<RunningEmulator> {
  // The console lies beside this file in the package.
  return start({ assetsDir: fileURLToPath(new URL('emulator', import.meta.url)), ...options });
}
