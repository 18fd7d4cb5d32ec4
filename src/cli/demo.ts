import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { startEmulator } from '../emulator/service.ts';
import type { RunningEmulator } from '../emulator/service.ts';
import { startShop } from '../emulator/shopServer.ts';
import type { RunningShop } from '../emulator/shopServer.ts';

export interface DemoOptions {
  readonly port: number;
  readonly servicePort: number;
  /** Directory of the built package (`dist`). */
  readonly distDir: string;
}

export interface RunningDemo {
  readonly emulator: RunningEmulator;
  readonly shop: RunningShop;
  close(): Promise<void>;
}

/** Starts the embedded Omnichannel service and the demo shop, each on its own port of 127.0.0.1. */
export async function startDemo({ port, servicePort, distDir }: DemoOptions): Promise<RunningDemo> {
  const emulator = await startEmulator({ port: servicePort, assetsDir: `${distDir}/emulator` });
  try {
    const { url, consoleUrl, orgId, appId } = emulator;
    const shop = await startShop({
      port,
      assetsDir: `${distDir}/emulator/shop`,
      distDir,
      rulesDir: `${distDir}/rules`,
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

/** The configuration of the embedded service from a JSON file. */
export async function readConfigFile(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Error(`${path} is not valid JSON: ${(error as Error).message}`, { cause: error });
  }
}
