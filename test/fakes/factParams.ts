import type { FactParams } from '../../src/core/facts.ts';

/** Parameters for each fact that cannot do without. */
export const factParams: Readonly<Record<string, FactParams>> = {
  'page.elementVisible': { selector: '#offer', percent: 50, seconds: 2 },
  'page.elementExists': { selector: '#offer' },
  'engagement.clicks': { selector: 'button' },
  'engagement.domEvents': { selector: 'input', type: 'change' },
  'engagement.hoverSeconds': { selector: 'button' },
  'engagement.videoPercent': { selector: 'video' },
  'engagement.formSubmits': { selector: 'form' },
  'engagement.formAbandonedSeconds': { selector: 'form' },
  'visit.formSubmits': { selector: 'form' },
  'visit.formsAbandoned': { selector: 'form' },
  'visit.eventCount': { name: 'purchase' },
  'visit.secondsSinceEvent': { name: 'purchase' },
  'visit.eventSequence': { first: 'search', then: 'purchase' },
  'visit.pathViews': { path: '/**' },
  'visit.secondsInSection': { path: '/**' },
  'visitor.pathViews': { path: '/**' },
  'dataLayer.value': { key: 'user.plan' },
  'event.count': { name: 'purchase' },
  'event.secondsSince': { name: 'purchase' },
  'event.sequence': { first: 'search', then: 'purchase' },
  'custom.value': { name: 'tier' },
};
