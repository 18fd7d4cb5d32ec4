import { reasonTexts } from '../core/reasons.ts';
import type { RowFigures } from './figures.ts';
import type { Report } from './report.ts';
import {
  brokenSplitSentence,
  count,
  counted,
  funnelSteps,
  interval,
  percent,
  rowName,
  signedPercent,
  splitWords,
  stepWords,
  verdictWords,
} from './words.ts';

/** Malformed lines that the terminal shows; the page and the JSON show more of them. */
const SHOWN_PROBLEMS = 10;

/** The report as lines of text for a terminal. */
export function reportLines(report: Report): readonly string[] {
  const { events, period, rows } = report;
  const inDays = period === null ? '' : `, ${period.from} to ${period.to}`;
  return [
    `${counted(events.read, 'event')} read${inDays}: ${count(events.counted)} counted, ${count(events.other)} of other kinds, ` +
      `${count(events.anonymous)} without a visitor, ${count(events.malformed)} malformed.`,
    ...problemLines(report),
    '',
    ...rows.filter(({ ruleId }) => ruleId === null).flatMap((set) => ruleSetLines(set, rows)),
    'All figures are visitors, each counted once a line. Lifts are relative, with 95 % confidence intervals.',
    'Queued and First message may end with the next page load: without consent for analytics, events of the chat no longer name the rule after it.',
  ];
}

function problemLines({ problems, events }: Report): readonly string[] {
  const shown = problems.slice(0, SHOWN_PROBLEMS);
  const left = events.malformed - shown.length;
  return [
    ...shown.map(({ file, line, problem }) => `  ${file}:${line}  ${problem}`),
    ...(left > 0 ? [`  … and ${counted(left, 'line')} more.`] : []),
  ];
}

function ruleSetLines(set: RowFigures, all: readonly RowFigures[]): readonly string[] {
  const rows = all.filter(({ ruleSetId }) => ruleSetId === set.ruleSetId);
  const nameOf = (row: RowFigures): string => (row.ruleId === null ? 'all rules' : row.ruleId);
  return [
    `Rule set ${set.ruleSetId}`,
    '',
    ...indented([
      ['How far visitors came', ...funnelSteps.map((step) => stepWords[step])],
      ...rows.map((row) => [nameOf(row), ...funnelSteps.map((step) => count(row.funnel[step]))]),
    ]),
    '',
    ...indented([
      ['What they answered', 'Accepted', 'Declined', 'Dismissed', 'Expired', 'Withdrawn', 'Failed'],
      ...rows.map((row) => [
        nameOf(row),
        ...[row.funnel.accepted, ...Object.values(row.answers)].map((number: number) => count(number)),
      ]),
    ]),
    '',
    ...silenceLines(rows, nameOf),
    ...liftLines(rows, nameOf),
    '',
  ];
}

function silenceLines(rows: readonly RowFigures[], nameOf: (row: RowFigures) => string): readonly string[] {
  const reasons = rows.flatMap((row) =>
    row.silence.map(({ reason, visitors, neverInvited }, index) => [
      index === 0 ? nameOf(row) : '',
      count(visitors),
      count(neverInvited),
      reason,
      reasonTexts[reason],
    ]),
  );
  if (reasons.length === 0) return ['  Nobody was suppressed.', ''];
  const head = ['Why there was silence', 'Visitors', 'Never invited', 'Reason', ''];
  return [...indented([head, ...reasons], [1, 2]), ''];
}

function liftLines(rows: readonly RowFigures[], nameOf: (row: RowFigures) => string): readonly string[] {
  const compared = rows.map((row) => {
    const { split } = row;
    const { invited, heldOut, lift, verdict } = row.lift;
    return [
      nameOf(row),
      shareWords(invited),
      shareWords(heldOut),
      lift === null ? '–' : signedPercent(lift.value),
      lift === null ? '–' : interval(lift),
      split?.isBroken === true ? 'Split broken' : verdictWords[verdict],
    ];
  });
  const head = ['Does inviting help?', 'Goal, invited', 'Goal, held out', 'Lift', '95 % interval', ''];
  return [...indented([head, ...compared], [1, 2, 3, 4]), ...groupNotes(rows)];
}

function groupNotes(rows: readonly RowFigures[]): readonly string[] {
  const [set] = rows;
  if (set === undefined) return [];
  const split =
    set.split === null
      ? set.lift.heldOut.visitors === 0
        ? ['  Nobody was held out, so there is nothing to compare with.']
        : ['  The split is not checked: say with --holdout-percent what the rule set plans.']
      : splitNotes(rows);
  const both = set.lift.inBoth;
  const left = `  ${counted(both, 'visitor')} left out, both invited and held out: with a new visitor id one may be either.`;
  return [...split, ...(both === 0 ? [] : [left])];
}

/** That of the whole set, and those of rules that are broken. */
function splitNotes(rows: readonly RowFigures[]): readonly string[] {
  const told = rows.flatMap(({ split, ...row }) =>
    split === null || (row.ruleId !== null && !split.isBroken)
      ? []
      : [`  ${split.isBroken ? '✗' : '✓'} ${rowName(row)}: ${splitWords(split)}.`],
  );
  return rows.some(({ split }) => split?.isBroken === true) ? [...told, `  ${brokenSplitSentence}`] : told;
}

function shareWords({ visitors, goals, rate }: RowFigures['lift']['invited']): string {
  return rate === null ? '–' : `${count(goals)} of ${count(visitors)} = ${percent(rate.value)}`;
}

/** Cells in columns; those named are numbers and stand to the right, by default all but the first. */
function indented(rows: readonly (readonly string[])[], numbers?: readonly number[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) => {
    const cells = row.map((cell, column) => {
      const width = widths[column] ?? 0;
      const isNumber = numbers === undefined ? column > 0 : numbers.includes(column);
      return isNumber ? cell.padStart(width) : cell.padEnd(width);
    });
    return `  ${cells.join('  ').trimEnd()}`;
  });
}
