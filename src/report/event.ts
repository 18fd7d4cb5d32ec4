import { GOAL_EVENT, dataLayerName, outcomeEvent } from '../core/analyticsNames.ts';
import type { AnalyticsParameter } from '../core/analyticsNames.ts';
import { outcomes, reasonTexts } from '../core/reasons.ts';
import type { Outcome, Reason } from '../core/reasons.ts';
import { sdkEventNames } from '../core/sdkEvents.ts';

/** What an event tells of the way from a rule that qualifies to its goal. */
export type Step = Exclude<Outcome, 'waiting'> | 'queued' | 'message' | 'goal';

/** An event of ours, as far as the report asks for it. */
export interface StepEvent {
  readonly step: Step;
  readonly ruleSetId: string;
  /** `null`: it is about the rule set as a whole, which could not be used. */
  readonly ruleId: string | null;
  /** Only of a suppressed rule. */
  readonly reason: Reason | null;
  readonly visitor: string;
  /** The day as in GA4's export, `20261127`; `null` if the event tells no time. */
  readonly day: string | null;
}

/**
 * `other`: nothing the report asks for. `anonymous`: it would be asked for, but says nothing of the visitor. `malformed`:
 * a sentence, to stand behind the line number.
 */
export type ReadEvent =
  | { readonly kind: 'step'; readonly event: StepEvent }
  | { readonly kind: 'other' }
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'malformed'; readonly problem: string };

/** Where the id of a visitor is looked for, in this order: GA4's export, then its client id under two usual names. */
export const visitorFields = ['user_pseudo_id', 'client_id', 'clientId'] as const;

const steps: ReadonlyMap<string, Step> = new Map<string, Step>([
  ...outcomes.flatMap((outcome): [string, Step][] =>
    outcome === 'waiting' ? [] : [[outcomeEvent(outcome), outcome]],
  ),
  [dataLayerName('lcw:chatQueued'), 'queued'],
  [dataLayerName('lcw:onMessageSent'), 'message'],
  [GOAL_EVENT, 'goal'],
]);
const sdkEvents: ReadonlySet<string> = new Set(sdkEventNames.map(dataLayerName));

type Members = Readonly<Record<string, unknown>>;

/**
 * Reads one event: a push to the data layer as it was recorded, a row of GA4's BigQuery export with its nested
 * parameters, or a row of a table with a column for each parameter. Never throws.
 *
 * @param visitorField - the only member that tells visitors apart; `null` = the usual ones.
 */
export function readEvent(input: unknown, visitorField: string | null): ReadEvent {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return malformed('An event is an object with a name and parameters.');
  }
  const members = input as Members;
  const name = members['event_name'] ?? members['event'];
  if (typeof name !== 'string' || name === '') {
    return malformed('There is no name: "event_name", or "event" as in the data layer.');
  }
  const step = steps.get(name);
  if (step === undefined) {
    const isOurs = name.startsWith('proactive_chat_') || (name.startsWith('lcw_') && !sdkEvents.has(name));
    return isOurs ? malformed(`There is no event "${short(name)}".`) : { kind: 'other' };
  }
  const nested = members['event_params'];
  if (nested != null && !Array.isArray(nested)) {
    return malformed('"event_params" is not the list of keys and values that GA4 exports.');
  }
  const parameters = nested == null ? members : fromNested(nested);
  const text = (key: AnalyticsParameter): string | null => textOf(parameters[key]);
  const ruleSetId = text('proactive_rule_set_id');
  const ruleId = text('proactive_rule_id');
  // A chat that no invitation has led to.
  if ((step === 'queued' || step === 'message') && ruleId === null) return { kind: 'other' };
  if (ruleSetId === null) return malformed(`${name} without "proactive_rule_set_id".`);
  if (ruleId === null && step !== 'suppressed') return malformed(`${name} without "proactive_rule_id".`);
  let reason: Reason | null = null;
  if (step === 'suppressed') {
    const given = text('proactive_reason');
    if (given === null) return malformed(`${name} without "proactive_reason".`);
    if (!isReason(given)) return malformed(`There is no reason "${short(given)}".`);
    reason = given;
  }
  const visitor = visitorOf(members, visitorField);
  if (visitor === null) return { kind: 'anonymous' };
  return { kind: 'step', event: { step, ruleSetId, ruleId, reason, visitor, day: dayOf(members) } };
}

function malformed(problem: string): ReadEvent {
  return { kind: 'malformed', problem };
}

/** `[{ key, value: { string_value, int_value, … } }]` as members; an entry that is none says nothing. */
function fromNested(list: readonly unknown[]): Members {
  const found: Record<string, unknown> = {};
  for (const entry of list) {
    const { key, value } = membersOf(entry);
    if (typeof key !== 'string') continue;
    const { string_value, int_value } = membersOf(value);
    // GA4 takes a text of digits for a number.
    found[key] = string_value ?? int_value;
  }
  return found;
}

function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null ? (value as Members) : {};
}

/** An empty cell of a table says as little as a missing member. */
function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

function visitorOf(members: Members, field: string | null): string | null {
  for (const name of field === null ? visitorFields : [field]) {
    const id = textOf(members[name]);
    if (id !== null) return id;
  }
  return null;
}

function dayOf(members: Members): string | null {
  const day = textOf(members['event_date']);
  if (day !== null && /^\d{8}$/.test(day)) return day;
  // Microseconds since 1970, exported as text by BigQuery.
  const milliseconds = Number(textOf(members['event_timestamp']) ?? Number.NaN) / 1000;
  const isTime = Number.isFinite(milliseconds) && Math.abs(milliseconds) < 8.64e15;
  return isTime ? new Date(milliseconds).toISOString().slice(0, 10).replaceAll('-', '') : null;
}

function isReason(text: string): text is Reason {
  return Object.hasOwn(reasonTexts, text);
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
