import { agentFacts, asksAboutAgents } from './agentFacts.ts';
import type { Availability } from './availability.ts';
import { refusalOf } from './availabilityPolicy.ts';
import type { CompiledRule } from './compile.ts';
import type { Draft } from './flowDraft.ts';
import { ASK_AGAIN_MS } from './flowInvitations.ts';
import type { InvitationStage, Invitations } from './flowInvitations.ts';
import type { EngineAnswer, FlowEvent, Stage } from './flowState.ts';
import type { InvitationPlan } from './invitationRequest.ts';
import type { Reason } from './reasons.ts';
import { ruleEligibility, ruleOf, variantIdOf } from './ruleStatus.ts';

/** What the outside world says about the attempt whose number it bears. */
export type Answer = Extract<FlowEvent, { readonly attempt: number }>;

type Asking = Extract<Stage, { readonly name: 'asking' }>;

/** The part of the flow from a rule that gets its turn to the invitation that is made of it. */
export interface Attempt {
  /** Begins with the first of these rules that may invite now. */
  start(rules: readonly CompiledRule[]): void;
  /** A late answer to an earlier attempt is told by its number and ignored. */
  answered(answer: Answer): void;
  /** Asks, from time to time while an invitation is on the screen, whether somebody is still there. */
  askAgain(): void;
}

/** What another tab does is not told to this one; twice a minute is as often as an idle page may wake up. */
const LOCK_RETRY_MS = 30_000;
const ENGINE_RETRY_MS = 60_000;
const AGENT_RETRY_MS = 120_000;

