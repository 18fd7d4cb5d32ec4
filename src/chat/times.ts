/** Times and days as the visitor writes them. */
export interface Times {
  time(iso: string): string;
  day(iso: string): string;
}

function formatter(language: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(language, options);
  } catch {
    // A tag that no browser knows: the browser's own language.
    return new Intl.DateTimeFormat(undefined, options);
  }
}

/** @param language BCP 47 tag; a wrong one counts as absent */
export function createTimes(language: string | undefined): Times {
  const time = formatter(language, { hour: 'numeric', minute: '2-digit' });
  const day = formatter(language, { weekday: 'long', day: 'numeric', month: 'long' });
  const format = (form: Intl.DateTimeFormat, iso: string): string => {
    const at = new Date(iso);
    return Number.isNaN(at.getTime()) ? '' : form.format(at);
  };
  return { time: (iso) => format(time, iso), day: (iso) => format(day, iso) };
}
