import { readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { makeReport } from '../../../src/report/report.ts';
import type { Report } from '../../../src/report/report.ts';
import { openExport, rowsOf, toDuckDb, withVariables } from './duckDb.ts';
import { bytesOf, jsonLines, simulate } from './syntheticEvents.ts';
import type { ExportedEvent } from './syntheticEvents.ts';

const PLANNED = 20;
const folder = mkdtempSync(join(tmpdir(), 'report-sql-'));
afterAll(() => rmSync(folder, { recursive: true }));

const query = (name: string): string => readFileSync(`docs/sql/${name}.sql`, 'utf8');

/** An event of the export with our parameters. */
function told(name: string, visitor: string | null, params: Record<string, string | number>): ExportedEvent {
  const value = { string_value: null, int_value: null, float_value: null, double_value: null };
  return {
    event_date: '20261105',
    event_timestamp: Date.UTC(2026, 10, 5) * 1000,
    event_name: name,
    user_pseudo_id: visitor,
    event_params: Object.entries(params).map(([key, given]) => ({
      key,
      value: typeof given === 'number' ? { ...value, int_value: given } : { ...value, string_value: given },
    })),
  };
}

const about = (rule: string | number): Record<string, string | number> => ({
  proactive_rule_set_id: 'small',
  proactive_rule_id: rule,
});

/** What a simulation does not come to: empty groups, ids of digits, visitors in both groups, events that lack something. */
const corners: readonly ExportedEvent[] = [
  told('proactive_chat_invited', 'a', about('only-invited')),
  told('proactive_chat_goal', 'a', about('only-invited')),
  told('proactive_chat_held_out', 'b', about('only-held-out')),
  told('proactive_chat_goal', 'b', { ...about('only-held-out'), proactive_reason: 'held_out' }),
  told('proactive_chat_invited', 'c', about('in-both')),
  told('proactive_chat_held_out', 'c', about('in-both')),
  told('proactive_chat_goal', 'c', about('in-both')),
  told('proactive_chat_invited', 'd', about('all-reach-it')),
  told('proactive_chat_goal', 'd', about('all-reach-it')),
  told('proactive_chat_held_out', 'e', about('all-reach-it')),
  told('proactive_chat_goal', 'e', about('all-reach-it')),
  told('proactive_chat_invited', 'f', about('nobody-reaches-it')),
  told('proactive_chat_held_out', 'g', about('nobody-reaches-it')),
  told('proactive_chat_invited', 'h', about('held-out-do')),
  told('proactive_chat_held_out', 'i', about('held-out-do')),
  told('proactive_chat_goal', 'i', about('held-out-do')),
  told('proactive_chat_goal', 'j', about('goal-without-a-beginning')),
  told('proactive_chat_accepted', 'k', about('accepted-without-a-beginning')),
  told('lcw_chat_queued', 'l', {}),
  told('proactive_chat_declined', 'm', about(42)),
  told('proactive_chat_expired', 'm', about(42)),
  told('proactive_chat_withdrawn', 'm', about(42)),
  told('proactive_chat_failed', 'n', about(42)),
  told('proactive_chat_suppressed', 'o', { ...about('seven'), proactive_reason: 'disabled' }),
  told('proactive_chat_suppressed', 'p', {
    proactive_rule_set_id: 'small',
    proactive_reason: 'engine_unavailable',
  }),
  told('proactive_chat_suppressed', 'q', { ...about('seven'), proactive_reason: '' }),
  told('proactive_chat_invited', 'r', { proactive_rule_id: 'of-no-set' }),
  told('proactive_chat_invited', 's', { proactive_rule_set_id: 'small', proactive_rule_id: '' }),
  told('proactive_chat_invited', null, about('seven')),
  told('page_view', 't', {}),
];

async function both(
  name: string,
  events: readonly ExportedEvent[],
): Promise<{ readonly report: Report; readonly ask: (query: string) => ReturnType<typeof rowsOf> }> {
  const file = join(folder, `${name}.jsonl`);
  const lines = [...jsonLines(events)];
  writeFileSync(file, lines.join('\n'));
  const connection: DuckDBConnection = await openExport(file);
  const days = { first_day: `'20260101'`, last_day: `'20261231'` };
  return {
    report: await makeReport([{ name, bytes: bytesOf(lines) }], {
      visitorField: null,
      plannedPercent: () => PLANNED,
    }),
    ask: (queryName) => {
      const planned = queryName === 'lift' ? { planned_percent: String(PLANNED) } : {};
      return rowsOf(connection, toDuckDb(withVariables(query(queryName), { ...days, ...planned })));
    },
  };
}

const worlds: [string, readonly ExportedEvent[]][] = [
  [
    'a simulated site',
    [...simulate({ seed: 11, visitors: 1200, holdoutPercent: 20, goalRate: 0.08, trueLift: 0.2 }).events],
  ],
  [
    'a site with a broken split',
    [
      ...simulate({
        seed: 12,
        visitors: 600,
        holdoutPercent: 20,
        goalRate: 0.05,
        trueLift: 0,
        lostInvited: 0.5,
      }).events,
    ],
  ],
  ['corner cases', corners],
];

describe.each(worlds)('the SQL over %s', (name, events) => {
  let report: Report;
  let ask: (query: string) => ReturnType<typeof rowsOf>;
  beforeAll(async () => {
    ({ report, ask } = await both(name.replaceAll(' ', '-'), events));
  });

  it('counts the funnel as the command does', async () => {
    const rows = report.rows.map(({ ruleSetId, ruleId, funnel, answers }) => {
      const { heldOut, firstMessage, ...same } = funnel;
      return {
        rule_set_id: ruleSetId,
        rule_id: ruleId,
        ...same,
        held_out: heldOut,
        first_message: firstMessage,
        ...answers,
      };
    });
    expect(rows.length).toBeGreaterThan(1);
    expect(await ask('funnel')).toEqual(rows);
  });

  it('gives the reasons for silence as the command does', async () => {
    const rows = report.rows.flatMap(({ ruleSetId, ruleId, silence }) =>
      silence.map(({ reason, visitors, neverInvited }) => ({
        rule_set_id: ruleSetId,
        rule_id: ruleId,
        reason,
        visitors,
        never_invited: neverInvited,
      })),
    );
    expect(rows.length).toBeGreaterThan(1);
    expect(await ask('silence')).toEqual(rows);
  });

  it('gives lift and split to the last digit', async () => {
    const rows = report.rows.map(({ ruleSetId, ruleId, lift: compared, split }) => {
      const { invited, heldOut, inBoth, difference, lift, verdict } = compared;
      return {
        rule_set_id: ruleSetId,
        rule_id: ruleId,
        invited_visitors: invited.visitors,
        invited_goals: invited.goals,
        invited_rate: invited.rate?.value ?? null,
        invited_low: invited.rate?.low ?? null,
        invited_high: invited.rate?.high ?? null,
        held_out_visitors: heldOut.visitors,
        held_out_goals: heldOut.goals,
        held_out_rate: heldOut.rate?.value ?? null,
        held_out_low: heldOut.rate?.low ?? null,
        held_out_high: heldOut.rate?.high ?? null,
        in_both: inBoth,
        difference: difference?.value ?? null,
        difference_low: difference?.low ?? null,
        difference_high: difference?.high ?? null,
        lift: lift?.value ?? null,
        lift_low: lift?.low ?? null,
        lift_high: lift?.high ?? null,
        verdict,
        held_out_percent: split?.heldOutPercent ?? null,
        chi_square: split?.chiSquare ?? null,
        is_broken: split?.isBroken ?? null,
      };
    });
    expect(await ask('lift')).toEqual(rows);
  });
});

it('says nothing of the split when nobody has said what was planned', async () => {
  const { ask } = await both('unplanned', corners);
  expect((await ask('lift')).length).toBeGreaterThan(1);
  const shipped = query('lift');
  expect(shipped).toMatch(/DECLARE planned_percent FLOAT64 DEFAULT NULL;/);
});

describe('what differs between BigQuery and DuckDB', () => {
  it('is translated where it stands, and only there', () => {
    const translated = toDuckDb(`DECLARE first_day STRING DEFAULT '20261101';
DECLARE share FLOAT64 DEFAULT NULL;
-- first_day in a comment
SELECT (SELECT MAX(param.value.int_value) FROM UNNEST(event_params) AS param) AS number, share
FROM \`project.data_set.events_*\` WHERE _TABLE_SUFFIX > first_day AND first_day_of_all IS NULL`);
    expect(translated.replace(/\s+/g, ' ')).toBe(
      "SET VARIABLE first_day = CAST('20261101' AS STRING); SET VARIABLE share = CAST(NULL AS DOUBLE); " +
        'SELECT (SELECT MAX(param.value.int_value) FROM UNNEST(event_params) AS param_rows(param)) AS number, ' +
        "getvariable('share') FROM exported WHERE _TABLE_SUFFIX > getvariable('first_day') AND first_day_of_all IS NULL",
    );
  });

  it.each(['funnel', 'silence', 'lift'])('is all there is in %s.sql: its words are those of both', (name) => {
    const foreign =
      /\b(COUNTIF|SAFE_\w+|IFNULL|LOGICAL_(AND|OR)|ANY_VALUE|QUALIFY|EXCEPT|STRUCT|ARRAY\w*|IF\s*\()/i;
    const code = query(name).replace(/--.*$/gm, '');
    expect(code).toContain('WITH');
    expect(code).not.toMatch(foreign);
  });
});
