import type { CompiledCondition, MissingFact, Trace } from '../core/conditions.ts';
import { evaluateCondition, nearMiss } from '../core/conditions.ts';
import type { ConsentAnswer, InvitationRecord, StoredPurpose } from '../core/eligibility.ts';
import { factKey } from '../core/facts.ts';
import type { FactKey, FactSnapshot } from '../core/facts.ts';
import type { FlowState } from '../core/flowState.ts';
import type { Outcome, Reason } from '../core/reasons.ts';
import { reasonTexts } from '../core/reasons.ts';
import type { RuleSet } from '../core/ruleSet.ts';
import { openFacts, ruleEligibility, variantIdOf } from '../core/ruleStatus.ts';
import type { GateName } from './gates.ts';
import { gateOf } from './gates.ts';
import type { LastAvailability } from './host.ts';

/** How one rule that invites stands now. */
export interface RuleView {
  readonly id: string;
  readonly title: string;
  readonly outcome: Outcome;
  readonly reason: Reason | null;
  /** The reason's sentence, or what stands for it. */
  readonly words: string;
  /** What stopped the rule; `null` if nothing has. */
  readonly gate: GateName | null;
  /** Milliseconds since 1970, when time alone may change the answer. */
  readonly until: number | null;
  readonly nearMiss: readonly MissingFact[];
  /** What became of its latest invitation or hold-out that is remembered, and when it was shown. */
  readonly last: Pick<InvitationRecord, 'outcome' | 'at'> | null;
  readonly priority: number;
  readonly variantId: string | null;
  /** `null` for a rule that could not be read. */
  readonly conditions: Trace | null;
  readonly withdrawWhen: Trace | null;
}

export interface SuppressingRuleView {
  readonly id: string;
  readonly title: string;
  /** Whether the rule silences others now. */
  readonly isInForce: boolean;
  readonly words: string;
  readonly conditions: Trace;
}

export interface InspectorView {
  /** `null` as long as no rule set has come. */
  readonly ruleSetId: string | null;
  readonly ruleSetVersion: string;
  /** Why there is no rule set at all. */
  readonly failure: string | null;
  /** By the rule set, or by the page. */
  readonly isPaused: boolean;
  /** By the page, which can also end it. */
  readonly isPausedByPage: boolean;
  readonly consent: Readonly<Record<StoredPurpose, ConsentAnswer>>;
  readonly chat: string;
  readonly availability: LastAvailability | null;
  readonly rules: readonly RuleView[];
  readonly suppressing: readonly SuppressingRuleView[];
  /** The purposes under which facts would become known that are not, by fact. */
  readonly refused: Readonly<Record<FactKey, StoredPurpose>>;
}

/** Everything the inspector shows, from the state of the flow. `at` is in milliseconds since 1970. */
export function viewOf(state: FlowState, availability: LastAvailability | null, at: number): InspectorView {
  const { program, gates, facts } = state;
  const compiled = program?.compiled ?? null;
  const failure = program?.failure ?? null;
  return {
    ruleSetId: program === null ? null : (compiled?.ruleSet.id ?? program.ruleSetId),
    ruleSetVersion: compiled?.ruleSet.version ?? '',
    failure: failure === null ? null : failureTexts[failure],
    isPaused: gates.paused || compiled?.ruleSet.paused === true,
    isPausedByPage: gates.paused,
    consent: gates.consent,
    chat: gates.sdk === 'ready' ? gates.chat : gates.sdk,
    availability,
    rules: [
      ...(program?.invalidRuleIds ?? []).map(invalidRule),
      ...(compiled?.rules ?? []).map((rule) => {
        const { outcome, reason } = statusOf(state.told.get(rule.rule.id));
        const eligibility = ruleEligibility(rule, state, at);
        const hold = state.holds.get(rule.rule.id);
        const until =
          !eligibility.eligible && eligibility.reason === reason
            ? eligibility.until
            : hold?.reason === reason
              ? hold.until
              : undefined;
        return {
          id: rule.rule.id,
          title: rule.rule.title ?? rule.rule.id,
          outcome,
          reason,
          words: wordsFor(outcome, reason, rule.ruleSet),
          gate: reason === null ? null : gateOf(reason),
          until: until === undefined || until <= at || until === Infinity ? null : until,
          nearMiss: reason === 'needs_more' ? (nearMiss(rule.condition, facts, openIn(facts)) ?? []) : [],
          last: latestOf(rule.rule.id, state),
          priority: rule.rule.priority ?? 1,
          variantId: variantIdOf(rule, state),
          conditions: traceOf(rule.condition, facts),
          withdrawWhen: rule.withdrawWhen === null ? null : traceOf(rule.withdrawWhen, facts),
        };
      }),
    ],
    suppressing: (compiled?.suppressing ?? []).map(({ rule, condition }) => {
      const holds = state.suppressing.includes(rule);
      const isOpen = program?.targeting?.schedule(rule, at).isOpen ?? true;
      const whom = rule.group === undefined ? 'every rule' : `the rules of the group ${rule.group}`;
      return {
        id: rule.id,
        title: rule.title ?? rule.id,
        isInForce: holds && isOpen && rule.enabled !== false,
        words:
          rule.enabled === false
            ? 'It is switched off.'
            : !holds
              ? 'Its conditions do not hold.'
              : isOpen
                ? `It holds, and silences ${whom}.`
                : 'Its conditions hold, but its schedule is closed now.',
        conditions: evaluateCondition(condition, facts),
      };
    }),
    refused: refusedFacts(state),
  };
}

