/** Times and days as the visitor writes them. */
export interface Times {
  /** The day and time of something to come; the day is `null` today, and the name of it within the week. */
  coming(iso: string, now: number): { readonly day: string | null; readonly time: string };
  time(iso: string): string;
  day(iso: string): string;
}

/** @param language BCP 47 tag */
export function createTimes(language: string): Times {
  const time = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' });
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long' });
  const format = (form: Intl.DateTimeFormat, iso: string): string => {
    const at = new Date(iso);
    return Number.isNaN(at.getTime()) ? '' : form.format(at);
  };
  return {
    coming(iso, now) {
      const isToday = new Date(iso).toDateString() === new Date(now).toDateString();
      const isSoon = Date.parse(iso) - now < 6 * 86_400_000;
      return { day: isToday ? null : format(isSoon ? weekday : day, iso), time: format(time, iso) };
    },
    time: (iso) => format(time, iso),
    day: (iso) => format(day, iso),
  };
}
