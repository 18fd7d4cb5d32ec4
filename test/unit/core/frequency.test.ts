import type { InvitationRecord } from '../../../src/core/eligibility.ts';
import { openGates } from '../../../src/core/eligibility.ts';
import type { FactKey, FactValue } from '../../../src/core/facts.ts';
import { initialFlowState, step } from '../../../src/core/flow.ts';
import type { FlowEvent, FlowState } from '../../../src/core/flowState.ts';
import type { Outcome } from '../../../src/core/reasons.ts';
import { compileRuleSet } from '../../../src/core/compile.ts';
import { createTargeting } from '../../../src/core/targeting.ts';
import { mergeInvitationHistory } from '../../../src/page/invitationHistory.ts';
import { rule, ruleSet } from './ruleSets.ts';

/** All 100,000 with VISITS=100000; a twentieth of them otherwise. The same ones each time. */
const VISITS = Number(process.env['VISITS'] ?? 5_000);
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 1440 * MINUTE;

const quietDays = { declined: 2, dismissed: 0.5 };
const shop = ruleSet({
  holdoutPercent: 20,
  limits: {
    max: [
      { count: 2, per: 'visit' },
      { count: 5, perDays: 7 },
    ],
    secondsBetween: 300,
    quietDaysAfter: quietDays,
  },
  rules: [
    rule({ id: 'first', group: 'sales', limits: { max: [{ count: 1, per: 'visit' }] } }),
    rule({ id: 'second', group: 'sales', priority: 5 }),
    rule({ id: 'third', limits: { max: [{ count: 3, per: 'visitor' }] } }),
    rule({ id: 'fourth', priority: 5, limits: { max: [{ count: 1, per: 'page' }] } }),
  ],
});
const compiled = compileRuleSet(shop);
const targeting = createTargeting(shop, 'UTC');
const groups = new Map(shop.rules.map(({ id, group }) => [id, group]));

/** Mulberry32: small, and the same everywhere. */
function createDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * sides);
  };
}

interface Tab {
  state: FlowState;
  readonly name: string;
}

