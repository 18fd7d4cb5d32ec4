import type { DescribedFact } from '../../core/factTable/define.ts';
import type { FactParams } from '../../core/facts.ts';

export type ShownFact = DescribedFact;

/** What the page asks about, of facts that have to be asked with parameters. */
const params: Readonly<Record<string, FactParams>> = {
  'page.elementVisible': { selector: '#facts', percent: 10, seconds: 1 },
  'page.elementExists': { selector: '.try__form' },
  'engagement.clicks': { selector: '[data-try]' },
  'engagement.domEvents': { type: 'change', selector: 'input' },
  'engagement.hoverSeconds': { selector: '[data-try]' },
  'engagement.videoPercent': { selector: 'video' },
  'engagement.formSubmits': { selector: '.try__form' },
  'engagement.formAbandonedSeconds': { selector: '.try__form' },
  'visit.formSubmits': { selector: '.try__form' },
  'visit.formsAbandoned': { selector: '.try__form' },
  'visit.eventCount': { name: 'search' },
  'visit.secondsSinceEvent': { name: 'search' },
  'visit.eventSequence': { first: 'search', then: 'purchase' },
  'visit.pathViews': { path: '/product/*' },
  'visit.secondsInSection': { path: '/facts' },
  'visitor.pathViews': { path: '/**' },
  'dataLayer.value': { key: 'event' },
  'event.count': { name: 'search' },
  'event.secondsSince': { name: 'search' },
  'event.sequence': { first: 'search', then: 'add_to_cart', withinSeconds: 60 },
  'custom.value': { name: 'mood' },
};

export function paramsOf(name: string): FactParams | undefined {
  return params[name];
}

/** What grows is told when it reaches a value some rule asks for; this page asks for each of the first ones. */
const firstValues: Readonly<Record<string, number>> = { seconds: 200, percent: 101 };

/** A rule set that asks for every fact and invites nobody. */
export function askForAll(facts: readonly (readonly [name: string, fact: ShownFact])[]): object {
  const ask = facts.map(([name, { unit }]) => {
    const fact = params[name] === undefined ? { fact: name } : { fact: name, params: params[name] };
    const length = firstValues[unit ?? ''];
    return length === undefined
      ? { ...fact, operator: 'isKnown', value: true }
      : { ...fact, operator: 'in', value: Array.from({ length }, (_, value) => value) };
  });
  const never = { fact: 'page.host', operator: 'equal', value: 'nowhere.example' };
  return {
    formatVersion: 1,
    id: 'all-facts',
    version: '1',
    availability: { basis: 'none' },
    rules: [
      {
        id: 'asks-for-everything',
        title: 'Asks for every fact and never holds',
        conditions: { all: [never, { any: ask }] },
        invitation: { message: 'Nobody reads this.' },
      },
    ],
  };
}
