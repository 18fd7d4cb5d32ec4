import type { MissingFact } from './conditions.ts';

/** What is still missing, as a person says it: "6 more engaged seconds". */
export function missingInWords({ fact, params, missing }: MissingFact): string {
  const amount = Math.round(missing * 100) / 100;
  if (params !== undefined) {
    const given = Object.entries(params).map(([name, value]) => `${name}: ${value}`);
    return `${amount} more of ${fact} (${given.join(', ')})`;
  }
  const last = fact.split('.').at(-1) ?? '';
  const words = last.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${amount} more ${amount === 1 ? words.replace(/s$/, '') : words}`;
}
