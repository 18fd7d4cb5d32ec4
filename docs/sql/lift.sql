-- Made by scripts/generate.mjs. Do not edit.
--
-- Whether inviting helps: the share of visitors who reached the goal, of those invited and those held out.
--
-- Say what the rule set plans to hold out in planned_percent; then the split is checked too. Shares have
-- Wilson's interval of 95 %, the difference Newcombe's, the lift that of the method of variance
-- estimates recovery (MOVER-R); the split is checked by Pearson's chi-square, and broken below a
-- probability of 0.1 %.
--
-- For GA4's BigQuery export. Put in your table and your days; what is read is only the days between.
-- Every figure is a number of visitors, told apart by user_pseudo_id. A row without rule_id is the
-- whole rule set, where every visitor counts once. See docs/analytics.md.

DECLARE first_day STRING DEFAULT '20261101';
DECLARE last_day STRING DEFAULT '20261130';
DECLARE planned_percent FLOAT64 DEFAULT NULL;

WITH events AS (
  SELECT
    user_pseudo_id AS visitor,
    event_name,
    NULLIF((
      SELECT MAX(COALESCE(param.value.string_value, CAST(param.value.int_value AS STRING)))
      FROM UNNEST(event_params) AS param
      WHERE param.key = 'proactive_rule_set_id'
    ), '') AS rule_set_id,
    NULLIF((
      SELECT MAX(COALESCE(param.value.string_value, CAST(param.value.int_value AS STRING)))
      FROM UNNEST(event_params) AS param
      WHERE param.key = 'proactive_rule_id'
    ), '') AS rule_id,
    NULLIF((
      SELECT MAX(COALESCE(param.value.string_value, CAST(param.value.int_value AS STRING)))
      FROM UNNEST(event_params) AS param
      WHERE param.key = 'proactive_reason'
    ), '') AS reason
  FROM `your-project.analytics_123456789.events_*`
  WHERE _TABLE_SUFFIX BETWEEN first_day AND last_day
    AND user_pseudo_id IS NOT NULL
    AND event_name IN (
      'proactive_chat_suppressed',
      'proactive_chat_held_out',
      'proactive_chat_invited',
      'proactive_chat_accepted',
      'proactive_chat_declined',
      'proactive_chat_dismissed',
      'proactive_chat_expired',
      'proactive_chat_withdrawn',
      'proactive_chat_failed',
      'lcw_chat_queued',
      'lcw_on_message_sent',
      'proactive_chat_goal'
    )
),

-- Whether an event shows that the conditions of a rule held.
steps AS (
  SELECT
    *,
    CASE
      WHEN rule_id IS NULL THEN 0
      WHEN event_name IN ('lcw_chat_queued', 'lcw_on_message_sent', 'proactive_chat_goal') THEN 0
      WHEN event_name = 'proactive_chat_suppressed'
        AND reason IN ('no_consent', 'privacy_signal', 'disabled', 'invalid_rule') THEN 0
      ELSE 1
    END AS is_qualified
  FROM events
  WHERE rule_set_id IS NOT NULL
    AND (rule_id IS NOT NULL OR event_name = 'proactive_chat_suppressed')
    AND (reason IS NOT NULL OR event_name <> 'proactive_chat_suppressed')
),

step_rows AS (
  SELECT rule_set_id, rule_id, visitor, event_name, reason, is_qualified FROM steps
  WHERE rule_id IS NOT NULL
  UNION ALL
  SELECT rule_set_id, NULL AS rule_id, visitor, event_name, reason, is_qualified FROM steps
),

visitors AS (
  SELECT
    rule_set_id,
    rule_id,
    visitor,
    MAX(is_qualified) AS qualified,
    MAX(CASE WHEN event_name = 'proactive_chat_suppressed' THEN is_qualified ELSE 0 END) AS suppressed,
    MAX(CASE WHEN event_name = 'proactive_chat_held_out' THEN 1 ELSE 0 END) AS held_out,
    MAX(CASE WHEN event_name = 'proactive_chat_invited' THEN 1 ELSE 0 END) AS invited,
    MAX(CASE WHEN event_name = 'proactive_chat_accepted' THEN 1 ELSE 0 END) AS accepted,
    MAX(CASE WHEN event_name = 'proactive_chat_declined' THEN 1 ELSE 0 END) AS declined,
    MAX(CASE WHEN event_name = 'proactive_chat_dismissed' THEN 1 ELSE 0 END) AS dismissed,
    MAX(CASE WHEN event_name = 'proactive_chat_expired' THEN 1 ELSE 0 END) AS expired,
    MAX(CASE WHEN event_name = 'proactive_chat_withdrawn' THEN 1 ELSE 0 END) AS withdrawn,
    MAX(CASE WHEN event_name = 'proactive_chat_failed' THEN 1 ELSE 0 END) AS failed,
    MAX(CASE WHEN event_name = 'lcw_chat_queued' THEN 1 ELSE 0 END) AS queued,
    MAX(CASE WHEN event_name = 'lcw_on_message_sent' THEN 1 ELSE 0 END) AS message,
    MAX(CASE WHEN event_name = 'proactive_chat_goal' THEN 1 ELSE 0 END) AS goal
  FROM step_rows
  GROUP BY rule_set_id, rule_id, visitor
),

