import type { InvitationRecord } from '../../../src/core/eligibility.ts';
import { defineSignal } from '../../../src/core/ownSignal.ts';
import { attributesSignal } from '../../../src/signals/attributes.ts';
import { chatsSignal } from '../../../src/signals/chats.ts';
import { customSignal } from '../../../src/signals/custom.ts';
import { environmentSignal } from '../../../src/signals/environment.ts';
import { givenSignal } from '../../../src/signals/given.ts';
import { invitationsSignal } from '../../../src/signals/invitations.ts';
import { purchasesSignal } from '../../../src/signals/purchases.ts';
import type { RunningSignal, Signal } from '../../../src/signals/signal.ts';
import { createFakeSignalHost } from '../../fakes/fakeSignalHost.ts';
import type { Asked, FakeSignalHost } from '../../fakes/fakeSignalHost.ts';

const page = window as unknown as { dataLayer?: unknown[] };
let host: FakeSignalHost;
let running: RunningSignal[] = [];

beforeEach(() => {
  localStorage.clear();
  page.dataLayer = [];
});
afterEach(() => {
  running.forEach((signal) => signal.stop());
  running = [];
});

function ask(...asked: readonly Asked[]): void {
  host = createFakeSignalHost(asked);
}
function start(signal: Signal, change: object = {}): RunningSignal {
  const started = signal.start({ ...host, ...change });
  running.push(started);
  return started;
}
const last = (key: string): unknown => host.published.filter(([name]) => name === key).at(-1)?.[1];
const setFacts = (facts: unknown): void => host.told.add({ command: 'setFacts', facts });

describe('facts the page gives', () => {
  it('are known whether they were given before or after', () => {
    ask({ fact: 'visitor.country' });
    setFacts({ 'visitor.country': 'nl' });
    start(givenSignal);
    expect(last('visitor.country')).toBe('NL');
    setFacts({ 'visitor.country': 'BE' });
    expect(last('visitor.country')).toBe('BE');
    setFacts({ other: 1 });
    expect(last('visitor.country')).toBe('BE');
    setFacts({ 'visitor.country': 'Belgium' });
    expect(host.published.at(-1)).toEqual(['visitor.country', undefined]);
  });

  it.each([null, 7, 'text', [], { facts: 1 }])('%j says nothing', (facts) => {
    ask({ fact: 'visitor.country' });
    setFacts(facts);
    expect(() => start(givenSignal)).not.toThrow();
    expect(host.published).toEqual([]);
  });

  it('about the visitor are texts, numbers and truth values; the rest is left out', () => {
    ask({ fact: 'visitor.attributes' });
    start(attributesSignal);
    setFacts({ 'visitor.attributes': { plan: 'pro', orders: 3, vip: true, list: [], nothing: null } });
    expect(last('visitor.attributes')).toEqual({ plan: 'pro', orders: 3, vip: true });
    setFacts({ tier: 'gold' });
    expect(host.published.at(-1)?.[1]).toEqual({ plan: 'pro', orders: 3, vip: true });
    setFacts({ 'visitor.attributes': null });
    expect(host.published.at(-1)).toEqual(['visitor.attributes', undefined]);
  });

  it('about the visitor are unknown where the page gives a mere text', () => {
    ask({ fact: 'visitor.attributes' });
    start(attributesSignal);
    setFacts({ 'visitor.attributes': 'gold' });
    expect(host.published).toEqual([['visitor.attributes', undefined]]);
  });
});

