import { chunkFile } from '../core/chunks.ts';
import type { ChunkName } from '../core/chunks.ts';
import type { Clock } from '../page/clock.ts';

/** Loads the files beside the tag, each once. A file that did not come is tried again by a later call. */
export interface ChunkLoader {
  /** The module. Rejects if it does not come within 30 s: for what is large, as the chat client, and what may come late, as a signal. */
  importChunk(name: ChunkName): Promise<unknown>;
  /** What the module's `install` makes of `host`. Rejects if the file does not come within 5 s. */
  load<Installed>(name: ChunkName, host?: unknown): Promise<Installed>;
  /** Those that have been asked for and did not fail. */
  names(): readonly ChunkName[];
}

const LARGE_DEADLINE_MS = 30_000;
const DEADLINE_MS = 5000;

/**
 * A classic script inserted by Tag Manager has no base address for imports, so the address is always absolute: that of
 * the tag itself, or `assetsUrl`.
 */
export function createChunkLoader(baseUrl: string, clock: Clock): ChunkLoader {
  const modules = new Map<ChunkName, Promise<unknown>>();
  const importOnce = (name: ChunkName): Promise<unknown> => {
    const known = modules.get(name);
    if (known !== undefined) return known;
    const { href } = new URL(chunkFile(name), baseUrl);
    const loading: Promise<unknown> = import(href);
    modules.set(name, loading);
    loading.catch(() => modules.delete(name));
    return loading;
  };
  return {
    names: () => [...modules.keys()],
    importChunk: (name) => withDeadline(importOnce(name), clock, LARGE_DEADLINE_MS, name),
    load: async <Installed>(name: ChunkName, host?: unknown) => {
      const module = await withDeadline(importOnce(name), clock, DEADLINE_MS, name);
      const { install } = module as { readonly install: (host?: unknown) => Installed };
      return install(host);
    },
  };
}

/** The answer of `promise`, or a rejection after `ms`. */
export function withDeadline<Answer>(
  promise: Promise<Answer>,
  clock: Clock,
  ms: number,
  what: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => reject(new Error(`${what} did not come within ${ms} ms.`)));
    promise.then(resolve, reject).finally(cancel);
  });
}
