import type { FactNeed } from '../core/compile.ts';
import type { SignalHost } from './signal.ts';

/** Seconds since something that happens now and then. */
export interface Since {
  /** It has happened, at this time; `undefined`: not that anybody knows. */
  set(at: number | undefined): void;
  refresh(): void;
  stop(): void;
}

/** Publishes the seconds at once and whenever a threshold is reached; by the clock on the wall, asleep or not. */
export function startSince({ clock, publish }: SignalHost, need: FactNeed): Since {
  let happened: number | undefined;
  let cancel: () => void = () => undefined;
  const refresh = (): void => {
    cancel();
    if (happened === undefined) return;
    const seconds = Math.max(0, clock.now() - happened) / 1000;
    publish(new Map([[need.key, seconds]]));
    const next = need.thresholds.find((threshold) => threshold > seconds);
    if (next !== undefined) cancel = clock.after((next - seconds) * 1000, refresh);
  };
  return {
    set: (at) => {
      happened = at;
      if (at === undefined) publish(new Map([[need.key, undefined]]));
      refresh();
    },
    refresh,
    stop: () => cancel(),
  };
}
