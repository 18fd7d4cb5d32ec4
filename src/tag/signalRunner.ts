import type { ChunkName } from '../core/chunks.ts';
import type { CompiledRuleSet, FactNeed } from '../core/compile.ts';
import type { StoredPurpose } from '../core/eligibility.ts';
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
  /** Consent has changed: stops what may no longer be known, starts what now may, and leaves the others running. */
  adjust(ruleSet: CompiledRuleSet): void;
  /** Publishes the exact values of this moment. */
  refresh(): void;
  stop(): void;
}

interface Entry {
  readonly needs: readonly FactNeed[];
  /** `null` until its file has come. */
  signal: RunningSignal | null;
}

export function createSignalRunner(
  host: Omit<SignalHost, 'needs'>,
  allows: (purpose: StoredPurpose) => boolean,
  chunks: ChunkLoader,
): SignalRunner {
  const running = new Map<FactOwner, Entry>();

  const begin = (owner: FactOwner, needs: readonly FactNeed[]): void => {
    const entry: Entry = { needs, signal: null };
    const wanted = new Set(needs.map(({ key }) => key));
    const publish: SignalHost['publish'] = (facts) => {
      const news = [...facts].filter(([key]) => wanted.has(key));
      if (running.get(owner) === entry && news.length > 0) host.publish(new Map(news));
    };
    const startSignal = guarded(
      'signal',
      (signal: Signal) => {
        if (running.get(owner) === entry) entry.signal = signal.start({ ...host, publish, needs });
      },
      host.report,
    );
    running.set(owner, entry);
    const signal = inTag[owner];
    const chunk = inChunk[owner];
    if (signal !== undefined) startSignal(signal);
    else if (chunk !== undefined) {
      chunks.load<Signal>(chunk).then(startSignal, (error: unknown) => host.report(chunk, error));
    }
  };
  const end = (owner: FactOwner): void => {
    const signal = running.get(owner)?.signal;
    running.delete(owner);
    guarded('stop', () => signal?.stop(), host.report)();
  };
  const stop = (): void => [...running.keys()].forEach(end);
  const adjust = (ruleSet: CompiledRuleSet): void => {
    const wanted = needsByOwner(ruleSet, allows);
    for (const [owner, { needs }] of [...running]) {
      if (wanted.has(owner)) continue;
      end(owner);
      host.publish(new Map(needs.map(({ key }) => [key, undefined])));
    }
    for (const [owner, needs] of wanted) if (!running.has(owner)) begin(owner, needs);
  };

  return {
    start: (ruleSet) => {
      stop();
      adjust(ruleSet);
    },
    adjust,
    refresh: () => {
      for (const { signal } of running.values()) guarded('refresh', () => signal?.refresh?.(), host.report)();
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
    const { owner, purpose } = need;
    if (purpose === 'none' || allows(purpose)) byOwner.set(owner, [...(byOwner.get(owner) ?? []), need]);
  }
  return byOwner;
}
