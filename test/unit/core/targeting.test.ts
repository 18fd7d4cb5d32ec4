import type { InvitingRule, RuleSet } from '../../../src/core/ruleSet.ts';
import { createShares } from '../../../src/core/shares.ts';
import { needsTargeting } from '../../../src/core/targeting.ts';
import { rule, ruleSet } from './ruleSets.ts';

const visitors = Array.from({ length: 5_000 }, (_, number) => `visitor-${number}`);
const shareOf = (belongs: (visitorId: string) => boolean): number =>
  visitors.filter(belongs).length / visitors.length;
const shares = (change: Partial<RuleSet>) => createShares(ruleSet(change));

describe('a share of the visitors', () => {
  it.each([1, 25, 50, 99])('of %s percent is that large', (percent) => {
    const { isInSample } = shares({});
    const sampled = rule({ samplePercent: percent });
    // Four standard deviations of a count among 5,000.
    const tolerance = 4 * Math.sqrt((percent / 100) * (1 - percent / 100) * (1 / visitors.length));
    expect(Math.abs(shareOf((id) => isInSample(sampled, id)) - percent / 100)).toBeLessThan(tolerance);
  });

  it('holds the same visitors each time, and keeps them when it grows', () => {
    const few = shares({ rolloutPercent: 10 });
    const more = shares({ rolloutPercent: 30, version: 'another' });
    expect(shareOf((id) => few.isRolledOut(id) && !more.isRolledOut(id))).toBe(0);
    expect(shareOf(few.isRolledOut)).toBeGreaterThan(0.08);
  });

  it('says nothing of another share', () => {
    const { isInSample, isHeldOut } = shares({ holdoutPercent: 50 });
    const sampled = rule({ samplePercent: 50 });
    const both = shareOf((id) => isInSample(sampled, id) && isHeldOut(id));
    const twoRules = shareOf(
      (id) => isInSample(sampled, id) && isInSample(rule({ id: 'another', samplePercent: 50 }), id),
    );
    expect(both).toBeCloseTo(0.25, 1);
    expect(twoRules).toBeCloseTo(0.25, 1);
  });

  it('is everybody at 100 percent and nobody at 0', () => {
    const { isInSample } = shares({});
    expect(shareOf((id) => isInSample(rule({ samplePercent: 100 }), id))).toBe(1);
    expect(shareOf((id) => isInSample(rule({ samplePercent: 0 }), id))).toBe(0);
  });
});

describe('a visitor who cannot be told apart', () => {
  const some: Partial<InvitingRule> = {
    samplePercent: 99,
    invitation: {
      message: 'Hello',
      variants: [
        { id: 'a', weight: 1 },
        { id: 'b', weight: 99 },
      ],
    },
  };
  it('belongs to no share, is not held out, and gets the first variant', () => {
    const { isInSample, isRolledOut, isHeldOut, variantOf } = shares({
      rolloutPercent: 99,
      holdoutPercent: 100,
    });
    expect(isInSample(rule(some), null)).toBe(false);
    expect(isRolledOut(null)).toBe(false);
    expect(isHeldOut(null)).toBe(false);
    expect(variantOf(rule(some), null)?.id).toBe('a');
  });

  it('belongs to everybody', () => {
    const { isInSample, isRolledOut } = shares({});
    expect(isInSample(rule(), null)).toBe(true);
    expect(isRolledOut(null)).toBe(true);
  });
});

describe('variants', () => {
  const withWeights = (...weights: readonly (number | undefined)[]): InvitingRule =>
    rule({
      invitation: {
        message: 'Hello',
        variants: weights.map((weight, place) => ({
          id: `v${place}`,
          ...(weight === undefined ? {} : { weight }),
        })),
      },
    });
  const sharesOf = (given: InvitingRule): readonly number[] => {
    const { variantOf } = shares({});
    return (given.invitation.variants ?? []).map(({ id }) =>
      shareOf((visitorId) => variantOf(given, visitorId)?.id === id),
    );
  };

  it('share the visitors by their weights', () => {
    const [first, second, third] = sharesOf(withWeights(20, 50, 30));
    expect(first).toBeCloseTo(0.2, 1);
    expect(second).toBeCloseTo(0.5, 1);
    expect(third).toBeCloseTo(0.3, 1);
  });

  it('without weights share alike', () => {
    const [first, second] = sharesOf(withWeights(undefined, undefined));
    expect(first).toBeCloseTo(0.5, 1);
    expect(second).toBeCloseTo(0.5, 1);
  });

  it('of weight 0 are nobody’s, and if all are, everybody gets the first', () => {
    expect(sharesOf(withWeights(0, 1))).toEqual([0, 1]);
    expect(sharesOf(withWeights(0, 0))).toEqual([1, 0]);
  });

  it('a rule without them has none', () => {
    expect(shares({}).variantOf(rule(), 'visitor')).toBeNull();
  });
});

describe('the file for all this', () => {
  it.each<[string, Partial<RuleSet>]>([
    ['a hold-out', { holdoutPercent: 10 }],
    ['a roll-out', { rolloutPercent: 10 }],
    ['a sample', { rules: [rule({ samplePercent: 10 })] }],
    ['a schedule', { rules: [rule({ schedule: { from: '2026-01-01' } })] }],
    ['a group', { rules: [rule({ group: 'sales' })] }],
    ['a goal', { rules: [rule({ goal: { event: 'purchase', withinDays: 7 } })] }],
    ['variants', { rules: [rule({ invitation: { message: 'a', variants: [{ id: 'a' }, { id: 'b' }] } })] }],
    [
      'the schedule of a suppressing rule',
      {
        rules: [
          {
            id: 'quiet',
            kind: 'suppress',
            conditions: { fact: 'page.path', operator: 'equal', value: '/' },
            schedule: {},
          },
        ],
      },
    ],
  ])('is needed for %s', (_, change) => {
    expect(needsTargeting(ruleSet(change))).toBe(true);
  });

  it('is not needed by a plain rule set', () => {
    expect(needsTargeting(ruleSet())).toBe(false);
  });
});
