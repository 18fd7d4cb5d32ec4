import { isOpenDay } from '../../core/schedule.ts';
import { weekdays } from '../../core/ruleSet.ts';
import type { Schedule } from '../../core/ruleSet.ts';
import { quote } from './warning.ts';
import type { Linted, Warn } from './warning.ts';

const DAY_MS = 86_400_000;
/** Days after which every date, also 29 February, and every weekday on it have come. */
const LONGEST_DAYS = 366 * 29;

/** Times that never come, and hours that are hardly meant. */
export function lintSchedules({ ruleSet, settings }: Linted, warn: Warn): void {
  for (const [index, { schedule }] of ruleSet.rules.entries()) {
    if (schedule !== undefined) lintSchedule(schedule, `/rules/${index}/schedule`, settings.now, warn);
  }
}

function lintSchedule(schedule: Schedule, pointer: string, now: number | undefined, warn: Warn): void {
  const { from, until, yearly = [], except = [], weekly } = schedule;
  const days: readonly (readonly [place: string, day: string])[] = [
    ...(from === undefined ? [] : [['from', from] as const]),
    ...(until === undefined ? [] : [['until', until] as const]),
    ...yearly.flatMap((range, index) => range.split('/').map((day) => [`yearly/${index}`, day] as const)),
    ...except.map((day, index) => [`except/${index}`, day] as const),
  ];
  for (const [place, day] of days) {
    if (isDay(day)) continue;
    warn(
      'no_such_day',
      `${pointer}/${place}`,
      `There is no ${day}.`,
      'Write a day that there is; the month comes first.',
    );
  }
  if (from !== undefined && until !== undefined && until < from) {
    warn(
      'never_open',
      `${pointer}/until`,
      `The last day, ${until}, comes before the first, ${from}, so the schedule is never open.`,
      `Exchange them, or mend the year.`,
    );
  } else if (weekly !== undefined && Object.values(weekly).every((hours) => hours.length === 0)) {
    warn(
      'never_open',
      `${pointer}/weekly`,
      'No weekday has any hours, so the schedule is never open.',
      'Add hours, or remove "weekly" to be open all day.',
    );
  } else if (!isEverOpen(schedule)) {
    warn(
      'never_open',
      pointer,
      'On no day do weekdays, dates, yearly ranges and exceptions allow it together, so the schedule is never open.',
      'Take one of them out, or make them overlap.',
    );
  } else if (until !== undefined && now !== undefined && Date.parse(until) + 2 * DAY_MS < now) {
    warn(
      'schedule_over',
      `${pointer}/until`,
      `The schedule was over on ${until}.`,
      'Mend the date, or remove the rule.',
    );
  }
  for (const [weekday, hours] of Object.entries(weekly ?? {}))
    lintHours(hours, `${pointer}/weekly/${weekday}`, warn);
}

/** `2026-02-28`, or `02-29` of some year. */
function isDay(day: string): boolean {
  const full = day.length === 5 ? `2024-${day}` : day;
  const time = Date.parse(`${full}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === full;
}

function isEverOpen({ weekly, ...days }: Schedule): boolean {
  const start = Date.parse(days.from ?? '2024-01-01');
  const end = Math.min(
    days.until === undefined ? Infinity : Date.parse(days.until),
    start + LONGEST_DAYS * DAY_MS,
  );
  if (Number.isNaN(start) || Number.isNaN(end)) return true;
  for (let day = start; day <= end; day += DAY_MS) {
    const hours = weekly?.[weekdays[new Date(day).getUTCDay()] ?? 'sun'];
    if (weekly !== undefined && (hours ?? []).length === 0) continue;
    if (isOpenDay(days, new Date(day).toISOString().slice(0, 10))) return true;
  }
  return false;
}

function lintHours(hours: readonly string[], pointer: string, warn: Warn): void {
  const ranges = hours.map((range) => {
    const [from = 0, until = 0] = range
      .split('-')
      .map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
    return [from, until > from ? until : until + 1440] as const;
  });
  for (const [index, [from, until]] of ranges.entries()) {
    if (until - from === 1440 && from !== 0) {
      warn(
        'whole_day',
        `${pointer}/${index}`,
        `${quote(hours[index])} begins and ends at one time, so it is open for 24 hours.`,
        'Write the time at which it ends, or "00:00-24:00" if it is open all day.',
      );
    }
    const other = ranges.findIndex(([start, end], place) => place < index && start < until && from < end);
    if (other < 0) continue;
    warn(
      'hours_overlap',
      `${pointer}/${index}`,
      `${quote(hours[index])} overlaps with ${quote(hours[other])}.`,
      'Make one of the two.',
    );
  }
}