describe("the site's own facts", () => {
  const TIER = 'custom.value?name=tier';
  beforeEach(() => ask({ fact: 'custom.value', params: { name: 'tier' }, thresholds: [5] }));
  const define = (run: unknown, name = 'tier'): void =>
    host.told.add({ command: 'defineSignal', name, start: run });

  it('can be given', () => {
    start(customSignal);
    setFacts({ tier: 'gold', unasked: 1 });
    expect(host.published).toEqual([[TIER, 'gold']]);
    setFacts({ tier: { not: 'a value' } });
    expect(last(TIER)).toBeUndefined();
  });

  it('can come from its own signal, started only if a rule asks, told the thresholds, and stopped', () => {
    const stop = jest.fn();
    const ours = jest.fn(({ publish }: { publish: (value: unknown) => void }) => {
      publish(3);
      return stop;
    });
    const theirs = jest.fn();
    define(ours);
    define(theirs, 'unasked');
    const signal = start(customSignal);
    expect(ours).toHaveBeenCalledWith(expect.objectContaining({ thresholds: [5] }));
    expect(theirs).not.toHaveBeenCalled();
    expect(host.published).toEqual([[TIER, 3]]);
    signal.stop();
    expect(stop).toHaveBeenCalledTimes(1);
    ours.mock.calls[0]?.[0].publish(9);
    expect(host.published).toEqual([[TIER, 3]]);
  });

  it('whose signal would go by other thresholds have it started anew, and not otherwise', () => {
    const stop = jest.fn();
    const ours = jest.fn<object, [{ readonly thresholds: readonly number[] }]>(() => ({ stop }));
    define(ours);
    const signal = start(customSignal);
    for (const thresholds of [[5], [7], [7]]) {
      Object.assign(host.needs[0]!, { thresholds });
      signal.refresh?.();
    }
    expect(ours.mock.calls.map(([{ thresholds }]) => thresholds)).toEqual([[5], [7]]);
    expect(stop).toHaveBeenCalledTimes(1);
    signal.stop();
    expect(stop).toHaveBeenCalledTimes(2);
  });

  it('can come from a signal that the library has defined', () => {
    host.told.add({ ...defineSignal({ name: 'tier', start: ({ publish }) => publish('gold') }) });
    start(customSignal);
    expect(last(TIER)).toBe('gold');
    expect(() => defineSignal({ name: 'page.path', start: () => undefined })).toThrow(TypeError);
  });

  it('whose signal throws are unknown, and the others go on', () => {
    start(customSignal, { report: () => undefined });
    define(() => {
      throw new Error('theirs');
    });
    expect(host.published).toEqual([]);
    setFacts({ tier: 'gold' });
    expect(last(TIER)).toBe('gold');
  });

  it.each([Number.NaN, null, undefined, [], {}])('of the value %p are unknown', (value) => {
    start(customSignal);
    define(({ publish }: { publish: (value: unknown) => void }) => publish(value));
    expect(last(TIER)).toBeUndefined();
  });
});

it('the days since the last purchase are known on later visits', () => {
  ask({ fact: 'visitor.daysSinceLastPurchase' });
  start(purchasesSignal);
  expect(last('visitor.daysSinceLastPurchase')).toBeUndefined();
  page.dataLayer?.push({ event: 'purchase' });
  expect(last('visitor.daysSinceLastPurchase')).toBe(0);
  running.splice(0).forEach((signal) => signal.stop());
  host = createFakeSignalHost(
    [{ fact: 'visitor.daysSinceLastPurchase' }],
    [],
    undefined,
    host.clock.now() + 36 * 3_600_000,
  );
  start(purchasesSignal);
  expect(last('visitor.daysSinceLastPurchase')).toBe(1.5);
});

it('the days since the last purchase begin anew with another order, and not when the page of the last one is loaded again', () => {
  ask({ fact: 'visitor.daysSinceLastPurchase' });
  start(purchasesSignal);
  const buy = (order: unknown): void => {
    page.dataLayer?.push({ event: 'purchase', ecommerce: { transaction_id: order } });
  };
  const days = (): unknown => {
    host.clock.advance(86_400_000);
    running.at(-1)?.refresh?.();
    return last('visitor.daysSinceLastPurchase');
  };
  buy('T-1');
  expect(days()).toBe(1);
  buy('T-1');
  expect(days()).toBe(2);
  buy(2);
  expect(days()).toBe(1);
  for (const order of [undefined, undefined, 'T-1']) {
    buy(order);
    expect(days()).toBe(1);
  }
});

it('chats are counted when they start, and how long ago is told at the thresholds', () => {
  ask({ fact: 'chat.count' }, { fact: 'chat.secondsSinceLast', thresholds: [60] });
  start(chatsSignal);
  expect([last('chat.count'), last('chat.secondsSinceLast')]).toEqual([0, undefined]);
  window.dispatchEvent(new Event('lcw:startChat'));
  window.dispatchEvent(new Event('lcw:chatRetrieved'));
  host.clock.advance(100_000);
  expect([last('chat.count'), last('chat.secondsSinceLast')]).toEqual([1, 60]);
  window.dispatchEvent(new Event('lcw:startChat'));
  expect([last('chat.count'), last('chat.secondsSinceLast')]).toEqual([2, 0]);
});

it('chats are counted from one on where what is stored of them is damaged', () => {
  ask({ fact: 'chat.count' });
  host.storage.write('visitor', { chats: -3 });
  start(chatsSignal);
  expect(last('chat.count')).toBe(0);
  window.dispatchEvent(new Event('lcw:startChat'));
  expect(last('chat.count')).toBe(1);
});

