/** What became of a rule in a page view. `waiting` means that it may still invite without anything being wrong. */
export const outcomes = [
  'waiting',
  'suppressed',
  'held_out',
  'invited',
  'accepted',
  'declined',
  'dismissed',
  'expired',
  'withdrawn',
  'failed',
] as const;
export type Outcome = (typeof outcomes)[number];

/** The closed list of reasons, each with the sentence a marketer reads. */
export const reasonTexts = {
  not_matched: 'The conditions do not hold.',
  needs_more: 'The conditions will hold if the visitor goes on; something that grows is still missing.',
  suppressed_by_rule: 'A rule of kind "suppress" holds.',
  lower_priority: 'Another rule with a higher priority, or an earlier place, goes first.',
  excluded_by_group: 'Another rule of the same group has already invited.',
  not_in_sample: 'The visitor is not in the sample of this rule.',
  held_out: 'The visitor belongs to the hold-out group.',
  outside_schedule: 'The schedule of the rule is closed now.',
  limit_reached: 'The limit of invitations is reached.',
  quiet_period: 'The quiet days after an earlier invitation are not over.',
  too_soon: 'The last invitation was too short a time ago.',
  no_consent: 'The visitor has not consented, or has not been asked yet.',
  privacy_signal: 'The browser sends Global Privacy Control.',
  excluded_page: 'The configuration excludes this page.',
  paused: 'Invitations are paused.',
  not_rolled_out: 'The visitor is not yet in the rolled-out share.',
  disabled: 'The rule is switched off.',
  invalid_rule: 'The rule has a mistake and was left out.',
  chat_in_progress: 'A chat is open or has been started.',
  invitation_open: 'An invitation is on the screen.',
  other_tab: 'Another tab of the visitor is inviting.',
  visitor_busy: 'The visitor is typing, in a dialog, in a payment field, or watching a video.',
  tab_hidden: 'The tab is in the background.',
  agents_unavailable: 'No agent is available.',
  queue_closed: 'The queue is outside its operating hours.',
  wait_too_long: 'The wait for an agent is longer than the rule set allows.',
  availability_unknown: 'It could not be found out whether an agent is available.',
  rate_limited: 'The service answered that it is asked too often.',
  sdk_not_ready: 'The chat widget is not ready.',
  engine_unavailable: 'The rules engine could not be loaded in time.',
  engine_disagrees: 'The rules engine did not confirm the rule.',
  assets_unavailable: 'A file of the tag could not be loaded.',
  withdrawn_by_condition: 'The condition under which the invitation is withdrawn became true.',
  navigated_away: 'The visitor went to another page.',
  no_longer_matched: 'The conditions held at first, but not when the invitation was to appear.',
} as const;

export type Reason = keyof typeof reasonTexts;
export const reasons = Object.keys(reasonTexts) as readonly Reason[];
