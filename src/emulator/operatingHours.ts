/** Days as `weekly` names them, Sunday first, as `Date` counts them. */
export const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type DayName = (typeof dayNames)[number];

/** When a queue is open, by the clock of one place. */
export interface WeeklyHours {
  /** IANA name, such as `Europe/Brussels`. */
  readonly timeZone: string;
  /** Spans like `09:00-17:30` by day; one that ends before it begins ends on the next day. */
  readonly weekly: Readonly<Partial<Record<DayName, readonly string[]>>>;
  /** Days like `2026-12-25` on which no span begins. */
  readonly closedOn: readonly string[];
}

/** An open time; epoch milliseconds, the end not included. */
export interface OpenSpan {
  readonly from: number;
  readonly until: number;
}

const DAY_MS = 86_400_000;
/** Holidays aside, hours repeat every week; what does not come round in a year does not count. */
const HORIZON_DAYS = 370;
const spanText = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/;

/** The minutes of a day at which a span begins and ends (after 1440: on the next day); `null` for what is no span. */
export function parseSpan(text: string): { readonly from: number; readonly until: number } | null {
  const [, ...parts] = spanText.exec(text) ?? [];
  if (parts.length === 0) return null;
  const [fromHour = 0, fromMinute = 0, untilHour = 0, untilMinute = 0] = parts.map(Number);
  const from = fromHour * 60 + fromMinute;
  const until = untilHour * 60 + untilMinute;
  if (until > 1440 || until === from) return null;
  return { from, until: until > from ? until : until + 1440 };
}

/** The open span that holds `at`, or else the next one; `null` if none begins within a year. */
export function currentOrNextSpan(hours: WeeklyHours, at: number): OpenSpan | null {
  let found: OpenSpan | null = null;
  for (const span of spansFrom(hours, at - 2 * DAY_MS)) {
    if (span.until <= at) continue;
    if (found === null) found = span;
    // Spans that touch are one.
    else if (span.from <= found.until) found = { from: found.from, until: Math.max(found.until, span.until) };
    else break;
  }
  return found;
}

/** In order of their beginnings. */
function* spansFrom({ timeZone, weekly, closedOn }: WeeklyHours, start: number): Generator<OpenSpan> {
  const offsetAt = createOffsets(timeZone);
  const first = Math.floor((start + offsetAt(start)) / DAY_MS) * DAY_MS;
  for (let count = 0; count < HORIZON_DAYS; count += 1) {
    // A day of the place, written as if the place were at Greenwich.
    const day = new Date(first + count * DAY_MS);
    if (closedOn.includes(day.toISOString().slice(0, 10))) continue;
    const toInstant = (minutes: number): number => {
      const local = day.getTime() + minutes * 60_000;
      const guess = local - offsetAt(local);
      return local - offsetAt(guess);
    };
    const spans = (weekly[dayNames[day.getUTCDay()] ?? 'sun'] ?? []).flatMap((text) => parseSpan(text) ?? []);
    for (const { from, until } of spans.sort((a, b) => a.from - b.from)) {
      yield { from: toInstant(from), until: toInstant(until) };
    }
  }
}

/** What the clocks of a place show more than those at Greenwich, in milliseconds, at an instant. */
function createOffsets(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return (at) => {
    const minute = Math.floor(at / 60_000) * 60_000;
    const part = Object.fromEntries(
      format.formatToParts(minute).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute: minutes = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minutes) - minute;
  };
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
