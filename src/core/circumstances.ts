import type { Availability } from './availability.ts';
import type { ConsentAnswer, Gates } from './eligibility.ts';
import type { FactKey, FactValue } from './facts.ts';
import type { Circumstances } from './ruleSet.ts';

/** The gates under the circumstances of a case. */
export function gatesOf(circumstances: Circumstances): Gates {
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
