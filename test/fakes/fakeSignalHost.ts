import type { FactNeed } from '../../src/core/compile.ts';
import { factDefinition } from '../../src/core/facts.ts';
import type { FactName, FactValue } from '../../src/core/facts.ts';
import type { Lifecycle } from '../../src/page/lifecycle.ts';
import type { SignalHost } from '../../src/signals/signal.ts';
import { createFakeClock } from './fakeClock.ts';
import type { FakeClock } from './fakeClock.ts';

export interface FakeSignalHost extends SignalHost {
  readonly clock: FakeClock;
  /** Everything published, in order. */
  readonly published: readonly (readonly [string, FactValue | undefined])[];
  /** Changes visibility or focus and tells whoever listens. */
  attention(change: { readonly visible?: boolean; readonly focused?: boolean }): void;
  readonly listeners: number;
}

/** A signal's surroundings: a real (jsdom) window, a fake clock, and attention that changes when told. */
export function createFakeSignalHost(
  fact: FactName,
  thresholds: readonly number[] = [],
  params?: Readonly<Record<string, string>>,
): FakeSignalHost {
  const published: (readonly [string, FactValue | undefined])[] = [];
  const listeners = new Set<() => void>();
  let visible = true;
  let focused = true;
  const lifecycle: Lifecycle = {
    isVisible: () => visible,
    isFocused: () => focused,
    onAttention: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onPageView: () => () => undefined,
    routeChanged: () => undefined,
    stop: () => undefined,
  };
  const key = params === undefined ? fact : `${fact}?name=${params['name'] ?? ''}`;
  const { owner, purpose, scope } = factDefinition(fact);
  const need: FactNeed = {
    fact,
    key,
    owner,
    purpose,
    scope,
    thresholds,
    ...(params === undefined ? {} : { params }),
  };
  return {
    window,
    clock: createFakeClock(),
    lifecycle,
    visits: {
      beginPageView: () => 'visit',
      count: () => ({ pageViews: 1, visits: 1 }),
      keepAlive: () => undefined,
      store: () => null,
      forget: () => undefined,
    },
    dataLayer: 'dataLayer',
    needs: [need],
    publish: (facts) => facts.forEach((value, name) => published.push([name, value])),
    report: (what, error) => {
      throw new Error(what, { cause: error });
    },
    published,
    attention: (change) => {
      visible = change.visible ?? visible;
      focused = change.focused ?? focused;
      [...listeners].forEach((listener) => listener());
    },
    get listeners() {
      return listeners.size;
    },
  };
}
