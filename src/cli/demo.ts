import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmulator } from '../emulator/service.ts';
import type { RunningEmulator } from '../emulator/service.ts';
import { startShop } from '../emulator/shopServer.ts';
import type { RunningShop } from '../emulator/shopServer.ts';

export interface DemoOptions {
  readonly port: number;
  readonly servicePort: number;
  /** Of the embedded service, read by `parseEmulatorConfig`. */
  readonly config?: unknown;
  /** Directory of what was built (`dist`); the rule sets of the package are beside it. */
  readonly distDir: string;
}

export interface RunningDemo {
  readonly emulator: RunningEmulator;
  readonly shop: RunningShop;
  close(): Promise<void>;
}

/** Starts the embedded Omnichannel service and the demo shop, each on its own port of 127.0.0.1. */
export async function startDemo({ port, servicePort, config, distDir }: DemoOptions): Promise<RunningDemo> {
  const emulator = await startEmulator({
    port: servicePort,
    portOption: '--service-port N',
    assetsDir: `${distDir}/emulator`,
    config,
  });
  try {
    const { url, consoleUrl, orgId, appId } = emulator;
    const shop = await startShop({
      port,
      assetsDir: `${distDir}/emulator/shop`,
      distDir,
      rulesDir: join(distDir, '../rules'),
      service: { url, consoleUrl, orgId, appId },
    });
    return {
      emulator,
      shop,
      close: async () => {
        await shop.close();
        await emulator.close();
      },
    };
  } catch (error) {
    await emulator.close();
    throw error;
  }
}

/** The built package this command line is part of. */
export function ownDistDir(moduleUrl: string): string {
  return fileURLToPath(new URL('.', moduleUrl)).replace(/\/$/, '');
}
