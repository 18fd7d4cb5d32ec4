import { availabilityOf, chatOf, factsOfEvents, factsOfInvitations, gatesOf } from './circumstances.ts';
import type { HeardEvent, Moment } from './circumstances.ts';
import type { CompiledRule, CompiledRuleSet } from './compile.ts';
import type { Trace } from './conditions.ts';
import type { Decision } from './decision.ts';
import { openGates } from './eligibility.ts';
import type { InvitationRecord } from './eligibility.ts';
import { factDefinition, isFactName } from './facts.ts';
import type { FactDefinition, FactKey, FactSnapshot, FactValue } from './facts.ts';
import { initialFlowState, step } from './flow.ts';
import type { FlowEffect, FlowEvent, FlowState } from './flowState.ts';
import { describeMissing } from './missingWords.ts';
import { reasonTexts } from './reasons.ts';
import type { Outcome, Reason } from './reasons.ts';
import type { Circumstances, GivenCase, LaterStep, RuleTest } from './ruleSet.ts';
import { createTargeting } from './targeting.ts';
import type { Targeting } from './targeting.ts';

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
  /** What each condition came to; null if nothing was decided. */
  readonly trace: Trace | null;
}

/** What came of all rules in a case. */
export interface PlayedCase {
  /** In their order. */
  readonly decisions: readonly Decision[];
  /** How many of them came before the last step. */
  readonly decidedBefore: number;
  /** The flow as it is at the end. */
  readonly state: FlowState;
  /** A step that could not be played, because no invitation was on the screen to be answered; counted from 1. */
  readonly impossibleStep: number | null;
}

const DEFAULT_AT = '2026-01-05T10:00:00Z';
const VISIT_SECONDS = 1800;

/**
 * Plays one case of a rule set through the very flow the tag runs, with every gate open that the case does not
 * mention, and compares what came of the rule in its last step with what the case expects.
 *
 * @param invalidRuleIds - the rules of the document that were left out.
 */
export async function runRuleTest(
  ruleSet: CompiledRuleSet,
  ruleId: string,
  test: RuleTest,
  engine: Confirmer,
  invalidRuleIds: readonly string[] = [],
): Promise<RuleTestResult> {
  const played = await playCase(ruleSet, test, engine, invalidRuleIds);
  const result = compare(lastAbout(ruleId, played), test.expect);
  if (played.impossibleStep === null) return result;
  const explanation = `Step ${played.impossibleStep} answers an invitation, but none was on the screen. ${result.explanation}`;
  return { ...result, passed: false, explanation };
}

/**
 * The decision that says what came of a rule: what became of its invitation, if that was in the last step, else the
 * last one.
 */
export function lastAbout(ruleId: string, { decisions, decidedBefore }: PlayedCase): Decision | undefined {
  const isAbout = (decision: Decision): boolean => decision.ruleId === ruleId;
  const ending = decisions
    .slice(decidedBefore)
    .filter((decision) => isAbout(decision) && endings.has(decision.outcome))
    .at(-1);
  return ending ?? decisions.filter(isAbout).at(-1);
}

const endings: ReadonlySet<Outcome> = new Set([
  'accepted',
  'declined',
  'dismissed',
  'expired',
  'withdrawn',
  'failed',
  'held_out',
]);

/** Plays a case through the flow, whatever comes of it. */
export async function playCase(
  ruleSet: CompiledRuleSet,
  { given, then = [] }: Pick<RuleTest, 'given' | 'then'>,
  engine: Confirmer,
  invalidRuleIds: readonly string[] = [],
): Promise<PlayedCase> {
  const decisions: Decision[] = [];
  const world = createWorld(given, ruleSet);
  let state = initialFlowState(ruleSet.ruleSet.defaultLanguage ?? 'en');

  const send = async (...events: readonly FlowEvent[]): Promise<void> => {
    const waiting = [...events];
    for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) {
      const result = step(state, event, world.at());
      state = result.state;
      for (const effect of result.effects) {
        if (effect.type === 'decide') decisions.push(effect.decision);
        waiting.push(...(await world.answersTo(effect, engine)));
      }
    }
  };

  await send(
    { type: 'gatesChanged', gates: { ...openGates, ...world.gates() } },
    { type: 'historyChanged', history: world.history },
    { type: 'pageViewStarted', pageViewId: 'case', visitId: 'visit', facts: world.facts() },
    {
      type: 'ruleSetLoaded',
      program: {
        compiled: ruleSet,
        targeting: targetingOf(ruleSet, given),
        ruleSetId: ruleSet.ruleSet.id,
        invalidRuleIds,
        failure: null,
      },
    },
  );
  await send(...world.remember(state.history));
  let decidedBefore = 0;
  for (const [index, later] of then.entries()) {
    decidedBefore = decisions.length;
    const { stage } = state;
    const shown = stage.name === 'invited' ? stage.invitationId : null;
    if (later.answer !== undefined && shown === null) {
      return { decisions, decidedBefore, state, impossibleStep: index + 1 };
    }
    await send(...world.live(later, index + 2, shown));
    await send(...world.remember(state.history));
  }
  return { decisions, decidedBefore, state, impossibleStep: null };
}

