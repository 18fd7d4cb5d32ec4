import type { Reason } from '../../../src/core/reasons.ts';

/** An event as GA4's BigQuery export has it. */
export interface ExportedEvent {
  readonly event_date: string;
  readonly event_timestamp: number;
  readonly event_name: string;
  readonly user_pseudo_id: string | null;
  readonly event_params: readonly {
    readonly key: string;
    readonly value: {
      readonly string_value: string | null;
      readonly int_value: number | null;
      readonly float_value: null;
      readonly double_value: null;
    };
  }[];
}

export interface World {
  readonly seed: number;
  /** Visitors of the site. */
  readonly visitors: number;
  readonly holdoutPercent: number;
  /** Share of the held-out that reach the goal of a rule they qualify for. */
  readonly goalRate: number;
  /** 0.2: of the invited a fifth more do. */
  readonly trueLift: number;
  /** Share of the invited whose events never arrive, as of an invitation that breaks the page. */
  readonly lostInvited?: number;
}

/** What the events of a row tell when they are read rightly, counted as they are made. */
export interface Truth {
  readonly funnel: Record<
    'qualified' | 'suppressed' | 'heldOut' | 'invited' | 'accepted' | 'queued' | 'firstMessage' | 'goal',
    number
  >;
  readonly silence: Map<Reason, { visitors: number; neverInvited: number }>;
  readonly groups: Record<'invited' | 'heldOut', { visitors: number; goals: number }>;
}

const FIRST_DAY = Date.UTC(2026, 9, 1);
const DAY_MS = 86_400_000;
export const RULE_SET = 'shop-eu';
export const rules = ['pricing-hesitation', 'cart-rescue', 'error-help'] as const;

const { imul } = Math;

/** Numbers from 0 to 1, always the same for one seed: a Weyl sequence, mixed as in MurmurHash3. */
export function seededRandom(seed: number): () => number {
  // Seeds side by side begin far apart.
  let state = mix(mix(seed) ^ 0x5bd1e995);
  return () => {
    state = (state + 0x9e3779b9) | 0;
    return (mix(state) >>> 0) / 2 ** 32;
  };
}

