import type { Decision } from '../core/decision.ts';
import { initialFlowState, step } from '../core/flow.ts';
import type { EngineAnswer, FlowEffect, FlowEvent, FlowState, ReachedGoal } from '../core/flowState.ts';
import type { InvitationRecord } from '../core/eligibility.ts';
import type { InvitationPlan } from '../core/invitationRequest.ts';
import type { Confirmer } from '../core/simulate.ts';
import type { Clock } from '../page/clock.ts';
import type { Report } from '../page/guard.ts';
import type { VisitorLock } from '../page/visitorLock.ts';
import type { CachedAvailability } from './availabilityCache.ts';
import { withDeadline } from './chunkLoader.ts';

/** Who does what the flow asks for. */
export interface FlowPorts {
  readonly clock: Clock;
  readonly lock: VisitorLock;
  /** Whether the visitor chats in another tab, as far as that is known. */
  readonly chatsElsewhere: () => boolean;
  /** Never rejects. */
  readonly askAvailability: (plan: InvitationPlan) => Promise<CachedAvailability>;
  readonly loadEngine: () => Promise<Confirmer>;
  /** Calls back once when the visitor can be interrupted; the returned function ends the wait. */
  readonly awaitQuietMoment: (onQuiet: () => void) => () => void;
  readonly invite: (invitationId: string, plan: InvitationPlan) => void;
  readonly withdraw: (invitationId: string) => void;
  /** The records as stored now, by whichever tab. */
  readonly recall: () => readonly InvitationRecord[];
  readonly remember: (history: readonly InvitationRecord[]) => void;
  readonly decide: (decision: Decision) => void;
  readonly reachGoal: (goal: ReachedGoal) => void;
  readonly report: Report;
}

export interface FlowRunner {
  dispatch(event: FlowEvent): void;
  state(): FlowState;
  stop(): void;
}

const ENGINE_DEADLINE_MS = 5000;

/** Drives the pure flow on a real page: one event after another, and every effect carried out after its step. */
export function createFlowRunner(ports: FlowPorts, language: string): FlowRunner {
  const { clock } = ports;
  let state = initialFlowState(language);
  let isStopped = false;
  let isRunning = false;
  let cancelWake: () => void = () => undefined;
  let cancelQuietMoment: () => void = () => undefined;
  const waiting: FlowEvent[] = [];

  const dispatch = (event: FlowEvent): void => {
    if (isStopped) return;
    waiting.push(event);
    if (isRunning) return;
    isRunning = true;
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        for (const effect of advance(next)) perform(effect);
      }
    } finally {
      isRunning = false;
    }
  };

  /** A fault in the flow leaves the state as it was: better no decision than a page error. */
  const advance = (event: FlowEvent): readonly FlowEffect[] => {
    try {
      const result = step(state, event, clock.now());
      state = result.state;
      return result.effects;
    } catch (error) {
      ports.report(event.type, error);
      return [];
    }
  };

  const perform = (effect: FlowEffect): void => {
    try {
      carryOut(effect);
    } catch (error) {
      ports.report(effect.type, error);
      if (effect.type !== 'invite') return;
      dispatch({ type: 'invitationChanged', invitationId: effect.invitationId, event: 'failed' });
    }
  };

  const carryOut = (effect: FlowEffect): void => {
    switch (effect.type) {
      case 'takeLock':
        void ports.lock.take().then((held) => {
          if (isStopped) ports.lock.release();
          // Another tab may have invited while this one was waiting its turn.
          if (held) dispatch({ type: 'historyChanged', history: ports.recall() });
          dispatch({
            type: 'lockAnswered',
            attempt: effect.attempt,
            held,
            chatsElsewhere: ports.chatsElsewhere(),
          });
        });
        return;
      case 'releaseLock':
        cancelQuietMoment();
        ports.lock.release();
        return;
      case 'askAvailability':
        void ports
          .askAvailability(effect.plan)
          .then((answer) => dispatch({ type: 'availabilityAnswered', attempt: effect.attempt, ...answer }));
        return;
      case 'confirmRule':
        void confirm(effect).then((answer) =>
          dispatch({ type: 'engineAnswered', attempt: effect.attempt, answer }),
        );
        return;
      case 'awaitQuietMoment':
        cancelQuietMoment();
        cancelQuietMoment = ports.awaitQuietMoment(() =>
          dispatch({ type: 'quietMoment', attempt: effect.attempt }),
        );
        return;
      case 'invite':
        ports.invite(effect.invitationId, effect.plan);
        return;
      case 'withdraw':
        ports.withdraw(effect.invitationId);
        return;
      case 'remember':
        ports.remember(effect.history);
        return;
      case 'decide':
        ports.decide(effect.decision);
        return;
      case 'goalReached':
        ports.reachGoal(effect.goal);
        return;
      case 'wakeAt':
        cancelWake();
        if (effect.at !== null) {
          cancelWake = clock.after(effect.at - clock.now(), () => dispatch({ type: 'woke' }));
        }
        return;
    }
  };

  const confirm = async (
    effect: Extract<FlowEffect, { readonly type: 'confirmRule' }>,
  ): Promise<EngineAnswer> => {
    try {
      const answer = ports.loadEngine().then((engine) => engine.confirm(effect.rule, effect.facts));
      const confirmed = await withDeadline(answer, clock, ENGINE_DEADLINE_MS, 'engine');
      return confirmed ? 'confirmed' : 'denied';
    } catch (error) {
      ports.report('engine', error);
      return 'unavailable';
    }
  };

  return {
    dispatch,
    state: () => state,
    stop: () => {
      isStopped = true;
      cancelWake();
      cancelQuietMoment();
      ports.lock.release();
    },
  };
}
