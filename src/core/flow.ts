import type { CompiledRule } from './compile.ts';
import { openGates, pruneHistory } from './eligibility.ts';
import type { FactKey, FactValue } from './facts.ts';
import { createAttempt } from './flowAttempt.ts';
import { tellStatuses } from './flowDecisions.ts';
import type { Draft } from './flowDraft.ts';
import { createInvitations } from './flowInvitations.ts';
import type { FlowEffect, FlowEvent, FlowState, Program, Stage, Step } from './flowState.ts';
import type { Reason } from './reasons.ts';
import {
  matchedRuleIds,
  openFacts,
  ruleEligibility,
  ruleOf,
  rulesAskingFor,
  suppressingRules,
} from './ruleStatus.ts';

const watching: Stage = { name: 'watching' };
const CHANGED_MIND_MS = 30_000;

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
export function step(before: FlowState, event: FlowEvent, at: number): Step {
  // The state is replaced piece by piece, and the effects are gathered on the way.
  const effects: FlowEffect[] = [];
  const state: { -readonly [Key in keyof FlowState]: FlowState[Key] } = { ...before };
  /** The only rules that this step can concern; `null` = all. */
  let affected: readonly CompiledRule[] | null = null;
  const draft: Draft = { at, state, set, emit, changeFacts, giveUp };
  const invitations = createInvitations(draft);
  const attempt = createAttempt(draft, invitations);

  function apply(): void {
    if ('attempt' in event) {
      attempt.answered(event);
      return;
    }
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

  /** Ends an attempt that has lost its ground, and starts the next one that has some. */
  function advance(): void {
    const { stage } = state;
    if (stage.name === 'invited') {
      invitations.checkWithdrawal(ruleOf(stage.ruleId, state)?.withdrawWhen ?? null);
      attempt.askAgain();
    } else if (stage.name !== 'watching' && stage.name !== 'inviting') {
      const rule = ruleOf(stage.ruleId, state);
      if (rule === null || !state.matched.has(stage.ruleId)) {
        giveUp('no_longer_matched', at + CHANGED_MIND_MS);
      } else if (!ruleEligibility(rule, state, at).eligible || !state.gates.tabVisible) {
        giveUp();
      }
    }
    if (state.stage.name === 'watching') attempt.start(affected ?? state.program?.compiled?.rules ?? []);
  }

  /** Tells what has changed about each rule since it was last told, and when to look again. */
  function tell(): void {
    // What an attempt does to one rule concerns those behind it.
    if (before.stage !== state.stage) affected = null;
    const wakeAt = tellStatuses(draft, affected);
    if (wakeAt !== state.wakeAt) {
      set({ wakeAt });
      emit({ type: 'wakeAt', at: wakeAt });
    }
  }

  function set(change: Partial<FlowState>): void {
    Object.assign(state, change);
  }

  function emit(effect: FlowEffect): void {
    effects.push(effect);
  }

  function matchAll(): void {
    set({ matched: matchedRuleIds(state, null), suppressing: suppressingRules(state) });
  }

  /**
   * A rule set that is read again takes the place of the one before; what is on the screen stays there. Holds stay too:
   * they say what was found out about the visitor and the service, and that a rule has asked on this page already.
   */
  function loadRuleSet(program: Program): void {
    if (state.stage.name !== 'inviting' && state.stage.name !== 'invited') giveUp();
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
  function stillInvited(): Map<string, string> {
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
    for (const goal of noted.goals) emit({ type: 'goalReached', goal });
  }

  /** Back to watching; with a reason, the rule is left alone for a while so that others get their turn. */
  function giveUp(reason?: Reason, until = Infinity): void {
    const { stage } = state;
    if (stage.name === 'watching') return;
    const holds = new Map(state.holds);
    if (reason !== undefined) holds.set(stage.ruleId, { reason, until });
    set({ stage: watching, holds });
    emit({ type: 'releaseLock' });
    changeFacts(new Map(openFacts.map((fact) => [fact, undefined])));
  }

  apply();
  advance();
  tell();
  return { state, effects };
}
