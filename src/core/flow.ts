import { agentFacts, asksAboutAgents } from './agentFacts.ts';
import type { Availability } from './availability.ts';
import { refusalOf } from './availabilityPolicy.ts';
import type { CompiledRule } from './compile.ts';
import { openGates, pruneHistory } from './eligibility.ts';
import type { FactKey, FactValue } from './facts.ts';
import type {
  EngineAnswer,
  FlowEffect,
  FlowEvent,
  FlowState,
  Hold,
  Program,
  Stage,
  Step,
} from './flowState.ts';
import { ASK_AGAIN_MS, createInvitations } from './flowInvitations.ts';
import type { InvitationStage } from './flowInvitations.ts';
import type { Reason } from './reasons.ts';
import type { InvitationPlan } from './invitationRequest.ts';
import {
  matchedRuleIds,
  openFacts,
  ruleEligibility,
  rulesAskingFor,
  statusDecisions,
  suppressingRules,
  variantIdOf,
} from './ruleStatus.ts';

const watching: Stage = { name: 'watching' };
/** What another tab does is not told to this one; twice a minute is as often as an idle page may wake up. */
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
    visitorId: null,
    language,
    stage: watching,
    attempts: 0,
    decisions: 0,
    matched: new Set(),
    suppressing: [],
    holds: new Map(),
    told: new Map(),
    wakeAt: null,
  };
}

