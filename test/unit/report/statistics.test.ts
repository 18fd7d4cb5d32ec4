import fc from 'fast-check';
import {
  CHI_SQUARE_LIMIT,
  chiSquareOf,
  differenceOf,
  liftOf,
  shareOf,
} from '../../../src/report/statistics.ts';
import type { Estimate } from '../../../src/report/statistics.ts';

const share = (goals: number, visitors: number): Estimate => shareOf({ goals, visitors })!;
const rounded = ({ low, high }: Estimate): number[] => [low, high].map((limit) => Number(limit.toFixed(4)));

describe('the interval of a share', () => {
  // The examples of R. G. Newcombe, Two-sided confidence intervals for the single proportion, table I, method 3.
  it.each([
    [81, 263, [0.2553, 0.3662]],
    [15, 148, [0.0624, 0.1605]],
    [0, 20, [0, 0.1611]],
    [1, 29, [0.0061, 0.1718]],
  ])('of %i in %i is that of the literature', (goals, visitors, limits) => {
    expect(rounded(share(goals, visitors))).toEqual(limits);
  });

  it('is exact at both ends, and nothing for nobody', () => {
    expect(share(0, 7).low).toBe(0);
    expect(share(7, 7).high).toBe(1);
    expect(shareOf({ goals: 0, visitors: 0 })).toBeNull();
  });
});

describe('the interval of a difference', () => {
  // R. G. Newcombe, Interval estimation for the difference between independent proportions, table II, method 10.
  it.each([
    [56, 70, 48, 80, [0.0524, 0.3339]],
    [9, 10, 3, 10, [0.1705, 0.809]],
    [6, 7, 2, 7, [0.0582, 0.8062]],
    [5, 56, 0, 29, [-0.0381, 0.1926]],
  ])('of %i in %i and %i in %i is that of the literature', (first, of, second, all, limits) => {
    expect(rounded(differenceOf(share(first, of), share(second, all)))).toEqual(limits);
  });
});

describe('the interval of the lift', () => {
  const group = fc
    .integer({ min: 1, max: 100_000 })
    .chain((visitors) =>
      fc.record({ visitors: fc.constant(visitors), goals: fc.integer({ min: 0, max: visitors }) }),
    );

  it('holds the estimate, and leaves out 0 exactly when that of the difference does', () => {
    fc.assert(
      fc.property(group, group, (one, other) => {
        const [first, second] = [shareOf(one)!, shareOf(other)!];
        const lift = liftOf(first, second);
        if (other.goals === 0) return expect(lift).toBeNull();
        const difference = differenceOf(first, second);
        expect(lift!.low).toBeLessThanOrEqual(lift!.value + 1e-9);
        expect(lift!.high).toBeGreaterThanOrEqual(lift!.value - 1e-9);
        expect(lift!.low).toBeGreaterThanOrEqual(-1);
        if (Math.abs(difference.low) > 1e-9) expect(lift!.low > 0).toBe(difference.low > 0);
        if (Math.abs(difference.high) > 1e-9) expect(lift!.high < 0).toBe(difference.high < 0);
      }),
    );
  });

  it('is that of two normal means when the groups are large', () => {
    const { value, low, high } = liftOf(share(120_000, 1_000_000), share(100_000, 1_000_000))!;
    // Katz' interval on the scale of logarithms, which it comes close to then.
    const error = Math.sqrt(0.88 / 120_000 + 0.9 / 100_000);
    expect(value).toBeCloseTo(0.2, 12);
    expect(low).toBeCloseTo(1.2 * Math.exp(-1.96 * error) - 1, 4);
    expect(high).toBeCloseTo(1.2 * Math.exp(1.96 * error) - 1, 4);
  });

  it('begins at -1 when nobody of the first group reached the goal', () => {
    expect(liftOf(share(0, 50), share(5, 50))).toMatchObject({ value: -1, low: -1 });
  });
});

describe('the check of the split', () => {
  it("is Pearson's chi-square", () => {
    expect(chiSquareOf(60, 40, 50)).toBeCloseTo(4, 12);
    expect(chiSquareOf(900, 100, 10)).toBe(0);
    expect(chiSquareOf(821, 170, 20)).toBeCloseTo(
      (170 - 198.2) ** 2 / 198.2 + (821 - 792.8) ** 2 / 792.8,
      10,
    );
  });

  it('has its limit where one in a thousand is further off', () => {
    // 3.2905 is the two-sided 0.1 % point of the standard normal distribution.
    expect(Math.sqrt(CHI_SQUARE_LIMIT)).toBeCloseTo(3.290526731491895, 9);
  });
});
