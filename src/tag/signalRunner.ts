import type { ChunkName } from '../core/chunks.ts';
import type { CompiledRuleSet, FactNeed } from '../core/compile.ts';
import type { StoredPurpose } from '../core/eligibility.ts';
import type { FactKey, FactOwner, FactValue } from '../core/facts.ts';
import { guarded } from '../page/guard.ts';
import type { RunningSignal, Signal, SignalHost } from '../signals/signal.ts';
import type { ChunkLoader } from './chunkLoader.ts';

export interface SignalRunner {
  /** Starts what the rule set needs, as for a new page view. */
  start(ruleSet: CompiledRuleSet): void;
  /**
   * Consent has changed, or the rule set: stops what may no longer be known or is asked for other facts than before,
   * starts what now may, and leaves the others running, with what they have counted, also where other values matter now.
   */
  adjust(ruleSet: CompiledRuleSet): void;
  /** Publishes the exact values of this moment. */
  refresh(): void;
  stop(): void;
}

interface Entry {
  /** Its own, kept up to date while the signal runs. */
  readonly needs: readonly FactNeed[];
  /** `null` until its file has come. */
  signal: RunningSignal | null;
}

interface SignalChunk {
  readonly install: () => Readonly<Record<string, Signal>>;
}

/** Every signal is in a file beside the tag; the owner of a fact says in which, and how the signal is called there. */
export function createSignalRunner(
  host: Omit<SignalHost, 'needs'>,
  allows: (purpose: StoredPurpose) => boolean,
  chunks: ChunkLoader,
  tellUnobserved: (keys: readonly FactKey[]) => void,
): SignalRunner {
  const running = new Map<FactOwner, Entry>();
  const unobserved = new Set<FactKey>();

  const begin = (owner: FactOwner, needs: readonly FactNeed[]): void => {
    const [chunk = '', name] = owner.split('/');
    if (name === undefined) return;
    const entry: Entry = { needs, signal: null };
    const wanted = new Set(needs.map(({ key }) => key));
    const publish: SignalHost['publish'] = (facts) => {
      const news = new Map<FactKey, FactValue | undefined>();
      for (const [key, value] of facts) if (wanted.has(key)) news.set(key, value);
      if (running.get(owner) === entry && news.size > 0) host.publish(news);
    };
    const isThere = (signal: Signal | undefined): void => {
      const before = unobserved.size;
      for (const { key } of needs) {
        if (signal === undefined) unobserved.add(key);
        else unobserved.delete(key);
      }
      if (unobserved.size !== before) tellUnobserved([...unobserved]);
    };
    running.set(owner, entry);
    // Nobody waits for a signal: one that comes late is still worth having.
    chunks.importChunk(chunk as ChunkName).then(
      guarded(
        owner,
        (module) => {
          if (running.get(owner) !== entry) return;
          const signal = (module as SignalChunk).install()[name];
          isThere(signal);
          entry.signal = signal?.start({ ...host, publish, needs }) ?? null;
        },
        host.report,
      ),
      (error: unknown) => {
        host.report(chunk, error);
        if (running.get(owner) !== entry) return;
        // To be tried again with the next page view.
        running.delete(owner);
        isThere(undefined);
      },
    );
  };
  const end = (owner: FactOwner): void => {
    const signal = running.get(owner)?.signal;
    running.delete(owner);
    guarded('stop', () => signal?.stop(), host.report)();
  };
  const stop = (): void => [...running.keys()].forEach(end);
  const refresh = (): void => {
    for (const { signal } of running.values()) guarded('refresh', () => signal?.refresh?.(), host.report)();
  };
  const adjust = (ruleSet: CompiledRuleSet): void => {
    const wanted = needsByOwner(ruleSet, allows);
    for (const [owner, { needs }] of [...running]) {
      const goesOn = needs.every(
        (need) => ruleSet.needs.has(need.key) && Object.assign(need, ruleSet.needs.get(need.key)),
      );
      if (goesOn && wanted.get(owner)?.length === needs.length) continue;
      end(owner);
      host.publish(new Map(needs.map(({ key }) => [key, undefined])));
    }
    refresh();
    for (const [owner, needs] of wanted) if (!running.has(owner)) begin(owner, needs);
  };

  return {
    start: (ruleSet) => {
      stop();
      adjust(ruleSet);
    },
    adjust,
    refresh,
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
    if (purpose === 'none' || allows(purpose))
      byOwner.set(owner, [...(byOwner.get(owner) ?? []), { ...need }]);
  }
  return byOwner;
}
