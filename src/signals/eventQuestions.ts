import type { FactNeed } from '../core/compile.ts';
import { startSince } from './since.ts';
import type { SignalHost } from './signal.ts';

/** What a rule asks about events: hears each in turn. */
export interface EventQuestion {
  /** An event, and when it came, in milliseconds since 1970; true if it has to do with the question. */
  hear(name: string, at: number): boolean;
  /** Publishes the answer as it is now. */
  tell(): void;
  stop?(): void;
}

/** How many of the last events of a name are kept to be counted within a window. */
const MOST = 1000;

/** How many, how long ago, or in which order, by the last word of the fact. */
export function askEvents(host: SignalHost, need: FactNeed): EventQuestion {
  if (/since/i.test(need.fact)) return secondsSince(host, need);
  return /sequence/i.test(need.fact) ? sequence(host, need) : count(host, need);
}

function count({ clock, publish }: SignalHost, { key, params }: FactNeed): EventQuestion {
  const windowMs = Number(params?.['withinSeconds'] ?? Infinity) * 1000;
  let times: readonly number[] = [];
  let total = 0;
  let cancel: () => void = () => undefined;
  const tell = (): void => {
    cancel();
    const isLasting = windowMs === Infinity;
    const now = clock.now();
    if (!isLasting) times = times.filter((at) => now - at < windowMs);
    publish(new Map([[key, isLasting ? total : times.length]]));
    const oldest = isLasting ? undefined : times[0];
    if (oldest !== undefined) cancel = clock.after(oldest + windowMs - now, tell);
  };
  return {
    hear: (name, at) => {
      if (name !== params?.['name']) return false;
      total += 1;
      times = [...times, at].slice(-MOST);
      return true;
    },
    tell,
    stop: () => cancel(),
  };
}

function secondsSince(host: SignalHost, need: FactNeed): EventQuestion {
  const since = startSince(host, need);
  let last: number | undefined;
  return {
    hear: (name, at) => {
      if (name !== need.params?.['name']) return false;
      last = at;
      return true;
    },
    tell: () => since.set(last),
    stop: since.stop,
  };
}

/** The last first event is the one to go by: nothing that came between it and an earlier one matters to it. */
function sequence({ publish }: SignalHost, { key, params = {} }: FactNeed): EventQuestion {
  const windowMs = Number(params['withinSeconds'] ?? Infinity) * 1000;
  let begunAt: number | null = null;
  let isDone = false;
  return {
    hear: (name, at) => {
      const wasDone = isDone;
      if (name === params['then'] && begunAt !== null && at - begunAt <= windowMs) isDone = true;
      if (name === params['without']) begunAt = null;
      if (name === params['first']) begunAt = at;
      return isDone !== wasDone;
    },
    tell: () => publish(new Map([[key, isDone]])),
  };
}
