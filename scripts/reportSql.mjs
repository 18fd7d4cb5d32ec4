/**
 * The figures of the command `report` as queries over GA4's BigQuery export. Event names, reasons and constants come from
 * the tables of the sources, and each formula has the operations of src/report/statistics.ts in their order, so that
 * the numbers are the same to the last digit.
 */

const text = (value) => `'${value}'`;

/** @param tables - what scripts/generate.mjs loads from the sources. */
export function reportQueries(tables) {
  const names = namesOf(tables);
  return new Map([
    ['docs/sql/funnel.sql', funnelQuery(names)],
    ['docs/sql/silence.sql', silenceQuery(names)],
    ['docs/sql/lift.sql', liftQuery(names, tables)],
  ]);
}

function namesOf({ outcomes, outcomeEvent, dataLayerName, GOAL_EVENT, reasonsBeforeConditions }) {
  const told = outcomes.filter((outcome) => outcome !== 'waiting');
  return {
    ...Object.fromEntries(told.map((outcome) => [outcome, text(outcomeEvent(outcome))])),
    all: told.map((outcome) => text(outcomeEvent(outcome))),
    queued: text(dataLayerName('lcw:chatQueued')),
    message: text(dataLayerName('lcw:onMessageSent')),
    goal: text(GOAL_EVENT),
    before: reasonsBeforeConditions.map(text).join(', '),
  };
}

function head(title, names, variables = '') {
  const parameter = (key) => `NULLIF((
      SELECT MAX(COALESCE(param.value.string_value, CAST(param.value.int_value AS STRING)))
      FROM UNNEST(event_params) AS param
      WHERE param.key = '${key}'
    ), '')`;
  return `-- Made by scripts/generate.mjs. Do not edit.
--
-- ${title}
--
-- For GA4's BigQuery export. Put in your table and your days; what is read is only the days between.
-- Every figure is a number of visitors, told apart by user_pseudo_id. A row without rule_id is the
-- whole rule set, where every visitor counts once. See docs/analytics.md.

DECLARE first_day STRING DEFAULT '20261101';
DECLARE last_day STRING DEFAULT '20261130';
${variables}
WITH events AS (
  SELECT
    user_pseudo_id AS visitor,
    event_name,
    ${parameter('proactive_rule_set_id')} AS rule_set_id,
    ${parameter('proactive_rule_id')} AS rule_id,
    ${parameter('proactive_reason')} AS reason
  FROM \`your-project.analytics_123456789.events_*\`
  WHERE _TABLE_SUFFIX BETWEEN first_day AND last_day
    AND user_pseudo_id IS NOT NULL
    AND event_name IN (
      ${[...names.all, names.queued, names.message, names.goal].join(',\n      ')}
    )
),

-- Whether an event shows that the conditions of a rule held.
steps AS (
  SELECT
    *,
    CASE
      WHEN rule_id IS NULL THEN 0
      WHEN event_name IN (${[names.queued, names.message, names.goal].join(', ')}) THEN 0
      WHEN event_name = ${names.suppressed}
        AND reason IN (${names.before}) THEN 0
      ELSE 1
    END AS is_qualified
  FROM events
  WHERE rule_set_id IS NOT NULL
    AND (rule_id IS NOT NULL OR event_name = ${names.suppressed})
    AND (reason IS NOT NULL OR event_name <> ${names.suppressed})
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
    MAX(CASE WHEN event_name = ${names.suppressed} THEN is_qualified ELSE 0 END) AS suppressed,
    ${[
      'held_out',
      'invited',
      'accepted',
      'declined',
      'dismissed',
      'expired',
      'withdrawn',
      'failed',
      'queued',
      'message',
      'goal',
    ]
      .map((step) => `MAX(CASE WHEN event_name = ${names[step]} THEN 1 ELSE 0 END) AS ${step}`)
      .join(',\n    ')}
  FROM step_rows
  GROUP BY rule_set_id, rule_id, visitor
)`;
}

const counted = (condition, name) => `COUNT(CASE WHEN ${condition} THEN 1 END) AS ${name}`;

