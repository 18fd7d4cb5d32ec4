import { clickIds } from '../core/clickIds.ts';
import { membersOf } from '../page/members.ts';
import { amendJourney, isFromHere, readJourney } from './memory.ts';
import type { Signal, SignalHost } from './signal.ts';

const parameters = {
  'campaign.source': 'utm_source',
  'campaign.medium': 'utm_medium',
  'campaign.name': 'utm_campaign',
  'campaign.term': 'utm_term',
  'campaign.content': 'utm_content',
} as const;

const LONGEST = 300;

/** Where the visit came from: kept from its first page view on, so that it is known on the pages after it too. */
export const campaignSignal: Signal = {
  start: (host) => {
    const { origin } = readJourney(host);
    const kept = origin === undefined ? originOf(host) : textsOf(origin);
    if (origin === undefined && kept !== null) amendJourney(host, { origin: kept });
    if (kept !== null) host.publish(new Map(Object.entries(kept)));
    return { stop: () => undefined };
  },
};

/** `null` if the visit began before anything was kept. */
function originOf({ window, visits }: SignalHost): Readonly<Record<string, string>> | null {
  if (isFromHere(window)) return null;
  const found: Record<string, string> = { 'visit.referrer': window.document.referrer.slice(0, LONGEST) };
  const query = new URL(visits.pageViews[0]?.url ?? window.location.href).searchParams;
  for (const [fact, parameter] of Object.entries(parameters)) {
    const value = query.get(parameter);
    if (value !== null) found[fact] = value.slice(0, LONGEST);
  }
  const clickId = clickIds.find((name) => query.has(name));
  if (clickId !== undefined)
    found['campaign.clickId'] = `${clickId}=${query.get(clickId) ?? ''}`.slice(0, LONGEST);
  return found;
}

function textsOf(stored: unknown): Readonly<Record<string, string>> {
  const names = ['visit.referrer', 'campaign.clickId', ...Object.keys(parameters)];
  const members = membersOf(stored);
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = members[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}