it('a chat is not before its time where the clock was set back', () => {
  ask({ fact: 'chat.secondsSinceLast' });
  host.storage.write('visitor', { chatAt: host.clock.now() + 60_000 });
  start(chatsSignal);
  expect(last('chat.secondsSinceLast')).toBe(0);
});

it('a purchase is not before its time where the clock was set back', () => {
  ask({ fact: 'visitor.daysSinceLastPurchase' });
  host.storage.write('visitor', { boughtAt: host.clock.now() + 86_400_000 });
  start(purchasesSignal);
  expect(last('visitor.daysSinceLastPurchase')).toBe(0);
});

it('how long ago is told at other thresholds from a refresh on', () => {
  ask({ fact: 'chat.secondsSinceLast', thresholds: [60] });
  const signal = start(chatsSignal);
  window.dispatchEvent(new Event('lcw:startChat'));
  Object.assign(host.needs[0]!, { thresholds: [20] });
  signal.refresh?.();
  host.clock.advance(30_000);
  expect(last('chat.secondsSinceLast')).toBe(20);
});

it('invitations are counted by page view, visit and visitor, with what became of the last', () => {
  ask(
    { fact: 'invitation.count' },
    { fact: 'invitation.count', params: { scope: 'page' } },
    { fact: 'invitation.count', params: { scope: 'visit' } },
    { fact: 'invitation.secondsSinceLast', thresholds: [10] },
    { fact: 'invitation.lastOutcome' },
  );
  const record = (
    outcome: InvitationRecord['outcome'],
    pageViewId: string,
    visitId: string,
  ): InvitationRecord => ({
    invitationId: outcome + pageViewId,
    ruleId: 'rule',
    outcome,
    at: host.clock.now(),
    pageViewId,
    visitId,
  });
  let history: readonly InvitationRecord[] = [];
  start(invitationsSignal, { invitations: () => ({ history, pageViewId: 'p2', visitId: 'v2' }) });
  expect(last('invitation.count')).toBe(0);
  expect(last('invitation.lastOutcome')).toBeUndefined();
  history = [
    record('declined', 'p0', 'v1'),
    record('expired', 'p1', 'v2'),
    record('invited', 'p2', 'v2'),
    // Who was held out has seen nothing.
    record('held_out', 'p2', 'v2'),
  ];
  window.dispatchEvent(new Event('proactive-chat:invited'));
  expect([
    last('invitation.count'),
    last('invitation.count?scope=visit'),
    last('invitation.count?scope=page'),
  ]).toEqual([3, 2, 1]);
  expect(last('invitation.lastOutcome')).toBe('invited');
  host.clock.advance(20_000);
  expect(last('invitation.secondsSinceLast')).toBe(10);
});

it('the environment is told as far as the browser tells it', () => {
  document.documentElement.lang = 'nl-NL';
  window.matchMedia = (query) => ({ matches: query.includes('reduce') }) as MediaQueryList;
  ask({ fact: 'page.language' });
  start(environmentSignal);
  expect(last('page.language')).toBe('nl-NL');
  expect(last('visitor.language')).toBe(navigator.language);
  expect(last('visitor.timeZone')).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  expect(last('device.reducedMotion')).toBe(true);
  expect(last('device.connection')).toBeUndefined();
  // A window that is drawn larger says so all the while.
  for (let turn = 0; turn < 10; turn += 1) window.dispatchEvent(new Event('resize'));
  const before = host.published.length;
  host.clock.advance(300);
  expect(host.published.slice(before).map(([key]) => key)).toEqual([
    'device.viewportWidth',
    'device.viewportHeight',
  ]);
});

it('what changes of the environment is told again: the language of a page that navigates softly, and what the visitor asks for', async () => {
  document.documentElement.lang = 'nl';
  const motion = Object.assign(new EventTarget(), { matches: false });
  window.matchMedia = () => motion as unknown as MediaQueryList;
  ask({ fact: 'page.language' });
  const signal = start(environmentSignal);
  document.documentElement.lang = 'de';
  await Promise.resolve();
  host.clock.advance(500);
  expect(last('page.language')).toBe('de');
  motion.matches = true;
  motion.dispatchEvent(new Event('change'));
  expect(last('device.reducedMotion')).toBe(true);
  signal.stop();
  motion.matches = false;
  motion.dispatchEvent(new Event('change'));
  expect(last('device.reducedMotion')).toBe(true);
});