function latestOf(id: string, { history }: FlowState): RuleView['last'] {
  const own = history.filter(({ ruleId }) => ruleId === id);
  return own.sort((one, other) => other.at - one.at)[0] ?? null;
}

const inConsole = 'The console of the browser says which.';

const failureTexts = {
  assets_unavailable: `The rule set, or a file of the tag, could not be loaded. ${inConsole}`,
  invalid_rule: `The rule set has a mistake that concerns all of it. ${inConsole}`,
} as const;

const outcomeTexts: Readonly<Record<Outcome, string>> = {
  waiting: 'Its conditions hold. Whether somebody is there is being asked.',
  suppressed: 'It may not invite.',
  held_out: reasonTexts.held_out,
  invited: 'Its invitation is on the screen.',
  accepted: 'The visitor accepted its invitation.',
  declined: 'The visitor declined its invitation.',
  dismissed: 'The visitor closed its invitation.',
  expired: 'Its invitation went unanswered.',
  withdrawn: 'Its invitation was taken back.',
  failed: 'Its invitation could not be shown.',
};

function wordsFor(outcome: Outcome, reason: Reason | null, { paused = false }: RuleSet): string {
  if (reason === null) return outcomeTexts[outcome];
  if (reason === 'assets_unavailable') return `${reasonTexts[reason]} ${inConsole}`;
  return reason === 'paused' && paused ? `${reasonTexts[reason]} The rule set says so.` : reasonTexts[reason];
}

/** What was last told of a rule: outcome and reason, with a space between them. */
function statusOf(told: string | undefined): { readonly outcome: Outcome; readonly reason: Reason | null } {
  const [outcome = 'waiting', reason = ''] = (told ?? 'waiting not_matched').split(' ');
  return { outcome: outcome as Outcome, reason: reason === '' ? null : (reason as Reason) };
}

function invalidRule(id: string): RuleView {
  return {
    id,
    title: id,
    outcome: 'suppressed',
    reason: 'invalid_rule',
    words: `${reasonTexts.invalid_rule} ${inConsole}`,
    gate: gateOf('invalid_rule'),
    until: null,
    nearMiss: [],
    last: null,
    priority: 1,
    variantId: null,
    conditions: null,
    withdrawWhen: null,
  };
}

function openIn(facts: FactSnapshot): ReadonlySet<(typeof openFacts)[number]> {
  return new Set(openFacts.filter((fact) => !facts.has(fact)));
}

function traceOf(condition: CompiledCondition, facts: FactSnapshot): Trace {
  return evaluateCondition(condition, facts, openIn(facts));
}

function refusedFacts({ program, gates, facts }: FlowState): Readonly<Record<FactKey, StoredPurpose>> {
  const refused: Record<FactKey, StoredPurpose> = {};
  for (const { key, purpose } of program?.compiled?.needs.values() ?? []) {
    if (purpose !== 'none' && !facts.has(key) && gates.consent[purpose] !== 'granted') refused[key] = purpose;
  }
  return refused;
}

/** Key under which `refused` has the fact of a leaf. */
export function keyOfLeaf({ fact, params }: Trace): FactKey {
  return factKey(fact ?? '', params);
}
