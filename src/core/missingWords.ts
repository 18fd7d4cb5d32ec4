import type { MissingFact } from './conditions.ts';

const amounts = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** What one fact still lacks, in words: `6 more engaged seconds`. */
export function describeMissing({
  fact,
  params,
  unit,
  missing,
}: Omit<MissingFact, 'wanted' | 'actual'>): string {
  // Rounded up: with a tenth less the condition would not hold yet.
  const amount = amounts.format(Math.ceil(missing * 10 - 1e-6) / 10);
  const more = (things: string): string =>
    `${amount} more ${amount === '1' ? things.replace(/s$/, '') : things}`;
  switch (fact) {
    case 'engagement.engagedSeconds':
      return more('engaged seconds');
    case 'engagement.dwellSeconds':
      return `${more('seconds')} on the page`;
    case 'engagement.scrollPercent':
      return `another ${amount} % of the page`;
    case 'event.count':
      return more(`“${params?.['name'] ?? 'any'}” events`);
    default: {
      if (unit !== undefined) return `${more(unit)} of ${fact}`;
      const things = fact
        .slice(fact.indexOf('.') + 1)
        .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
      const about = params?.['path'] ?? params?.['selector'];
      return about === undefined ? more(things) : `${more(things)} of ${about}`;
    }
  }
}
