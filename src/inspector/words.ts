import type { Trace } from '../core/conditions.ts';
import { describeMissing } from '../core/missingWords.ts';
import { operatorPhrases } from '../core/operatorDocs.ts';
import { reasonTexts } from '../core/reasons.ts';
import type { LastAvailability } from './host.ts';
import type { RuleView } from './view.ts';

const LONGEST = 200;
const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2, useGrouping: false });
const clockTime = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const dateAndTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const DAY_MS = 86_400_000;

/** A value as a marketer would write it in a rule. */
export function valueText(value: unknown): string {
  if (typeof value === 'number') return number.format(value);
  const text = JSON.stringify(value) ?? '';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** What a leaf asks for: `is at least 20`. */
export function wantedText({ operator, wanted }: Trace): string {
  if (operator === undefined) return '';
  if (operator === 'isKnown') return wanted === true ? 'is known' : 'is not known';
  if (wanted === undefined) return `${operatorPhrases[operator]} another fact, which is unknown`;
  if (Array.isArray(wanted) && (operator === 'between' || operator === 'notBetween')) {
    return `${operatorPhrases[operator]} ${wanted.map(valueText).join(' and ')}`;
  }
  return `${operatorPhrases[operator]} ${valueText(wanted)}`;
}

/** The fact of a leaf with its parameters: `event.count (name: purchase)`. */
export function factText({ fact, params = {} }: Trace): string {
  const given = Object.entries(params).map(([name, value]) => `${name}: ${value}`);
  return given.length === 0 ? (fact ?? '') : `${fact ?? ''} (${given.join(', ')})`;
}

/** `6 more engaged seconds and another 20 % of the page`; empty if nothing that grows is missing. */
export function missingText({ nearMiss }: Pick<RuleView, 'nearMiss'>): string {
  return nearMiss.map(describeMissing).join(' and ');
}

/** A time of today without its date. */
export function timeText(time: number, now: number): string {
  return (Math.abs(time - now) < DAY_MS / 2 ? clockTime : dateAndTime).format(time);
}

export function availabilityText(last: LastAvailability | null, now: number): string {
  if (last === null) return 'not asked yet';
  const { availability, goodUntil } = last;
  const again = `${goodUntil > now ? 'not asked again before' : 'good until'} ${timeText(goodUntil, now)}`;
  switch (availability.status) {
    case 'available': {
      const { waitMinutes } = availability;
      const wait = waitMinutes === undefined ? '' : `, with a wait of ${valueText(waitMinutes)} min`;
      return `somebody is there${wait}; ${again}`;
    }
    case 'unavailable':
      return `${reasonTexts[availability.reason].replace(/\.$/, '')}; ${again}`;
    case 'unknown':
      return `unknown (${availability.cause.replace('_', ' ')}); ${again}`;
  }
}
