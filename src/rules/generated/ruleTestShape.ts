// Made by scripts/generate.mjs. Do not edit.
import type { RootShape } from '../checkShape.ts';

export const shape: RootShape = {
  type: 'object',
  required: ['name', 'given', 'expect'],
  properties: {
    name: { type: 'string', maxLength: 200 },
    given: {
      type: 'object',
      properties: {
        at: {
          type: 'string',
          pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d)$',
        },
        facts: { type: 'object' },
        events: { type: 'array', maxItems: 100, items: { type: 'string', maxLength: 200 } },
        availability: {
          type: 'string',
          pattern: '^(available|unavailable|queue_closed|unknown|rate_limited)$',
        },
        consent: { type: 'string', pattern: '^(granted|denied)$' },
        privacySignal: { type: 'boolean' },
        chat: {
          type: 'string',
          pattern:
            '^(closed|proactive|preChat|loading|retrieving|active|rejoining|inactive|postChat|outOfOffice|error|popOut)$',
        },
        widget: { type: 'string', pattern: '^(ready|loading|failed|refuses)$' },
        engine: { type: 'string', pattern: '^(confirms|disagrees|unavailable)$' },
        assets: { type: 'string', pattern: '^(loaded|failed)$' },
        otherTab: { type: 'boolean' },
        visitorBusy: { type: 'boolean' },
        tabHidden: { type: 'boolean' },
        excludedPage: { type: 'boolean' },
        paused: { type: 'boolean' },
        history: {
          type: 'array',
          maxItems: 100,
          items: {
            type: 'object',
            required: ['outcome', 'secondsAgo'],
            properties: {
              outcome: {
                type: 'string',
                pattern:
                  '^(waiting|suppressed|held_out|invited|accepted|declined|dismissed|expired|withdrawn|failed)$',
              },
              secondsAgo: { type: 'number', minimum: 0, maximum: 31536000 },
              ruleId: { type: 'string' },
            },
          },
        },
        timeZone: { type: 'string', maxLength: 64 },
        inSample: { type: 'boolean' },
        rolledOut: { type: 'boolean' },
        heldOut: { type: 'boolean' },
        variant: { type: 'string', maxLength: 64 },
      },
    },
    then: {
      type: 'array',
      maxItems: 20,
      items: {
        type: 'object',
        properties: {
          secondsLater: { type: 'number', minimum: 0, maximum: 31536000 },
          pageView: { type: 'boolean' },
          answer: { type: 'string', pattern: '^(accepted|declined|dismissed|expired)$' },
          facts: { type: 'object' },
          events: { type: 'array', maxItems: 100, items: { type: 'string', maxLength: 200 } },
          availability: {
            type: 'string',
            pattern: '^(available|unavailable|queue_closed|unknown|rate_limited)$',
          },
          consent: { type: 'string', pattern: '^(granted|denied)$' },
          privacySignal: { type: 'boolean' },
          chat: {
            type: 'string',
            pattern:
              '^(closed|proactive|preChat|loading|retrieving|active|rejoining|inactive|postChat|outOfOffice|error|popOut)$',
          },
          widget: { type: 'string', pattern: '^(ready|loading|failed|refuses)$' },
          engine: { type: 'string', pattern: '^(confirms|disagrees|unavailable)$' },
          assets: { type: 'string', pattern: '^(loaded|failed)$' },
          otherTab: { type: 'boolean' },
          visitorBusy: { type: 'boolean' },
          tabHidden: { type: 'boolean' },
          excludedPage: { type: 'boolean' },
          paused: { type: 'boolean' },
        },
      },
    },
    expect: {
      type: ['string', 'object'],
      pattern: '^(waiting|suppressed|held_out|invited|accepted|declined|dismissed|expired|withdrawn|failed)$',
      required: ['outcome'],
      properties: {
        outcome: {
          type: 'string',
          pattern:
            '^(waiting|suppressed|held_out|invited|accepted|declined|dismissed|expired|withdrawn|failed)$',
        },
        reason: {
          type: 'string',
          pattern:
            '^(not_matched|needs_more|suppressed_by_rule|lower_priority|excluded_by_group|not_in_sample|held_out|outside_schedule|limit_reached|quiet_period|too_soon|no_consent|privacy_signal|excluded_page|paused|not_rolled_out|disabled|invalid_rule|chat_in_progress|invitation_open|other_tab|visitor_busy|tab_hidden|agents_unavailable|queue_closed|wait_too_long|availability_unknown|rate_limited|sdk_not_ready|engine_unavailable|engine_disagrees|assets_unavailable|withdrawn_by_condition|navigated_away|no_longer_matched)$',
        },
      },
    },
  },
  definitions: {},
};
