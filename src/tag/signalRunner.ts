import type { ChunkName } from '../core/chunks.ts';
import type { CompiledRuleSet, FactNeed } from '../core/compile.ts';
import type { StoredPurpose } from '../core/eligibility.ts';
import { factDefinition } from '../core/facts.ts';
import type { FactOwner } from '../core/facts.ts';
import { guarded } from '../page/guard.ts';
import { dwellSignal } from '../signals/dwell.ts';
import { engagementSignal } from '../signals/engagement.ts';
import { scrollSignal } from '../signals/scroll.ts';
import type { RunningSignal, Signal, SignalHost } from '../signals/signal.ts';
import { urlSignal } from '../signals/url.ts';
import { visitsSignal } from '../signals/visits.ts';
import type { ChunkLoader } from './chunkLoader.ts';

/** Signals small enough for the tag. */
const inTag: Partial<Record<FactOwner, Signal>> = {
  url: urlSignal,
  dwell: dwellSignal,
  engagement: engagementSignal,
  scroll: scrollSignal,
  visits: visitsSignal,
};

/** Signals that come in a file of their own. */
const inChunk: Partial<Record<FactOwner, ChunkName>> = {
  device: 'device',
  vitals: 'vitals',
  exitIntent: 'signals-interaction',
  dataLayer: 'signals-data-layer',
};

export interface SignalRunner {
  /** Starts what the rule set needs, as for a new page view. */
  start(ruleSet: CompiledRuleSet): void;
  /** Publishes the exact values of this moment. */
  refresh(): void;
  stop(): void;
}

export function createSignalRunner(
  host: Omit<SignalHost, 'needs'>,
  allows: (purpose: StoredPurpose) => boolean,
  chunks: ChunkLoader,
): SignalRunner {
  let running: RunningSignal[] = [];
  let generation = 0;

  const startSignal = (signal: Signal, needs: readonly FactNeed[], startedIn: number): void => {
    if (startedIn !== generation) return;
    const wanted = new Set(needs.map(({ key }) => key));
    const publish: SignalHost['publish'] = (facts) => {
      const news = [...facts].filter(([key]) => wanted.has(key));
      if (startedIn === generation && news.length > 0) host.publish(new Map(news));
    };
    guarded('signal', () => running.push(signal.start({ ...host, publish, needs })), host.report)();
  };
  const stop = (): void => {
    generation += 1;
    for (const signal of running) guarded('stop', () => signal.stop(), host.report)();
    running = [];
  };

  return {
    start: (ruleSet) => {
      stop();
      const startedIn = generation;
      for (const [owner, needs] of needsByOwner(ruleSet, allows)) {
        const signal = inTag[owner];
        const chunk = inChunk[owner];
        if (signal !== undefined) startSignal(signal, needs, startedIn);
        else if (chunk !== undefined) {
          chunks.load<Signal>(chunk).then(
            (loaded) => startSignal(loaded, needs, startedIn),
            (error: unknown) => host.report(chunk, error),
          );
        }
      }
    },
    refresh: () => {
      for (const signal of running) guarded('refresh', () => signal.refresh?.(), host.report)();
    },
    stop,
  };
}

function needsByOwner(
  ruleSet: CompiledRuleSet,
  allows: (purpose: StoredPurpose) => boolean,
): ReadonlyMap<FactOwner, readonly FactNeed[]> {
  const byOwner = new Map<FactOwner, FactNeed[]>();
  for (const need of ruleSet.needs.values()) {
    const { owner, purpose } = factDefinition(need.fact);
    if (purpose === 'none' || allows(purpose)) byOwner.set(owner, [...(byOwner.get(owner) ?? []), need]);
  }
  return byOwner;
}
