import type { CompiledCondition } from './conditions.ts';
import { matches } from './conditions.ts';
import { pruneHistory } from './eligibility.ts';
import type { Gates, InvitationRecord } from './eligibility.ts';
import { decide } from './flowDecisions.ts';
import type { Draft } from './flowDraft.ts';
import type { FlowEvent, Stage } from './flowState.ts';
import type { Outcome, Reason } from './reasons.ts';
import type { InvitationEvent } from './sdkPort.ts';

/** A stage with an invitation on its way to the screen, or on it. */
export type InvitationStage = Extract<Stage, { readonly invitationId: string }>;

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

export function createInvitations(draft: Draft): Invitations {
  const { at, state, set, emit, giveUp } = draft;

  /** Tells an outcome that is an event rather than a lasting status. */
  const conclude = ({ ruleId }: InvitationStage, outcome: Outcome, reason: Reason | null): void =>
    decide(draft, ruleId, { outcome, reason }, null);

  function changed({
    invitationId,
    event,
    inferred = false,
  }: Extract<FlowEvent, { type: 'invitationChanged' }>): void {
    const { stage: before } = state;
    if (before.name !== 'inviting' && before.name !== 'invited') return;
    if (before.invitationId !== invitationId) return;
    const stage = { ...before, inferred };
    set({ stage });
    if (event === 'shown') {
      shown(stage);
    } else if (event === 'failed') {
      conclude(stage, 'failed', 'sdk_not_ready');
      giveUp('sdk_not_ready');
    } else {
      answered(stage, event);
    }
  }

  function shown(stage: InvitationStage): void {
    set({ stage: { ...stage, name: 'invited', askAgainAt: at + ASK_AGAIN_MS } });
    remember([...state.history, recordOf(stage, 'invited')]);
    if (stage.withdrawing !== null) takeBack(stage);
  }

  function holdOut(stage: InvitationStage): void {
    remember([...state.history, recordOf(stage, 'held_out')]);
    conclude(stage, 'held_out', 'held_out');
    giveUp('limit_reached');
  }

  function recordOf(
    { invitationId, ruleId, variantId }: Pick<InvitationStage, 'invitationId' | 'ruleId' | 'variantId'>,
    outcome: Outcome,
  ): InvitationRecord {
    const { pageViewId, visitId } = state;
    const record: InvitationRecord = { invitationId, ruleId, outcome, at, pageViewId, visitId };
    return variantId === null ? record : { ...record, variantId };
  }

  function answered(stage: InvitationStage, outcome: Exclude<InvitationEvent, 'shown'>): void {
    const { history } = state;
    const shownAs = history.find((record) => record.invitationId === stage.invitationId);
    const record = shownAs ?? recordOf(stage, outcome);
    remember([...history.filter((other) => other !== shownAs), { ...record, outcome, answeredAt: at }]);
    conclude(stage, outcome, outcome === 'withdrawn' ? (stage.withdrawing ?? 'chat_in_progress') : null);
    leaveInvitation(outcome === 'accepted' ? 'loading' : 'closed');
    // Without limits of its own a rule still asks once a page view.
    giveUp('limit_reached');
  }

  function pageOwnAnswered(outcome: Exclude<InvitationEvent, 'shown'>): void {
    const { pageViewId, history } = state;
    const invitationId = `${pageViewId}-page-${history.length}`;
    const record = recordOf({ invitationId, ruleId: '', variantId: null }, outcome);
    remember([...history, { ...record, answeredAt: at }]);
    leaveInvitation('closed');
  }

  /** The widget tells its own state a moment later; until then an answered invitation must not look like an open one. */
  function leaveInvitation(chat: Gates['chat']): void {
    if (state.gates.chat === 'proactive') set({ gates: { ...state.gates, chat } });
  }

  function remember(history: readonly InvitationRecord[]): void {
    set({ history: pruneHistory(history, at) });
    emit({ type: 'remember', history: state.history });
  }

  function checkWithdrawal(withdrawWhen: CompiledCondition | null): void {
    const { gates, facts, program } = state;
    if (gates.consent.functionality !== 'granted') withdraw('no_consent');
    else if (gates.pageExcluded) withdraw('excluded_page');
    else if (gates.paused || program?.compiled?.ruleSet.paused === true) withdraw('paused');
    else if (withdrawWhen !== null && matches(withdrawWhen, facts)) {
      withdraw('withdrawn_by_condition');
    }
  }

  function withdraw(reason: Reason): void {
    const { stage } = state;
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
