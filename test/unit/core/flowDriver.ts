import type { Availability } from '../../../src/core/availability.ts';
import type { Decision } from '../../../src/core/decision.ts';
import { openGates } from '../../../src/core/eligibility.ts';
import type { Gates, InvitationRecord } from '../../../src/core/eligibility.ts';
import type { FactValue } from '../../../src/core/facts.ts';
import { initialFlowState, step } from '../../../src/core/flow.ts';
import type { EngineAnswer, FlowEffect, FlowEvent, FlowState } from '../../../src/core/flowState.ts';
import { toInvitationRequest } from '../../../src/core/invitationRequest.ts';
import type { InvitationRequest } from '../../../src/core/invitationRequest.ts';
import type { RuleSet } from '../../../src/core/ruleSet.ts';
import { createTargeting } from '../../../src/core/targeting.ts';
import { compiled, ruleSet } from './ruleSets.ts';

/** Drives the pure flow by hand: time moves only when told, and answers come only when given. */
export interface FlowDriver {
  state(): FlowState;
  now: number;
  send(event: FlowEvent): readonly FlowEffect[];
  facts(facts: Record<string, FactValue | undefined>): readonly FlowEffect[];
  gates(gates: Partial<Gates>): readonly FlowEffect[];
  /** Answers lock, engine and availability for the attempt under way, up to the quiet moment. */
  answer(change?: {
    readonly availability?: Availability;
    readonly engine?: EngineAnswer;
    readonly held?: boolean;
  }): readonly FlowEffect[];
  quiet(): readonly FlowEffect[];
  /** All the answers, the quiet moment, and the invitation on the screen. */
  showInvitation(): void;
  /** Puts a rule set in force, as at first. */
  load(change: Partial<RuleSet>): readonly FlowEffect[];
  invitationId(): string;
  decisions(): readonly Decision[];
  /** `outcome` or `outcome reason` of every decision about a rule, in order. */
  told(ruleId?: string): readonly string[];
}

export const NOON = Date.parse('2026-11-23T12:00:00Z');

export function driveFlow(
  change: Partial<RuleSet> = {},
  history: readonly InvitationRecord[] = [],
  gates: Partial<Gates> = {},
): FlowDriver {
  let state = initialFlowState('en');
  const all: FlowEffect[] = [];
  const attempt = (): number => state.attempts;
  const driver: FlowDriver = {
    state: () => state,
    now: NOON,
    send: (event) => {
      const result = step(state, event, driver.now);
      state = result.state;
      all.push(...result.effects);
      return result.effects;
    },
    facts: (facts) => driver.send({ type: 'factsChanged', facts: new Map(Object.entries(facts)) }),
    gates: (gatesNow) => driver.send({ type: 'gatesChanged', gates: gatesNow }),
    answer: ({ availability, engine = 'confirmed', held = true } = {}) => [
      ...driver.send({ type: 'lockAnswered', attempt: attempt(), held }),
      ...driver.send({
        type: 'availabilityAnswered',
        attempt: attempt(),
        availability: availability ?? { status: 'available', waitMinutes: 0 },
        goodUntil: driver.now + 30_000,
      }),
      ...driver.send({ type: 'engineAnswered', attempt: attempt(), answer: engine }),
    ],
    showInvitation: () => {
      driver.answer();
      driver.quiet();
      driver.send({ type: 'invitationChanged', invitationId: driver.invitationId(), event: 'shown' });
    },
    load: (changeNow) => {
      const program = {
        compiled: compiled(changeNow),
        targeting: createTargeting(ruleSet(changeNow), 'UTC'),
        ruleSetId: 'shop',
        invalidRuleIds: [],
        failure: null,
      };
      return driver.send({ type: 'ruleSetLoaded', program });
    },
    quiet: () => driver.send({ type: 'quietMoment', attempt: attempt() }),
    invitationId: () => {
      const invite = all.filter((effect) => effect.type === 'invite').at(-1);
      if (invite === undefined) throw new Error('Nobody was invited.');
      return invite.invitationId;
    },
    decisions: () => all.flatMap((effect) => (effect.type === 'decide' ? [effect.decision] : [])),
    told: (ruleId = 'pricing') =>
      driver
        .decisions()
        .filter((decision) => decision.ruleId === ruleId)
        .map(({ outcome, reason }) => (reason === null ? outcome : `${outcome} ${reason}`)),
  };
  driver.gates({ ...openGates, ...gates });
  driver.send({ type: 'historyChanged', history });
  driver.send({ type: 'pageViewStarted', pageViewId: 'view', visitId: 'visit', facts: new Map() });
  driver.load(change);
  return driver;
}

/** Facts under which the rule of `ruleSets.ts` holds. */
export const matching = { 'page.path': '/pricing', 'engagement.engagedSeconds': 20 };

export function record(change: Partial<InvitationRecord> = {}): InvitationRecord {
  return {
    invitationId: 'past',
    ruleId: 'pricing',
    outcome: 'dismissed',
    at: NOON - 600_000,
    answeredAt: NOON - 590_000,
    pageViewId: 'past view',
    visitId: 'visit',
    ...change,
  };
}

/** What the invitations among the effects say. */
export function requestsIn(effects: readonly FlowEffect[]): readonly InvitationRequest[] {
  return effects.flatMap((effect) => (effect.type === 'invite' ? [toInvitationRequest(effect.plan)] : []));
}
