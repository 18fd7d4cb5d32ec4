/**
 * The fact table: every name a rule may ask for, with its type, unit, scope, consent purpose and signal, and what a
 * person reads about it. The TypeScript types, the rows the tag checks rule sets by (generated/factRows.ts), the JSON
 * Schema and docs/facts.md come from this table and from nowhere else. No visitor loads it.
 */
import { chatFacts } from './factTable/chat.ts';
import { dataLayerFacts } from './factTable/dataLayer.ts';
import { deviceFacts } from './factTable/device.ts';
import { engagementFacts } from './factTable/engagement.ts';
import { pageFacts } from './factTable/page.ts';

export const factTable = {
  ...pageFacts,
  ...engagementFacts,
  ...deviceFacts,
  ...dataLayerFacts,
  ...chatFacts,
} as const;