export function createAttempt(
  { at, state, set, emit, changeFacts, giveUp }: Draft,
  invitations: Invitations,
): Attempt {
  function start(rules: readonly CompiledRule[]): void {
    // A tab in the background would hold the lock against the one that is being read.
    if (!state.gates.tabVisible || state.matched.size === 0) return;
    for (const rule of rules) {
      const ruleId = rule.rule.id;
      const hold = state.holds.get(ruleId);
      const free = hold === undefined || hold.until <= at;
      if (!free || !state.matched.has(ruleId) || !ruleEligibility(rule, state, at).eligible) continue;
      const attempt = state.attempts + 1;
      set({ attempts: attempt, stage: { name: 'locking', attempt, ruleId } });
      emit({ type: 'takeLock', attempt });
      return;
    }
  }

  function answered(answer: Answer): void {
    const { stage } = state;
    if (stage.name === 'watching') {
      // A lock that comes after the attempt ended would be kept for ever.
      if (answer.type === 'lockAnswered' && answer.held) emit({ type: 'releaseLock' });
      return;
    }
    if (stage.attempt !== answer.attempt) return;
    const rule = ruleOf(stage.ruleId, state);
    if (stage.name === 'invited') {
      if (answer.type === 'availabilityAnswered') checkStillThere(answer.availability);
    } else if (rule === null) {
      return;
    } else if (stage.name === 'locking') {
      if (answer.type === 'lockAnswered') lockAnswered(answer, rule);
    } else if (stage.name === 'asking') {
      if (answer.type === 'availabilityAnswered') availabilityAnswered(answer, stage, rule);
      else if (answer.type === 'engineAnswered') engineAnswered(answer.answer, stage);
    } else if (stage.name === 'settling') {
      if (answer.type === 'quietMoment') invite(stage, rule);
    }
  }

  function lockAnswered(
    { attempt, held, chatsElsewhere = false }: Extract<Answer, { readonly type: 'lockAnswered' }>,
    rule: CompiledRule,
  ): void {
    if (!held || chatsElsewhere) {
      giveUp(chatsElsewhere ? 'chat_in_progress' : 'other_tab', at + LOCK_RETRY_MS);
      return;
    }
    // A rule that asks about agents can be confirmed only when the answer is in the snapshot.
    const needsAgents = asksAboutAgents(rule);
    set({
      stage: {
        name: 'asking',
        attempt,
        ruleId: rule.rule.id,
        availability: null,
        goodUntil: at,
        engine: needsAgents ? 'not_asked' : 'asked',
      },
    });
    emit({ type: 'askAvailability', attempt, plan: planFor(rule) });
    if (!needsAgents) confirm(attempt, rule);
  }

  /** The engine looks at the facts as they are now, whatever becomes of them. */
  function confirm(attempt: number, rule: CompiledRule): void {
    emit({ type: 'confirmRule', attempt, rule, facts: new Map(state.facts) });
  }

  function planFor({ rule, ruleSet }: CompiledRule): InvitationPlan {
    const { program, visitorId, facts, language } = state;
    const variant = program?.targeting?.variantOf(rule, visitorId) ?? null;
    return { rule, ruleSet, variant, facts: new Map(facts), language };
  }

  function askAgain(): void {
    const { stage, gates } = state;
    const rule = 'ruleId' in stage ? ruleOf(stage.ruleId, state) : null;
    if (stage.name !== 'invited' || rule === null || !gates.tabVisible || at < stage.askAgainAt) return;
    set({ stage: { ...stage, askAgainAt: at + ASK_AGAIN_MS } });
    emit({ type: 'askAvailability', attempt: stage.attempt, plan: planFor(rule) });
  }

  /** Nobody should press "Chat now" when everybody has left since. */
  function checkStillThere(availability: Availability): void {
    // What could not be found out does not take back what was offered.
    const isGone = availability.status === 'unavailable' && refusal(availability) !== null;
    if (isGone) invitations.withdraw(availability.reason);
  }

  function availabilityAnswered(
    { attempt, availability, goodUntil }: Extract<Answer, { readonly type: 'availabilityAnswered' }>,
    stage: Asking,
    rule: CompiledRule,
  ): void {
    const reason = refusal(availability);
    if (reason !== null) {
      giveUp(reason, Math.max(goodUntil, at + 1000));
      return;
    }
    set({ stage: { ...stage, availability, goodUntil } });
    changeFacts(agentFacts(availability));
    // If the answer itself is not what the rule asks for, or keeps a rule of kind `suppress` in force, asking again
    // before it has gone stale brings the same.
    const until = Math.max(goodUntil, at + AGENT_RETRY_MS);
    if (!state.matched.has(stage.ruleId)) {
      giveUp('no_longer_matched', until);
    } else if (!ruleEligibility(rule, state, at).eligible) {
      giveUp('suppressed_by_rule', until);
    } else if (stage.engine === 'not_asked') {
      set({ stage: { ...stage, availability, goodUntil, engine: 'asked' } });
      confirm(attempt, rule);
    } else {
      settleIfAnswered();
    }
  }

  function refusal(availability: Availability): Reason | null {
    return refusalOf(availability, state.program?.compiled?.ruleSet.availability);
  }

  function engineAnswered(answer: EngineAnswer, stage: Asking): void {
    if (answer === 'confirmed') {
      set({ stage: { ...stage, engine: answer } });
      settleIfAnswered();
    } else if (answer === 'denied') {
      giveUp('engine_disagrees');
    } else {
      giveUp('engine_unavailable', at + ENGINE_RETRY_MS);
    }
  }

  function settleIfAnswered(): void {
    const { stage } = state;
    if (stage.name !== 'asking' || stage.availability === null || stage.engine !== 'confirmed') return;
    const { attempt, ruleId, goodUntil } = stage;
    set({ stage: { name: 'settling', attempt, ruleId, goodUntil } });
    emit({ type: 'awaitQuietMoment', attempt });
  }

  /** The moment has come: everything that could have changed since is looked at once more, then the visitor is asked. */
  function invite(
    { attempt, ruleId, goodUntil }: Extract<Stage, { readonly name: 'settling' }>,
    rule: CompiledRule,
  ): void {
    if (at > goodUntil) {
      // The quiet moment took its time; who was there then may have gone.
      giveUp();
      return;
    }
    if (!state.matched.has(ruleId) || !ruleEligibility(rule, state, at).eligible) return;
    const invitationId = `${state.pageViewId}-${attempt}`;
    const stage: InvitationStage = {
      name: 'inviting',
      attempt,
      ruleId,
      invitationId,
      variantId: variantIdOf(rule, state),
      withdrawing: null,
      askAgainAt: at,
      inferred: false,
    };
    set({ stage });
    // Last of all: only who would have seen the invitation can be compared with who has.
    if (state.program?.targeting?.isHeldOut(state.visitorId) === true) {
      invitations.holdOut(stage);
      return;
    }
    emit({ type: 'invite', invitationId, plan: planFor(rule) });
  }

  return { start, answered, askAgain };
}
