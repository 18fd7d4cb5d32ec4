import type { Funnel, Lift, RowFigures, Split } from './figures.ts';
import type { Estimate } from './statistics.ts';

/** The steps of the funnel in their order, in words. */
export const stepWords = {
  qualified: 'Qualified',
  suppressed: 'Suppressed',
  heldOut: 'Held out',
  invited: 'Invited',
  accepted: 'Accepted',
  queued: 'Queued',
  firstMessage: 'First message',
  goal: 'Goal',
} as const satisfies Readonly<Record<keyof Funnel, string>>;

export const funnelSteps = Object.keys(stepWords) as readonly (keyof Funnel)[];

export const verdictWords = {
  higher: 'Inviting helps',
  lower: 'Inviting harms',
  undecided: 'No difference shown',
  nothing_to_compare: 'Nothing to compare',
} as const satisfies Readonly<Record<Lift['verdict'], string>>;

const wholeNumber = new Intl.NumberFormat('en');

export function count(number: number): string {
  return wholeNumber.format(number);
}

/** `1,234 visitors`, `1 visitor`. */
export function counted(number: number, what: string): string {
  return `${count(number)} ${what}${number === 1 ? '' : 's'}`;
}

/** 0.0614 as `6.1 %`; shares below one per cent with a digit more. */
export function percent(share: number): string {
  const value = share * 100;
  const digits = value !== 0 && Math.abs(value) < 1 ? 2 : 1;
  return `${withoutMinusZero(value, digits)} %`;
}

/** 0.2 as `+20.0 %`. */
export function signedPercent(share: number): string {
  const text = percent(share);
  return text.startsWith('-') ? `−${text.slice(1)}` : `+${text}`;
}

/** `−3.1 % to +42.0 %`. */
export function interval({ low, high }: Estimate): string {
  return `${signedPercent(low)} to ${signedPercent(high)}`;
}

export function rowName({ ruleSetId, ruleId }: Pick<RowFigures, 'ruleSetId' | 'ruleId'>): string {
  return ruleId ?? `${ruleSetId}, all rules`;
}

/** What the check of the split found. */
export function splitWords({ plannedPercent, heldOutPercent, chiSquare }: Split): string {
  return `${percent(heldOutPercent / 100)} held out, ${percent(plannedPercent / 100)} planned (chi-square ${chiSquare.toFixed(2)})`;
}

export const brokenSplitSentence =
  'Other shares of the visitors were held out than planned. Chance alone does this less than once in a thousand times, so trust no lift until the cause is known.';

function withoutMinusZero(value: number, digits: number): string {
  return value.toFixed(digits).replace(/^-(0(\.0+)?)$/, '$1');
}
