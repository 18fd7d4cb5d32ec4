import type { Availability } from './availability.ts';
import type { CompiledRule } from './compile.ts';
import { leavesOf, matches } from './conditions.ts';
import type { Decision } from './decision.ts';
import { openGates, pruneHistory } from './eligibility.ts';
import type { InvitationRecord } from './eligibility.ts';
import { factDefinition, isFactName } from './facts.ts';
import type { FactKey, FactName, FactValue } from './facts.ts';
import type { EngineAnswer, FlowEffect, FlowEvent, FlowState, Hold, Stage, Step } from './flowState.ts';
import { toInvitationRequest } from './invitationRequest.ts';
import type { InvitationRequest } from './invitationRequest.ts';
import type { Reason } from './reasons.ts';
import { matchedRuleIds, openFacts, ruleEligibility, statusDecisions } from './ruleStatus.ts';
import type { InvitationEvent } from './sdkPort.ts';

const watching: Stage = { name: 'watching' };
const LOCK_RETRY_MS = 10_000;
const ENGINE_RETRY_MS = 60_000;
const CHANGED_MIND_MS = 30_000;

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
  const run = new Run(state, at);
  run.apply(event);
  run.advance();
  run.tell();
  return { state: run.state, effects: run.effects };
}

/** One step in progress: the state being replaced piece by piece, and the effects gathered on the way. */
class Run {
  readonly effects: FlowEffect[] = [];

  constructor(
    public state: FlowState,
    private readonly at: number,
  ) {}

  apply(event: FlowEvent): void {
    switch (event.type) {
      case 'ruleSetLoaded':
        this.set({ program: event.program, holds: new Map(), told: new Map() });
        this.match(null);
        return;
      case 'pageViewStarted':
        this.startPageView(event);
        return;
      case 'factsChanged':
        this.changeFacts(event.facts);
        return;
      case 'gatesChanged':
        this.set({ gates: { ...this.state.gates, ...event.gates } });
        return;
      case 'historyChanged':
        this.set({ history: pruneHistory(event.history, this.at) });
        return;
      case 'lockAnswered':
        this.lockAnswered(event.attempt, event.held);
        return;
      case 'availabilityAnswered':
        this.availabilityAnswered(event.attempt, event.availability, event.goodUntil);
        return;
      case 'engineAnswered':
        this.engineAnswered(event.attempt, event.answer);
        return;
      case 'quietMoment':
        this.invite(event.attempt);
        return;
      case 'invitationChanged':
        this.invitationChanged(event.invitationId, event.event);
        return;
      case 'woke':
        this.set({ wakeAt: null });
        return;
    }
  }

  /** Ends an attempt that has lost its ground, and starts the next one that has some. */
  advance(): void {
    const { stage } = this.state;
    if (stage.name === 'invited') {
      this.checkWithdrawal();
    } else if (stage.name !== 'watching' && stage.name !== 'inviting') {
      const rule = this.ruleOf(stage.ruleId);
      if (rule === null || !this.state.matched.has(stage.ruleId)) {
        this.giveUp({ reason: 'no_longer_matched', until: this.at + CHANGED_MIND_MS });
      } else if (!this.isEligible(rule)) {
        this.giveUp(null);
      }
    }
    if (this.state.stage.name === 'watching') this.startAttempt();
  }

  /** Tells what has changed about each rule since it was last told, and when to look again. */
  tell(): void {
    const report = statusDecisions(this.state, this.at);
    for (const decision of report.decisions) this.effects.push({ type: 'decide', decision });
    this.set({ told: report.told, decisions: this.state.decisions + report.decisions.length });
    if (report.wakeAt !== this.state.wakeAt) {
      this.set({ wakeAt: report.wakeAt });
      this.effects.push({ type: 'wakeAt', at: report.wakeAt });
    }
  }

  private set(change: Partial<FlowState>): void {
    this.state = { ...this.state, ...change };
  }

  private ruleOf(ruleId: string): CompiledRule | null {
    return this.state.program?.compiled?.rules.find(({ rule }) => rule.id === ruleId) ?? null;
  }

  private match(changed: Iterable<FactKey> | null): void {
    this.set({ matched: matchedRuleIds(this.state, changed) });
  }

  private startPageView(event: Extract<FlowEvent, { type: 'pageViewStarted' }>): void {
    const facts = new Map<FactKey, FactValue>();
    for (const [key, value] of this.state.facts) {
      const name = key.split('?')[0] ?? key;
      if (isFactName(name) && factDefinition(name).scope !== 'page') facts.set(key, value);
    }
    for (const [key, value] of event.facts) facts.set(key, value);
    this.set({
      facts,
      pageViewId: event.pageViewId,
      visitId: event.visitId,
      holds: new Map(),
      told: new Map(),
      decisions: 0,
    });
    this.match(null);
    const { stage } = this.state;
    if (stage.name === 'invited' && !this.state.matched.has(stage.ruleId)) this.withdraw('navigated_away');
  }