-- Who was both invited and held out is in neither group.
compared AS (
  SELECT
    rule_set_id,
    rule_id,
    COUNT(CASE WHEN invited = 1 AND held_out = 0 THEN 1 END) AS invited_visitors,
    COUNT(CASE WHEN invited = 1 AND held_out = 0 AND goal = 1 THEN 1 END) AS invited_goals,
    COUNT(CASE WHEN invited = 0 AND held_out = 1 THEN 1 END) AS held_out_visitors,
    COUNT(CASE WHEN invited = 0 AND held_out = 1 AND goal = 1 THEN 1 END) AS held_out_goals,
    COUNT(CASE WHEN invited = 1 AND held_out = 1 THEN 1 END) AS in_both
  FROM visitors
  GROUP BY rule_set_id, rule_id
),

rates AS (
  SELECT
    *,
    invited_goals / NULLIF(invited_visitors, 0) AS invited_rate,
    held_out_goals / NULLIF(held_out_visitors, 0) AS held_out_rate,
    1.959963984540054E0 AS z,
    (invited_visitors + held_out_visitors) * planned_percent / 100 AS expected_held_out
  FROM compared
),

limits AS (
  SELECT
    *,
    CASE
      WHEN invited_goals = 0 THEN 0E0
      ELSE (2 * invited_goals + z * z - z * SQRT(z * z + 4 * invited_goals * (1 - invited_rate)))
        / (2 * (invited_visitors + z * z))
    END AS invited_low,
    CASE
      WHEN invited_goals = invited_visitors THEN 1E0
      ELSE (2 * invited_goals + z * z + z * SQRT(z * z + 4 * invited_goals * (1 - invited_rate)))
        / (2 * (invited_visitors + z * z))
    END AS invited_high,
    CASE
      WHEN held_out_goals = 0 THEN 0E0
      ELSE (2 * held_out_goals + z * z - z * SQRT(z * z + 4 * held_out_goals * (1 - held_out_rate)))
        / (2 * (held_out_visitors + z * z))
    END AS held_out_low,
    CASE
      WHEN held_out_goals = held_out_visitors THEN 1E0
      ELSE (2 * held_out_goals + z * z + z * SQRT(z * z + 4 * held_out_goals * (1 - held_out_rate)))
        / (2 * (held_out_visitors + z * z))
    END AS held_out_high
  FROM rates
),

-- Of a group of nobody nothing is known.
known_limits AS (
  SELECT
    rule_set_id, rule_id, in_both, expected_held_out,
    invited_visitors, invited_goals, invited_rate,
    CASE WHEN invited_visitors > 0 THEN invited_low END AS invited_low,
    CASE WHEN invited_visitors > 0 THEN invited_high END AS invited_high,
    held_out_visitors, held_out_goals, held_out_rate,
    CASE WHEN held_out_visitors > 0 THEN held_out_low END AS held_out_low,
    CASE WHEN held_out_visitors > 0 THEN held_out_high END AS held_out_high
  FROM limits
),

differences AS (
  SELECT
    *,
    invited_rate - held_out_rate AS difference,
    invited_rate - held_out_rate
      - SQRT((invited_rate - invited_low) * (invited_rate - invited_low)
        + (held_out_high - held_out_rate) * (held_out_high - held_out_rate))
      AS difference_low,
    invited_rate - held_out_rate
      + SQRT((invited_high - invited_rate) * (invited_high - invited_rate)
        + (held_out_rate - held_out_low) * (held_out_rate - held_out_low))
      AS difference_high,
    invited_rate * held_out_rate AS product,
    invited_low * (2 * invited_rate - invited_low) AS lowest,
    held_out_high * (2 * held_out_rate - held_out_high) AS widest,
    invited_high * (2 * invited_rate - invited_high) AS highest,
    held_out_low * (2 * held_out_rate - held_out_low) AS narrowest,
    held_out_visitors - expected_held_out AS off,
    invited_visitors + held_out_visitors - expected_held_out AS expected_invited
  FROM known_limits
)

SELECT
  rule_set_id,
  rule_id,
  invited_visitors, invited_goals, invited_rate, invited_low, invited_high,
  held_out_visitors, held_out_goals, held_out_rate, held_out_low, held_out_high,
  in_both,
  difference, difference_low, difference_high,
  CASE WHEN held_out_rate > 0 THEN invited_rate / NULLIF(held_out_rate, 0) - 1 END AS lift,
  CASE
    WHEN held_out_rate > 0 AND lowest = 0 THEN -1E0
    WHEN held_out_rate > 0 THEN lowest / NULLIF(product + SQRT(product * product - lowest * widest), 0) - 1
  END AS lift_low,
  CASE
    WHEN held_out_rate > 0
      THEN (product + SQRT(product * product - highest * narrowest)) / NULLIF(narrowest, 0) - 1
  END AS lift_high,
  CASE
    WHEN difference IS NULL OR invited_goals + held_out_goals = 0 THEN 'nothing_to_compare'
    WHEN difference_low > 0 THEN 'higher'
    WHEN difference_high < 0 THEN 'lower'
    ELSE 'undecided'
  END AS verdict,
  held_out_visitors * 100 / NULLIF(invited_visitors + held_out_visitors, 0) AS held_out_percent,
  off * off / NULLIF(expected_invited, 0) + off * off / NULLIF(expected_held_out, 0) AS chi_square,
  off * off / NULLIF(expected_invited, 0) + off * off / NULLIF(expected_held_out, 0)
    > 10.827566170662733E0 AS is_broken
FROM differences
ORDER BY rule_set_id, rule_id NULLS FIRST;
