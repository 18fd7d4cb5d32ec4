import { factKey } from './facts.ts';
import type { FactName, FactSnapshot, FactValue } from './facts.ts';
import { placeholdersOf } from './templates.ts';

/**
 * First words of the names of facts. The tag does without the table of all facts: a mistyped name after one of these
 * words has been refused when the rule set was checked.
 */
export const factGroups: readonly string[] = [
  'page',
  'engagement',
  'visit',
  'visitor',
  'device',
  'vitals',
  'errors',
  'campaign',
  'cart',
  'dataLayer',
  'event',
  'custom',
  'chat',
  'invitation',
  'agent',
];

function isFactGroup(name: string): name is FactName {
  return factGroups.includes(name.split('.')[0] ?? '');
}

export interface RenderedText {
  readonly text: string;
  /** True if a placeholder had neither a value nor a fallback; it is left empty then. */
  readonly missing: boolean;
}

/** Puts the values of facts into a text. Plain text in, plain text out: nothing here is markup. */
export function renderTemplate(template: string, facts: FactSnapshot, language: string): RenderedText {
  let text = '';
  let missing = false;
  let end = 0;
  for (const placeholder of placeholdersOf(template, isFactGroup)) {
    const value = facts.get(placeholder.fact);
    const shown =
      value === undefined || value === ''
        ? placeholder.fallback
        : formatValue(placeholder.fact, value, placeholder.format, facts, language);
    missing ||= shown === undefined;
    text += template.slice(end, placeholder.start) + (shown ?? '');
    end = placeholder.end;
  }
  return { text: text + template.slice(end), missing };
}

function formatValue(
  fact: FactName,
  value: FactValue,
  format: string | undefined,
  facts: FactSnapshot,
  language: string,
): string {
  if (format === 'count') return formatNumber(countOf(value), language);
  if (format === 'date') return formatDate(value, language);
  if (Array.isArray(value)) {
    const items = value as readonly string[];
    return format === 'list' ? new Intl.ListFormat(language).format(items) : items.join(', ');
  }
  if (typeof value === 'object') return JSON.stringify(value);
  if (typeof value !== 'number') return String(value);
  if (format === 'currency') return formatCurrency(value, facts.get(factKey('cart.currency')), language);
  const digits = fact.startsWith('engagement.') ? 0 : 2;
  return formatNumber(value, language, digits);
}

function formatNumber(value: number, language: string, digits = 0): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
}

/** How many entries a list has, or members a record; anything else is one. */
function countOf(value: FactValue): number {
  return typeof value === 'object' ? Object.keys(value).length : 1;
}

/** A text that says no time, and a number that is no milliseconds since 1970, stay as they are. */
function formatDate(value: FactValue, language: string): string {
  const time = typeof value === 'number' ? value : Date.parse(String(value));
  const isTime = Number.isFinite(time) && Math.abs(time) < 8.64e15;
  if (!isTime) return String(value);
  // A day without a time of day is that day wherever it is read.
  const timeZone = /^\d{4}-\d\d-\d\d$/.test(String(value)) ? 'UTC' : undefined;
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone }).format(time);
}

/** Without a known currency the bare amount is shown: a wrong currency would be worse than none. */
function formatCurrency(value: number, currency: FactValue | undefined, language: string): string {
  if (typeof currency === 'string' && /^[A-Z]{3}$/.test(currency)) {
    return new Intl.NumberFormat(language, { style: 'currency', currency }).format(value);
  }
  return new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(
    value,
  );
}