function mix(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = imul(mixed, 0x85ebca6b);
  mixed = imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

const qualifiedReasons = [
  ['agents_unavailable', 0.24],
  ['outside_schedule', 0.14],
  ['limit_reached', 0.1],
  ['visitor_busy', 0.05],
  ['lower_priority', 0.18],
  ['availability_unknown', 0.02],
] as const satisfies readonly (readonly [Reason, number])[];

/**
 * The events of a site's visitors, one visitor after the other, some told twice, and among them others that no figure
 * asks for. `truth` is complete when the events have been made.
 */
export function simulate({ seed, visitors, holdoutPercent, goalRate, trueLift, lostInvited = 0 }: World): {
  readonly events: Iterable<ExportedEvent>;
  readonly truth: ReadonlyMap<string | null, Truth>;
} {
  const random = seededRandom(seed);
  const chance = (share: number): boolean => random() < share;
  const truth = new Map<string | null, Truth>([null, ...rules].map((row) => [row, emptyTruth()]));

  function* events(): Generator<ExportedEvent> {
    for (let index = 0; index < visitors; index += 1) {
      const isAnonymous = chance(0.05);
      const visitor = isAnonymous ? null : `${Math.floor(random() * 2 ** 31)}.${1_760_000_000 + index}`;
      const time = FIRST_DAY + Math.floor(random() * 30 * DAY_MS);
      const made: ExportedEvent[] = [];
      const tell = (name: string, told: Readonly<Record<string, string>> = {}): void => {
        const event = exported(name, visitor, time + made.length * 1500, told);
        made.push(event, ...(chance(0.03) ? [event] : []));
      };
      tell('page_view');
      if (chance(0.5)) tell('scroll');
      if (chance(0.02)) tell('lcw_chat_queued');
      const seen = live(tell, chance);
      yield* made;
      if (!isAnonymous) note(truth, seen);
    }
  }

  /** One visitor's story, told as events; gives what there is to see in it. */
  function live(
    tell: (name: string, told?: Readonly<Record<string, string>>) => void,
    chance: (share: number) => boolean,
  ): ReadonlyMap<string, Seen> {
    const seen = new Map<string, Seen>();
    const isHeldOut = chance(holdoutPercent / 100);
    const isLost = !isHeldOut && chance(lostInvited);
    for (const rule of rules) {
      const about = { proactive_rule_id: rule };
      const found = emptySeen();
      seen.set(rule, found);
      const suppress = (reason: Reason): void => {
        found.reasons.add(reason);
        tell('proactive_chat_suppressed', { ...about, proactive_reason: reason });
      };
      if (chance(0.06)) suppress('no_consent');
      if (!chance(0.55)) continue;
      for (const [reason, share] of qualifiedReasons) {
        if (!chance(share)) continue;
        found.isSuppressed = true;
        suppress(reason);
      }
      const mayInvite = chance(0.6);
      found.isQualified = found.isSuppressed || (mayInvite && !isLost);
      if (!mayInvite || isLost) continue;
      const invitation = { ...about, proactive_invitation_id: `i-${rule}` };
      if (isHeldOut) {
        found.isHeldOut = true;
        tell('proactive_chat_held_out', { ...invitation, proactive_reason: 'held_out' });
      } else {
        found.isInvited = true;
        tell('proactive_chat_invited', invitation);
        found.isAccepted = chance(0.18);
        tell(found.isAccepted ? 'proactive_chat_accepted' : 'proactive_chat_dismissed', invitation);
        found.isQueued = found.isAccepted && chance(0.9);
        if (found.isQueued) tell('lcw_chat_queued', invitation);
        found.hasWritten = found.isQueued && chance(0.85);
        if (found.hasWritten) tell('lcw_on_message_sent', invitation);
      }
      found.isGoal = chance(isHeldOut ? goalRate : goalRate * (1 + trueLift));
      if (found.isGoal) {
        tell('proactive_chat_goal', {
          ...invitation,
          ...(isHeldOut ? { proactive_reason: 'held_out' } : {}),
        });
      }
    }
    return seen;
  }

  return { events: events(), truth };
}

interface Seen {
  readonly reasons: Set<Reason>;
  isQualified: boolean;
  isSuppressed: boolean;
  isHeldOut: boolean;
  isInvited: boolean;
  isAccepted: boolean;
  isQueued: boolean;
  hasWritten: boolean;
  isGoal: boolean;
}

function emptySeen(): Seen {
  return {
    reasons: new Set(),
    isQualified: false,
    isSuppressed: false,
    isHeldOut: false,
    isInvited: false,
    isAccepted: false,
    isQueued: false,
    hasWritten: false,
    isGoal: false,
  };
}

function emptyTruth(): Truth {
  return {
    funnel: {
      qualified: 0,
      suppressed: 0,
      heldOut: 0,
      invited: 0,
      accepted: 0,
      queued: 0,
      firstMessage: 0,
      goal: 0,
    },
    silence: new Map(),
    groups: { invited: { visitors: 0, goals: 0 }, heldOut: { visitors: 0, goals: 0 } },
  };
}

/** In the row of the rule set a visitor has done what any rule saw. */
function together(seen: Iterable<Seen>): Seen {
  const all = emptySeen();
  for (const one of seen) {
    one.reasons.forEach((reason) => all.reasons.add(reason));
    for (const name of Object.keys(all) as (keyof Seen)[]) {
      if (name !== 'reasons') all[name] ||= one[name];
    }
  }
  return all;
}

function note(truth: ReadonlyMap<string | null, Truth>, seen: ReadonlyMap<string, Seen>): void {
  for (const [row, one] of [...seen, [null, together(seen.values())] as const]) {
    const { funnel, silence, groups } = truth.get(row)!;
    funnel.qualified += Number(one.isQualified);
    funnel.suppressed += Number(one.isSuppressed);
    funnel.heldOut += Number(one.isHeldOut);
    funnel.invited += Number(one.isInvited);
    funnel.accepted += Number(one.isAccepted);
    funnel.queued += Number(one.isQueued);
    funnel.firstMessage += Number(one.hasWritten);
    funnel.goal += Number(one.isInvited && one.isGoal);
    for (const reason of one.reasons) {
      const counts = silence.get(reason) ?? { visitors: 0, neverInvited: 0 };
      counts.visitors += 1;
      counts.neverInvited += Number(!one.isInvited && !one.isHeldOut);
      silence.set(reason, counts);
    }
    if (!one.isInvited && !one.isHeldOut) continue;
    const group = one.isInvited ? groups.invited : groups.heldOut;
    group.visitors += 1;
    group.goals += Number(one.isGoal);
  }
}

function exported(
  name: string,
  visitor: string | null,
  time: number,
  told: Readonly<Record<string, string>>,
): ExportedEvent {
  const isOurs = name.startsWith('proactive_chat_') || 'proactive_rule_id' in told;
  const event_params = [param('ga_session_id', Math.floor(time / 1000))];
  if (isOurs) {
    event_params.push(param('proactive_rule_set_id', RULE_SET), param('proactive_rule_set_version', 7));
    event_params.push(param('proactive_protocol', 1));
  }
  for (const key in told) event_params.push(param(key, told[key] ?? ''));
  const day = 1 + Math.floor((time - FIRST_DAY) / DAY_MS);
  return {
    event_date: `202610${day < 10 ? '0' : ''}${day}`,
    event_timestamp: time * 1000,
    event_name: name,
    user_pseudo_id: visitor,
    event_params,
  };
}

/** GA4 takes a text of digits for a number, which is why the version is one. */
function param(key: string, given: string | number): ExportedEvent['event_params'][number] {
  const isNumber = typeof given === 'number';
  return {
    key,
    value: {
      string_value: isNumber ? null : given,
      int_value: isNumber ? given : null,
      float_value: null,
      double_value: null,
    },
  };
}

/** The same event with a member for each parameter, as a recorded push to the data layer, or a row of a table. */
export function flat({
  event_date,
  event_name,
  user_pseudo_id,
  event_params,
}: ExportedEvent): Record<string, string> {
  const params = event_params.map(({ key, value }) => [key, String(value.string_value ?? value.int_value)]);
  return { event_date, event_name, user_pseudo_id: user_pseudo_id ?? '', ...Object.fromEntries(params) };
}

const columns = [
  'event_date',
  'event_name',
  'user_pseudo_id',
  'proactive_rule_set_id',
  'proactive_rule_id',
  'proactive_reason',
] as const;

/** CSV with every cell in quotes. */
export function* csvLines(events: Iterable<ExportedEvent>): Generator<string> {
  yield columns.join(',');
  for (const event of events) {
    const cells = flat(event);
    yield columns.map((name) => `"${cells[name] ?? ''}"`).join(',');
  }
}

export function* jsonLines(events: Iterable<unknown>): Generator<string> {
  for (const event of events) yield JSON.stringify(event);
}

/** Lines as a file gives them: in pieces that end anywhere. */
export async function* bytesOf(lines: Iterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = '';
  for (const line of lines) {
    text += `${line}\n`;
    if (text.length < 65_536) continue;
    yield encoder.encode(text);
    text = '';
  }
  if (text !== '') yield encoder.encode(text);
}
