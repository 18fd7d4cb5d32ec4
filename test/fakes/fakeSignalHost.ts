import type { FactNeed } from '../../src/core/compile.ts';
import { factDefinition, factKey } from '../../src/core/facts.ts';
import type { FactName, FactParams, FactValue } from '../../src/core/facts.ts';
import { createConsent } from '../../src/page/consent.ts';
import type { Lifecycle } from '../../src/page/lifecycle.ts';
import { createPageStorage } from '../../src/page/storage.ts';
import { createTold } from '../../src/page/told.ts';
import { createVisits } from '../../src/page/visits.ts';
import type { PageView } from '../../src/page/visits.ts';
import type { InvitationMemory, SignalHost } from '../../src/signals/signal.ts';
import { createFakeClock } from './fakeClock.ts';
import type { FakeClock } from './fakeClock.ts';

export interface FakeSignalHost extends SignalHost {
  readonly clock: FakeClock;
  /** Everything published, in order. */
  readonly published: readonly (readonly [string, FactValue | undefined])[];
  /** Changes visibility or focus and tells whoever listens. */
  attention(change: { readonly visible?: boolean; readonly focused?: boolean }): void;
  readonly listeners: number;
  /** Tells of another address within the page view. */
  moveOn(): void;
  /** Another page view of the same load. */
  beginPageView(change?: Partial<PageView>): void;
}

export interface Asked {
  readonly fact: FactName;
  readonly params?: FactParams;
  readonly thresholds?: readonly number[];
}

let ids = 0;

/** A fact as a rule set would need it. */
export function needOf({ fact, params, thresholds = [] }: Asked): FactNeed {
  const { owner, purpose, scope } = factDefinition(fact);
  return {
    fact,
    key: factKey(fact, params),
    owner,
    purpose,
    scope,
    thresholds,
    ...(params === undefined ? {} : { params }),
  };
}

/** A signal's surroundings: a real (jsdom) window, a fake clock, storage with consent, and attention that changes when told. */
export function createFakeSignalHost(
  asked: FactName | readonly Asked[],
  thresholds: readonly number[] = [],
  params?: FactParams,
  at?: number,
): FakeSignalHost {
  const published: (readonly [string, FactValue | undefined])[] = [];
  const listeners = new Set<() => void>();
  const addresses = new Set<() => void>();
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
    onAddress: (listener) => {
      addresses.add(listener);
      return () => addresses.delete(listener);
    },
    routeChanged: () => undefined,
    stop: () => undefined,
  };
  const clock = createFakeClock(at);
  const consent = createConsent({ default: 'granted', whenDenied: 'wait', globalPrivacyControl: false });
  const storage = createPageStorage(window, consent, clock);
  const visits = createVisits(storage, clock, () => `visit-${(ids += 1)}`);
  const memory: InvitationMemory = { history: [], pageViewId: 'page', visitId: 'visit' };
  const own: Asked = { fact: asked as FactName, thresholds, ...(params === undefined ? {} : { params }) };
  const beginPageView = (change: Partial<PageView> = {}): void => {
    const { href, pathname } = window.location;
    visits.beginPageView({
      url: href,
      path: pathname,
      at: clock.now(),
      wasVisible: visible,
      isRestored: false,
      ...change,
    });
  };
  beginPageView();
  return {
    window,
    clock,
    lifecycle,
    visits,
    storage,
    told: createTold(),
    invitations: () => memory,
    config: {
      dataLayer: 'dataLayer',
      ruleSetUrl: '/rules.json',
      widget: { orgUrl: 'https://org.example' },
    },
    needs: (typeof asked === 'string' ? [own] : asked).map(needOf),
    publish: (facts) => facts.forEach((value, name) => published.push([name, value])),
    report: (what, error) => {
      throw new Error(what, { cause: error });
    },
    published,
    beginPageView,
    attention: (change) => {
      visible = change.visible ?? visible;
      focused = change.focused ?? focused;
      [...listeners].forEach((listener) => listener());
    },
    moveOn: () => [...addresses].forEach((listener) => listener()),
    get listeners() {
      return listeners.size + addresses.size;
    },
  };
}
