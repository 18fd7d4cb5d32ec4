-- Made by scripts/generate.mjs. Do not edit.
--
-- Why there was silence: reasons by rule, with the visitors who were never invited nor held out.
--
-- For GA4's BigQuery export. Put in your table and your days; what is read is only the days between.
-- Every figure is a number of visitors, told apart by user_pseudo_id. A row without rule_id is the
-- whole rule set, where every visitor counts once. See docs/analytics.md.

DECLARE first_day STRING DEFAULT '20261101';
DECLARE last_day STRING DEFAULT '20261130';

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

reasons AS (
  SELECT DISTINCT rule_set_id, rule_id, visitor, reason
  FROM step_rows
  WHERE event_name = 'proactive_chat_suppressed'
)

SELECT
  reasons.rule_set_id,
  reasons.rule_id,
  reasons.reason,
  COUNT(*) AS visitors,
  COUNT(CASE WHEN visitors.invited = 0 AND visitors.held_out = 0 THEN 1 END) AS never_invited
FROM reasons
JOIN visitors
  ON visitors.rule_set_id = reasons.rule_set_id
  AND COALESCE(visitors.rule_id, '') = COALESCE(reasons.rule_id, '')
  AND visitors.visitor = reasons.visitor
GROUP BY reasons.rule_set_id, reasons.rule_id, reasons.reason
ORDER BY rule_set_id, rule_id NULLS FIRST, never_invited DESC, visitors DESC, reason;