  private changeFacts(changes: ReadonlyMap<FactKey, FactValue | undefined>): void {
    const facts = new Map(this.state.facts);
    for (const [key, value] of changes) {
      if (value === undefined) facts.delete(key);
      else facts.set(key, value);
    }
    this.set({ facts });
    this.match(changes.keys());
  }

  private isEligible(rule: CompiledRule): boolean {
    return ruleEligibility(rule, this.state, this.at).eligible;
  }

  private startAttempt(): void {
    for (const rule of this.state.program?.compiled?.rules ?? []) {
      const hold = this.state.holds.get(rule.rule.id);
      const free = hold === undefined || hold.until <= this.at;
      if (!free || !this.state.matched.has(rule.rule.id) || !this.isEligible(rule)) continue;
      const attempt = this.state.attempts + 1;
      this.set({ attempts: attempt, stage: { name: 'locking', attempt, ruleId: rule.rule.id } });
      this.effects.push({ type: 'takeLock', attempt });
      return;
    }
  }

  /** Back to watching; with a hold, the rule is left alone for a while so that others get their turn. */
  private giveUp(hold: Hold | null): void {
    const { stage } = this.state;
    if (stage.name === 'watching') return;
    const holds = new Map(this.state.holds);
    if (hold !== null) holds.set(stage.ruleId, hold);
    this.set({ stage: watching, holds });
    this.effects.push({ type: 'releaseLock' });
    this.changeFacts(new Map(openFacts.map((fact) => [fact, undefined])));
  }

  private lockAnswered(attempt: number, held: boolean): void {
    const { stage } = this.state;
    if (stage.name !== 'locking' || stage.attempt !== attempt) {
      // A lock that comes after the attempt ended would be kept for ever.
      if (held && stage.name === 'watching') this.effects.push({ type: 'releaseLock' });
      return;
    }
    const rule = this.ruleOf(stage.ruleId);
    if (!held || rule === null) {
      this.giveUp({ reason: 'other_tab', until: this.at + LOCK_RETRY_MS });
      return;
    }
    // A rule that asks about agents can be confirmed only when the answer is in the snapshot.
    const needsAgents = asksAboutAgents(rule);
    this.set({
      stage: {
        name: 'asking',
        attempt,
        ruleId: stage.ruleId,
        availability: null,
        engine: needsAgents ? 'not_asked' : 'asked',
      },
    });
    const { context } = this.requestFor(rule);
    this.effects.push({ type: 'askAvailability', attempt, context });
    if (!needsAgents) this.effects.push({ type: 'confirmRule', attempt, rule, facts: this.state.facts });
  }

  private requestFor(rule: CompiledRule): InvitationRequest {
    return toInvitationRequest(
      rule.rule,
      this.state.facts,
      this.state.language,
      this.state.program?.compiled?.ruleSet.defaultLanguage,
    );
  }

  private availabilityAnswered(attempt: number, availability: Availability, goodUntil: number): void {
    const { stage } = this.state;
    if (stage.name !== 'asking' || stage.attempt !== attempt) return;
    const refusal = this.refusalOf(availability);
    if (refusal !== null) {
      this.giveUp({ reason: refusal, until: Math.max(goodUntil, this.at + 1000) });
      return;
    }
    this.set({ stage: { ...stage, availability } });
    this.changeFacts(agentFacts(availability));
    const rule = this.ruleOf(stage.ruleId);
    if (stage.engine === 'not_asked' && rule !== null) {
      this.set({ stage: { ...stage, availability, engine: 'asked' } });
      this.effects.push({ type: 'confirmRule', attempt, rule, facts: this.state.facts });
    }
    this.settleIfAnswered();
  }

  private refusalOf(availability: Availability): Reason | null {
    const policy = this.state.program?.compiled?.ruleSet.availability;
    if (policy?.basis === 'none') return null;
    if (availability.status === 'unavailable') return availability.reason;
    if (availability.status === 'unknown') {
      return availability.cause === 'rate_limited' ? 'rate_limited' : 'availability_unknown';
    }
    const most = policy?.maxWaitMinutes;
    return most !== undefined && (availability.waitMinutes ?? 0) > most ? 'wait_too_long' : null;
  }