/** What is around the flow: it answers what the flow asks, and changes from step to step. */
interface World {
  readonly at: () => number;
  /** The invitations before the case. */
  readonly history: readonly InvitationRecord[];
  readonly gates: () => ReturnType<typeof gatesOf>;
  /** What may be known, as the page would publish it. */
  readonly facts: () => ReadonlyMap<FactKey, FactValue>;
  readonly answersTo: (effect: FlowEffect, engine: Confirmer) => Promise<readonly FlowEvent[]>;
  /** Takes a later step over and gives what it means to the flow. */
  readonly live: (later: LaterStep, number: number, invitationId: string | null) => readonly FlowEvent[];
  /** Takes over what has become of the invitations, and gives the facts that tell otherwise of them since. */
  readonly remember: (history: readonly InvitationRecord[]) => readonly FlowEvent[];
}

function createWorld(given: GivenCase, { needs }: CompiledRuleSet): World {
  let moment: Moment = { at: Date.parse(given.at ?? DEFAULT_AT), pageViewId: 'case', visitId: 'visit' };
  let now: Circumstances = given;
  let visit = 1;
  const past = historyOf(given, moment.at);
  let history = past;
  /** `null`: the case says nothing of events. */
  let heard: readonly HeardEvent[] | null = null;
  /** The attempt that waits until the visitor may be interrupted. */
  let interrupted: number | null = null;
  const known = new Map<FactKey, FactValue>();

  const learn = (circumstances: Circumstances): void => {
    const { facts = {}, events } = circumstances;
    for (const [key, value] of Object.entries(facts)) known.set(key, value);
    const chat = chatOf(circumstances);
    if (chat !== undefined) now = { ...now, chat };
    if (events === undefined) return;
    heard = [...(heard ?? []), ...events.map((name) => ({ ...moment, name }))];
    // A count that is given goes on from there.
    for (const { fact, key, params } of needs.values()) {
      const before = known.get(key);
      if (!/count$/i.test(fact) || typeof before !== 'number') continue;
      known.set(key, before + events.filter((name) => name === params?.['name']).length);
    }
  };
  const gates = (): ReturnType<typeof gatesOf> => gatesOf(now);
  // Facts about agents become known with the answer about availability, as on the page.
  const facts = (): ReadonlyMap<FactKey, FactValue> => {
    const { consent } = gates();
    const published = new Map([
      ...factsOfInvitations(needs.values(), history, moment),
      ...(heard === null ? [] : factsOfEvents(needs.values(), heard, moment)),
      ...known,
    ]);
    return new Map(
      [...published].filter(([key]) => {
        const { purpose = 'none', owner } = definitionOf(key) ?? {};
        return owner !== 'availability' && (purpose === 'none' || consent[purpose] === 'granted');
      }),
    );
  };

  const answersTo = async (effect: FlowEffect, engine: Confirmer): Promise<readonly FlowEvent[]> => {
    switch (effect.type) {
      case 'takeLock':
        return [{ type: 'lockAnswered', attempt: effect.attempt, held: now.otherTab !== true }];
      case 'askAvailability': {
        const availability = availabilityOf(now, known);
        return [
          {
            type: 'availabilityAnswered',
            attempt: effect.attempt,
            availability,
            goodUntil: moment.at + 30_000,
          },
        ];
      }
      case 'confirmRule': {
        const { attempt, rule, facts: snapshot } = effect;
        if (now.engine === 'unavailable') return [{ type: 'engineAnswered', attempt, answer: 'unavailable' }];
        const confirmed =
          now.engine === undefined ? await engine.confirm(rule, snapshot) : now.engine === 'confirms';
        return [{ type: 'engineAnswered', attempt, answer: confirmed ? 'confirmed' : 'denied' }];
      }
      case 'awaitQuietMoment':
        interrupted = effect.attempt;
        return now.visitorBusy === true ? [] : [{ type: 'quietMoment', attempt: effect.attempt }];
      case 'invite': {
        const { invitationId } = effect;
        if (now.widget === 'refuses') return [{ type: 'invitationChanged', invitationId, event: 'failed' }];
        now = { ...now, chat: 'proactive' };
        return [
          { type: 'invitationChanged', invitationId, event: 'shown' },
          { type: 'gatesChanged', gates: gates() },
        ];
      }
      case 'withdraw':
        now = { ...now, chat: 'closed' };
        return [{ type: 'invitationChanged', invitationId: effect.invitationId, event: 'withdrawn' }];
      default:
        return [];
    }
  };

  const live = (later: LaterStep, number: number, invitationId: string | null): readonly FlowEvent[] => {
    const { secondsLater = 0, pageView = false, answer } = later;
    const before = facts();
    moment = { ...moment, at: moment.at + secondsLater * 1000 };
    const chat = chatOf(later);
    const events: FlowEvent[] = [];
    if (invitationId !== null && answer !== undefined) {
      events.push({ type: 'invitationChanged', invitationId, event: answer });
      now = { ...now, chat: answer === 'accepted' ? 'active' : 'closed' };
    } else if (invitationId !== null && chat !== undefined && chat !== 'proactive') {
      // A chat that begins takes the place of the invitation.
      events.push({ type: 'invitationChanged', invitationId, event: 'withdrawn' });
    }
    now = { ...now, ...later };
    if (pageView) {
      if (secondsLater >= VISIT_SECONDS) visit += 1;
      moment = {
        ...moment,
        pageViewId: `case-${number}`,
        visitId: visit === 1 ? 'visit' : `visit-${visit}`,
      };
      for (const key of known.keys()) {
        if (definitionOf(key)?.scope === 'page') known.delete(key);
      }
    }
    learn(later);
    events.push({ type: 'gatesChanged', gates: gates() });
    if (pageView) {
      const { pageViewId, visitId } = moment;
      events.push({ type: 'pageViewStarted', pageViewId, visitId, facts: facts() });
    } else {
      events.push({ type: 'factsChanged', facts: changesBetween(before, facts()) });
    }
    if (interrupted !== null && now.visitorBusy !== true) {
      events.push({ type: 'quietMoment', attempt: interrupted });
    }
    if (secondsLater > 0) events.push({ type: 'woke' });
    return events;
  };

  const remember = (current: readonly InvitationRecord[]): readonly FlowEvent[] => {
    const before = facts();
    history = current;
    const changed = changesBetween(before, facts());
    return changed.size === 0 ? [] : [{ type: 'factsChanged', facts: changed }];
  };

  learn(given);
  return { at: () => moment.at, history: past, gates, facts, answersTo, live, remember };
}

