import type { Outcome } from './reasons.ts';
import type { SdkEventName } from './sdkEvents.ts';

/** What a push to the data layer may tell beside its name, in the order of the documentation. */
export const analyticsParameters = [
  'proactive_rule_set_id',
  'proactive_rule_set_version',
  'proactive_rule_id',
  'proactive_variant_id',
  'proactive_reason',
  'proactive_invitation_id',
  'proactive_event_id',
  'proactive_protocol',
] as const;
export type AnalyticsParameter = (typeof analyticsParameters)[number];

/** The goal of a rule is reached, by a visitor who was invited or held out. */
export const GOAL_EVENT = 'proactive_chat_goal';

/** `held_out` as `proactive_chat_held_out`. */
export function outcomeEvent(outcome: Outcome): string {
  return `proactive_chat_${outcome}`;
}

/** `lcw:onMessageSent` as `lcw_on_message_sent`. */
export function dataLayerName(event: SdkEventName): string {
  return event.replace(':', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
