import type { Availability } from './availability.ts';
import type { CompiledRule } from './compile.ts';
import { leavesOf, matches } from './conditions.ts';
import type { Decision } from './decision.ts';
import { openGates, pruneHistory } from './eligibility.ts';
import type { InvitationRecord } from './eligibility.ts';
import type { FactKey, FactName, FactValue } from './facts.ts';
import type { EngineAnswer, FlowEffect, FlowEvent, FlowState, Hold, Stage, Step } from './flowState.ts';
import { toInvitationRequest } from './invitationRequest.ts';
import type { InvitationRequest } from './invitationRequest.ts';
import type { Reason } from './reasons.ts';
import { matchedRuleIds, openFacts, ruleEligibility, statusDecisions } from './ruleStatus.ts';
import type { InvitationEvent } from './sdkPort.ts';

const watching: Stage = { name: 'watching' };
const LOCK_RETRY_MS = 30_000;
const ENGINE_RETRY_MS = 60_000;
const CHANGED_MIND_MS = 30_000;
const AGENT_RETRY_MS = 120_000;

export function initialFlowState(language: string): FlowState {
  return {
    program: null,
    facts: new Map(),
    gates: { ...openGates, sdk: 'loading' },
    history: [],
    pageViewId: '',
    visitId: '',
    language,
    stage: watching,
    attempts: 0,
    decisions: 0,
    matched: new Set(),
    holds: new Map(),
    told: new Map(),
    wakeAt: null,
  };
}

/**
 * The whole way from facts to an invitation, as one pure function: the tag, the command line and replays all run
 * this one. `at` is the time of the event in milliseconds since 1970. Never throws.
 */
export function step(state: FlowState, event: FlowEvent, at: number): Step {
  const run = createRun(state, at);
  run.apply(event);
  run.advance();
  run.tell();
  return run.result();
}

interface Run {
  apply(event: FlowEvent): void;
  /** Ends an attempt that has lost its ground, and starts the next one that has some. */
  advance(): void;
  /** Tells what has changed about each rule since it was last told, and when to look again. */
  tell(): void;
  result(): Step;
}

