import { weekdays } from './ruleSet.ts';
import type { Schedule } from './ruleSet.ts';

/** `until`: when the answer may change next, in milliseconds since 1970; until then it stays. */
export interface ScheduleAnswer {
  readonly isOpen: boolean;
  readonly until: number;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

/**
 * Whether a schedule is open. A time zone that the runtime does not know is closed at all times.
 *
 * @param at milliseconds since 1970
 * @param visitorZone IANA name of the visitor's time zone; `undefined`: that of the runtime
 */
export function checkSchedule(
  schedule: Schedule,
  at: number,
  visitorZone: string | undefined,
): ScheduleAnswer {
  const { timeZone = 'visitor', weekly } = schedule;
  const now = localTime(at, timeZone === 'visitor' ? visitorZone : timeZone);
  if (now === null) return { isOpen: false, until: Infinity };
  const { minute, weekday } = now;
  const today = (weekly?.[weekdays[weekday] ?? 'sun'] ?? []).map(toMinutes);
  const yesterday = (weekly?.[weekdays[(weekday + 6) % 7] ?? 'sun'] ?? []).map(toMinutes);
  // Hours that run over midnight belong to the day on which they begin, and so do its dates.
  const isOpenSince = (hours: readonly Hours[], from: number, date: string): boolean =>
    isOpenDay(schedule, date) && hours.some(([start, end]) => minute + from >= start && minute + from < end);
  const isOpen =
    weekly === undefined
      ? isOpenDay(schedule, now.date)
      : isOpenSince(today, 0, now.date) || isOpenSince(yesterday, DAY_MINUTES, now.yesterday);
  const bounds = [...today.flat(), ...yesterday.flat().map((bound) => bound - DAY_MINUTES), DAY_MINUTES];
  const next = Math.min(...bounds.filter((bound) => bound > minute));
  // Where clocks change in between this is an hour off at most, and looked at again then.
  return { isOpen, until: (Math.floor(at / MINUTE_MS) + next - minute) * MINUTE_MS };
}

/** Minutes since midnight: from, until (exclusive, beyond 1440 in the next day). */
type Hours = readonly [from: number, until: number];

/** `09:00-17:30` */
function toMinutes(hours: string): Hours {
  const [from = 0, until = 0] = hours.split('-').map((time) => {
    const [hour, minute] = time.split(':').map(Number);
    return (hour ?? 0) * 60 + (minute ?? 0);
  });
  return [from, until > from ? until : until + DAY_MINUTES];
}

/** Whether the dates of a schedule allow a day, `2026-11-23`, whatever its hours. */
export function isOpenDay({ from, until, yearly, except }: Schedule, date: string): boolean {
  const yearDay = date.slice(5);
  if (from !== undefined && date < from) return false;
  if (until !== undefined && date > until) return false;
  if (except !== undefined && (except.includes(date) || except.includes(yearDay))) return false;
  return (
    yearly === undefined ||
    yearly.some((range) => {
      const [first = '', last = ''] = range.split('/');
      return first <= last ? yearDay >= first && yearDay <= last : yearDay >= first || yearDay <= last;
    })
  );
}

interface LocalTime {
  /** `2026-11-23` */
  readonly date: string;
  readonly yesterday: string;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** Since midnight. */
  readonly minute: number;
}

function localTime(at: number, timeZone: string | undefined): LocalTime | null {
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const day = Date.UTC(Number(part['year']), Number(part['month']) - 1, Number(part['day']));
    const isoDate = (time: number): string => new Date(time).toISOString().slice(0, 10);
    return {
      date: isoDate(day),
      yesterday: isoDate(day - DAY_MINUTES * MINUTE_MS),
      weekday: new Date(day).getUTCDay(),
      minute: Number(part['hour']) * 60 + Number(part['minute']),
    };
  } catch {
    return null;
  }
}