/** One visitor with several tabs that share lock and history, as on a real page; answers come at once or not at all. */
function createVisitor(seed: number) {
  const dice = createDice(seed);
  const tabs: Tab[] = [];
  const shown: InvitationRecord[] = [];
  const trace: string[] = [];
  let stored: readonly InvitationRecord[] = [];
  let lock: Tab | null = null;
  let at = Date.parse('2026-01-05T10:00:00Z');
  let visit = { number: 0, lastAt: -Infinity };
  let names = 0;

  const send = (tab: Tab, first: FlowEvent): void => {
    const waiting: FlowEvent[] = [first];
    for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) {
      const { state, effects } = step(tab.state, event, at);
      tab.state = state;
      for (const effect of effects) {
        switch (effect.type) {
          case 'takeLock':
            lock ??= tab;
            if (lock === tab) waiting.push({ type: 'historyChanged', history: stored });
            waiting.push({ type: 'lockAnswered', attempt: effect.attempt, held: lock === tab });
            break;
          case 'releaseLock':
            if (lock === tab) lock = null;
            break;
          case 'askAvailability':
            if (dice(8) === 0) break;
            waiting.push({
              type: 'availabilityAnswered',
              attempt: effect.attempt,
              availability:
                dice(5) === 0
                  ? { status: 'unknown', cause: 'timeout' }
                  : { status: 'available', waitMinutes: 0 },
              goodUntil: at + 30 * SECOND,
            });
            break;
          case 'confirmRule':
            waiting.push({ type: 'engineAnswered', attempt: effect.attempt, answer: 'confirmed' });
            break;
          case 'awaitQuietMoment':
            if (dice(4) > 0) waiting.push({ type: 'quietMoment', attempt: effect.attempt });
            break;
          case 'invite':
            waiting.push({ type: 'invitationChanged', invitationId: effect.invitationId, event: 'shown' });
            break;
          case 'withdraw':
            waiting.push({
              type: 'invitationChanged',
              invitationId: effect.invitationId,
              event: 'withdrawn',
            });
            break;
          case 'remember':
            stored = mergeInvitationHistory(stored, effect.history);
            break;
          case 'decide':
            trace.push(`${at} ${tab.name} ${effect.decision.ruleId} ${effect.decision.outcome}`);
            if (['invited', 'held_out'].includes(effect.decision.outcome)) {
              check(tab, effect.decision.ruleId, effect.decision.outcome);
            }
            break;
          default:
            break;
        }
      }
    }
    const open = tabs.filter(({ state }) => ['inviting', 'invited'].includes(state.stage.name));
    if (open.length > 1) throw new Error(`Two invitations at once: ${trace.slice(-10).join('\n')}`);
  };

  /** Every limit, counted by hand from what has been shown or held back before. */
  const check = (tab: Tab, ruleId: string, outcome: Outcome): void => {
    const { pageViewId, visitId } = tab.state;
    const fail = (what: string): never => {
      throw new Error(`${what} exceeded by ${ruleId}, seed ${seed}:\n${trace.slice(-10).join('\n')}`);
    };
    const own = shown.filter((past) => past.ruleId === ruleId);
    if (shown.filter((past) => past.visitId === visitId).length >= 2) fail('2 in a visit');
    if (shown.filter((past) => past.at > at - 7 * DAY).length >= 5) fail('5 in 7 days');
    if (shown.some((past) => past.at > at - 300 * SECOND)) fail('300 seconds between');
    if (ruleId === 'first' && own.some((past) => past.visitId === visitId)) fail('1 of the first in a visit');
    if (ruleId === 'third' && own.filter((past) => past.at > at - 90 * DAY).length >= 3)
      fail('3 of the third');
    if (own.some((past) => past.pageViewId === pageViewId)) fail('1 in a page view');
    const group = groups.get(ruleId);
    if (
      group !== undefined &&
      shown.some(
        (past) => past.visitId === visitId && past.ruleId !== ruleId && groups.get(past.ruleId) === group,
      )
    ) {
      fail('the group');
    }
    for (const { outcome: earlier, answeredAt = -Infinity } of stored) {
      const days = quietDays[earlier as keyof typeof quietDays] ?? 0;
      if (answeredAt + days * DAY > at) fail(`${days} quiet days`);
    }
    shown.push({ invitationId: `${shown.length}`, ruleId, outcome, at, pageViewId, visitId });
  };

  const matching = new Map<FactKey, FactValue>([
    ['page.path', '/pricing'],
    ['engagement.engagedSeconds', 20],
  ]);
  const beginPageView = (tab: Tab): void => {
    if (at - visit.lastAt > 30 * MINUTE) visit = { number: visit.number + 1, lastAt: at };
    visit.lastAt = at;
    send(tab, {
      type: 'pageViewStarted',
      pageViewId: `view-${(names += 1)}`,
      visitId: `visit-${visit.number}`,
      facts: dice(4) > 0 ? matching : new Map(),
    });
  };
  /** A page load: nothing is left of the tab's own state. */
  const load = (tab: Tab): void => {
    if (lock === tab) lock = null;
    tab.state = initialFlowState('en');
    send(tab, { type: 'gatesChanged', gates: openGates });
    send(tab, { type: 'historyChanged', history: stored });
    beginPageView(tab);
    send(tab, { type: 'visitorKnown', visitorId: `visitor-${seed}` });
    send(tab, {
      type: 'ruleSetLoaded',
      program: { compiled, targeting, ruleSetId: 'shop', invalidRuleIds: [], failure: null },
    });
  };

  const act = (): void => {
    at += [SECOND, 20 * SECOND, 6 * MINUTE, 40 * MINUTE, DAY][Math.min(dice(8), 4)] ?? 0;
    const tab = tabs[dice(tabs.length)];
    const { stage } = tab?.state ?? {};
    switch (dice(9)) {
      case 0:
        if (tabs.length < 3) {
          const opened: Tab = { name: `tab-${(names += 1)}`, state: initialFlowState('en') };
          tabs.push(opened);
          load(opened);
        }
        return;
      case 1:
        if (tab !== undefined) load(tab);
        return;
      case 2:
        if (tab !== undefined) beginPageView(tab);
        return;
      case 3:
        if (tab !== undefined) {
          send(tab, { type: 'gatesChanged', gates: { tabVisible: !tab.state.gates.tabVisible } });
        }
        return;
      case 4:
      case 5:
        if (tab !== undefined && (stage?.name === 'inviting' || stage?.name === 'invited')) {
          const event = (['accepted', 'declined', 'dismissed', 'expired'] as const)[dice(4)] ?? 'expired';
          send(tab, { type: 'invitationChanged', invitationId: stage.invitationId, event });
          send(tab, { type: 'gatesChanged', gates: { chat: 'closed' } });
        }
        return;
      case 6:
        if (tab !== undefined) send(tab, { type: 'factsChanged', facts: matching });
        return;
      case 7:
        if (tab !== undefined && stage?.name === 'settling') {
          send(tab, { type: 'quietMoment', attempt: stage.attempt });
        }
        return;
      default:
        if (tab !== undefined) send(tab, { type: 'woke' });
    }
  };

  return { act, trace, visits: () => visit.number };
}

/** A visitor who comes so often, and what happened. */
function live(seed: number, acts = 120): ReturnType<typeof createVisitor> {
  const visitor = createVisitor(seed);
  for (let count = 0; count < acts; count += 1) visitor.act();
  return visitor;
}

it(`over ${VISITS} visits with random tabs, reloads and answers no limit is exceeded and never are two invitations open`, () => {
  let visits = 0;
  let invitations = 0;
  let heldOut = 0;
  for (let seed = 1; visits < VISITS; seed += 1) {
    const visitor = live(seed);
    const { trace } = visitor;
    visits += visitor.visits();
    invitations += trace.filter((line) => line.endsWith(' invited')).length;
    heldOut += trace.filter((line) => line.endsWith(' held_out')).length;
  }
  // Somebody was invited, and somebody held out: the limits had something to do.
  expect(invitations).toBeGreaterThan(VISITS / 20);
  expect(heldOut).toBeGreaterThan(VISITS / 200);
});

it('the same visitor lives the same life twice', () => {
  for (let seed = 1; seed <= 20; seed += 1) expect(live(seed).trace).toEqual(live(seed).trace);
});