/**
 * The whole way from facts to an invitation, as one function: the tag, the command line and replays all run this one.
 * It takes the state over: only the one it returns may be used after it. `at` is the time of the event in milliseconds
 * since 1970. Never throws.
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
  const state: { -readonly [Key in keyof FlowState]: FlowState[Key] } = { ...before };
  /** The only rules that this step can concern; `null` = all. */
  let affected: readonly CompiledRule[] | null = null;
  const invitations = createInvitations({
    at,
    state: () => state,
    set,
    emit: (effect) => effects.push(effect),
    giveUp,
  });

  function apply(event: FlowEvent): void {
    switch (event.type) {
      case 'ruleSetLoaded':
        loadRuleSet(event.program);
        return;
      case 'pageViewStarted':
        startPageView(event);
        return;
      case 'visitorKnown':
        set({ visitorId: event.visitorId });
        return;
      case 'visitChanged':
        set({ visitId: event.visitId });
        return;
      case 'factsChanged':
        reachGoals(event.facts);
        changeFacts(event.facts);
        return;
      case 'gatesChanged':
        set({ gates: { ...state.gates, ...event.gates } });
        return;
      case 'historyChanged':
        set({ history: pruneHistory(event.history, at) });
        return;
      case 'lockAnswered':
        lockAnswered(event);
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
        invitations.changed(event);
        return;
      case 'pageInvitationAnswered':
        invitations.pageOwnAnswered(event.outcome);
        return;
      case 'woke':
        set({ wakeAt: null });
        return;
    }
  }

  function advance(): void {
    const { stage } = state;
    if (stage.name === 'invited') {
      invitations.checkWithdrawal(ruleOf(stage.ruleId)?.withdrawWhen ?? null);
      askAgain();
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
    // What an attempt does to one rule concerns those behind it.
    if (before.stage !== state.stage) affected = null;
    const report = statusDecisions(state, at, affected);
    for (const decision of report.decisions) effects.push({ type: 'decide', decision });
    set({ told: report.told, decisions: state.decisions + report.decisions.length });
    if (report.wakeAt !== state.wakeAt) {
      set({ wakeAt: report.wakeAt });
      effects.push({ type: 'wakeAt', at: report.wakeAt });
    }
  }

  function set(change: Partial<FlowState>): void {
    Object.assign(state, change);
  }

  function ruleOf(ruleId: string): CompiledRule | null {
    return state.program?.compiled?.rules.find(({ rule }) => rule.id === ruleId) ?? null;
  }

  function matchAll(): void {
    set({ matched: matchedRuleIds(state, null), suppressing: suppressingRules(state) });
  }

  /**
   * A rule set that is read again takes the place of the one before; what is on the screen stays there. Holds stay too:
   * they say what was found out about the visitor and the service, and that a rule has asked on this page already.
   */
  function loadRuleSet(program: Program): void {
    if (state.stage.name !== 'inviting' && state.stage.name !== 'invited') giveUp(null);
    set({ program, told: stillInvited() });
    matchAll();
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
    matchAll();
    const { stage } = state;
    if ('invitationId' in stage && !state.matched.has(stage.ruleId)) {
      invitations.withdraw('navigated_away');
    }
  }

  /** An invitation on the screen outlives the page view; that it was made has been told. */
  function stillInvited(): ReadonlyMap<string, string> {
    const { stage, told } = state;
    return new Map([...told].filter(([ruleId]) => stage.name === 'invited' && stage.ruleId === ruleId));
  }

  function changeFacts(changes: ReadonlyMap<FactKey, FactValue | undefined>): void {
    for (const [key, value] of changes) {
      if (value === undefined) state.facts.delete(key);
      else state.facts.set(key, value);
    }
    const asking = rulesAskingFor(changes.keys(), state);
    set({ matched: matchedRuleIds(state, asking) });
    const suppresses = state.program?.compiled?.suppressingFacts;
    if (suppresses !== undefined && [...changes.keys()].some((key) => suppresses.has(key))) {
      set({ suppressing: suppressingRules(state) });
    } else if (state.stage === before.stage && state.stage.name === 'watching') {
      // A goal that is reached may give every rule its quiet days.
      if (state.history === before.history) affected = asking;
    }
  }

  function reachGoals(changes: ReadonlyMap<FactKey, FactValue | undefined>): void {
    const noted = state.program?.targeting?.noteGoals(state, changes, at);
    if (noted === undefined || noted.goals.length === 0) return;
    invitations.remember(noted.history);
    for (const goal of noted.goals) effects.push({ type: 'goalReached', goal });
  }

  function isEligible(rule: CompiledRule): boolean {
    return ruleEligibility(rule, state, at).eligible;
  }

  function startAttempt(): void {
    // A tab in the background would hold the lock against the one that is being read.
    if (!state.gates.tabVisible || state.matched.size === 0) return;
    for (const rule of affected ?? state.program?.compiled?.rules ?? []) {
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

  function lockAnswered(event: Extract<FlowEvent, { type: 'lockAnswered' }>): void {
    const { attempt, held, chatsElsewhere = false } = event;
    const { stage } = state;
    if (stage.name !== 'locking' || stage.attempt !== attempt) {
      // A lock that comes after the attempt ended would be kept for ever.
      if (held && stage.name === 'watching') effects.push({ type: 'releaseLock' });
      return;
    }
    const rule = ruleOf(stage.ruleId);
    if (!held || chatsElsewhere || rule === null) {
      giveUp({ reason: chatsElsewhere ? 'chat_in_progress' : 'other_tab', until: at + LOCK_RETRY_MS });
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
    effects.push({ type: 'askAvailability', attempt, plan: planFor(rule) });
    if (!needsAgents) confirm(attempt, rule);
  }

  /** The engine looks at the facts as they are now, whatever becomes of them. */
  function confirm(attempt: number, rule: CompiledRule): void {
    effects.push({ type: 'confirmRule', attempt, rule, facts: new Map(state.facts) });
  }

  function planFor({ rule, ruleSet }: CompiledRule): InvitationPlan {
    const { program, visitorId, facts, language } = state;
    const variant = program?.targeting?.variantOf(rule, visitorId) ?? null;
    return { rule, ruleSet, variant, facts: new Map(facts), language };
  }

  /** Nobody should press "Chat now" when everybody has left since. */
  function askAgain(): void {
    const { stage, gates } = state;
    const rule = 'ruleId' in stage ? ruleOf(stage.ruleId) : null;
    if (stage.name !== 'invited' || rule === null || !gates.tabVisible || at < stage.askAgainAt) return;
    set({ stage: { ...stage, askAgainAt: at + ASK_AGAIN_MS } });
    effects.push({ type: 'askAvailability', attempt: stage.attempt, plan: planFor(rule) });
  }

  function availabilityAnswered(attempt: number, availability: Availability, goodUntil: number): void {
    const { stage } = state;
    if (stage.name === 'invited' && stage.attempt === attempt) {
      // What could not be found out does not take back what was offered.
      const isGone = availability.status === 'unavailable' && refusal(availability) !== null;
      if (isGone) invitations.withdraw(availability.reason);
      return;
    }
    if (stage.name !== 'asking' || stage.attempt !== attempt) return;
    const reason = refusal(availability);
    if (reason !== null) {
      giveUp({ reason, until: Math.max(goodUntil, at + 1000) });
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
    // So is one that keeps a rule of kind `suppress` in force.
    if (rule !== null && !isEligible(rule)) {
      giveUp({ reason: 'suppressed_by_rule', until: Math.max(goodUntil, at + AGENT_RETRY_MS) });
      return;
    }
    if (stage.engine === 'not_asked' && rule !== null) {
      set({ stage: { ...stage, availability, goodUntil, engine: 'asked' } });
      confirm(attempt, rule);
    }
    settleIfAnswered();
  }

  function refusal(availability: Availability): Reason | null {
    return refusalOf(availability, state.program?.compiled?.ruleSet.availability);
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
    const variantId = variantIdOf(rule, state);
    const inviting: InvitationStage = {
      name: 'inviting',
      attempt,
      ruleId: stage.ruleId,
      invitationId,
      variantId,
      withdrawing: null,
      askAgainAt: at,
      inferred: false,
    };
    // Last of all: only who would have seen the invitation can be compared with who has.
    if (state.program?.targeting?.isHeldOut(state.visitorId) === true) {
      invitations.holdOut(inviting);
      return;
    }
    set({ stage: inviting });
    effects.push({ type: 'invite', invitationId, plan: planFor(rule) });
  }

  return { apply, advance, tell, result: () => ({ state, effects }) };
}
