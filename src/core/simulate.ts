import type { Availability } from './availability.ts';
import type { CompiledRule, CompiledRuleSet } from './compile.ts';
import type { Decision } from './decision.ts';
import { openGates } from './eligibility.ts';
import type { ConsentAnswer, Gates, InvitationRecord } from './eligibility.ts';
import { factKey } from './facts.ts';
import type { FactKey, FactSnapshot, FactValue } from './facts.ts';
import { initialFlowState, step } from './flow.ts';
import type { FlowEffect, FlowEvent } from './flowState.ts';
import { reasonTexts } from './reasons.ts';
import type { Outcome, Reason } from './reasons.ts';
import type { RuleTest } from './ruleSet.ts';

/** The part of the rules engine a simulation needs. */
export interface Confirmer {
  confirm(rule: CompiledRule, snapshot: FactSnapshot): Promise<boolean>;
}

export interface RuleTestResult {
  readonly passed: boolean;
  readonly outcome: Outcome;
  readonly reason: Reason | null;
  /** One sentence: what came of the rule, and why. */
  readonly explanation: string;
}

const DEFAULT_AT = '2026-01-05T10:00:00Z';
const VISIT_SECONDS = 1800;

/**
 * Plays one case of a rule set through the very flow the tag runs, with every gate open that `given` does not
 * mention, and compares the last decision about the rule with what the case expects.
 */
export async function runRuleTest(
  ruleSet: CompiledRuleSet,
  ruleId: string,
  test: RuleTest,
  engine: Confirmer,
): Promise<RuleTestResult> {
  const at = Date.parse(test.given.at ?? DEFAULT_AT);
  const decisions: Decision[] = [];
  let state = initialFlowState(ruleSet.ruleSet.defaultLanguage ?? 'en');
  const waiting: FlowEvent[] = openingEvents(ruleSet, test, at);
  for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) {
    const result = step(state, event, at);
    state = result.state;
    for (const effect of result.effects) {
      if (effect.type === 'decide') decisions.push(effect.decision);
      const answer = await answerTo(effect, test, at, engine);
      if (answer !== null) waiting.push(answer);
    }
  }
  return compare(decisions.filter((decision) => decision.ruleId === ruleId).at(-1), test);
}

function openingEvents(ruleSet: CompiledRuleSet, test: RuleTest, at: number): FlowEvent[] {
  // Facts about agents become known with the answer about availability, as on the page.
  const facts = new Map<FactKey, FactValue>(
    Object.entries(test.given.facts ?? {}).filter(([name]) => !name.startsWith('agent.')),
  );
  for (const name of test.given.events ?? []) {
    const key = factKey('event.count', { name });
    facts.set(key, Number(facts.get(key) ?? 0) + 1);
  }
  const answer: ConsentAnswer = test.given.consent === 'denied' ? 'missing' : 'granted';
  const gates: Gates = {
    ...openGates,
    consent: { functionality: answer, personalization: answer, analytics: answer },
  };
  return [
    { type: 'gatesChanged', gates },
    { type: 'historyChanged', history: historyOf(test, at) },
    { type: 'pageViewStarted', pageViewId: 'case', visitId: 'visit', facts },
    {
      type: 'ruleSetLoaded',
      program: { compiled: ruleSet, ruleSetId: ruleSet.ruleSet.id, invalidRuleIds: [], failure: null },
    },
  ];
}

function historyOf(test: RuleTest, at: number): readonly InvitationRecord[] {
  return (test.given.history ?? []).map((past, index) => ({
    invitationId: `past-${index}`,
    ruleId: past.ruleId ?? '',
    outcome: past.outcome,
    at: at - past.secondsAgo * 1000,
    pageViewId: `past-${index}`,
    visitId: past.secondsAgo < VISIT_SECONDS ? 'visit' : `past-${index}`,
  }));
}

async function answerTo(
  effect: FlowEffect,
  test: RuleTest,
  at: number,
  engine: Confirmer,
): Promise<FlowEvent | null> {
  switch (effect.type) {
    case 'takeLock':
      return { type: 'lockAnswered', attempt: effect.attempt, held: true };
    case 'askAvailability':
      return {
        type: 'availabilityAnswered',
        attempt: effect.attempt,
        availability: availabilityOf(test),
        goodUntil: at + 30_000,
      };
    case 'confirmRule': {
      const confirmed = await engine.confirm(effect.rule, effect.facts);
      return { type: 'engineAnswered', attempt: effect.attempt, answer: confirmed ? 'confirmed' : 'denied' };
    }
    case 'awaitQuietMoment':
      return { type: 'quietMoment', attempt: effect.attempt };
    case 'invite':
      return { type: 'invitationChanged', invitationId: effect.invitationId, event: 'shown' };
    case 'withdraw':
      return { type: 'invitationChanged', invitationId: effect.invitationId, event: 'withdrawn' };
    default:
      return null;
  }
}

function availabilityOf(test: RuleTest): Availability {
  const facts = test.given.facts ?? {};
  const wait = facts['agent.waitMinutes'];
  const position = facts['agent.positionInQueue'];
  switch (test.given.availability ?? 'available') {
    case 'unavailable':
      return {
        status: 'unavailable',
        reason: facts['agent.queueOpen'] === false ? 'queue_closed' : 'agents_unavailable',
      };
    case 'unknown':
      return { status: 'unknown', cause: 'timeout' };
    default:
      return {
        status: 'available',
        waitMinutes: typeof wait === 'number' ? wait : 0,
        positionInQueue: typeof position === 'number' ? position : 0,
      };
  }
}

function compare(decision: Decision | undefined, test: RuleTest): RuleTestResult {
  const outcome = decision?.outcome ?? 'waiting';
  const reason = decision?.reason ?? null;
  const expected = typeof test.expect === 'string' ? { outcome: test.expect } : test.expect;
  const passed =
    outcome === expected.outcome && (expected.reason === undefined || reason === expected.reason);
  return { passed, outcome, reason, explanation: explain(outcome, reason, decision) };
}

function explain(outcome: Outcome, reason: Reason | null, decision: Decision | undefined): string {
  if (reason === null) return `The outcome is "${outcome}".`;
  const missing = (decision?.nearMiss ?? [])
    .map((fact) => `${fact.missing} more of ${fact.fact}`)
    .join(' and ');
  return `The outcome is "${outcome}" (${reason}): ${reasonTexts[reason]}${missing === '' ? '' : ` Missing: ${missing}.`}`;
}
