import type { Report, Unsubscribe } from '../page/guard.ts';
import type { RouteChange } from '../page/lifecycle.ts';
import { watchHistory } from '../page/watchHistory.ts';

export interface NavigationChunkHost {
  readonly window: Window;
  readonly onChange: (change: RouteChange) => void;
  readonly report: Report;
}

/** For browsers without the Navigation API. Returns how to stop. */
export function install({ window, onChange, report }: NavigationChunkHost): Unsubscribe {
  return watchHistory(window, onChange, report);
}