  private engineAnswered(attempt: number, answer: EngineAnswer): void {
    const { stage } = this.state;
    if (stage.name !== 'asking' || stage.attempt !== attempt) return;
    if (answer === 'confirmed') {
      this.set({ stage: { ...stage, engine: answer } });
      this.settleIfAnswered();
    } else if (answer === 'denied') {
      this.giveUp({ reason: 'engine_disagrees', until: Infinity });
    } else {
      this.giveUp({ reason: 'engine_unavailable', until: this.at + ENGINE_RETRY_MS });
    }
  }

  private settleIfAnswered(): void {
    const { stage } = this.state;
    if (stage.name !== 'asking' || stage.availability === null || stage.engine !== 'confirmed') return;
    this.set({ stage: { name: 'settling', attempt: stage.attempt, ruleId: stage.ruleId } });
    this.effects.push({ type: 'awaitQuietMoment', attempt: stage.attempt });
  }

  /** The moment has come: everything that could have changed since is looked at once more, then the visitor is asked. */
  private invite(attempt: number): void {
    const { stage } = this.state;
    if (stage.name !== 'settling' || stage.attempt !== attempt) return;
    const rule = this.ruleOf(stage.ruleId);
    if (rule === null || !this.state.matched.has(stage.ruleId) || !this.isEligible(rule)) return;
    const invitationId = `${this.state.pageViewId}-${attempt}`;
    this.set({
      stage: { name: 'inviting', attempt, ruleId: stage.ruleId, invitationId, withdrawing: null },
    });
    this.effects.push({ type: 'invite', invitationId, request: this.requestFor(rule) });
  }

  private invitationChanged(invitationId: string, event: InvitationEvent | 'failed'): void {
    const { stage } = this.state;
    if (stage.name !== 'inviting' && stage.name !== 'invited') return;
    if (stage.invitationId !== invitationId) return;
    if (event === 'shown') {
      this.shown(stage);
    } else if (event === 'failed') {
      this.decide(stage, 'failed', 'sdk_not_ready');
      this.giveUp({ reason: 'sdk_not_ready', until: Infinity });
    } else {
      this.answered(stage, event);
    }
  }

  private shown(stage: Extract<Stage, { invitationId: string }>): void {
    const { invitationId, ruleId } = stage;
    const { pageViewId, visitId } = this.state;
    this.set({ stage: { ...stage, name: 'invited' } });
    this.remember([
      ...this.state.history,
      { invitationId, ruleId, outcome: 'invited', at: this.at, pageViewId, visitId },
    ]);
  }

  private answered(
    stage: Extract<Stage, { invitationId: string }>,
    outcome: Exclude<InvitationEvent, 'shown'>,
  ): void {
    this.remember(
      this.state.history.map((record) =>
        record.invitationId === stage.invitationId ? { ...record, outcome, answeredAt: this.at } : record,
      ),
    );
    this.decide(stage, outcome, outcome === 'withdrawn' ? (stage.withdrawing ?? 'chat_in_progress') : null);
    this.giveUp(null);
  }

  private remember(history: readonly InvitationRecord[]): void {
    this.set({ history: pruneHistory(history, this.at) });
    this.effects.push({ type: 'remember', history: this.state.history });
  }

  /** Tells an outcome that is an event rather than a lasting status. */
  private decide(
    stage: Extract<Stage, { invitationId: string }>,
    outcome: Decision['outcome'],
    reason: Reason | null,
  ): void {
    const ruleSet = this.state.program?.compiled?.ruleSet;
    if (ruleSet === undefined) return;
    const decisions = this.state.decisions + 1;
    this.set({ decisions, told: new Map(this.state.told).set(stage.ruleId, `${outcome} ${reason ?? ''}`) });
    this.effects.push({
      type: 'decide',
      decision: {
        decisionId: `${this.state.pageViewId}-d${decisions}`,
        ruleSetId: ruleSet.id,
        ruleSetVersion: ruleSet.version,
        ruleId: stage.ruleId,
        variantId: null,
        invitationId: stage.invitationId,
        outcome,
        reason,
        at: this.at,
        trace: null,
        nearMiss: null,
      },
    });
  }

  private checkWithdrawal(): void {
    const { stage, gates } = this.state;
    if (stage.name !== 'invited') return;
    const withdrawWhen = this.ruleOf(stage.ruleId)?.withdrawWhen ?? null;
    if (gates.consent.functionality !== 'granted') this.withdraw('no_consent');
    else if (gates.paused) this.withdraw('paused');
    else if (withdrawWhen !== null && matches(withdrawWhen, this.state.facts)) {
      this.withdraw('withdrawn_by_condition');
    }
  }

  private withdraw(reason: Reason): void {
    const { stage } = this.state;
    if (stage.name !== 'invited' || stage.withdrawing !== null) return;
    this.set({ stage: { ...stage, withdrawing: reason } });
    this.effects.push({ type: 'withdraw', invitationId: stage.invitationId });
  }
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
