import type { Reason } from '../core/reasons.ts';

/** What a rule has to pass, in the order in which it is asked. */
const gates = {
  'Files of the tag': ['assets_unavailable'],
  'Rule set': ['invalid_rule', 'disabled'],
  Conditions: ['not_matched', 'needs_more', 'no_longer_matched'],
  Page: ['excluded_page', 'navigated_away'],
  Pause: ['paused'],
  'Roll-out': ['not_rolled_out'],
  Schedule: ['outside_schedule'],
  Consent: ['no_consent', 'privacy_signal'],
  Sample: ['not_in_sample'],
  'Suppressing rules': ['suppressed_by_rule'],
  'Chat and invitation': ['chat_in_progress', 'invitation_open', 'withdrawn_by_condition'],
  Limits: ['limit_reached', 'quiet_period', 'too_soon'],
  Group: ['excluded_by_group'],
  'Chat widget': ['sdk_not_ready'],
  'Other rules and tabs': ['lower_priority', 'other_tab'],
  Availability: [
    'agents_unavailable',
    'queue_closed',
    'wait_too_long',
    'availability_unknown',
    'rate_limited',
  ],
  'Rules engine': ['engine_unavailable', 'engine_disagrees'],
  'Quiet moment': ['visitor_busy', 'tab_hidden'],
  'Hold-out': ['held_out'],
} as const satisfies Readonly<Record<string, readonly Reason[]>>;

export type GateName = keyof typeof gates;

/** Which gate gives this reason. */
export function gateOf(reason: Reason): GateName {
  const names = Object.keys(gates) as GateName[];
  return names.find((name) => (gates[name] as readonly Reason[]).includes(reason)) ?? 'Conditions';
}