function changesBetween(
  before: ReadonlyMap<FactKey, FactValue>,
  after: ReadonlyMap<FactKey, FactValue>,
): ReadonlyMap<FactKey, FactValue | undefined> {
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return new Map(
    keys.filter((key) => before.get(key) !== after.get(key)).map((key) => [key, after.get(key)]),
  );
}

function definitionOf(key: FactKey): FactDefinition | null {
  const name = key.split('?', 1)[0] ?? '';
  return isFactName(name) ? factDefinition(name) : null;
}

/** Schedules are asked as on a page; to which shares the visitor belongs is given. */
function targetingOf({ ruleSet }: CompiledRuleSet, given: GivenCase): Targeting {
  return createTargeting(ruleSet, given.timeZone ?? 'UTC', {
    isRolledOut: () => given.rolledOut ?? true,
    isInSample: () => given.inSample ?? true,
    isHeldOut: () => given.heldOut ?? false,
    variantOf: ({ invitation: { variants = [] } }) =>
      variants.find(({ id }) => id === given.variant) ?? variants[0] ?? null,
  });
}

function historyOf({ history = [] }: GivenCase, at: number): readonly InvitationRecord[] {
  return history
    .map((past, index) => ({
      invitationId: `past-${index}`,
      ruleId: past.ruleId ?? '',
      outcome: past.outcome,
      at: at - past.secondsAgo * 1000,
      pageViewId: `past-${index}`,
      visitId: past.secondsAgo < VISIT_SECONDS ? 'visit' : `past-${index}`,
    }))
    .sort((one, other) => one.at - other.at);
}

function compare(decision: Decision | undefined, expect: RuleTest['expect']): RuleTestResult {
  const outcome = decision?.outcome ?? 'waiting';
  const reason = decision?.reason ?? null;
  const expected = typeof expect === 'string' ? { outcome: expect } : expect;
  const passed =
    outcome === expected.outcome && (expected.reason === undefined || reason === expected.reason);
  const explanation = explain(outcome, reason, decision);
  return { passed, outcome, reason, explanation, trace: decision?.trace ?? null };
}

function explain(outcome: Outcome, reason: Reason | null, decision: Decision | undefined): string {
  if (reason === null) return `The outcome is "${outcome}".`;
  const missing = (decision?.nearMiss ?? []).map(describeMissing).join(' and ');
  return `The outcome is "${outcome}" (${reason}): ${reasonTexts[reason]}${missing === '' ? '' : ` Missing: ${missing}.`}`;
}
