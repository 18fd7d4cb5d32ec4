import type { InspectorChunkHost } from '../chunks/inspector.ts';
import type { Report, Unsubscribe } from '../page/guard.ts';
import type { Lifecycle } from '../page/lifecycle.ts';
import { isPreviewing } from '../page/preview.ts';
import type { ChunkLoader } from './chunkLoader.ts';

/**
 * Opens the inspector if this tab has it or the address asks for it, now and when the address changes; no ordinary
 * visitor loads it. The returned function opens it in any case; what closes it is added to `stops`.
 */
export function createInspect(
  host: InspectorChunkHost,
  window: Window,
  chunks: ChunkLoader,
  lifecycle: Lifecycle,
  stops: Unsubscribe[],
  report: Report,
): () => void {
  const open = (): void => {
    const opening = chunks
      .load<Unsubscribe>('inspector', host)
      .catch((error: unknown) => report('inspector', error));
    stops.push(() => void opening.then((close) => close?.()));
  };
  const look = (): void => {
    if (isPreviewing(window)) open();
  };
  stops.push(lifecycle.onAddress(look));
  look();
  return open;
}
