/**
 * The statistics of the report. All of them are closed formulas of the four operations and the square root, which
 * IEEE 754 rounds correctly everywhere: so the SQL in docs/sql gives the same numbers to the last digit.
 */

/** The 97.5 % point of the standard normal distribution, for intervals of 95 %. */
export const Z = 1.959963984540054;

/** The 99.9 % point of the chi-square distribution with one degree of freedom. */
export const CHI_SQUARE_LIMIT = 10.827566170662733;

/** An estimate with the limits of its 95 % confidence interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Visitors, and how many of them reached the goal. */
export interface Group {
  readonly visitors: number;
  readonly goals: number;
}

/**
 * The share of a group that reached the goal, with Wilson's score interval (E. B. Wilson, JASA 22, 1927), without
 * continuity correction; `null` for a group of nobody.
 */
export function shareOf({ visitors, goals }: Group): Estimate | null {
  if (visitors === 0) return null;
  const value = goals / visitors;
  const middle = 2 * goals + Z * Z;
  const half = Z * Math.sqrt(Z * Z + 4 * goals * (1 - value));
  const whole = 2 * (visitors + Z * Z);
  // Exact at the ends, where rounding would leave a trace.
  const low = goals === 0 ? 0 : (middle - half) / whole;
  const high = goals === visitors ? 1 : (middle + half) / whole;
  return { value, low, high };
}

/**
 * By how much the share of the first group is above that of the second, as a share (0.01 is one percentage point), with
 * Newcombe's hybrid score interval (R. G. Newcombe, Statistics in Medicine 17, 1998, method 10).
 */
export function differenceOf(first: Estimate, second: Estimate): Estimate {
  const value = first.value - second.value;
  const below = distance(first.value - first.low, second.high - second.value);
  const above = distance(first.high - first.value, second.value - second.low);
  return { value, low: value - below, high: value + above };
}

/**
 * By what part of itself the share of the second group is exceeded by that of the first: 0.2 is a lift of 20 %. The
 * interval is that for a ratio by the method of variance estimates recovery with Wilson's limits (MOVER-R: A. Donner and
 * G. Y. Zou, Statistical Methods in Medical Research 21, 2012). It leaves out 0 exactly when the interval of the
 * difference does. `null` if nobody of the second group reached the goal: there is nothing to compare with.
 */
export function liftOf(first: Estimate, second: Estimate): Estimate | null {
  if (second.value === 0) return null;
  const product = first.value * second.value;
  const lowest = first.low * (2 * first.value - first.low);
  const widest = second.high * (2 * second.value - second.high);
  // The usual form multiplied out, which also holds where its denominator is 0.
  const low = lowest === 0 ? 0 : lowest / (product + Math.sqrt(product * product - lowest * widest));
  const highest = first.high * (2 * first.value - first.high);
  const narrowest = second.low * (2 * second.value - second.low);
  const high = (product + Math.sqrt(product * product - highest * narrowest)) / narrowest;
  return { value: first.value / second.value - 1, low: low - 1, high: high - 1 };
}

/**
 * Pearson's chi-square of a split in two, with one degree of freedom: how far the second part is from what was planned.
 *
 * @param percent - of all that should be in the second part, above 0 and below 100.
 */
export function chiSquareOf(first: number, second: number, percent: number): number {
  const all = first + second;
  const expectedSecond = (all * percent) / 100;
  const expectedFirst = all - expectedSecond;
  const off = second - expectedSecond;
  return (off * off) / expectedFirst + (off * off) / expectedSecond;
}

function distance(one: number, other: number): number {
  return Math.sqrt(one * one + other * other);
}
