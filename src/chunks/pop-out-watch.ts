import type { PopOut } from '../sdk/popOut.ts';
import { createPopOut } from '../sdk/popOut.ts';

/** Looks after the browser window of its own that a chat is in, for the page that has opened it. */
export function install(...parts: Parameters<typeof createPopOut>): PopOut {
  return createPopOut(...parts);
}
