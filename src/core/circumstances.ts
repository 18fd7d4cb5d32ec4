import type { Availability } from './availability.ts';
import type { FactNeed } from './compile.ts';
import type { ConsentAnswer, Gates, InvitationRecord } from './eligibility.ts';
import type { FactKey, FactParams, FactValue } from './facts.ts';
import type { Circumstances } from './ruleSet.ts';
import { chatStates } from './sdkPort.ts';
import type { ChatState } from './sdkPort.ts';

/** The gates under the circumstances of a case. */
export function gatesOf(circumstances: Circumstances): Omit<Gates, 'unobserved'> {
  const { consent, privacySignal, chat, widget = 'ready', assets, tabHidden } = circumstances;
  const answer: ConsentAnswer = consent === 'denied' ? 'missing' : 'granted';
  // Global Privacy Control says nothing about what only keeps the visitor from being asked too often.
  const unlessSignal = privacySignal === true ? 'privacy_signal' : answer;
  return {
    consent: { functionality: answer, personalization: unlessSignal, analytics: unlessSignal },
    chat: chat ?? 'closed',
    sdk: widget === 'refuses' ? 'ready' : widget,
    assets: assets ?? 'loaded',
    tabVisible: tabHidden !== true,
    visitorBusy: circumstances.visitorBusy ?? false,
    paused: circumstances.paused ?? false,
    pageExcluded: circumstances.excludedPage ?? false,
  };
}

/** The state of the chat a case tells, in so many words or as a fact; a page knows only one. */
export function chatOf({ chat, facts }: Circumstances): ChatState | undefined {
  return chat ?? chatStates.find((state) => state === facts?.['chat.state']);
}

/** What the service answers under the circumstances of a case, with the facts about agents that the case gives. */
export function availabilityOf(
  { availability }: Circumstances,
  facts: ReadonlyMap<FactKey, FactValue>,
): Availability {
  const isClosed = facts.get('agent.queueOpen') === false;
  const isNobodyThere = isClosed || facts.get('agent.available') === false;
  const numbers = { ...numberOf('waitMinutes', facts), ...numberOf('positionInQueue', facts) };
  switch (availability ?? (isNobodyThere ? 'unavailable' : 'available')) {
    case 'unavailable':
      return { status: 'unavailable', reason: isClosed ? 'queue_closed' : 'agents_unavailable', ...numbers };
    case 'queue_closed':
      return { status: 'unavailable', reason: 'queue_closed', ...numbers };
    case 'unknown':
      return { status: 'unknown', cause: 'timeout' };
    case 'rate_limited':
      return { status: 'unknown', cause: 'rate_limited' };
    default:
      return { status: 'available', waitMinutes: 0, positionInQueue: 0, ...numbers };
  }
}

function numberOf(
  name: 'waitMinutes' | 'positionInQueue',
  facts: ReadonlyMap<FactKey, FactValue>,
): Partial<Record<typeof name, number>> {
  const value = facts.get(`agent.${name}`);
  return typeof value === 'number' ? { [name]: value } : {};
}

/** An event that has come in a case. */
export interface HeardEvent {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly pageViewId: string;
}

/** Where a case stands now. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly pageViewId: string;
  readonly visitId: string;
}

/** What a page answers to the questions of a rule set about events, those that never came included. */
export function factsOfEvents(
  needs: Iterable<FactNeed>,
  heard: readonly HeardEvent[],
  { at, pageViewId }: Moment,
): ReadonlyMap<FactKey, FactValue> {
  const ofPage = heard.filter((event) => event.pageViewId === pageViewId);
  const answers = new Map<FactKey, FactValue>();
  for (const { fact, key, params = {}, scope } of needs) {
    const events = scope === 'page' ? ofPage : heard;
    if (fact === 'event.count' || fact === 'visit.eventCount') {
      const counted = events.filter(({ name }) => name === params['name']);
      answers.set(key, counted.filter((event) => at - event.at < windowOf(params)).length);
    } else if (fact === 'event.sequence' || fact === 'visit.eventSequence') {
      answers.set(key, isInOrder(events, params));
    }
  }
  return answers;
}

/** As the page does: the last first event is the one to go by. */
function isInOrder(events: readonly HeardEvent[], params: FactParams): boolean {
  let begunAt: number | null = null;
  for (const { name, at } of events) {
    if (name === params['then'] && begunAt !== null && at - begunAt <= windowOf(params)) return true;
    if (name === params['without']) begunAt = null;
    if (name === params['first']) begunAt = at;
  }
  return false;
}

function windowOf({ withinSeconds = Infinity }: FactParams): number {
  return Number(withinSeconds) * 1000;
}

/** What a page answers to the questions of a rule set about invitations before. `history` is in the order of time. */
export function factsOfInvitations(
  needs: Iterable<FactNeed>,
  history: readonly InvitationRecord[],
  { at, pageViewId, visitId }: Moment,
): ReadonlyMap<FactKey, FactValue> {
  const last = history.at(-1);
  const answers = new Map<FactKey, FactValue>();
  for (const { fact, key, params = {} } of needs) {
    if (fact === 'invitation.count') {
      const counted = history.filter(
        (record) =>
          (params['scope'] !== 'page' || record.pageViewId === pageViewId) &&
          (params['scope'] !== 'visit' || record.visitId === visitId),
      );
      answers.set(key, counted.length);
    } else if (fact === 'invitation.lastOutcome' && last !== undefined) {
      answers.set(key, last.outcome);
    } else if (fact === 'invitation.secondsSinceLast' && last !== undefined) {
      answers.set(key, Math.max(0, at - last.at) / 1000);
    }
  }
  return answers;
}