function funnelQuery(names) {
  const is = (...steps) => steps.map((step) => `${step} = 1`).join(' AND ');
  const columns = [
    counted(is('qualified'), 'qualified'),
    counted(is('suppressed'), 'suppressed'),
    counted(is('held_out'), 'held_out'),
    counted(is('invited'), 'invited'),
    counted(is('invited', 'accepted'), 'accepted'),
    counted(is('invited', 'accepted', 'queued'), 'queued'),
    counted(is('invited', 'accepted', 'queued', 'message'), 'first_message'),
    counted(is('invited', 'goal'), 'goal'),
    ...['declined', 'dismissed', 'expired', 'withdrawn', 'failed'].map((step) => counted(is(step), step)),
  ];
  return `${head('How far visitors came, by rule.', names)}

SELECT
  rule_set_id,
  rule_id,
  ${columns.join(',\n  ')}
FROM visitors
GROUP BY rule_set_id, rule_id
ORDER BY rule_set_id, rule_id NULLS FIRST;
`;
}

function silenceQuery(names) {
  return `${head('Why there was silence: reasons by rule, with the visitors who were never invited nor held out.', names)},

reasons AS (
  SELECT DISTINCT rule_set_id, rule_id, visitor, reason
  FROM step_rows
  WHERE event_name = ${names.suppressed}
)

SELECT
  reasons.rule_set_id,
  reasons.rule_id,
  reasons.reason,
  COUNT(*) AS visitors,
  ${counted('visitors.invited = 0 AND visitors.held_out = 0', 'never_invited')}
FROM reasons
JOIN visitors
  ON visitors.rule_set_id = reasons.rule_set_id
  AND COALESCE(visitors.rule_id, '') = COALESCE(reasons.rule_id, '')
  AND visitors.visitor = reasons.visitor
GROUP BY reasons.rule_set_id, reasons.rule_id, reasons.reason
ORDER BY rule_set_id, rule_id NULLS FIRST, never_invited DESC, visitors DESC, reason;
`;
}

function liftQuery(names, { Z, CHI_SQUARE_LIMIT }) {
  const limit = (group, sign, end) => `CASE
      WHEN ${group}_goals = ${end.goals(group)} THEN ${end.value}
      ELSE (2 * ${group}_goals + z * z ${sign} z * SQRT(z * z + 4 * ${group}_goals * (1 - ${group}_rate)))
        / (2 * (${group}_visitors + z * z))
    END AS ${group}_${end.name}`;
  const share = (group) => `${limit(group, '-', { goals: () => '0', value: '0E0', name: 'low' })},
    ${limit(group, '+', { goals: () => `${group}_visitors`, value: '1E0', name: 'high' })}`;
  const distance = (one, other) => `SQRT((${one}) * (${one})
        + (${other}) * (${other}))`;
  const title = `Whether inviting helps: the share of visitors who reached the goal, of those invited and those held out.
--
-- Say what the rule set plans to hold out in planned_percent; then the split is checked too. Shares have
-- Wilson's interval of 95 %, the difference Newcombe's, the lift that of the method of variance
-- estimates recovery (MOVER-R); the split is checked by Pearson's chi-square, and broken below a
-- probability of 0.1 %.`;
  // With an exponent both dialects take a number for floating-point.
  return `${head(title, names, 'DECLARE planned_percent FLOAT64 DEFAULT NULL;\n')},

-- Who was both invited and held out is in neither group.
compared AS (
  SELECT
    rule_set_id,
    rule_id,
    ${counted('invited = 1 AND held_out = 0', 'invited_visitors')},
    ${counted('invited = 1 AND held_out = 0 AND goal = 1', 'invited_goals')},
    ${counted('invited = 0 AND held_out = 1', 'held_out_visitors')},
    ${counted('invited = 0 AND held_out = 1 AND goal = 1', 'held_out_goals')},
    ${counted('invited = 1 AND held_out = 1', 'in_both')}
  FROM visitors
  GROUP BY rule_set_id, rule_id
),

rates AS (
  SELECT
    *,
    invited_goals / NULLIF(invited_visitors, 0) AS invited_rate,
    held_out_goals / NULLIF(held_out_visitors, 0) AS held_out_rate,
    ${Z}E0 AS z,
    (invited_visitors + held_out_visitors) * planned_percent / 100 AS expected_held_out
  FROM compared
),

limits AS (
  SELECT
    *,
    ${share('invited')},
    ${share('held_out')}
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
      - ${distance('invited_rate - invited_low', 'held_out_high - held_out_rate')}
      AS difference_low,
    invited_rate - held_out_rate
      + ${distance('invited_high - invited_rate', 'held_out_rate - held_out_low')}
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
    > ${CHI_SQUARE_LIMIT}E0 AS is_broken
FROM differences
ORDER BY rule_set_id, rule_id NULLS FIRST;
`;
}
