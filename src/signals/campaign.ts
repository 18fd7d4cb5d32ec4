import { clickIds } from '../core/clickIds.ts';
import { membersOf } from '../page/members.ts';
import type { Visits } from '../page/visits.ts';
import { amendJourney, isFromHere, readJourney } from './memory.ts';
import type { Signal, SignalHost } from './signal.ts';

const parameters = {
  'campaign.source': 'utm_source',
  'campaign.medium': 'utm_medium',
  'campaign.name': 'utm_campaign',
  'campaign.term': 'utm_term',
  'campaign.content': 'utm_content',
} as const;

const names = ['visit.referrer', 'campaign.clickId', ...Object.keys(parameters)];

const LONGEST = 300;

/** By tag: the visit that was under way when this was first asked, which is that of the load. */
const firstVisits = new WeakMap<Visits, string>();

/** Where the visit came from: kept from its first page view on, so that it is known on the pages after it too. */
export const campaignSignal: Signal = {
  start: (host) => {
    const { visits } = host;
    if (!firstVisits.has(visits)) firstVisits.set(visits, visits.id());
    const { origin: kept } = readJourney(host);
    const origin = kept ?? originOf(host);
    if (kept === undefined && origin !== null) amendJourney(host, { origin });
    const members = membersOf(origin);
    // Also what there is none of: it may have been known of the visit before.
    const facts = names.map((name) => {
      const value = members[name];
      return [name, typeof value === 'string' ? value : undefined] as const;
    });
    host.publish(new Map(facts));
    return { stop: () => undefined };
  },
};

/** `null` if the visit began before anything was kept. */
function originOf({ window, visits }: SignalHost): Readonly<Record<string, string>> | null {
  // One that begins long after the load, on a page that was left open, was led to by no other site.
  const isOfLoad = firstVisits.get(visits) === visits.id();
  if (isOfLoad && isFromHere(window)) return null;
  const referrer = isOfLoad ? window.document.referrer.slice(0, LONGEST) : '';
  const found: Record<string, string> = { 'visit.referrer': referrer };
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