/** One step in progress: the state being replaced piece by piece, and the effects gathered on the way. */
function createRun(before: FlowState, at: number): Run {
  const effects: FlowEffect[] = [];
  let state = before;

  function apply(event: FlowEvent): void {
    switch (event.type) {
      case 'ruleSetLoaded':
        set({ program: event.program, holds: new Map(), told: new Map() });
        match(null);
        return;
      case 'pageViewStarted':
        startPageView(event);
        return;
      case 'visitChanged':
        set({ visitId: event.visitId });
        return;
      case 'factsChanged':
        changeFacts(event.facts);
        return;
      case 'gatesChanged':
        set({ gates: { ...state.gates, ...event.gates } });
        return;
      case 'historyChanged':
        set({ history: pruneHistory(event.history, at) });
        return;
      case 'lockAnswered':
        lockAnswered(event.attempt, event.held);
        return;
      case 'availabilityAnswered':
        availabilityAnswered(event.attempt, event.availability, event.goodUntil);
        return;
      case 'engineAnswered':
        engineAnswered(event.attempt, event.answer);
        return;
      case 'quietMoment':
        invite(event.attempt);
        return;
      case 'invitationChanged':
        invitationChanged(event.invitationId, event.event);
        return;
      case 'pageInvitationAnswered':
        pageInvitationAnswered(event.outcome);
        return;
      case 'woke':
        set({ wakeAt: null });
        return;
    }
  }

  function advance(): void {
    const { stage } = state;
    if (stage.name === 'invited') {
      checkWithdrawal();
    } else if (stage.name !== 'watching' && stage.name !== 'inviting') {
      const rule = ruleOf(stage.ruleId);
      if (rule === null || !state.matched.has(stage.ruleId)) {
        giveUp({ reason: 'no_longer_matched', until: at + CHANGED_MIND_MS });
      } else if (!isEligible(rule) || !state.gates.tabVisible) {
        giveUp(null);
      }
    }
    if (state.stage.name === 'watching') startAttempt();
  }

  function tell(): void {
    const report = statusDecisions(state, at);
    for (const decision of report.decisions) effects.push({ type: 'decide', decision });
    set({ told: report.told, decisions: state.decisions + report.decisions.length });
    if (report.wakeAt !== state.wakeAt) {
      set({ wakeAt: report.wakeAt });
      effects.push({ type: 'wakeAt', at: report.wakeAt });
    }
  }

  function set(change: Partial<FlowState>): void {
    state = { ...state, ...change };
  }

  function ruleOf(ruleId: string): CompiledRule | null {
    return state.program?.compiled?.rules.find(({ rule }) => rule.id === ruleId) ?? null;
  }

  function match(changed: Iterable<FactKey> | null): void {
    set({ matched: matchedRuleIds(state, changed) });
  }

  function startPageView(event: Extract<FlowEvent, { type: 'pageViewStarted' }>): void {
    const facts = new Map<FactKey, FactValue>();
    const needs = state.program?.compiled?.needs;
    for (const [key, value] of state.facts) {
      const scope = needs?.get(key)?.scope ?? 'page';
      if (scope !== 'page') facts.set(key, value);
    }
    for (const [key, value] of event.facts) facts.set(key, value);
    set({
      facts,
      gates: { ...state.gates, ...event.gates },
      pageViewId: event.pageViewId,
      visitId: event.visitId,
      holds: new Map(),
      told: stillInvited(),
      decisions: 0,
    });
    match(null);
    const { stage } = state;
    if (stage.name === 'invited' && !state.matched.has(stage.ruleId)) withdraw('navigated_away');
  }

  /** An invitation on the screen outlives the page view; that it was made has been told. */
  function stillInvited(): ReadonlyMap<string, string> {
    const { stage, told } = state;
    const line = stage.name === 'invited' ? told.get(stage.ruleId) : undefined;
    return stage.name === 'invited' && line !== undefined ? new Map([[stage.ruleId, line]]) : new Map();
  }

  function changeFacts(changes: ReadonlyMap<FactKey, FactValue | undefined>): void {
    const facts = new Map(state.facts);
    for (const [key, value] of changes) {
      if (value === undefined) facts.delete(key);
      else facts.set(key, value);
    }
    set({ facts });
    match(changes.keys());
  }

  function isEligible(rule: CompiledRule): boolean {
    return ruleEligibility(rule, state, at).eligible;
  }

  function startAttempt(): void {
    // A tab in the background would hold the lock against the one that is being read.
    if (!state.gates.tabVisible) return;
    for (const rule of state.program?.compiled?.rules ?? []) {
      const hold = state.holds.get(rule.rule.id);
      const free = hold === undefined || hold.until <= at;
      if (!free || !state.matched.has(rule.rule.id) || !isEligible(rule)) continue;
      const attempt = state.attempts + 1;
      set({ attempts: attempt, stage: { name: 'locking', attempt, ruleId: rule.rule.id } });
      effects.push({ type: 'takeLock', attempt });
      return;
    }
  }

  /** Back to watching; with a hold, the rule is left alone for a while so that others get their turn. */
  function giveUp(hold: Hold | null): void {
    const { stage } = state;
    if (stage.name === 'watching') return;
    const holds = new Map(state.holds);
    if (hold !== null) holds.set(stage.ruleId, hold);
    set({ stage: watching, holds });
    effects.push({ type: 'releaseLock' });
    changeFacts(new Map(openFacts.map((fact) => [fact, undefined])));
  }

  function lockAnswered(attempt: number, held: boolean): void {
    const { stage } = state;
    if (stage.name !== 'locking' || stage.attempt !== attempt) {
      // A lock that comes after the attempt ended would be kept for ever.
      if (held && stage.name === 'watching') effects.push({ type: 'releaseLock' });
      return;
    }
    const rule = ruleOf(stage.ruleId);
    if (!held || rule === null) {
      giveUp({ reason: 'other_tab', until: at + LOCK_RETRY_MS });
      return;
    }
    // A rule that asks about agents can be confirmed only when the answer is in the snapshot.
    const needsAgents = asksAboutAgents(rule);
    set({
      stage: {
        name: 'asking',
        attempt,
        ruleId: stage.ruleId,
        availability: null,
        goodUntil: at,
        engine: needsAgents ? 'not_asked' : 'asked',
      },
    });
    const { context } = requestFor(rule);
    effects.push({ type: 'askAvailability', attempt, context });
    if (!needsAgents) effects.push({ type: 'confirmRule', attempt, rule, facts: state.facts });
  }

  function requestFor(rule: CompiledRule): InvitationRequest {
    return toInvitationRequest(
      rule.rule,
      state.facts,
      state.language,
      state.program?.compiled?.ruleSet.defaultLanguage,
    );
  }

  function availabilityAnswered(attempt: number, availability: Availability, goodUntil: number): void {
    const { stage } = state;
    if (stage.name !== 'asking' || stage.attempt !== attempt) return;
    const refusal = refusalOf(availability);
    if (refusal !== null) {
      giveUp({ reason: refusal, until: Math.max(goodUntil, at + 1000) });
      return;
    }
    set({ stage: { ...stage, availability, goodUntil } });
    changeFacts(agentFacts(availability));
    if (!state.matched.has(stage.ruleId)) {
      // The answer itself is not what the rule asks for: asking again before it has gone stale brings the same.
      giveUp({ reason: 'no_longer_matched', until: Math.max(goodUntil, at + AGENT_RETRY_MS) });
      return;
    }
    const rule = ruleOf(stage.ruleId);
    if (stage.engine === 'not_asked' && rule !== null) {
      set({ stage: { ...stage, availability, goodUntil, engine: 'asked' } });
      effects.push({ type: 'confirmRule', attempt, rule, facts: state.facts });
    }
    settleIfAnswered();
  }

  function refusalOf(availability: Availability): Reason | null {
    const policy = state.program?.compiled?.ruleSet.availability;
    if (policy?.basis === 'none') return null;
    if (availability.status === 'unavailable') return availability.reason;
    if (availability.status === 'unknown') {
      return availability.cause === 'rate_limited' ? 'rate_limited' : 'availability_unknown';
    }
    // A service that does not tell the wait has not said that it is short enough.
    const most = policy?.basis === 'operatingHours' ? undefined : policy?.maxWaitMinutes;
    if (most === undefined) return null;
    const { waitMinutes } = availability;
    if (waitMinutes === undefined) return 'availability_unknown';
    return waitMinutes > most ? 'wait_too_long' : null;
  }

  function engineAnswered(attempt: number, answer: EngineAnswer): void {
    const { stage } = state;
    if (stage.name !== 'asking' || stage.attempt !== attempt) return;
    if (answer === 'confirmed') {
      set({ stage: { ...stage, engine: answer } });
      settleIfAnswered();
    } else if (answer === 'denied') {
      giveUp({ reason: 'engine_disagrees', until: Infinity });
    } else {
      giveUp({ reason: 'engine_unavailable', until: at + ENGINE_RETRY_MS });
    }
  }

  function settleIfAnswered(): void {
    const { stage } = state;
    if (stage.name !== 'asking' || stage.availability === null || stage.engine !== 'confirmed') return;
    const { attempt, ruleId, goodUntil } = stage;
    set({ stage: { name: 'settling', attempt, ruleId, goodUntil } });
    effects.push({ type: 'awaitQuietMoment', attempt });
  }

  /** The moment has come: everything that could have changed since is looked at once more, then the visitor is asked. */
  function invite(attempt: number): void {
    const { stage } = state;
    if (stage.name !== 'settling' || stage.attempt !== attempt) return;
    if (at > stage.goodUntil) {
      // The quiet moment took its time; who was there then may have gone.
      giveUp(null);
      return;
    }
    const rule = ruleOf(stage.ruleId);
    if (rule === null || !state.matched.has(stage.ruleId) || !isEligible(rule)) return;
    const invitationId = `${state.pageViewId}-${attempt}`;
    set({
      stage: { name: 'inviting', attempt, ruleId: stage.ruleId, invitationId, withdrawing: null },
    });
    effects.push({ type: 'invite', invitationId, request: requestFor(rule) });
  }

  function invitationChanged(invitationId: string, event: InvitationEvent | 'failed'): void {
    const { stage } = state;
    if (stage.name !== 'inviting' && stage.name !== 'invited') return;
    if (stage.invitationId !== invitationId) return;
    if (event === 'shown') {
      shown(stage);
    } else if (event === 'failed') {
      decide(stage, 'failed', 'sdk_not_ready');
      giveUp({ reason: 'sdk_not_ready', until: Infinity });
    } else {
      answered(stage, event);
    }
  }

  function shown(stage: Extract<Stage, { invitationId: string }>): void {
    const { invitationId, ruleId } = stage;
    const { pageViewId, visitId } = state;
    set({ stage: { ...stage, name: 'invited' } });
    remember([...state.history, { invitationId, ruleId, outcome: 'invited', at: at, pageViewId, visitId }]);
  }

  function answered(
    stage: Extract<Stage, { invitationId: string }>,
    outcome: Exclude<InvitationEvent, 'shown'>,
  ): void {
    const { invitationId, ruleId } = stage;
    const { pageViewId, visitId, history } = state;
    const shownAs = history.find((record) => record.invitationId === invitationId);
    const record = shownAs ?? { invitationId, ruleId, at, pageViewId, visitId };
    remember([...history.filter((other) => other !== shownAs), { ...record, outcome, answeredAt: at }]);
    decide(stage, outcome, outcome === 'withdrawn' ? (stage.withdrawing ?? 'chat_in_progress') : null);
    // The widget tells its own state a moment later; until then our own invitation must not look like another's.
    if (state.gates.chat === 'proactive') {
      set({ gates: { ...state.gates, chat: outcome === 'accepted' ? 'loading' : 'closed' } });
    }
    // Without limits of its own a rule still asks once a page view.
    giveUp({ reason: 'limit_reached', until: Infinity });
  }

  function pageInvitationAnswered(outcome: Exclude<InvitationEvent, 'shown'>): void {
    const { pageViewId, visitId, history } = state;
    const invitationId = `${pageViewId}-page-${history.length}`;
    remember([...history, { invitationId, ruleId: '', outcome, at, answeredAt: at, pageViewId, visitId }]);
    if (state.gates.chat === 'proactive') set({ gates: { ...state.gates, chat: 'closed' } });
  }

  function remember(history: readonly InvitationRecord[]): void {
    set({ history: pruneHistory(history, at) });
    effects.push({ type: 'remember', history: state.history });
  }

  /** Tells an outcome that is an event rather than a lasting status. */
  function decide(
    stage: Extract<Stage, { invitationId: string }>,
    outcome: Decision['outcome'],
    reason: Reason | null,
  ): void {
    const ruleSet = state.program?.compiled?.ruleSet;
    if (ruleSet === undefined) return;
    const decisions = state.decisions + 1;
    set({ decisions, told: new Map(state.told).set(stage.ruleId, `${outcome} ${reason ?? ''}`) });
    effects.push({
      type: 'decide',
      decision: {
        decisionId: `${state.pageViewId}-d${decisions}`,
        ruleSetId: ruleSet.id,
        ruleSetVersion: ruleSet.version,
        ruleId: stage.ruleId,
        variantId: null,
        invitationId: stage.invitationId,
        outcome,
        reason,
        at: at,
        trace: null,
        nearMiss: null,
      },
    });
  }

  function checkWithdrawal(): void {
    const { stage, gates } = state;
    if (stage.name !== 'invited') return;
    const withdrawWhen = ruleOf(stage.ruleId)?.withdrawWhen ?? null;
    if (gates.consent.functionality !== 'granted') withdraw('no_consent');
    else if (gates.pageExcluded) withdraw('excluded_page');
    else if (gates.paused) withdraw('paused');
    else if (withdrawWhen !== null && matches(withdrawWhen, state.facts)) {
      withdraw('withdrawn_by_condition');
    }
  }

  function withdraw(reason: Reason): void {
    const { stage } = state;
    if (stage.name !== 'invited' || stage.withdrawing !== null) return;
    set({ stage: { ...stage, withdrawing: reason } });
    effects.push({ type: 'withdraw', invitationId: stage.invitationId });
  }

  return { apply, advance, tell, result: () => ({ state, effects }) };
}

function asksAboutAgents(rule: CompiledRule): boolean {
  return leavesOf(rule.condition).some(({ fact }) => (openFacts as readonly FactName[]).includes(fact));
}

function agentFacts(availability: Availability): ReadonlyMap<FactKey, FactValue | undefined> {
  const known = availability.status !== 'unknown';
  return new Map<FactName, FactValue | undefined>([
    ['agent.available', known ? availability.status === 'available' : undefined],
    [
      'agent.queueOpen',
      known ? availability.status === 'available' || availability.reason !== 'queue_closed' : undefined,
    ],
    ['agent.waitMinutes', known ? availability.waitMinutes : undefined],
    ['agent.positionInQueue', known ? availability.positionInQueue : undefined],
  ]);
}
