import type { CompiledCondition } from './conditions.ts';
import { matches } from './conditions.ts';
import { pruneHistory } from './eligibility.ts';
import type { InvitationRecord } from './eligibility.ts';
import type { FlowEffect, FlowEvent, FlowState, Hold, Stage } from './flowState.ts';
import type { Outcome, Reason } from './reasons.ts';
import type { InvitationEvent } from './sdkPort.ts';

/** A stage with an invitation on its way to the screen, or on it. */
export type InvitationStage = Extract<Stage, { readonly invitationId: string }>;

/** A step of the flow in progress, as its parts see it. */
export interface Draft {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly state: () => FlowState;
  readonly set: (change: Partial<FlowState>) => void;
  readonly emit: (effect: FlowEffect) => void;
  /** Back to watching; with a hold, the rule is left alone for a while. */
  readonly giveUp: (hold: Hold | null) => void;
}

/** The part of the flow from the moment an invitation is made: what becomes of it, and what is remembered of it. */
export interface Invitations {
  changed(event: Extract<FlowEvent, { type: 'invitationChanged' }>): void;
  /** An invitation that the page itself had made was answered. */
  pageOwnAnswered(outcome: Exclude<InvitationEvent, 'shown'>): void;
  /** The invitation is kept back, so that this visitor can be compared with those who get it. */
  holdOut(stage: InvitationStage): void;
  remember(history: readonly InvitationRecord[]): void;
  /** Takes the invitation on the screen back if something says so. */
  checkWithdrawal(withdrawWhen: CompiledCondition | null): void;
  /** Takes the invitation back, or will as soon as it is on the screen. */
  withdraw(reason: Reason): void;
}

/** How often it is asked, while an invitation is on the screen, whether somebody is still there. */
export const ASK_AGAIN_MS = 120_000;

export function createInvitations({ at, state, set, emit, giveUp }: Draft): Invitations {
  function changed({
    invitationId,
    event,
    inferred = false,
  }: Extract<FlowEvent, { type: 'invitationChanged' }>): void {
    const { stage: before } = state();
    if (before.name !== 'inviting' && before.name !== 'invited') return;
    if (before.invitationId !== invitationId) return;
    const stage = { ...before, inferred };
    if (event === 'shown') {
      shown(stage);
    } else if (event === 'failed') {
      decide(stage, 'failed', 'sdk_not_ready');
      giveUp({ reason: 'sdk_not_ready', until: Infinity });
    } else {
      answered(stage, event);
    }
  }

  function shown(stage: InvitationStage): void {
    set({ stage: { ...stage, name: 'invited', askAgainAt: at + ASK_AGAIN_MS } });
    remember([...state().history, recordOf(stage, 'invited')]);
    if (stage.withdrawing !== null) takeBack(stage);
  }

  function holdOut(stage: InvitationStage): void {
    remember([...state().history, recordOf(stage, 'held_out')]);
    decide(stage, 'held_out', 'held_out');
    giveUp({ reason: 'limit_reached', until: Infinity });
  }

  function recordOf(
    { invitationId, ruleId, variantId }: InvitationStage,
    outcome: Outcome,
  ): InvitationRecord {
    const { pageViewId, visitId } = state();
    const record: InvitationRecord = { invitationId, ruleId, outcome, at, pageViewId, visitId };
    return variantId === null ? record : { ...record, variantId };
  }

  function answered(stage: InvitationStage, outcome: Exclude<InvitationEvent, 'shown'>): void {
    const { history } = state();
    const shownAs = history.find((record) => record.invitationId === stage.invitationId);
    const record = shownAs ?? recordOf(stage, outcome);
    remember([...history.filter((other) => other !== shownAs), { ...record, outcome, answeredAt: at }]);
    decide(stage, outcome, outcome === 'withdrawn' ? (stage.withdrawing ?? 'chat_in_progress') : null);
    // The widget tells its own state a moment later; until then our own invitation must not look like another's.
    if (state().gates.chat === 'proactive') {
      set({ gates: { ...state().gates, chat: outcome === 'accepted' ? 'loading' : 'closed' } });
    }
    // Without limits of its own a rule still asks once a page view.
    giveUp({ reason: 'limit_reached', until: Infinity });
  }

  function pageOwnAnswered(outcome: Exclude<InvitationEvent, 'shown'>): void {
    const { pageViewId, visitId, history } = state();
    const invitationId = `${pageViewId}-page-${history.length}`;
    remember([...history, { invitationId, ruleId: '', outcome, at, answeredAt: at, pageViewId, visitId }]);
    if (state().gates.chat === 'proactive') set({ gates: { ...state().gates, chat: 'closed' } });
  }

  function remember(history: readonly InvitationRecord[]): void {
    set({ history: pruneHistory(history, at) });
    emit({ type: 'remember', history: state().history });
  }

  /** Tells an outcome that is an event rather than a lasting status. */
  function decide(stage: InvitationStage, outcome: Outcome, reason: Reason | null): void {
    const ruleSet = state().program?.compiled?.ruleSet;
    if (ruleSet === undefined) return;
    const decisions = state().decisions + 1;
    set({ decisions, told: new Map(state().told).set(stage.ruleId, `${outcome} ${reason ?? ''}`) });
    emit({
      type: 'decide',
      decision: {
        decisionId: `${state().pageViewId}-d${decisions}`,
        ruleSetId: ruleSet.id,
        ruleSetVersion: ruleSet.version,
        ruleId: stage.ruleId,
        variantId: stage.variantId,
        invitationId: stage.invitationId,
        outcome,
        reason,
        inferred: stage.inferred,
        at: at,
        trace: null,
        nearMiss: null,
      },
    });
  }

  function checkWithdrawal(withdrawWhen: CompiledCondition | null): void {
    const { gates, facts, program } = state();
    if (gates.consent.functionality !== 'granted') withdraw('no_consent');
    else if (gates.pageExcluded) withdraw('excluded_page');
    else if (gates.paused || program?.compiled?.ruleSet.paused === true) withdraw('paused');
    else if (withdrawWhen !== null && matches(withdrawWhen, facts)) {
      withdraw('withdrawn_by_condition');
    }
  }

  function withdraw(reason: Reason): void {
    const { stage } = state();
    if (!('invitationId' in stage) || stage.withdrawing !== null) return;
    set({ stage: { ...stage, withdrawing: reason } });
    // What is on its way to the screen can be taken back once it is there.
    if (stage.name === 'invited') takeBack(stage);
  }

  function takeBack({ invitationId }: InvitationStage): void {
    emit({ type: 'withdraw', invitationId });
  }

  return { changed, pageOwnAnswered, holdOut, remember, checkWithdrawal, withdraw };
}
