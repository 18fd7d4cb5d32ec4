import type { Entries, Variables } from '../../../gtm/filledForm.ts';

/** Ids of the embedded service's widget, as its snippet would tell them. */
export interface WidgetIds {
  readonly appId: string;
  readonly orgId: string;
  readonly orgUrl: string;
}

/** A rule set that holds on the Tag Manager page after five seconds of attention. */
const ruleSet = {
  formatVersion: 1,
  id: 'tag-manager-demo',
  version: '1',
  defaultLanguage: 'en',
  limits: { max: [{ count: 1, per: 'visit' }] },
  rules: [
    {
      id: 'first-look',
      title: 'Looks at the Tag Manager page',
      conditions: {
        all: [
          { fact: 'page.path', operator: 'matchesPath', value: '/tag-manager' },
          { fact: 'engagement.engagedSeconds', operator: 'greaterThanInclusive', value: 5 },
        ],
      },
      invitation: { message: { en: 'Your tag works. Shall we talk about it?' } },
    },
  ],
} as const;

/** What the form holds at first: a tag that works here. */
export function startEntries(ids: WidgetIds): Entries {
  return { ...ids, rulesJson: JSON.stringify(ruleSet, null, 2), rulesUrl: '/rules/time-on-page.json' };
}

/** Variables of the pretended container: some that are right, some that are wrong in the ways variables are. */
export function createVariables({ appId, orgId, orgUrl }: WidgetIds): Variables {
  return new Map<string, () => unknown>([
    ['App id', () => appId],
    ['Organization id', () => orgId],
    ['Organization URL', () => orgUrl],
    ['Rule set', () => ruleSet],
    ['Rule set as text', () => JSON.stringify(ruleSet)],
    ['Broken rule set', () => '{ "formatVersion": 1, "rules": [ }'],
    ['Not an id', () => 'my-widget'],
    ['Nothing', () => undefined],
  ]);
}
